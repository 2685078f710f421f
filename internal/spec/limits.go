package spec

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/speclint/speclint/internal/spec/pattern"
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
		c.Clashes = append(c.Clashes, Clash{"limit " + key + " is " + itoa((*have).Value) + " at line " + itoa((*have).Line) + " and " + itoa(value) + " here", line, where})
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

// limitShapes are the ways a limit is written. The first group is the number.
var limitShapes = sync.OnceValue(func() []limitShape {
	number := `(\d{1,3}(?:[,_ ]\d{3})+|\d+)`
	most := `(?:at most|no more than|up to|maximum(?: of)?|max\.?|fewer than|under|below|not more than|within|<=|≤|not exceed|limited to)\s*`
	size := number + `\s*(bytes|byte|b|kb|kib|k|mb|mib|m)\b`
	bounds := []string{"at most", "no more than", "up to", "max", "fewer than", "under", "below", "not more than", "within", "<=", "not exceed", "limited to"}
	shape := func(key, expr string, loose bool, needs ...string) limitShape {
		if loose {
			return limitShape{key, pattern.New(expr, bounds...), loose, "", needs}
		}
		return limitShape{key, pattern.New(expr), loose, "mal0123456789", needs}
	}
	begins := func(first, key, expr string, with []string, needs ...string) limitShape {
		return limitShape{key, pattern.New(expr, with...), false, first, needs}
	}
	return []limitShape{
		begins("mf", "file-bytes", `(?i)^(?:max(?:imum)? )?file size\s*:?\s*(?:`+most+`)?`+size, []string{"file size"}, "file"),
		begins("", "file-bytes", `(?i)\bfiles? (?:is |are |stays? |must be |may be )?`+most+size, bounds, "file"),
		begins("lm", "line-bytes", `(?i)^(?:longest line|line length|max(?:imum)? line(?: length)?)\s*:?\s*(?:`+most+`)?`+number, []string{"longest line", "line length", "max line", "maximum line"}, "line"),
		shape("added", `(?i)^(?:max(?:imum)? )?(?:added lines|lines added|additions)\s*:?\s*(?:`+most+`)?`+number, false, "added lines", "lines added", "additions"),
		begins("mcld", "changed", `(?i)^(?:max(?:imum)? )?(?:changed lines|lines changed|diff size|changed lines of source|lines)\s*:?\s*(?:`+most+`)?`+number, []string{"lines", "diff size"}, "line", "diff size"),
		begins("mcf", "files", `(?i)^(?:max(?:imum)? )?(?:changed files|files changed|files touched|files)\s*:\s*(?:`+most+`)?`+number+`\s*(?:files?)?\s*(?:\.|$|\()`, []string{":"}, "file"),
		shape("files", `(?i)^`+number+`\s*(?:changed |modified )?files\s*\.?$`, false, "file"),
		shape("changed", `(?i)^`+number+`\s*(?:changed |modified )?lines\s*\.?$`, false, "line"),
		shape("added", `(?i)`+most+number+`\s*(?:added lines|lines added|new lines|additions)`, true, "lines", "additions"),
		shape("changed", `(?i)`+most+number+`\s*(?:changed|modified)?\s*(?:source )?(?:lines|loc|lines of code)\b`, true, "line", "loc"),
		shape("files", `(?i)`+most+number+`\s*(?:changed |modified |touched )?files\b`, true, "file"),
	}
})

// limitShape is one way to write a limit. A loose one may stand in the middle
// of a sentence, so the sentence has to speak of the change.
type limitShape struct {
	key   string
	re    *pattern.Pattern
	loose bool
	first string   // what a text with a match begins with: one of these bytes, in lower case; "" for any
	needs []string // one of these, in lower case, is in every match
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
	lower := strings.ToLower(text)
	named := containsAny(lower, changeNouns...) || containsAny(" "+it.Label+" "+strings.ToLower(it.Text)+" ", changeNouns...)
	if !section && !named {
		return nil
	}
	if sizes := it.Topic.Role == Sizes; section {
		if several := joinedLimits(text, named, sizes); len(several) > 1 {
			return several
		}
	}
	return findLimits(text, lower, named, section, it.Topic.Role == Sizes)
}

// joinedLimits reads "at most 6 files and 200 lines": a text each part of which
// is one limit. The word that bounds the first part bounds the others.
func joinedLimits(text string, named, sizes bool) []readLimit {
	parts := strings.Split(strings.NewReplacer("; ", "\n", ", ", "\n", " and ", "\n").Replace(strings.TrimRight(text, " .")), "\n")
	if len(parts) < 2 || len(parts) > len(LimitKeys()) {
		return nil
	}
	var out []readLimit
	for _, part := range parts {
		part = strings.TrimSpace(part)
		if part != "" && isDigit(part[0]) {
			part = "at most " + part
		}
		found := findLimits(part, strings.ToLower(part), named, true, sizes)
		if len(found) != 1 || slices.ContainsFunc(out, func(l readLimit) bool { return l.key == found[0].key }) {
			return nil
		}
		out = append(out, found[0])
	}
	return out
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

// findLimits reads limits from a text. Loose shapes count only where the text
// is known to speak of the change.
func findLimits(text, lower string, loose, section, sizes bool) []readLimit {
	var out []readLimit
	bound := containsAny(lower, "most", "more than", "up to", "max", "fewer", "under", "below", "within", "<=", "≤", "exceed", "limited")
	seen := map[string]bool{}
	for _, shape := range limitShapes() {
		if shape.loose && !bound || !containsAny(lower, shape.needs...) {
			continue
		}
		if seen[shape.key] || !section && !loose || shape.first != "" && strings.IndexByte(shape.first, lower[0]) < 0 {
			continue
		}
		m := shape.re.Find(text)
		if m == nil {
			continue
		}
		if !loose && (shape.loose || !sizes) && !isAll(text, m) {
			continue // "File size up to 5 MB may be uploaded" is the product's
		}
		if perThing(text, text[m[0]:m[1]]) {
			continue
		}
		size := ""
		for i := 2; i < len(m); i += 2 {
			size += text[m[i]:m[i+1]] + " "
		}
		value, ok := parseSize(size)
		if ok {
			seen[shape.key] = true
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
func isAll(text string, match []int) bool {
	return match[0] == 0 && strings.Trim(text[match[1]:], " .") == ""
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
	factor, ok := map[string]int{"": 1, "b": 1, "byte": 1, "bytes": 1, "k": 1 << 10, "kb": 1 << 10, "kib": 1 << 10, "m": 1 << 20, "mb": 1 << 20, "mib": 1 << 20, "lines": 1, "files": 1}[text[digits:]]
	if !ok || digits == 0 || digits > 9 {
		return 0, false
	}
	n, err := strconv.Atoi(text[:digits])
	return n * factor, err == nil
}
