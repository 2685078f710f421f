// Package testrun reads off the output of a command how many tests it ran and
// which of them failed, for the runners that it knows. It knows them by the lines
// that they print, whatever the command was called, and believes those lines: a
// test can print them as well.
package testrun

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Count is what an output tells. The zero value is that of an output in which no
// runner is recognised.
type Count struct {
	Runners []string // that were recognised, sorted
	Ran     int      // tests that passed or failed; those that were skipped did not run
	Least   bool     // a runner told only that there were so many or more
	Failed  []string // names of tests that failed, in their order, at most maxNames
	More    int      // failed tests beyond those named, as far as names were read
}

// Known reports whether a runner was recognised.
func (c *Count) Known() bool { return len(c.Runners) > 0 }

// The bounds of what is kept of an output.
const (
	maxNames = 50
	maxName  = 200     // bytes
	maxLine  = 8 << 10 // bytes of a line that are looked at
)

// Reader reads an output as it comes. The zero value is ready.
type Reader struct {
	line    []byte // what has no end yet
	spurn   string // the last line that told nothing
	tallies []tally
	names   []string
	more    int
}

// tally is what one runner told.
type tally struct {
	runner string
	sum    int  // of summaries, added up
	ones   int  // lines that stand for one test each
	least  int  // lines that stand for one test or more
	each   bool // there is a line for each test
	most   int  // the greatest of summaries that repeat each other
}

// Write takes the next part of an output. It never fails.
func (r *Reader) Write(p []byte) (int, error) {
	n := len(p)
	for len(p) > 0 {
		i := bytes.IndexByte(p, '\n')
		if i < 0 {
			r.keep(p)
			break
		}
		if len(r.line) == 0 {
			r.read(p[:i])
		} else {
			r.keep(p[:i])
			r.read(r.line)
			r.line = r.line[:0]
		}
		p = p[i+1:]
	}
	return n, nil
}

// keep adds to the line that has no end yet, as far as it is looked at.
func (r *Reader) keep(p []byte) {
	room := max(maxLine-len(r.line), 0)
	r.line = append(r.line, p[:min(room, len(p))]...)
}

// read looks at a line. Outputs repeat themselves, and what told nothing does so
// again.
func (r *Reader) read(line []byte) {
	line = line[:min(len(line), maxLine)]
	line = bytes.TrimRight(line, "\r")
	line = line[bytes.LastIndexByte(line, '\r')+1:]
	if len(line) < 4 || string(line) == r.spurn || !telling(line) {
		return
	}
	text := string(line)
	if strings.IndexByte(text, 0x1B) >= 0 {
		text = colours().ReplaceAllString(text, "")
	}
	there := lettersOf(text)
	for _, row := range rows() {
		if row.bytes.in(&there) && strings.Contains(text, row.has) {
			if m := row.pattern().FindStringSubmatch(text); m != nil {
				r.take(row, m)
				return
			}
		}
	}
	r.spurn = string(line)
}

// telling reports whether a line can tell anything: it has a digit, or one of the
// few words that lines without any begin with.
func telling(line []byte) bool {
	if bytes.ContainsAny(line, "0123456789") {
		return true
	}
	for _, word := range [...]string{"FAIL", "ERROR", "=== RUN", "o test", "\"Action", "not ok", "● "} {
		if bytes.Contains(line, []byte(word)) {
			return true
		}
	}
	return false
}

// letters are the bytes that a text has, a bit each: most rows are ruled out by
// them, at less cost than by a search.
type letters [4]uint64

func lettersOf(text string) (l letters) {
	for i := range len(text) {
		l[text[i]>>6] |= 1 << (text[i] & 63)
	}
	return l
}

func (l *letters) in(m *letters) bool {
	return l[0]&^m[0] == 0 && l[1]&^m[1] == 0 && l[2]&^m[2] == 0 && l[3]&^m[3] == 0
}

// take adds what a line tells.
func (r *Reader) take(row *row, m []string) {
	if row.runner == "" { // it only looks like one that tells
		return
	}
	if row.names() {
		r.name(m[1])
		return
	}
	t := r.tally(row.runner)
	skipped := 0
	for i, group := range row.pattern().SubexpNames() {
		switch text := m[i]; {
		case group == "" || text == "":
		case group == "list":
			t.sum += passedAndFailed(text)
		case group == "total":
			t.sum += number(text)
		case group == "skipped":
			skipped += number(text)
		case group == "most":
			t.most = max(t.most, number(text))
		case group == "one":
			t.ones++
		case group == "least":
			t.least++
		case group == "each":
			t.each = true
		case group == "name":
			r.name(text)
		}
	}
	t.sum = max(t.sum-skipped, 0)
}

func (r *Reader) tally(runner string) *tally {
	i := slices.IndexFunc(r.tallies, func(t tally) bool { return t.runner == runner })
	if i < 0 {
		i, r.tallies = len(r.tallies), append(r.tallies, tally{runner: runner})
	}
	return &r.tallies[i]
}

// name notes a test that failed. Runners name it when it fails and once more at
// the end.
func (r *Reader) name(text string) {
	text = strings.TrimSpace(text)
	if len(text) > maxName {
		text = strings.ToValidUTF8(text[:maxName], "") + "…"
	}
	switch {
	case text == "" || slices.Contains(r.names, text):
	case len(r.names) == maxNames:
		r.more++
	default:
		r.names = append(r.names, text)
	}
}

// Count returns what the output told so far.
func (r *Reader) Count() Count {
	r.read(r.line)
	r.line = r.line[:0]
	c := Count{Failed: slices.Clone(r.names), More: r.more}
	for _, t := range r.tallies {
		if r.told(t.runner) {
			continue
		}
		c.Runners = append(c.Runners, t.runner)
		switch {
		case t.each || t.least == 0:
			c.Ran += t.sum + max(t.ones, t.most)
		default:
			c.Ran += t.sum + max(t.ones, t.least)
			c.Least = true
		}
	}
	slices.Sort(c.Runners)
	return c
}

// told reports whether what a runner told is told by another one, too: node,
// bats and prove sum up the lines that they print as TAP, and what looks like anybody's
// counts is no runner of its own beside one that is known.
func (r *Reader) told(runner string) bool {
	by := map[string][]string{"tap": {"node", "bats", "prove"}, "go": {"go -json"}}[runner]
	return slices.ContainsFunc(r.tallies, func(t tally) bool {
		return slices.Contains(by, t.runner) || runner == "counts" && t.runner != runner
	})
}

// passedAndFailed adds up what a list such as "1 failed, 2 skipped, 3 passed"
// tells of tests that ran.
func passedAndFailed(list string) int {
	sum := 0
	for _, m := range counts().FindAllStringSubmatch(list, -1) {
		switch word := strings.ToLower(m[2]); {
		case strings.HasPrefix(word, "pass"), strings.HasPrefix(word, "fail"), strings.HasPrefix(word, "error"), strings.HasPrefix(word, "succ"),
			word == "xfailed", word == "xpassed", word == "flaky":
			sum += number(m[1])
		}
	}
	return sum
}

// number reads digits. One that has more of them than any count is no count.
func number(digits string) int {
	digits = strings.ReplaceAll(digits, ",", "")
	n, err := strconv.Atoi(digits)
	if err != nil || len(digits) > 9 {
		return 0
	}
	return n
}

func compiled(expr string) *regexp.Regexp { return regexp.MustCompile(expr) }
