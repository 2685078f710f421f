package measure

import (
	"fmt"
	"io"
	"slices"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

// outcome counts one dimension's answers to "is it present?", and how often the
// three states agree.
type outcome struct{ right, wrong, missed, agree, n int }

func (o *outcome) count(got, want report.State) {
	o.n++
	if got == want {
		o.agree++
	}
	switch present := got == report.Present; {
	case present && want == report.Present:
		o.right++
	case present:
		o.wrong++
	case want == report.Present:
		o.missed++
	}
}

func ratio(a, b int) float64 { return float64(a) / float64(max(1, b)) }

func (o *outcome) precision() float64 { return ratio(o.right, o.right+o.wrong) }
func (o *outcome) recall() float64    { return ratio(o.right, o.right+o.missed) }
func (o *outcome) f1() float64        { return ratio(2*o.right, 2*o.right+o.wrong+o.missed) }

// agreement is an outcome for each dimension.
type agreement [spec.NumDimensions]outcome

func (a *agreement) count(j *judged, states [spec.NumDimensions]report.State) {
	for d := range a {
		a[d].count(states[d], j.Labels[d].V)
	}
}

// macro is the mean of the F1 of the ten dimensions.
func (a *agreement) macro() float64 {
	sum := 0.0
	for d := range a {
		sum += a[d].f1() / float64(len(a))
	}
	return sum
}

// threeWay is the share of answers that are the same state.
func (a *agreement) threeWay() float64 {
	agree, n := 0, 0
	for d := range a {
		agree, n = agree+a[d].agree, n+a[d].n
	}
	return ratio(agree, n)
}

func printAgreement(w io.Writer, js []judged) {
	var a agreement
	all := labelled(js)
	for _, j := range all {
		a.count(j, j.states())
	}
	fmt.Fprintf(w, "%d specs, %d of them labelled\n\n", len(js), len(all))
	fmt.Fprintf(w, "%-13s %9s %7s %5s %9s\n", "present", "precision", "recall", "F1", "three-way")
	for d := range a {
		o := &a[d]
		fmt.Fprintf(w, "%-13s %9.2f %7.2f %5.2f %9.2f\n", spec.Dimension(d), o.precision(), o.recall(), o.f1(), ratio(o.agree, o.n))
	}
	fmt.Fprintf(w, "%-13s %23.3f %9.3f\n", "all", a.macro(), a.threeWay())
}

// printBlind says what the agreement is when each repository is read without the
// phrases that no other one has.
func printBlind(w io.Writer, js []judged, blind map[*text]*judged, lone map[string][]spec.Phrase) {
	var a agreement
	for _, j := range labelled(js) {
		b := blind[j.text]
		a.count(b, b.states())
	}
	n := 0
	for _, phrases := range lone {
		n += len(phrases)
	}
	fmt.Fprintf(w, "%-13s %23.3f %9.3f\n", "blind", a.macro(), a.threeWay())
	fmt.Fprintf(w, "\nblind: each repository read without what only it has of our phrases, %d in all (-phrases lists them)\n", n)
}

// printRepositories says how the texts of each repository are judged.
func printRepositories(w io.Writer, js []judged, blind map[*text]*judged) {
	type row struct {
		n           int
		sees, blind agreement
	}
	rows := map[string]*row{}
	var names []string
	for _, j := range labelled(js) {
		r := rows[j.Repo]
		if r == nil {
			r = &row{}
			rows[j.Repo] = r
			names = append(names, j.Repo)
		}
		r.n++
		r.sees.count(j, j.states())
		r.blind.count(j, blind[j.text].states())
	}
	slices.Sort(names)
	fmt.Fprintf(w, "\n%-40s %5s %9s %6s\n", "repository", "specs", "three-way", "blind")
	for _, name := range names {
		r := rows[name]
		fmt.Fprintf(w, "%-40s %5d %9.2f %6.2f\n", name, r.n, r.sees.threeWay(), r.blind.threeWay())
	}
}
