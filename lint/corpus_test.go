package lint

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/speclint/speclint/internal/spec"
)

// corpus is the folder of real specs beside the checkout. It is no part of the
// project, so its tests skip where it is absent.
const corpus = "../../shared/corpus"

// TestCorpusReads judges every real spec: none is an error, none panics.
func TestCorpusReads(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(corpus, "specs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		t.Skip("no corpus beside the checkout")
	}
	for _, p := range paths {
		src, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		s, err := spec.Parse(p, src)
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(p), err)
			continue
		}
		if out := New(nil, Options{}).Run(s).Spec; out.ScoreExact < 0 || out.ScoreExact > 100 {
			t.Errorf("%s: score %v", filepath.Base(p), out.ScoreExact)
		}
	}
	t.Logf("read %d specs", len(paths))
}
