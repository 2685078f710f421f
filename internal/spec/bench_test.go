package spec

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
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

// BenchmarkParse compares reading a spec with parsing its Markdown alone, by
// goldmark with GFM: the floor that no reader of Markdown goes below. "x-floor"
// is the ratio to it in the same run.
func BenchmarkParse(b *testing.B) {
	src := material(b)
	gfm := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser()
	floor := time.Duration(0)
	run := func(name string, f func()) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				f()
			}
			each := b.Elapsed() / time.Duration(b.N)
			if floor == 0 {
				floor = each
			}
			b.ReportMetric(float64(each)/float64(floor), "x-floor")
		})
	}
	run("floor", func() { gfm.Parse(text.NewReader(src)) })
	run("markdown", func() { markdown().Parse(text.NewReader(src)) })
	run("spec", func() {
		if _, err := Parse("a.md", src); err != nil {
			b.Fatal(err)
		}
	})
	var p Parser
	run("specs", func() { // one after the other in the same memory
		if _, err := p.Parse("a.md", src); err != nil {
			b.Fatal(err)
		}
	})
}
