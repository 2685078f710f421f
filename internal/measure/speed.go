package measure

import (
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	markdown "github.com/yuin/goldmark/text"

	"github.com/speclint/speclint/lint"
	"github.com/speclint/speclint/rules"
)

// printSpeed prints how long judging the texts takes beside a parser of Markdown
// that does nothing else: medians of rounds in which each has its turn, one text
// after the other in one process. Only the ratio means something on a shared machine.
func printSpeed(w io.Writer, texts []judged, rounds int) error {
	size := 0
	for i := range texts {
		size += len(texts[i].Source)
	}
	linter := lint.New(rules.All, lint.Options{})
	parser := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser()
	var judging, parsing []time.Duration
	for range rounds {
		start := time.Now()
		for i := range texts {
			if _, err := judge(linter, texts[i].text, texts[i].Source); err != nil {
				return err
			}
		}
		judging = append(judging, time.Since(start))
		start = time.Now()
		for i := range texts {
			parser.Parse(markdown.NewReader(texts[i].Source))
		}
		parsing = append(parsing, time.Since(start))
	}
	slices.Sort(judging)
	slices.Sort(parsing)
	ours, floor := judging[rounds/2], parsing[rounds/2]
	_, err := fmt.Fprintf(w, "\nspeed: %d KB judged in %v, parsed by goldmark alone in %v: %.1f times as long\n",
		size/1000, ours.Round(time.Millisecond), floor.Round(time.Millisecond), ours.Seconds()/floor.Seconds())
	return err
}
