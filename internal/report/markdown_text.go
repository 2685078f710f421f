package report

import (
	"html"
	"strings"
)

// longest is how many characters of one text from outside a comment shows.
const longest = 400

// markdownText returns text on one line as Markdown that shows just that text,
// anywhere in a line of a paragraph, a heading or a table but at its start. Not
// only markup is escaped: GitHub makes links and mentions out of rendered text,
// too, so that an entity for a blank without width parts what it would take for
// one.
func markdownText(s string) string { return escapeMarkdown(clip(Printable(s), longest)) }

func escapeMarkdown(s string) string {
	return unlinked(s, func(b *strings.Builder, c byte) {
		switch c {
		case '\\', '`', '*', '_', '[', ']', '<', '>', '~', '#', '$':
			b.WriteByte('\\')
			b.WriteByte(c)
		case '&':
			b.WriteString("&amp;")
		case '|': // a backslash would do for GitHub, and not for all
			b.WriteString("&#124;")
		default:
			b.WriteByte(c)
		}
	})
}

// htmlText is markdownText for where HTML stands and Markdown is not read.
func htmlText(s string) string {
	return unlinked(clip(Printable(s), longest), func(b *strings.Builder, c byte) {
		b.WriteString(html.EscapeString(string(rune(c))))
	})
}

// apart parts what GitHub would take for one thing.
const apart = "&#8203;"

// unlinked writes the text with a gap wherever GitHub would see a mention, the
// number of an issue, an emoji's name or an address. ASCII goes through write.
func unlinked(s string, write func(b *strings.Builder, c byte)) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x80 {
			b.WriteByte(c)
			continue
		}
		write(&b, c)
		if parted(s[:i+1], s[i+1:]) {
			b.WriteString(apart)
		}
	}
	return b.String()
}

// parted tells whether there has to be a gap between two parts of a text.
func parted(a, b string) bool {
	if b == "" || b[0] == ' ' {
		return false
	}
	switch a[len(a)-1] {
	case '@', '#':
		return true
	case ':':
		name := strings.TrimLeft(b, emojiName)
		return b[0] == '/' || len(name) < len(b) && strings.HasPrefix(name, ":")
	case '-':
		return endsWith(a, "gh-")
	}
	return b[0] == '.' && endsWith(a, "www")
}

// emojiName are the characters in the name of an emoji.
const emojiName = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-"

// endsWith tells whether s ends with an ASCII word, whatever its case.
func endsWith(s, word string) bool {
	return len(s) >= len(word) && strings.EqualFold(s[len(s)-len(word):], word)
}
