// Package measure holds lint against people: it judges the specs of a folder and
// compares what it says with their labels. It is a tool of the project, no part of
// the program.
//
//	go run ./testdata/measure [-worst N] [-phrases] DIR
//	go run ./testdata/measure -findings RULE [-sample N] [-seed N] DIR
//
// DIR holds specs.jsonl, a line for each spec with id, file, dialect and repo, and
// labels.jsonl, a line for each labelled one with the states of the dimensions and
// the lines that show them.
package measure

import (
	"flag"
	"fmt"
	"io"
	"slices"

	"github.com/speclint/speclint/lint"
	"github.com/speclint/speclint/rules"
)

// Run is the tool: 0 when it could measure, 2 when it could not.
func Run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("measure", flag.ContinueOnError)
	flags.SetOutput(stderr)
	worst := flags.Int("worst", 10, "how many `disagreements` to show, the worst first")
	phrases := flags.Bool("phrases", false, "list the phrases of our tables that only one repository has")
	rule := flags.String("findings", "", "show the findings of this `rule` with the lines around them, for a person to say which are right, and nothing else")
	sample := flags.Int("sample", 30, "how many findings to show")
	seed := flags.Int("seed", 1, "draws the sample")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if flags.NArg() != 1 {
		fmt.Fprintln(stderr, "measure: name one folder that has specs.jsonl and labels.jsonl")
		return 2
	}
	if *rule != "" && !slices.ContainsFunc(rules.All, func(r *lint.Rule) bool { return r.Name == *rule }) {
		fmt.Fprintf(stderr, "measure: -findings %s: no rule has that name\n", *rule)
		return 2
	}
	c, err := readCorpus(flags.Arg(0))
	if err != nil {
		fmt.Fprintln(stderr, "measure:", err)
		return 2
	}
	js, err := judgeAll(c)
	if err != nil {
		fmt.Fprintln(stderr, "measure:", err)
		return 2
	}
	if *rule != "" {
		printFindings(stdout, js, *rule, *sample, *seed)
		return 0
	}
	lone := lonely(js)
	blind, err := judgeBlind(js, lone)
	if err != nil {
		fmt.Fprintln(stderr, "measure:", err)
		return 2
	}
	printAgreement(stdout, js)
	printBlind(stdout, js, blind, lone)
	printConfusion(stdout, js)
	printRepositories(stdout, js, blind)
	printScores(stdout, js)
	printNoise(stdout, js)
	printGood(stdout, js)
	printDisagreements(stdout, js, *worst)
	if *phrases {
		printLonely(stdout, lone)
	}
	return 0
}
