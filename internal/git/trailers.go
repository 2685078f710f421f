package git

import (
	"bytes"
	"context"
	"fmt"
	"strings"
)

// maxMessage bounds the text of a commit in which trailers are looked for.
const maxMessage = 1 << 20

// Trailer is a line "Key: value" in the last paragraph of a commit's message.
type Trailer struct {
	Commit, Value string
}

// Trailers returns the trailers with a key, in any case of letters, of all
// commits of the list, in its order. A commit of more than a mebibyte is an
// error, as its end is not read.
func (q *Quarantine) Trailers(ctx context.Context, commits []string, key string) ([]Trailer, error) {
	var found []Trailer
	err := q.Blobs(ctx, commits, maxMessage, func(i int, b Blob) error {
		switch {
		case b.Kind != "commit":
			return fmt.Errorf("commit %s: %w; %s", commits[i], ErrMissing, q.repo.refill())
		case b.Bytes > maxMessage:
			return fmt.Errorf("commit %s: its message %w to look for trailers; name the spec", commits[i], ErrTooLarge)
		}
		for _, value := range trailers(b.Text, key) {
			found = append(found, Trailer{Commit: commits[i], Value: value})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

// trailers reads the values of a key from a commit. A paragraph is of trailers
// when each of its lines is one or goes on with the one before; the subject is
// none.
func trailers(commit []byte, key string) []string {
	_, message, ok := bytes.Cut(commit, []byte("\n\n"))
	text := strings.TrimRight(strings.ReplaceAll(string(message), "\r\n", "\n"), " \t\n")
	at := strings.LastIndex(text, "\n\n")
	if !ok || at < 0 {
		return nil
	}
	var values []string
	mine := false
	for line := range strings.SplitSeq(text[at+2:], "\n") {
		if line != "" && (line[0] == ' ' || line[0] == '\t') {
			if mine {
				values[len(values)-1] += " " + strings.TrimSpace(line)
			}
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if name = strings.TrimSpace(name); !ok || name == "" || strings.ContainsFunc(name, notInKey) {
			return nil
		}
		if mine = strings.EqualFold(name, key); mine {
			values = append(values, strings.TrimSpace(value))
		}
	}
	return values
}

func notInKey(c rune) bool {
	return c != '-' && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')
}
