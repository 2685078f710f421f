package lint_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/speclint/speclint/internal/spec"
)

// BenchmarkRun runs all rules over a spec that is parsed already; the parsing
// has a benchmark of its own.
func BenchmarkRun(b *testing.B) {
	src, err := os.ReadFile("../examples/date-range.md")
	if err != nil {
		b.Fatal(err)
	}
	src = bytes.Repeat(src, 8)
	s, err := spec.Parse("a.md", src)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		linter.Run(s)
	}
}
