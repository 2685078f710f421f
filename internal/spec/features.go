package spec

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/speclint/speclint/internal/spec/words"
)

// features is what an item says, as far as words can tell.
type features struct {
	has     uint64 // classes whose phrases occur
	leads   uint64 // classes of the phrases that the item begins with
	words   int
	content int // words, code spans and quotations that name something
	tail    int // those of them behind the first comma
	field   int // phrases of the vocabulary of specs
	stops   int // function words of English
	foreign int // function words of other languages, and words with letters that English has not
	number  bool
	unit    bool // a number with a unit, a comparison or an exact count
	quoted  bool // a quotation
	path    bool // a code span that is a path
	bare    bool // a path outside a code span
	ident   bool // an identifier, in a code span or by its shape
	command bool // a code span that is a command
	forbids bool // "do not … modify": the two belong together
	ordered bool // and it is an order: no subject stands before it

	text     bytesIn    // bytes of Text
	prose    bytesIn    // bytes of Prose
	scenario tri        // isScenarioText, once it was asked
	asked    Dimensions // of unmistakable
	sure     Dimensions // its answers
	tells    Dimensions // see Tells
	verb     verb       // leadingVerb of the text, once it was asked
	products []Range    // phrases of clProduct
	measured bool
	echoes   bool        // another item begins the same
	limits   []readLimit // readLimits, once it was asked
}

// tri is a truth that may not have been asked for yet.
type tri uint8

const (
	unknown tri = iota
	no
	yes
)

func asTri(b bool) tri {
	if b {
		return yes
	}
	return no
}

// verb is what leadingVerb returns.
type verb struct {
	op    string
	end   int
	asked bool
}

func (f *features) is(cs ...class) bool {
	for _, c := range cs {
		if f.has&(1<<c) != 0 {
			return true
		}
	}
	return false
}

func (f *features) begins(cs ...class) bool {
	for _, c := range cs {
		if f.leads&(1<<c) != 0 {
			return true
		}
	}
	return false
}

// names reports whether the item names a thing that can be looked up.
func (f *features) names() bool {
	return f.number || f.quoted || f.path || f.bare || f.ident || f.command
}

// read fills the item's features: its prose is cut into words once, and phrases
// and counts are read off those.
func (it *Item) read(prose []words.Token) {
	it.words = prose
	f := &it.features
	f.text = bytesOf(it.Text)
	if f.prose = f.text; it.Prose != it.Text {
		f.prose = bytesOf(it.Prose)
	}
	var covers [48]Range
	it.countWords(it.readCues(covers[:0]))
	it.readCode()
}

// readCues notes the classes of the phrases in the prose. It returns the words
// that cues account for, none of which is content, in the order of the text.
func (it *Item) readCues(covered []Range) []Range {
	f := &it.features
	c := cues()
	var buf [64]words.Match
	matches := c.matcher.FindIn(buf[:0], it.Prose, it.words)
	var loopholes []words.Match
	for _, m := range matches {
		if c.class[m.Phrase] == clLoophole {
			loopholes = append(loopholes, m)
		}
	}
	start, subject, forbidden, before := firstWord(it.Prose), false, -1, ""
	for _, m := range matches {
		cl := c.class[m.Phrase]
		if cl == clCondition && len(loopholes) > 0 && within(m, loopholes) {
			continue
		}
		f.has |= 1 << cl
		switch cl {
		case clField:
			f.field++
		case clStop:
			f.stops++
		case clAbroad:
			f.foreign++
		}
		if cl == clProduct {
			f.products = append(f.products, Range{m.Start, m.End})
		}
		if m.Start == start {
			f.leads |= 1 << cl
		}
		switch {
		case cl == clForbids:
			forbidden, subject, before = m.End, m.Start > start, it.Prose[:m.Start]
		case cl == clTouches && forbidden >= 0 && m.Start >= forbidden && m.Start-forbidden < 25 && !strings.ContainsAny(it.Prose[forbidden:m.Start], ".;:,"):
			f.forbids = f.forbids || !subject || !it.changesItself(m)
			f.ordered = f.ordered || !subject || toReader(before)
		}
		if c.covers[m.Phrase] {
			covered = append(covered, Range{m.Start, m.End})
		}
	}
	if byStart := func(a, b Range) int { return a.Start - b.Start }; !slices.IsSortedFunc(covered, byStart) {
		slices.SortStableFunc(covered, byStart)
	}
	return covered
}

