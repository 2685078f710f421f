package spec

import (
	"strings"
)

// limitShape is one way to write a limit. A loose one may stand in the middle
// of a sentence, so the sentence has to speak of the change.
type limitShape struct {
	key   string
	loose bool
	find  func(text string) (limitMatch, bool)
}

// limitMatch is where a limit stands in a text, and the number in it, perhaps with
// a unit.
type limitMatch struct {
	start, end int
	size       string
}

// limitShapes are the ways a limit is written. Most specs have one, so that to
// compile expressions for them would take longer than to read the spec; the test
// has the expressions, and holds the two against each other.
var limitShapes = once(func() []limitShape {
	return []limitShape{
		{key: "file-bytes", find: labelledLimit(sizeAt, false, "file size", "max file size", "maximum file size")},
		{key: "file-bytes", find: fileSizeLimit},
		{key: "line-bytes", find: labelledLimit(countAt, false, "longest line", "line length", "max line", "maximum line", "max line length", "maximum line length")},
		{key: "added", find: labelledLimit(countAt, false, maximal("added lines", "lines added", "additions")...)},
		{key: "changed", find: labelledLimit(countAt, false, maximal("changed lines", "lines changed", "diff size", "changed lines of source", "lines")...)},
		{key: "files", find: labelledLimit(filesAt, true, maximal("changed files", "files changed", "files touched", "files")...)},
		{key: "files", find: leadingCount("files")},
		{key: "changed", find: leadingCount("lines")},
		{key: "added", loose: true, find: boundedCount(addedAt)},
		{key: "changed", loose: true, find: boundedCount(changedAt)},
		{key: "files", loose: true, find: boundedCount(touchedAt)},
	}
})

// maximal are labels, and the same behind "max" and "maximum".
func maximal(labels ...string) []string {
	for _, l := range labels {
		labels = append(labels, "max "+l, "maximum "+l)
	}
	return labels
}

// valueAt reads a value at an offset and calls then with the number in it and the
// offset behind it, for each way to read it, until then returns true.
type valueAt func(text string, at int, then func(size string, end int) bool) bool

// labelledLimit finds a label that a text begins with and the value behind it:
// "Lines: at most 400".
func labelledLimit(value valueAt, colon bool, labels ...string) func(string) (limitMatch, bool) {
	return func(text string) (m limitMatch, ok bool) {
		for _, label := range labels {
			at := foldAt(text, 0, label)
			if at < 0 {
				continue
			}
			if at = blanksAt(text, at); at < len(text) && text[at] == ':' {
				at = blanksAt(text, at+1)
			} else if colon {
				continue
			}
			if end := boundAt(text, at); end >= 0 {
				at = end
			}
			if value(text, at, func(size string, end int) bool {
				m = limitMatch{0, end, size}
				return true
			}) {
				return m, true
			}
		}
		return m, false
	}
}

// fileSizeLimit finds "files stay below 200 KB".
func fileSizeLimit(text string) (m limitMatch, ok bool) {
	for start := range len(text) {
		at := foldAt(text, start, "file")
		if at < 0 || start > 0 && wordByte(text[start-1]) {
			continue
		}
		if s := foldAt(text, at, "s"); s >= 0 {
			at = s
		}
		if at = foldAt(text, at, " "); at < 0 {
			continue
		}
		for _, verb := range []string{"is ", "are ", "stay ", "stays ", "must be ", "may be ", ""} {
			behind := foldAt(text, at, verb)
			if behind < 0 {
				continue
			}
			if behind = boundAt(text, behind); behind >= 0 && sizeAt(text, behind, func(size string, end int) bool {
				m = limitMatch{start, end, size}
				return true
			}) {
				return m, true
			}
		}
	}
	return m, false
}

// leadingCount finds "12 changed files" that is all of a text.
func leadingCount(noun string) func(string) (limitMatch, bool) {
	return func(text string) (m limitMatch, ok bool) {
		ok = numberAt(text, 0, func(size string, end int) bool {
			end = blanksAt(text, end)
			for _, what := range []string{"changed ", "modified "} {
				if behind := foldAt(text, end, what); behind >= 0 {
					end = behind
					break
				}
			}
			if end = foldAt(text, end, noun); end < 0 {
				return false
			}
			if end = blanksAt(text, end); end < len(text) && text[end] == '.' {
				end++
			}
			m = limitMatch{0, end, size}
			return end == len(text)
		})
		return m, ok
	}
}

// boundedCount finds "at most 12 files" anywhere.
func boundedCount(value valueAt) func(string) (limitMatch, bool) {
	return func(text string) (m limitMatch, ok bool) {
		for start := range len(text) {
			if strings.IndexByte("anumfbwl<\xe2", lowerASCII(text[start])) < 0 {
				continue
			}
			if at := boundAt(text, start); at >= 0 && value(text, at, func(size string, end int) bool {
				m = limitMatch{start, end, size}
				return true
			}) {
				return m, true
			}
		}
		return m, false
	}
}

