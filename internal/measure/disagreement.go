package measure

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

// disagreement is a dimension of a text whose state is not the label.
type disagreement struct {
	of   *judged
	d    spec.Dimension
	got  report.State
	want label
}

// distance is how many states lie between.
func (x *disagreement) distance() int { return max(int(x.got)-int(x.want.V), int(x.want.V)-int(x.got)) }

// disagreements, the worst first: absent against present before the others, of
// those what is present to one side only, then what weighs more.
func disagreements(js []judged, as *reading) []disagreement {
	var out []disagreement
	for _, j := range labelled(js) {
		j := as.of(j)
		for d, got := range j.states() {
			if want := j.Labels[d]; got != want.V {
				out = append(out, disagreement{j, spec.Dimension(d), got, want})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b disagreement) int {
		return cmp.Or(
			b.distance()-a.distance(),
			max(int(b.got), int(b.want.V))-max(int(a.got), int(a.want.V)),
			cmp.Compare(b.of.report.Dimensions[b.d].Weight, a.of.report.Dimensions[a.d].Weight),
		)
	})
	return out
}

// printDisagreements shows what people said, what we said, and the line that
// decided it.
func printDisagreements(w io.Writer, js []judged, as *reading, most int) {
	all := disagreements(js, as)
	fmt.Fprintf(w, "\n%d disagreements\n", len(all))
	for i := range all[:min(len(all), most)] {
		x := &all[i]
		fmt.Fprintf(w, "\n%s  %s: people say %s, we say %s\n", x.of.File, x.d, x.want.V, x.got)
		for _, line := range x.want.Lines {
			fmt.Fprintf(w, "  theirs %s: %s\n", line, x.of.line(line))
		}
		if it := x.of.deciding(x.d); it != nil {
			fmt.Fprintf(w, "  ours   %d: %s\n         worth %.2f below %q\n", x.of.spec.Line(it.Range.Start), short(it.Text), it.Substance(x.d), x.of.spec.Sections[it.Section].Title)
		}
	}
}

// deciding is the item that is worth most in a dimension; one that is unmistakable
// goes before.
func (j *judged) deciding(d spec.Dimension) *spec.Item {
	var best *spec.Item
	worth := 0.0
	for i := range j.spec.Items {
		for _, e := range j.spec.Items[i].Evidence {
			if e.Dimension != d {
				continue
			}
			s := e.Substance
			if e.Unmistakable {
				s++
			}
			if s > worth {
				best, worth = &j.spec.Items[i], s
			}
		}
	}
	return best
}

// line is the text of the first line that a label names.
func (j *judged) line(label string) string {
	first, _, _ := strings.Cut(label, "-")
	n, err := strconv.Atoi(first)
	if err != nil || n < 1 || n > j.spec.Lines() {
		return ""
	}
	r := j.spec.LineRange(n)
	return short(string(j.spec.Source[r.Start:r.End]))
}

// short is one line of at most a few words.
func short(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > 140 {
		return string(runes[:140]) + "…"
	}
	return text
}