// toReader reports whether "do not" behind a text is an order to whoever reads it:
// a clause begins there, or the reader is its subject.
func toReader(before string) bool {
	before = strings.TrimRight(before, " *_")
	if before == "" || strings.HasSuffix(before, "—") || strings.HasSuffix(before, "–") || strings.IndexByte(".;:,(!?-", before[len(before)-1]) >= 0 {
		return true
	}
	switch strings.ToLower(before[strings.LastIndexByte(before, ' ')+1:]) {
	case "you", "we", "agent", "agents", "please", "and", "but", "implementation", "change", "pr", "work", "task", "spec", "it", "this":
		return true
	}
	return false
}

// notContent are the classes whose words name nothing.
const notContent = 1<<clStop | 1<<clVague | 1<<clField | 1<<clCondition | 1<<clObliges | 1<<clCause | 1<<clEnables |
	1<<clForbids | 1<<clHalts | 1<<clRuns | 1<<clPasses | 1<<clNothing | 1<<clLoophole | 1<<clPlaceholder | 1<<clDefers | 1<<clTouches | 1<<clChange | 1<<clExcluded | 1<<clKeeps | 1<<clAbroad

// changesItself recognises "the answer must not change", a promise about
// behaviour, where no path is what must not change.
func (it *Item) changesItself(verb words.Match) bool {
	if !strings.EqualFold(it.Prose[verb.Start:verb.End], "change") {
		return false
	}
	for _, c := range it.Code {
		if c.isPath() {
			return false
		}
	}
	next, _, _ := strings.Cut(strings.TrimLeft(it.Prose[verb.End:], " "), " ")
	switch strings.ToLower(next) {
	case "the", "a", "an", "any", "its", "this", "that", "these", "those", "existing", "other", "anything", "how", "what", "our", "their", "all":
		return false
	}
	return !strings.HasPrefix(next, string(masked))
}

// things are the classes whose phrases name what a task is about.
const things = 1<<clSurface | 1<<clPart | 1<<clProduct | 1<<clArtefact | 1<<clTest | 1<<clMigration | 1<<clAuth | 1<<clPayment | 1<<clDeploy | 1<<clSecrets

// within reports whether m lies inside one of spans, which are in the order of
// their ends.
func within(m words.Match, spans []words.Match) bool {
	i := sort.Search(len(spans), func(i int) bool { return spans[i].End >= m.End })
	return i < len(spans) && spans[i].Start <= m.Start
}

// firstWord returns the offset of the first word of prose.
func firstWord(prose string) int {
	if prose != "" && (isASCIILetter(prose[0]) || isDigit(prose[0])) {
		return 0
	}
	for i, r := range prose {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return i
		}
		if r == masked {
			return -1
		}
	}
	return -1
}

// countWords counts words and content, and notes numbers, bare paths and
// identifiers by their shape. A word here is what stands between blanks; a script
// without them counts two characters as a word.
func (it *Item) countWords(covered []Range) {
	f := &it.features
	wide, reach, done := 0, 0, 0
	comma := it.firstComma()
	for i := range it.words {
		t := &it.words[i]
		start, end := int(t.Start), int(t.End)
		if start < done || t.Shape&words.Mark != 0 {
			continue
		}
		last := end
		if !plainWord(t, it.Prose) {
			var n int
			if start, last, end, n = wordAt(it.Prose, start, end); start == end {
				continue
			}
			wide += n
			f.foreign += n
			if n == 0 && accented(it.Prose[start:last]) { // says more than "in" or "an", which are English, too
				f.foreign += 2
			}
			if f.words == 0 && isNumbering(it.Prose[start:last], it.Prose[end:]) {
				done = end
				f.words++
				continue
			}
			it.shape(it.Prose[start:last])
		}
		done = end
		f.words++
		for len(covered) > 0 && covered[0].Start <= start {
			reach = max(reach, covered[0].End)
			covered = covered[1:]
		}
		if reach < last && (last-start > 1 || last > start && isDigit(it.Prose[start])) {
			f.content++
			f.tail += boolInt(comma >= 0 && start > comma)
		}
	}
	f.words += wide / 2
	f.content += wide / 2
}

// accented reports whether a word has a letter that is not ASCII.
func accented(word string) bool {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			r, _ := utf8.DecodeRuneInString(word[i:])
			return unicode.IsLetter(r)
		}
	}
	return false
}

// isNumbering recognises the "1.2" that a numbered item begins with.
func isNumbering(word, rest string) bool {
	if !isNumber(word) || !strings.Contains(word, ".") {
		return false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " "))
	return unicode.IsUpper(next)
}

