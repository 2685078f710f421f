package gate

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/speclint/speclint/internal/glob"
	"github.com/speclint/speclint/internal/spec"
)

// unsafePath says what is wrong with a path by itself. Hard is false for what an
// honest person may have meant.
func unsafePath(p string) (reason string, hard bool) {
	for part := range strings.FieldsFuncSeq(p, func(r rune) bool { return r == '\\' }) {
		for part := range strings.SplitSeq(part, "/") {
			if looksLikeGit(part) {
				return fmt.Sprintf("has the part %q, which some file systems take for .git", part), true
			}
		}
	}
	for part := range strings.SplitSeq(p, "/") {
		switch {
		case part == "" || part == "." || part == "..":
			return fmt.Sprintf("has the part %q", part), true
		}
	}
	if i := strings.IndexFunc(p, unicode.IsControl); i >= 0 {
		r, _ := utf8.DecodeRuneInString(p[i:])
		return fmt.Sprintf("has the control character %U", r), true
	}
	if i := strings.IndexFunc(p, spec.IsBidi); i >= 0 {
		r, _ := utf8.DecodeRuneInString(p[i:])
		return fmt.Sprintf("has the character %U, which changes the order of what is shown", r), true
	}
	if !utf8.ValidString(p) {
		return "is not UTF-8", false
	}
	for i, r := range p {
		if spec.IsInvisible(r) && !spec.Joins(r, []byte(p[:i]), []byte(p[i+utf8.RuneLen(r):])) {
			return fmt.Sprintf("has the invisible character %U", r), false
		}
	}
	if !norm.NFC.IsNormalString(p) {
		return "has characters that are written as several and shown as one", false
	}
	if word := mixedScripts(p); word != "" {
		return fmt.Sprintf("has the word %+q, which mixes Latin letters with those of another script that look like them", word), false
	}
	if strings.ContainsAny(p, `\:`) {
		return "has a character that separates folders or drives on Windows", false
	}
	if i := strings.IndexAny(p, `<>"|?*`); i >= 0 {
		return fmt.Sprintf("has the character %q, which no name may have on Windows", p[i:i+1]), false
	}
	for part := range strings.SplitSeq(p, "/") {
		if strings.TrimRight(part, " .") != part || strings.TrimLeft(part, " ") != part {
			return fmt.Sprintf("has the part %q, whose blanks or dots at an end are dropped on Windows", part), false
		}
		if isDevice(part) {
			return fmt.Sprintf("has the part %q, which is a device on Windows", part), false
		}
		if isShortName(part) {
			return fmt.Sprintf("has the part %q, which Windows may take for another name, shortened", part), false
		}
	}
	return "", false
}

// looksLikeGit reports whether a file system may take a name for .git: by case,
// by characters that HFS+ ignores, by NTFS's short names, streams and trailing
// dots.
func looksLikeGit(name string) bool {
	if name == ".git" {
		return true
	}
	name, _, _ = strings.Cut(glob.Fold(name), ":")
	name = strings.TrimRight(strings.Map(func(r rune) rune {
		if spec.IsInvisible(r) || spec.IsBidi(r) {
			return -1
		}
		return r
	}, name), " .")
	return name == ".git" || name == "git~1" || name == "git~2"
}

// isDevice reports whether Windows has a device of that name, in every folder and
// with every extension.
func isDevice(name string) bool {
	stem, _, _ := strings.Cut(name, ".")
	stem = strings.ToUpper(strings.TrimRight(stem, " "))
	if port, ok := strings.CutPrefix(stem, "COM"); ok {
		return isPort(port)
	}
	if port, ok := strings.CutPrefix(stem, "LPT"); ok {
		return isPort(port)
	}
	switch stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	return false
}

func isPort(number string) bool {
	switch number {
	case "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³":
		return true
	}
	return false
}

// isShortName reports whether a name has the form in which NTFS shortens others:
// GITHUB~1 is .github there.
func isShortName(name string) bool {
	stem, extension, _ := strings.Cut(name, ".")
	before, number, cut := strings.Cut(stem, "~")
	return cut && before != "" && len(stem) <= 8 && len(extension) <= 3 && number != "" && strings.Trim(number, "0123456789") == ""
}

// lookAlikes are the letters of the Cyrillic and Greek scripts that are drawn as
// Latin ones are.
const lookAlikes = "авеіјкмнорсѕтухһԁԛԝАВЕІЈКМНОРСЅТУХҺԚԜоΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυ"

// mixedScripts returns a word of a path that has Latin letters and some that only
// look like them, "" for none.
func mixedScripts(p string) string {
	if isASCII(p) {
		return ""
	}
	for word := range strings.FieldsFuncSeq(p, func(r rune) bool { return !unicode.IsLetter(r) }) {
		latin := strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
		if latin && strings.ContainsAny(word, lookAlikes) {
			return word
		}
	}
	return ""
}
