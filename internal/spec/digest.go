package spec

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// Digest names what a contract says, wherever it says it: the SHA-256 of its JSON
// without the numbers of lines, in hexadecimal digits.
func (c *Contract) Digest() (string, error) {
	text, err := json.Marshal(c)
	if err != nil {
		return "", err
	}
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		return "", err
	}
	if text, err = json.Marshal(lineless(v)); err != nil { // with the keys sorted
		return "", err
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}

// lineless takes the numbers of lines out of a JSON value.
func lineless(v any) any {
	switch v := v.(type) {
	case map[string]any:
		delete(v, "line")
		delete(v, "limit_lines")
		for key := range v {
			v[key] = lineless(v[key])
		}
	case []any:
		for i := range v {
			v[i] = lineless(v[i])
		}
	}
	return v
}
