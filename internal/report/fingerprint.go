package report

import (
	"encoding/hex"
	"hash/fnv"
	"strings"
)

// Key hashes what a finding is about: its rule, its file under a name that is
// the same from everywhere, and the text of its line, white space aside. It
// stays when lines above come and go. Equal findings share it; a fingerprint
// counts them.
func (f *Finding) Key(file string) string {
	h := fnv.New128a()
	for _, part := range []string{f.Rule, file, strings.Join(strings.Fields(f.Source), " ")} {
		h.Write([]byte(part))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil))
}
