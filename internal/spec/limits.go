package spec

import (
	"slices"
	"strconv"
	"strings"
)

// The limits that hold when a spec names none. Over one of these the gate asks
// a person; over a declared one it fails.
const (
	DefaultFiles     = 12
	DefaultChanged   = 400 // changed lines of source
	DefaultFileBytes = 200 << 10
	DefaultLineBytes = 2000
)

// Limits are the declared bounds on the size of the change. Nil means that the
// spec does not say.
type Limits struct {
	Files, Added, Changed, FileBytes, LineBytes *Limit
}

// Limit is one bound with the line that declares it.
type Limit struct {
	Value int
	Line  int
	Range Range
}

// LimitKeys name the limits, in the order of the docs.
func LimitKeys() []string {
	return []string{"files", "added", "changed", "file-bytes", "line-bytes"}
}

// ParseLimit reads the value of a limit as front matter and config write it:
// 400, "1,200", and for bytes "200 KB".
func ParseLimit(key, text string) (int, bool) {
	value, ok := parseSize(text)
	switch key {
	case "files", "added", "changed":
		_, err := strconv.Atoi(strings.NewReplacer(",", "", "_", "").Replace(text))
		ok = ok && err == nil
	}
	return value, ok
}

// Of returns where the limit of a key stands, one of LimitKeys.
func (l *Limits) Of(key string) **Limit {
	switch key {
	case "files":
		return &l.Files
	case "added":
		return &l.Added
	case "changed":
		return &l.Changed
	case "file-bytes":
		return &l.FileBytes
	}
	return &l.LineBytes
}

// set declares a limit. Declared twice with two values, the smaller holds and
// the contract has a clash.
func (l *Limits) set(key string, value, line int, where Range, c *Contract) {
	have := l.Of(key)
	if *have == nil {
		*have = &Limit{value, line, where}
		return
	}
	if (*have).Value != value {
		c.Clashes = append(c.Clashes, Clash{"limit " + key + " is " + itoa((*have).Value) + " at " + c.place((*have).Line, line) + " and " + itoa(value) + " here", line, where})
		if value < (*have).Value {
			*have = &Limit{value, line, where}
		}
	}
}

// OrDefault fills in the limits that hold when nobody names any. Added lines
// have none: they are among the changed ones.
func (l Limits) OrDefault() Limits {
	for _, preset := range []struct {
		limit **Limit
		value int
	}{{&l.Files, DefaultFiles}, {&l.Changed, DefaultChanged}, {&l.FileBytes, DefaultFileBytes}, {&l.LineBytes, DefaultLineBytes}} {
		if *preset.limit == nil {
			*preset.limit = &Limit{Value: preset.value}
		}
	}
	return l
}

// changeNouns are what a line has to name for a number in it to bound the
// change rather than the product.
var changeNouns = []string{"diff", "pull request", "commit", "merge request", "the change ", "this change", "change stays", "change is", "change touches", "the change:", "changeset", "change set", "the patch", " pr ", "changed files", "changed lines", "files changed", "lines changed"}

// limits reads the bounds that the item declares.
func (r *reader) limits(it *Item) {
	for _, l := range readLimits(it) {
		r.c.Limits.set(l.key, l.value, r.s.Line(it.Range.Start), it.Range, r.c)
	}
}

type readLimit struct {
	key   string
	value int
}

// readLimits returns the limits that an item declares about the change.
func readLimits(it *Item) []readLimit {
	if f := &it.features; !f.measured {
		f.limits, f.measured = declaredLimits(it), true
	}
	return it.features.limits
}

func declaredLimits(it *Item) []readLimit {
	if !it.features.text.has(digits) || it.Kind == Fence || it.Topic.Dims.Any(dims(OutOfScope, Escalation)) {
		return nil
	}
	section := it.Topic.Role == Sizes || it.Topic.Dims.Has(Constraints)
	if it.Kind != Row && !limitsSize(it.Text) && !limitsSize(it.Label) {
		return nil
	}
	text := limitText(it)
	if !limitsSize(text) {
		return nil
	}
	named := unknown
	l := limitReader{section: section, sizes: it.Topic.Role == Sizes, named: func() bool {
		if named == unknown {
			named = asTri(containsAny(strings.ToLower(text), changeNouns...) || containsAny(" "+it.Label+" "+strings.ToLower(it.Text)+" ", changeNouns...))
		}
		return named == yes
	}}
	if section {
		if several := l.joined(text); len(several) > 1 {
			return several
		}
	}
	return l.find(text)
}

// limitReader reads limits from the texts of an item.
type limitReader struct {
	section bool        // the item stands where limits or constraints are asked for
	sizes   bool        // where the size of the change is
	named   func() bool // the item is known to speak of the change
}

