package gate

import (
	"path"
	"strings"
	"sync"

	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/spec/words"
)

// signs are the tables of what is looked for in the lines of tests, ready to look
// up in one pass.
type signs struct {
	matcher    *words.Matcher
	phrases    []string
	of         []sign // of each phrase
	weakeners  []weakener
	endings    [][]string // of the files that each is looked for in
	assertions []assertion
	amounts    []amount
}

// sign is a row of a table.
type sign struct {
	table table
	row   int
}

type table uint8

const (
	isWeakener table = iota
	isAssertion
	isAmount
)

// What is looked for in every test, and what only in files that run tests.
var (
	testSigns   = sync.OnceValue(func() *signs { return newSigns(false) })
	runnerSigns = sync.OnceValue(func() *signs { return newSigns(true) })
)

func newSigns(runner bool) *signs {
	s := &signs{weakeners: weakeners(), amounts: amounts()}
	add := func(t table, row int, list string) {
		for phrase := range strings.SplitSeq(list, " | ") {
			s.phrases, s.of = append(s.phrases, phrase), append(s.of, sign{t, row})
		}
	}
	for i, r := range s.weakeners {
		s.endings = append(s.endings, strings.Fields(r.in))
		if r.runner == runner {
			add(isWeakener, i, r.phrases)
		}
	}
	for i, r := range s.amounts {
		if r.runner == runner {
			add(isAmount, i, r.phrases)
		}
	}
	if !runner {
		s.assertions = assertions()
		for i, r := range s.assertions {
			add(isAssertion, i, r.phrases)
		}
	}
	s.matcher = words.New(s.phrases)
	return s
}

// meant reports whether a weakener is looked for in a file.
func (s *signs) meant(row int, f *File) bool {
	return len(s.endings[row]) == 0 || hasEnding(f.Path, s.endings[row])
}

// maxTestLine is how much of a line of a test is read, in bytes.
const maxTestLine = 4096

// tested looks through a line of a test that was there: what was added takes
// force out of it, what was taken away may have been as weak before.
func (s *scanner) tested(f *File, l git.Line) {
	if s.hunk.begins(l) {
		s.endHunk(f)
	}
	s.hunk.count(l)
	text := string(l.Text[:min(len(l.Text), maxTestLine)])
	s.look(testSigns(), f, l, text)
	if f.runner {
		s.look(runnerSigns(), f, l, text)
	}
	if gtestDisabled(text) {
		s.weakener(f, l, aSkip, "DISABLED_")
	}
	if l.Added {
		s.block.line(s, f, l.Number, text)
	}
}

// look finds the signs of a table in a line.
func (s *scanner) look(t *signs, f *File, l git.Line, text string) {
	var buf [8]words.Match
	asserts, asks := false, unknown
	for _, m := range t.matcher.Find(buf[:0], text) {
		phrase := t.phrases[m.Phrase]
		if text[m.Start:m.End] != phrase {
			continue
		}
		switch at := t.of[m.Phrase]; at.table {
		case isWeakener:
			if t.meant(at.row, f) {
				s.weakener(f, l, t.weakeners[at.row].what, phrase)
			}
		case isAmount:
			s.amount(f, l, &t.amounts[at.row], phrase, text[m.End:])
		case isAssertion:
			asserts = true
			if said := t.assertions[at.row].force; asks == unknown || said != unknown && said < asks {
				asks = said
			}
		}
	}
	if t.assertions != nil {
		s.asserted(f, l, text, asserts, asks)
	}
}

// weakener marks what an added line takes away from a test, unless a removed line
// of the hunk did so already.
func (s *scanner) weakener(f *File, l git.Line, what, phrase string) {
	if !l.Added {
		s.hunk.hadWeak(phrase)
	} else if len(f.Weakened) < maxMarks && !s.hunk.wasWeak(phrase) {
		f.Weakened = add(f.Weakened, l.Number, what+" ("+phrase+")")
	}
}

// amount marks a number that weakens a test more than the one in its place did.
func (s *scanner) amount(f *File, l git.Line, a *amount, phrase, behind string) {
	switch {
	case !l.Added:
		if v, ok := a.valueOf(behind); ok {
			s.hunk.hadAmount(phrase, v)
		}
	case s.hunk.removed > 0:
		was, ok := s.hunk.wasAmount(phrase)
		if !ok {
			return
		}
		if now, ok := a.valueOf(behind); ok && a.weaker(was, now) {
			f.Eased = add(f.Eased, l.Number, a.says(was, now))
		}
	}
}

// asserted counts the assertions of a file and how much they ask.
func (s *scanner) asserted(f *File, l git.Line, text string, asserts bool, asks force) {
	if asserts {
		if f.asserts--; l.Added {
			f.asserts += 2
		}
	}
	if s.hunk.removed == 0 {
		return
	}
	switch {
	case asserts:
		asks = forceOf(f, text, asks)
	case strings.HasSuffix(f.Path, "_test.go"):
		asks = condition(text)
	}
	s.hunk.asks(asks, l, text)
}

// explained says what the lines that changed did to the assertions of a test.
func (f *File) explained() string {
	var parts []string
	if f.asserts < 0 {
		parts = append(parts, plural(-f.asserts, "assertion")+" fewer")
	}
	if f.loosened > 0 {
		parts = append(parts, plural(f.loosened, "assertion")+" loosened")
	}
	if len(parts) == 0 {
		return ""
	}
	return ": " + strings.Join(parts, ", ")
}

// gtestDisabled finds the prefix by which GoogleTest leaves a test out.
func gtestDisabled(text string) bool {
	return strings.Contains(text, "DISABLED_") && strings.Contains(text, "TEST")
}

// runnerEndings end the names of scripts and configs.
var runnerEndings = wordList(`.sh .bash .bats .yml .yaml .mk .json .toml .ini .cfg`)

// runsTests reports whether a file runs tests, rather than being one.
func runsTests(p string) bool {
	return isHarness(p) || hasEnding(path.Base(p), runnerEndings())
}
