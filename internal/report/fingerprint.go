package report

import (
	"encoding/hex"
	"hash/fnv"
	"strings"
)

// longLine is the length of a line, in bytes, that is too long to name a finding.
const longLine = 4096

// Key hashes what a finding is about: its rule, its file under a name that is
// the same from everywhere, and the text of its line, white space aside. It
// stays when lines above come and go. Equal findings share it; a fingerprint
// counts them.
func (f *Finding) Key(file string) string {
	about := f.Message // of a line as long as a chapter, on which much may be found
	if len(f.Source) < longLine {
		about = strings.Join(strings.Fields(f.Source), " ")
	}
	h := fnv.New128a()
	for _, part := range []string{f.Rule, file, about} {
		h.Write([]byte(part))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil))
}
