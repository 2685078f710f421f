// Package measure holds lint against people: it judges the specs of a folder and
// compares what it says with their labels. It is a tool of the project, no part of
// the program.
//
//	go run ./testdata/measure [-worst N] [-as READING] [-rounds N] [-phrases] DIR
//	go run ./testdata/measure -elsewhere DIR
//	go run ./testdata/measure -templates DIR
//	go run ./testdata/measure -findings RULE [-sample N] [-seed N] DIR
//
// DIR holds specs.jsonl, a line for each spec with id, file, dialect and repo, and
// labels.jsonl, a line for each labelled one with the states of the dimensions and
// the lines that show them. The second form counts our phrases in a folder that has
// one of specs for each repository, and writes elsewhere.txt; the third reads one of
// templates for each, and writes internal/spec/boilerplate_table.go.
package measure

import (
	"flag"
	"fmt"
	"io"
	"slices"
)

// Run is the tool: 0 when it could measure, 2 when it could not.
func Run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("measure", flag.ContinueOnError)
	flags.SetOutput(stderr)
	worst := flags.Int("worst", 10, "how many `disagreements` to show, the worst first")
	as := flags.String("as", "seen", "how the texts are `read` whose disagreements are shown: seen, blind or strict")
	rounds := flags.Int("rounds", 5, "how often the speed is measured, 0 for not at all")
	phrases := flags.Bool("phrases", false, "list the phrases of our tables that only one repository has")
	elsewhere := flags.Bool("elsewhere", false, "count our phrases in a folder of repositories, and nothing else")
	templates := flags.Bool("templates", false, "print the table of what templates say, for a folder of repositories, and nothing else")
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
	run := func() error { return measure(stdout, flags.Arg(0), *as, *worst, *rounds, *phrases) }
	if *elsewhere {
		run = func() error { return printElsewhere(stdout, flags.Arg(0)) }
	}
	if *templates {
		run = func() error { return printTemplates(stdout, flags.Arg(0)) }
	}
	if *rule != "" {
		run = func() error { return findings(stdout, flags.Arg(0), *rule, *sample, *seed) }
	}
	if err := run(); err != nil {
		fmt.Fprintln(stderr, "measure:", err)
		return 2
	}
	return 0
}

// measure prints all that is measured of a corpus.
func measure(w io.Writer, dir, as string, worst, rounds int, phrases bool) error {
	js, err := judgeCorpus(dir)
	if err != nil {
		return err
	}
	ways, err := readings(js)
	if err != nil {
		return err
	}
	shown := slices.IndexFunc(ways, func(r reading) bool { return r.name == as })
	if shown < 0 {
		return fmt.Errorf("-as %q: seen, blind or strict", as)
	}
	printAgreement(w, js, ways)
	printConfusion(w, js)
	printRepositories(w, js, &ways[1])
	printScores(w, js)
	printNoise(w, js)
	printGood(w, js)
	printDisagreements(w, js, &ways[shown], worst)
	if phrases {
		printLonely(w, ways[1].lone)
	}
	if rounds > 0 {
		return printSpeed(w, js, rounds)
	}
	return nil
}
