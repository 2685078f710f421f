package lint

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

// corpus is the folder of real specs beside the checkout. It is no part of the
// project, so its tests skip where it is absent.
const corpus = "../../shared/corpus"

// labelNames are the names that the corpus gives to the dimensions.
var labelNames = [spec.NumDimensions]string{"goal", "why", "success_criteria", "scope_in", "where", "out_of_scope", "escalation", "output_format", "verification", "constraints"}

type labelled struct {
	File    string
	Dialect string
	Labels  map[string]struct {
		V     report.State
		Lines []string
	}
}

func readLabels(t testing.TB) []labelled {
	f, err := os.Open(filepath.Join(corpus, "labels.jsonl"))
	if err != nil {
		t.Skip("no corpus beside the checkout")
	}
	defer f.Close()
	var out []labelled
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var l labelled
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		out = append(out, l)
	}
	return out
}

// outcome counts one dimension's answers to "is it present?".
type outcome struct{ tp, fp, fn, agree, n int }

func (o *outcome) f1() float64 {
	return 2 * float64(o.tp) / float64(max(1, 2*o.tp+o.fp+o.fn))
}

// TestCorpusAgreement prints how states agree with the labels, and holds the
// least that was reached.
func TestCorpusAgreement(t *testing.T) {
	labels := readLabels(t)
	var outcomes [spec.NumDimensions]outcome
	for _, l := range labels {
		src, err := os.ReadFile(filepath.Join(corpus, l.File))
		if err != nil {
			t.Fatal(err)
		}
		s, err := spec.Parse(l.File, src)
		if err != nil {
			t.Fatal(err)
		}
		sc := newScore(s, DefaultWeights)
		for d := range outcomes {
			state, want := sc.state(spec.Dimension(d)), l.Labels[labelNames[d]]
			outcomes[d].count(state, want.V)
			if os.Getenv("DISAGREE") == labelNames[d] && (state == report.Present) != (want.V == report.Present) {
				t.Logf("%s: got %s, want %s %v", l.File, state, want.V, want.Lines)
			}
		}
	}
	macro, agree, n := 0.0, 0, 0
	var table strings.Builder
	for d := range outcomes {
		o := &outcomes[d]
		precision, recall := float64(o.tp)/float64(max(1, o.tp+o.fp)), float64(o.tp)/float64(max(1, o.tp+o.fn))
		fmt.Fprintf(&table, "%-13s precision %.2f  recall %.2f  F1 %.2f  three-way %.2f\n", spec.Dimension(d), precision, recall, o.f1(), float64(o.agree)/float64(o.n))
		macro += o.f1() / float64(len(outcomes))
		agree, n = agree+o.agree, n+o.n
	}
	t.Logf("%d labelled specs\n%smacro F1 of present %.3f, three-way agreement %.3f", len(labels), &table, macro, float64(agree)/float64(n))
	if three := float64(agree) / float64(n); macro < 0.90 || three < 0.80 {
		t.Errorf("macro F1 is %.3f and three-way agreement %.3f, want 0.90 and 0.80 or more", macro, three)
	}
}

func (o *outcome) count(got, want report.State) {
	o.n++
	if got == want {
		o.agree++
	}
	switch present := got == report.Present; {
	case present && want == report.Present:
		o.tp++
	case present:
		o.fp++
	case want == report.Present:
		o.fn++
	}
}

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
