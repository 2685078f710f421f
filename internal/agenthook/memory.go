package agenthook

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/speclint/speclint/internal/report"
)

// Memory is what is kept of a session between the ends of its turns.
type Memory struct {
	Turn   string   `json:"turn"`   // that was refused last
	Blocks int      `json:"blocks"` // how often in a row its end was refused
	Told   []string `json:"told"`   // what was to be mended then, by its keys
	Asked  []string `json:"asked"`  // what a person has to look at, and the agent knows of
	Said   string   `json:"said"`   // the key of what the person was told last
}

// MaxMemory bounds the file of a memory that is read, in bytes.
const MaxMemory = 1 << 20

// maxKeys bounds what is kept of each kind.
const maxKeys = 2000

// FileName is the name of the file for the memory of a session: a hash, whatever the
// session calls itself.
func FileName(h *Host, session string) string {
	return key(h.Name, session) + ".json"
}

// ParseMemory reads a memory; ok is false for what is none.
func ParseMemory(text []byte) (m Memory, ok bool) {
	err := json.Unmarshal(text, &m)
	return m, err == nil && m.Blocks >= 0
}

// Encode returns the memory as it is kept.
func (m Memory) Encode() []byte {
	m.Told, m.Asked = m.Told[:min(len(m.Told), maxKeys)], m.Asked[:min(len(m.Asked), maxKeys)]
	text, err := json.Marshal(m)
	if err != nil { // strings and a number: there is nothing to go wrong
		panic(err)
	}
	return append(text, '\n')
}

// key is a short name for some texts.
func key(texts ...string) string {
	h := sha256.New()
	for _, t := range texts {
		h.Write([]byte(strconv.Itoa(len(t)) + ":" + t))
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// keys name findings whatever their messages count: how long a file is by now, or
// which test fails, makes no other finding. They are sorted.
func keys(findings []report.Finding) []string {
	out := make([]string, 0, len(findings))
	for _, f := range findings {
		line, at := 0, ""
		if f.Spec != nil {
			line, at = f.Spec.Line, f.Spec.Path
		}
		out = append(out, key(f.Rule, f.Path, at, strconv.Itoa(line)))
	}
	slices.Sort(out)
	return out[:min(len(out), maxKeys)]
}

// shrank reports whether something that was told is gone. Both are sorted, and may
// have the same key twice.
func shrank(told, now []string) bool {
	for _, k := range told {
		i, found := slices.BinarySearch(now, k)
		if !found {
			return true
		}
		now = now[i+1:]
	}
	return false
}

// within reports whether all of some keys were among others.
func within(keys, others []string) bool { return !shrank(keys, others) }
