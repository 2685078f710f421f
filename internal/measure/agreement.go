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

// macro is the mean of the F1 of the dimensions that anybody finds somewhere.
func (a *agreement) macro() float64 {
	sum, n := 0.0, 0
	for d := range a {
		if o := &a[d]; o.right+o.wrong+o.missed > 0 {
			sum, n = sum+o.f1(), n+1
		}
	}
	return sum / float64(max(1, n))
}

// threeWay is the share of answers that are the same state.
func (a *agreement) threeWay() float64 {
	agree, n := 0, 0
	for d := range a {
		agree, n = agree+a[d].agree, n+a[d].n
	}
	return ratio(agree, n)
}

// agree counts over the labelled texts, each as states gives it.
func agree(js []judged, states func(*judged) [spec.NumDimensions]report.State) (a agreement) {
	for _, j := range labelled(js) {
		a.count(j, states(j))
	}
	return a
}

// printAgreement says how far we agree with people: on the texts as they are, and
// with each repository read blind.
func printAgreement(w io.Writer, js []judged, readings []reading) {
	fmt.Fprintf(w, "%d specs, %d of them labelled\n\n", len(js), len(labelled(js)))
	fmt.Fprintf(w, "%-13s %9s %7s", "present", "precision", "recall")
	as := make([]agreement, len(readings))
	for i, r := range readings {
		as[i] = agree(js, r.states)
		fmt.Fprintf(w, " %7s %9s", "F1", "three-way")
	}
	fmt.Fprintf(w, "\n%-13s %17s", "", "")
	for _, r := range readings {
		fmt.Fprintf(w, " %17s", r.name)
	}
	fmt.Fprintln(w)
	for d := range as[0] {
		fmt.Fprintf(w, "%-13s %9.2f %7.2f", spec.Dimension(d), as[0][d].precision(), as[0][d].recall())
		for i := range as {
			o := &as[i][d]
			fmt.Fprintf(w, " %7.2f %9.2f", o.f1(), ratio(o.agree, o.n))
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "%-13s %17s", "all", "")
	for i := range as {
		fmt.Fprintf(w, " %7.3f %9.3f", as[i].macro(), as[i].threeWay())
	}
	fmt.Fprintln(w)
	for _, r := range readings[1:] {
		fmt.Fprintf(w, "\n%s: %s, %d phrases in all", r.name, r.about, r.phrases())
	}
	fmt.Fprintln(w)
}

// printRepositories says how the texts of each repository are judged.
func printRepositories(w io.Writer, js []judged, blind *reading) {
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
		r.blind.count(j, blind.states(j))
	}
	slices.Sort(names)
	fmt.Fprintf(w, "\n%-40s %5s %9s %6s\n", "repository", "specs", "three-way", "blind")
	for _, name := range names {
		r := rows[name]
		fmt.Fprintf(w, "%-40s %5d %9.2f %6.2f\n", name, r.n, r.sees.threeWay(), r.blind.threeWay())
	}
}
