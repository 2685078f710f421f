package usage

import (
	"embed"
	"strings"
	"unicode"
	"unicode/utf8"
)

// scripts are what shells are given. They hold no name of a command or flag: they
// ask the program, and so always agree with it.
//
//go:embed speclint.bash speclint.zsh speclint.fish speclint.ps1
var scripts embed.FS

// Shells are those that a script is there for.
var Shells = []string{"bash", "zsh", "fish", "powershell"}

// Script is the script of a shell, "" for one that is not known.
func Script(shell string) string {
	ending := strings.Replace(shell, "powershell", "ps1", 1)
	text, _ := scripts.ReadFile("speclint." + ending)
	return string(text)
}

// bare are the characters that no shell takes for more than themselves inside of a
// word. A word may be a value behind its flag, as in --approve=history=.
const bare = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./@:=,+-"

// maxNote is how many characters of a note are said.
const maxNote = 100

// Lines is the answer as the scripts read it: a line for each candidate, of a letter,
// its text, a tab and what it is. The letters are "w" for a word behind which a space
// follows, "m" for one that goes on and "p" for a path; "f" alone stands for the
// shell's own names of files. What is done of the line is left out of each text. What
// is not UTF-8, or has a character that a terminal might act on, cannot be said, nor a
// word that would have to be quoted: shells quote paths alone, and those not always.
func (a Answer) Lines(line Line) string {
	var b strings.Builder
	if a.Files {
		b.WriteString("f\n")
	}
	for _, c := range a.Candidates {
		unquoted := strings.ContainsAny(c.Text, line.Unquoted) || !c.Path && strings.Trim(c.Text, bare) != ""
		if unquoted || !utf8.ValidString(c.Text) || strings.ContainsFunc(c.Text, unsayable) || len(c.Text) < line.Done {
			continue
		}
		switch {
		case c.Path:
			b.WriteByte('p')
		case c.More:
			b.WriteByte('m')
		default:
			b.WriteByte('w')
		}
		b.WriteString(c.Text[line.Done:] + "\t" + note(c.Note) + "\n")
	}
	return b.String()
}

func unsayable(r rune) bool { return !unicode.IsPrint(r) }

// note cuts a text to its first sentence, and that to one line.
func note(text string) string {
	if at := strings.Index(text, ". "); at >= 0 {
		text = text[:at]
	}
	text = strings.Map(func(r rune) rune {
		if unsayable(r) {
			return ' '
		}
		return r
	}, strings.TrimSuffix(text, "."))
	if runes := []rune(text); len(runes) > maxNote {
		text = string(runes[:maxNote-1]) + "…"
	}
	return text
}
