package measure

import (
	"fmt"
	"io"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

// printConfusion says, for each state that we give, what people gave.
func printConfusion(w io.Writer, js []judged) {
	var n [spec.NumDimensions][3][3]int
	for _, j := range labelled(js) {
		for d, got := range j.states() {
			n[d][got][j.Labels[d].V]++
		}
	}
	fmt.Fprintf(w, "\n%-13s %14s %14s %14s   people: absent/partial/present\n", "we say", report.Absent, report.Partial, report.Present)
	for d := range n {
		fmt.Fprintf(w, "%-13s", spec.Dimension(d))
		for got := range n[d] {
			fmt.Fprintf(w, " %14s", fmt.Sprintf("%d/%d/%d", n[d][got][0], n[d][got][1], n[d][got][2]))
		}
		fmt.Fprintln(w)
	}
}
