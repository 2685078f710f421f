package report

import (
	"encoding/hex"
	"hash/fnv"
	"strings"
)

// longLine is the length of a line, in bytes, that is too long to name a finding.
const longLine = 4096

// Key hashes what a finding is about: its rule, its file under a name that is
// the same from everywhere, and the text of its line, white space aside, or where that says too
// little or too much, its message. It
// stays when lines above come and go. Equal findings share it; a fingerprint
// counts them.
func (f *Finding) Key(file string) string {
	h := fnv.New128a()
	text := make([]byte, 0, 256)
	text = append(append(text, f.Rule...), 0)
	text = append(append(text, file...), 0)
	if len(f.Source) >= longLine || f.Source == "" { // much may be found on a line as long as a chapter
		text = append(text, f.Message...)
	} else {
		from := len(text)
		for word := range strings.FieldsSeq(f.Source) {
			if len(text) > from {
				text = append(text, ' ')
			}
			text = append(text, word...)
		}
	}
	h.Write(append(text, 0))
	return hex.EncodeToString(h.Sum(nil))
}