// plainWord reports whether nothing but ASCII letters stands between two blanks,
// perhaps with a mark behind them: the form of such a word tells nothing.
func plainWord(t *words.Token, prose string) bool {
	if t.Shape&^(words.Letters|words.Hyphen) != 0 {
		return false
	}
	end := int(t.End)
	if end < len(prose) && closes(prose[end]) {
		end++
	}
	return end == len(prose) || prose[end] == ' '
}

// wordAt returns where the word begins of which a token is the first, and where
// it ends, without and with what only closes it; and how many of its characters
// are of a script without blanks. Where no word begins, it ends at once.
func wordAt(prose string, from, to int) (start, last, end, wide int) {
	for start = from; start < to; {
		if c := prose[start]; c < utf8.RuneSelf {
			if wordByte(c) && c != '_' {
				break
			}
			start++
			continue
		}
		r, size := utf8.DecodeRuneInString(prose[start:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			break
		}
		start += size
	}
	if start == to {
		return start, start, start, 0
	}
	for end = start; end < len(prose) && prose[end] != ' ' && prose[end] != masked; {
		if prose[end] < utf8.RuneSelf {
			end++
			continue
		}
		r, n := utf8.DecodeRuneInString(prose[end:])
		wide += boolInt(n > 1 && r >= 0x2e80)
		end += n
	}
	for last = end; last > start && closes(prose[last-1]); {
		last--
	}
	return start, last, end, wide
}

// firstComma returns the offset of the first comma in the prose, or -1.
func (it *Item) firstComma() int {
	if !it.features.prose.has(commas) {
		return -1
	}
	return strings.IndexByte(it.Prose, ',')
}

// closes reports whether a byte at the end of a word is no part of it.
func closes(c byte) bool {
	switch c {
	case '.', ',', ';', ':', '!', '?', ')', ']', '}', '\'', '*', '_':
		return true
	}
	return false
}

// shape notes what the form of a word tells.
func (it *Item) shape(word string) {
	f := &it.features
	digits, upper, lower, slashes, dot, inner := 0, 0, 0, 0, -1, false
	for i := range len(word) {
		switch c := word[i]; {
		case 'a' <= c && c <= 'z':
			lower++
		case isDigit(c):
			digits++
		case 'A' <= c && c <= 'Z':
			upper++
			inner = inner || i > 0 && lower > 0
		case c == '_' && i > 0 && i < len(word)-1:
			inner = true
		case c == '/':
			slashes++
		case c == '.' && dot < 0:
			dot = i
		}
	}
	if digits > 0 {
		if isDigit(word[0]) || word[0] == '<' || word[0] == '>' || word[0] == '$' {
			f.number = true
			f.unit = f.unit || digits < len(word)
		} else if upper > 0 || lower > 0 {
			f.ident = f.ident || inner
		}
	}
	if inner && lower > 1 {
		f.ident = true
	}
	if strings.HasSuffix(word, "()") {
		f.ident = true
	}
	if slashes > 0 && looksLikePath(word) {
		f.bare = f.bare || slashes > 1 || hasExtension(word) || strings.ContainsRune(word, '*') || strings.HasSuffix(word, "/")
	} else if slashes == 0 && dot > 0 && (upper == 0 && !inner || !productsEnd(word)) && hasExtension(word) {
		f.bare = true // docker-compose.yml, README.md
	}
}

// productsEnd recognises the ending that names of products have, too: Next.js.
func productsEnd(word string) bool { return strings.HasSuffix(word, ".js") }

// readCode notes what code spans and quotations hold.
func (it *Item) readCode() {
	f := &it.features
	comma := it.firstComma()
	for _, c := range it.Code {
		f.content++
		f.tail += boolInt(comma >= 0 && c.Start > comma)
		f.ident = true
		if c.isCommand() {
			f.command = f.command || actionIn(c.Text) == ""
		} else if c.isPath() {
			f.path = true
		} else if path, ok := strings.CutPrefix(c.Text, "/"); ok && hasExtension(path) && isPath(path) { // from the root of the repository
			f.bare = true
		}
	}
	if f.prose.has(masks) && (f.text.has(quotes) || f.text.has(wide) && strings.ContainsAny(it.Text, "“„«")) {
		quoted := strings.Count(it.Prose, string(masked)) - codeBytes(it.Code)
		if quoted > 2 {
			f.quoted = true
			f.content++
			f.tail++
		}
	}
	if f.number && (f.unit || f.is(clLimits) || (f.prose.has(angles|closings|equals|percents) || f.prose.has(wide) && strings.ContainsAny(it.Prose, "≤≥"))) {
		f.unit = true
	}
}

func codeBytes(code []Code) int {
	n := 0
	for _, c := range code {
		n += c.End - c.Start
	}
	return n
}
