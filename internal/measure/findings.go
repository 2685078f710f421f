package measure

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
	"github.com/speclint/speclint/rules"
)

// around is how many lines are shown before and after the lines of a finding.
const around = 2

// found is a finding in the text that it stands in.
type found struct {
	in *judged
	report.Finding
}

// perFile is how many findings of one file a sample may have: what is wrong about
// one text is wrong about it thirty times.
const perFile = 3

// findingsOf returns the findings of a rule, in the order of a hash of file, place
// and seed, those beyond three of a file last: the first n of them are a sample that
// anybody can draw again, and another seed draws another.
func findingsOf(js []judged, rule string, seed int) []found {
	type drawn struct {
		found
		hash uint64
	}
	var all []drawn
	for i := range js {
		for _, f := range js[i].findings {
			if f.Rule != rule {
				continue
			}
			h := fnv.New64a()
			fmt.Fprintf(h, "%d\x00%s\x00%d:%d", seed, js[i].File, f.Start.Line, f.Start.Column)
			all = append(all, drawn{found{&js[i], f}, h.Sum64()})
		}
	}
	slices.SortStableFunc(all, func(a, b drawn) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.in.File, b.in.File), cmp.Compare(a.Start.Line, b.Start.Line))
	})
	var out, rest []found
	seen := map[string]int{}
	for i := range all {
		if seen[all[i].in.File]++; seen[all[i].in.File] > perFile {
			rest = append(rest, all[i].found)
			continue
		}
		out = append(out, all[i].found)
	}
	return append(out, rest...)
}

// findings prints a sample of a rule's findings in a corpus.
func findings(w io.Writer, dir, rule string, sample, seed int) error {
	if !slices.ContainsFunc(rules.All, func(r *lint.Rule) bool { return r.Name == rule }) {
		return fmt.Errorf("-findings %s: no rule has that name", rule)
	}
	js, err := judgeCorpus(dir)
	if err != nil {
		return err
	}
	printFindings(w, js, rule, sample, seed)
	return nil
}

// printFindings shows a sample of a rule's findings with the lines around them, for
// a person to say which of them are right. Where the spec is labelled and the rule
// is about a dimension, it shows what people said of that.
func printFindings(w io.Writer, js []judged, rule string, sample, seed int) {
	all := findingsOf(js, rule, seed)
	fmt.Fprintf(w, "%d findings of %s\n", len(all), rule)
	for i, f := range all[:min(len(all), sample)] {
		fmt.Fprintf(w, "\n--- %d  %s:%d:%d %s (%s): %s\n", i+1, f.in.File, f.Start.Line, f.Start.Column, f.Severity, f.in.Dialect, f.Message)
		for d := range spec.NumDimensions {
			if f.in.Labels == nil || rule != "missing-"+spec.Dimension(d).String() {
				continue
			}
			fmt.Fprintf(w, "people say %s\n", f.in.Labels[d].V)
			for _, line := range f.in.Labels[d].Lines {
				fmt.Fprintf(w, "theirs %s: %s\n", line, f.in.line(line))
			}
		}
		first, last := f.Start.Line, max(f.Start.Line, f.End.Line)
		for n := max(1, first-around); n <= min(f.in.spec.Lines(), last+around); n++ {
			mark := " "
			if first <= n && n <= last {
				mark = ">"
			}
			r := f.in.spec.LineRange(n)
			fmt.Fprintf(w, "%s%5d %s\n", mark, n, cut(string(f.in.Source[r.Start:r.End])))
		}
	}
}

// cut is one line as it stands, without its end, and not longer than a paragraph
// that one reads.
func cut(line string) string {
	line = strings.TrimRight(line, "\r\n")
	if runes := []rune(line); len(runes) > 600 {
		return string(runes[:600]) + "…"
	}
	return line
}
