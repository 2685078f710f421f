package lint_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/internal/spec/words"
	"github.com/speclint/speclint/rules"
)

// benchmark times f over src. "x-floor" is its ratio to goldmark with GFM, which
// only parses, in the same run.
func benchmark(b *testing.B, src []byte, f func()) {
	gfm := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser()
	const runs = 20
	start := time.Now()
	for range runs {
		gfm.Parse(text.NewReader(src))
	}
	floor := time.Since(start) / runs
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		f()
	}
	b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(floor), "x-floor")
}

// material is a spec of 20 KB: the example, with other numbers each time, so
// that no item repeats another.
func material(b *testing.B) []byte {
	src, err := os.ReadFile(filepath.FromSlash("../examples/date-range.md"))
	if err != nil {
		b.Fatal(err)
	}
	var all []byte
	for i := range 9 {
		for _, word := range []string{"the", "a", "to", "is"} {
			src = bytes.ReplaceAll(src, []byte(" "+word+" "), fmt.Appendf(nil, " %s k%d ", word, i))
		}
		all = append(all, src...)
	}
	return all
}

// BenchmarkRun runs all rules over a spec that is parsed already.
func BenchmarkRun(b *testing.B) {
	src := material(b)
	s, err := spec.Parse("a.md", src)
	if err != nil {
		b.Fatal(err)
	}
	benchmark(b, src, func() { linter.Run(s) })
}

// BenchmarkLint reads and judges a spec.
func BenchmarkLint(b *testing.B) {
	src := material(b)
	var p spec.Parser
	benchmark(b, src, func() {
		s, err := p.Parse("a.md", src)
		if err != nil {
			b.Fatal(err)
		}
		linter.Run(s)
	})
}

// BenchmarkWords looks for the words of all rules in the prose of a spec, and
// for ten times as many.
func BenchmarkWords(b *testing.B) {
	src := material(b)
	s, err := spec.Parse("a.md", src)
	if err != nil {
		b.Fatal(err)
	}
	var real []string
	for _, r := range rules.All {
		real = append(append(real, r.Phrases...), r.Hints...)
	}
	long := real
	for i := range 9 {
		for _, p := range real {
			long = append(long, fmt.Sprintf("%s%c", p, 'a'+i))
		}
	}
	for _, list := range [][]string{real, long} {
		m := words.New(list)
		b.Run(fmt.Sprintf("phrases=%d", len(list)), func(b *testing.B) {
			var found []words.Match
			benchmark(b, src, func() {
				for i := range s.Items {
					found = m.Find(found[:0], s.Items[i].Prose)
				}
			})
		})
	}
}
