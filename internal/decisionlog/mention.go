package decisionlog

import (
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/speclint/speclint/internal/spec"
)

// Mentions answers what the entries of a log speak of. An entry speaks of a path
// when it says something besides: a bare list of files explains none of them.
type Mentions struct {
	paths map[string]bool   // as they are written
	globs []string          // and folders
	words map[string]bool   // of all entries, in lower case
	each  []map[string]bool // of each entry
}

// maxGlobs bounds how many globs of a log are tried.
const maxGlobs = 100

// Mentions makes the log ready to be asked.
func (l *Log) Mentions() *Mentions {
	m := &Mentions{paths: map[string]bool{}, words: map[string]bool{}}
	for _, e := range l.Entries {
		if words(e.Text) < minSaid {
			continue
		}
		set := wordsOf(e.Text)
		m.each = append(m.each, set)
		maps.Copy(m.words, set)
		for word := range strings.FieldsFuncSeq(e.Text, func(r rune) bool { return unicode.IsSpace(r) || r == '`' || r == ',' }) {
			m.add(trimmed(word))
		}
		for i, code := range strings.Split(e.Text, "`") {
			if i%2 == 1 && strings.Contains(code, " ") {
				m.add(code)
			}
		}
	}
	return m
}

// add takes a word that may be a path, a folder or a glob. One that is as wide as
// a folder at the root says of no file in it why it is there.
func (m *Mentions) add(word string) {
	word = strings.TrimPrefix(word, "./")
	if word == "" {
		return
	}
	m.paths[word] = true
	glob, err := spec.CleanGlob(word)
	if err != nil || len(m.globs) == maxGlobs || !strings.ContainsAny(glob, "*?[{") || strings.Count(glob, "/") < 2 {
		return
	}
	if literal, _, _ := strings.Cut(glob, "/"); !strings.ContainsAny(literal, "*?[{") {
		m.globs = append(m.globs, glob)
	}
}

// Path reports whether an entry names a path: whole, by its end ("list/a.go"), by
// its folder, or by a glob that is narrower than a folder at the root. Its bare
// name is enough where no other file of that name is meant.
func (m *Mentions) Path(name string, other bool) bool {
	if m.paths[name] {
		return true
	}
	for end := name; ; {
		_, rest, ok := strings.Cut(end, "/")
		if !ok {
			break
		}
		if end = rest; m.paths[end] && (strings.Contains(end, "/") || !other) {
			return true
		}
	}
	if folder := path.Dir(name); strings.Contains(folder, "/") && m.paths[folder] {
		return true
	}
	return slices.ContainsFunc(m.globs, func(glob string) bool { return doublestar.MatchUnvalidated(glob, name) })
}

// Says reports whether an entry has one of the words, in lower case.
func (m *Mentions) Says(words []string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return m.words[word] })
}

// About reports whether an entry is about a text: it has half of its longer
// words.
func (m *Mentions) About(text string) bool {
	var long []string
	for word := range wordsOf(text) {
		if utf8.RuneCountInString(word) > 3 {
			long = append(long, word)
		}
	}
	return slices.ContainsFunc(m.each, func(set map[string]bool) bool {
		n := 0
		for _, word := range long {
			if set[word] {
				n++
			}
		}
		return 2*n >= len(long)
	})
}

// wordsOf are the words of a text, in lower case, each once.
func wordsOf(text string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		set[word] = true
	}
	return set
}
