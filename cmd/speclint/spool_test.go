package main

import (
	"strings"
	"testing"
)

// What a spool was given comes back whole and in its order, wherever it waited.
func TestSpool(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	for name, size := range map[string]int{"in memory": 10, "in a file": inMemory/3 + 1} {
		t.Run(name, func(t *testing.T) {
			var s spool
			defer s.close()
			var chunks []chunk
			for _, path := range []string{"b", "a-b", "a/b", "c", "a"} {
				c, err := s.add(path, 0, path+strings.Repeat("x", size))
				if err != nil {
					t.Fatal(err)
				}
				chunks = append(chunks, c)
			}
			if inFile := s.file != nil; inFile != (name == "in a file") {
				t.Errorf("got a file: %v", inFile)
			}
			for byPath, want := range map[bool]string{false: "b a-b a/b c a", true: "a a-b a/b b c"} {
				var b strings.Builder
				if err := s.section(chunks, byPath).Write(&b, " "); err != nil {
					t.Fatal(err)
				}
				if got := strings.ReplaceAll(b.String(), "x", ""); got != want || b.Len() != len(want)+5*size {
					t.Errorf("by path %v: got %q and %d bytes, want %q", byPath, got, b.Len(), want)
				}
			}
		})
	}
}
