package spec

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/yuin/goldmark/text"
)

// material is every spec of the project, repeated to the size of a long one.
func material(b *testing.B) []byte {
	var all []byte
	for _, pattern := range []string{"../../examples/*.md", "../../testdata/specs/good/*.md"} {
		paths, _ := filepath.Glob(pattern)
		for _, p := range paths {
			src, err := os.ReadFile(p)
			if err != nil {
				b.Fatal(err)
			}
			all = append(append(all, src...), '\n')
		}
	}
	return bytes.Repeat(all, 4)
}

// BenchmarkParse compares reading a spec with parsing its Markdown alone, the
// floor that no reader of Markdown goes below.
func BenchmarkParse(b *testing.B) {
	src := material(b)
	b.Run("markdown", func(b *testing.B) {
		b.SetBytes(int64(len(src)))
		b.ReportAllocs()
		for b.Loop() {
			markdown().Parse(text.NewReader(src))
		}
	})
	b.Run("spec", func(b *testing.B) {
		b.SetBytes(int64(len(src)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Parse("a.md", src); err != nil {
				b.Fatal(err)
			}
		}
	})
}
