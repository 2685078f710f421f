package measure

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

// labelNames are the names that a corpus gives to the dimensions, in their order.
var labelNames = [spec.NumDimensions]string{
	"goal", "why", "success_criteria", "scope_in", "where", "out_of_scope", "escalation", "output_format", "verification", "constraints",
}

// text is one spec of a corpus.
type text struct {
	ID      string
	File    string // below the folder, with slashes
	Dialect string // as its collectors named it
	Repo    string
	Source  []byte `json:"-"`
	// Labels say what a person found in each dimension; nil for an unlabelled spec.
	Labels *[spec.NumDimensions]label `json:"-"`
}

// label is what a person said of one dimension.
type label struct {
	V     report.State
	Lines []string // where the evidence starts: "12" or "12-15"
}

// readCorpus reads a folder. The texts are in the order of specs.jsonl.
func readCorpus(dir string) ([]text, error) {
	texts, err := readLines[text](filepath.Join(dir, "specs.jsonl"))
	if err != nil {
		return nil, err
	}
	labelled, err := readLines[struct {
		ID     string
		Labels map[string]label
	}](filepath.Join(dir, "labels.jsonl"))
	if err != nil {
		return nil, err
	}
	labels := make(map[string]*[spec.NumDimensions]label, len(labelled))
	for _, l := range labelled {
		all := new([spec.NumDimensions]label)
		for d, name := range labelNames {
			got, ok := l.Labels[name]
			if !ok || got.V > report.Present {
				return nil, fmt.Errorf("labels.jsonl: %s: no label 0, 1 or 2 for %s", l.ID, name)
			}
			all[d] = got
		}
		labels[l.ID] = all
	}
	for i := range texts {
		t := &texts[i]
		if !filepath.IsLocal(filepath.FromSlash(t.File)) {
			return nil, fmt.Errorf("specs.jsonl: %s: the file %q is not below the folder", t.ID, t.File)
		}
		if t.Source, err = os.ReadFile(filepath.Join(dir, filepath.FromSlash(t.File))); err != nil {
			return nil, err
		}
		t.Labels = labels[t.ID]
	}
	return texts, nil
}

// readLines reads a file that holds a JSON value in each line.
func readLines[T any](path string) ([]T, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var out []T
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var v T
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", filepath.Base(path), n, err)
		}
		out = append(out, v)
	}
	return out, lines.Err()
}
