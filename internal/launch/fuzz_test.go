package launch

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

// Whatever stands in a record, reading it does not panic, and what is read is what is
// written again.
func FuzzDecode(f *testing.F) {
	id := strings.Repeat("1", 40)
	r := Record{Version: Version, ID: "range", Spec: "specs/range.md", SpecBlob: id, Base: id, Worktree: "/w", Tree: id, Contract: strings.Repeat("c", 64), Time: noon,
		Dirty: []Entry{{Path: "a\xff", Mode: "100644", ID: id}, {Path: "b", Mode: "000000"}}, End: &End{Time: noon, Verdict: "pass", Tree: id}}
	text, err := encode(&r)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add(bytes.Replace(text, []byte(`"version": 1`), []byte(`"version": 2`), 1))
	f.Add(bytes.Replace(text, []byte("00Z"), []byte("00+00:00"), 1))
	f.Add([]byte(`{"version": 1}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := decode(text)
		if err != nil {
			return
		}
		again, err := encode(r)
		if err != nil {
			t.Fatalf("read, and not to be written: %v", err)
		}
		same, err := decode(again)
		if err != nil || !reflect.DeepEqual(r, same) {
			t.Errorf("got %+v and error %v, want %+v", same, err, r)
		}
	})
}