// boundAt returns the offset behind the word that bounds and the blanks behind it,
// or -1.
func boundAt(text string, at int) int {
	for _, bound := range [...]string{"at most", "no more than", "up to", "maximum of", "maximum", "max.", "max", "fewer than", "under", "below", "not more than", "within", "<=", "≤", "not exceed", "limited to"} {
		if end := foldAt(text, at, bound); end >= 0 {
			return blanksAt(text, end)
		}
	}
	return -1
}

// numberAt reads a number, "1,200" in groups rather than "1".
func numberAt(text string, at int, then func(size string, end int) bool) bool {
	run := at
	for run < len(text) && isDigit(text[run]) {
		run++
	}
	if run == at {
		return false
	}
	if run-at <= 3 {
		last := run
		for last+3 < len(text) && strings.IndexByte(",_ ", text[last]) >= 0 && isDigit(text[last+1]) && isDigit(text[last+2]) && isDigit(text[last+3]) {
			last += 4
		}
		for ; last > run; last -= 4 {
			if then(text[at:last], last) {
				return true
			}
		}
	}
	for ; run > at; run-- {
		if then(text[at:run], run) {
			return true
		}
	}
	return false
}

// countAt reads a number that anything may follow.
func countAt(text string, at int, then func(size string, end int) bool) bool {
	return numberAt(text, at, then)
}

// sizeAt reads a number of bytes.
func sizeAt(text string, at int, then func(size string, end int) bool) bool {
	return numberAt(text, at, func(_ string, end int) bool {
		end = blanksAt(text, end)
		for _, unit := range [...]string{"bytes", "byte", "b", "kb", "kib", "k", "mb", "mib", "m"} {
			if behind := foldAt(text, end, unit); behind >= 0 && endsWord(text, behind) {
				return then(text[at:behind], behind)
			}
		}
		return false
	})
}

// filesAt reads a number of files that ends the text or its first sentence.
func filesAt(text string, at int, then func(size string, end int) bool) bool {
	return numberAt(text, at, func(size string, end int) bool {
		end = blanksAt(text, end)
		for _, noun := range [...]string{"files", "file", ""} {
			behind := foldAt(text, end, noun)
			if behind < 0 {
				continue
			}
			if behind = blanksAt(text, behind); behind == len(text) || text[behind] == '.' || text[behind] == '(' {
				return then(size, min(behind+1, len(text)))
			}
		}
		return false
	})
}

// addedAt reads a number of lines that are added.
func addedAt(text string, at int, then func(size string, end int) bool) bool {
	return numberAt(text, at, func(size string, end int) bool {
		end = blanksAt(text, end)
		for _, noun := range [...]string{"added lines", "lines added", "new lines", "additions"} {
			if behind := foldAt(text, end, noun); behind >= 0 {
				return then(size, behind)
			}
		}
		return false
	})
}

// changedAt reads a number of lines that are changed.
func changedAt(text string, at int, then func(size string, end int) bool) bool {
	return numberAt(text, at, func(size string, end int) bool {
		end = blanksAt(text, end)
		for _, what := range [...]string{"changed", "modified"} {
			if behind := foldAt(text, end, what); behind >= 0 {
				end = blanksAt(text, behind)
				break
			}
		}
		if behind := foldAt(text, end, "source "); behind >= 0 {
			end = behind
		}
		for _, noun := range [...]string{"lines", "loc"} { // "lines of code" is "lines"
			if behind := foldAt(text, end, noun); behind >= 0 && endsWord(text, behind) {
				return then(size, behind)
			}
		}
		return false
	})
}

// touchedAt reads a number of files.
func touchedAt(text string, at int, then func(size string, end int) bool) bool {
	return numberAt(text, at, func(size string, end int) bool {
		end = blanksAt(text, end)
		for _, what := range [...]string{"changed ", "modified ", "touched "} {
			if behind := foldAt(text, end, what); behind >= 0 {
				end = behind
				break
			}
		}
		behind := foldAt(text, end, "files")
		return behind >= 0 && endsWord(text, behind) && then(size, behind)
	})
}

// foldAt returns the offset behind a word, in lower case, that stands at an offset
// in whatever case, or -1.
func foldAt(text string, at int, word string) int {
	if end := at + len(word); end <= len(text) && equalFold(text[at:end], word) {
		return end
	}
	return -1
}

// blanksAt returns the offset behind the white space at an offset.
func blanksAt(text string, at int) int {
	for at < len(text) && isSpaceByte(text[at]) {
		at++
	}
	return at
}

// endsWord reports whether no word goes on at an offset.
func endsWord(text string, at int) bool { return at == len(text) || !wordByte(text[at]) }