// joined reads "at most 6 files and 200 lines": a text each part of which is one
// limit. The word that bounds the first part bounds the others.
func (l *limitReader) joined(text string) []readLimit {
	parts := limitParts(strings.TrimRight(text, " ."))
	if len(parts) < 2 || len(parts) > len(LimitKeys()) {
		return nil
	}
	var out []readLimit
	for _, part := range parts {
		part = strings.TrimSpace(part)
		if part != "" && isDigit(part[0]) {
			part = "at most " + part
		}
		found := l.find(part)
		if len(found) != 1 || slices.ContainsFunc(out, func(l readLimit) bool { return l.key == found[0].key }) {
			return nil
		}
		out = append(out, found[0])
	}
	return out
}

// limitParts cuts a text at semicolons, commas and "and".
func limitParts(text string) []string {
	var parts []string
	from := 0
	for i := 0; i < len(text); i++ {
		n := 0
		switch text[i] {
		case '\n':
			n = 1
		case ';', ',':
			n = 2 * boolInt(i+1 < len(text) && text[i+1] == ' ')
		case ' ':
			n = len(" and ") * boolInt(strings.HasPrefix(text[i:], " and "))
		}
		if n > 0 {
			parts = append(parts, text[from:i])
			from, i = i+n, i+n-1
		}
	}
	return append(parts, text[from:])
}

// limitsSize reports whether a text has one of the words without which no shape
// of a limit matches: file, line, loc, addition, diff.
func limitsSize(text string) bool {
	for i := 0; i+3 <= len(text); i++ {
		word := ""
		switch text[i] | 0x20 {
		case 'f':
			word = "file"
		case 'l':
			if word = "line"; text[i+1]|0x20 == 'o' {
				word = "loc"
			}
		case 'a':
			word = "addition"
		case 'd':
			word = "diff"
		default:
			continue
		}
		if i+len(word) <= len(text) && equalFold(text[i:i+len(word)], word) {
			return true
		}
	}
	return false
}

// limitText is the text of an item with the label that it was cut from.
func limitText(it *Item) string {
	if it.Kind == Row && len(it.Cells) > 1 {
		return it.Cells[0].Text + ": " + it.Cells[1].Text
	}
	if it.Label != "" && !strings.Contains(it.Text, ":") {
		return it.Label + ": " + it.Text
	}
	return it.Text
}

// find reads limits from a text. Loose shapes count only where the text is known
// to speak of the change.
func (l *limitReader) find(text string) []readLimit {
	var out []readLimit
	if !l.section && !l.named() {
		return nil
	}
	for _, shape := range limitShapes() {
		if slices.ContainsFunc(out, func(l readLimit) bool { return l.key == shape.key }) {
			continue
		}
		m, ok := shape.find(text)
		if !ok {
			continue
		}
		if (shape.loose || !l.sizes) && !isAll(text, m) && !l.named() {
			continue // "File size up to 5 MB may be uploaded" is the product's
		}
		if perThing(text, text[m.start:m.end]) {
			continue
		}
		if value, ok := parseSize(m.size); ok {
			out = append(out, readLimit{shape.key, value})
		}
	}
	return out
}

// perThing recognises what bounds the product: "at most 5 files per request".
func perThing(text, match string) bool {
	_, rest, _ := strings.Cut(text, match)
	word, _, _ := strings.Cut(strings.TrimLeft(rest, " "), " ")
	switch strings.Trim(word, ".,") {
	case "per", "each", "at", "in", "a", "for":
		return !containsAny(strings.ToLower(rest), "commit", "pull request", "change", "diff", "pr")
	}
	return false
}

// isAll reports whether a constraint is nothing but the limit: "At most 12
// files", and not "At most 12 files per upload".
func isAll(text string, m limitMatch) bool {
	return m.start == 0 && strings.Trim(text[m.end:], " .") == ""
}

// parseSize reads "400", "1,200", "200 KB". K and M are powers of 1024.
func parseSize(text string) (int, bool) {
	text = strings.ToLower(strings.Map(func(r rune) rune {
		if r == ',' || r == '_' || r == ' ' {
			return -1
		}
		return r
	}, text))
	digits := 0
	for digits < len(text) && isDigit(text[digits]) {
		digits++
	}
	factor := 1
	switch text[digits:] {
	case "", "b", "byte", "bytes", "lines", "files":
	case "k", "kb", "kib":
		factor = 1 << 10
	case "m", "mb", "mib":
		factor = 1 << 20
	default:
		return 0, false
	}
	if digits == 0 || digits > 9 {
		return 0, false
	}
	n, err := strconv.Atoi(text[:digits])
	return n * factor, err == nil
}
