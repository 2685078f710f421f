package measure

import (
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
	"github.com/speclint/speclint/rules"
)

// judged is a text with what lint says of it.
type judged struct {
	*text
	spec     *spec.Spec
	report   report.Spec
	findings []report.Finding
	words    int // of prose
}

// states of the ten dimensions.
func (j *judged) states() (out [spec.NumDimensions]report.State) {
	for d := range out {
		out[d] = j.report.Dimensions[d].State
	}
	return out
}

// judgeCorpus reads a corpus and judges its texts.
func judgeCorpus(dir string) ([]judged, error) {
	texts, err := readCorpus(dir)
	if err != nil {
		return nil, err
	}
	return judgeAll(texts)
}

// judgeAll judges every text as `speclint lint` does outside a repository.
func judgeAll(texts []text) ([]judged, error) {
	linter := lint.New(rules.All, lint.Options{})
	out := make([]judged, len(texts))
	for i := range texts {
		j, err := judge(linter, &texts[i], texts[i].Source)
		if err != nil {
			return nil, err
		}
		out[i] = j
	}
	return out, nil
}

func judge(linter *lint.Linter, t *text, source []byte) (judged, error) {
	s, err := spec.Parse(t.File, source)
	if err != nil {
		return judged{}, err
	}
	r := linter.Run(s)
	j := judged{text: t, spec: s, report: r.Spec, findings: r.Findings}
	for i := range s.Items {
		if it := &s.Items[i]; it.Kind != spec.Fence {
			j.words += len(it.Words())
		}
	}
	return j, nil
}

// labelled are the texts that people labelled.
func labelled(js []judged) []*judged {
	var out []*judged
	for i := range js {
		if js[i].Labels != nil {
			out = append(out, &js[i])
		}
	}
	return out
}
