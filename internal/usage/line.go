package usage

import "strings"

// Line is a command line up to the cursor, as its shell will read it. Nothing in it
// is expanded or run.
type Line struct {
	// Words are without quotes, the one at the cursor last. The program's own name is
	// not among them.
	Words  []string
	Target bool // the last one is a file that a redirection names
	Loose  bool // the shell takes also what only contains the last word
	// Done is how many bytes of the last one the shell takes for words before it, and
	// does not want to hear again.
	Done int
	// Unquoted are characters that the shell does not quote everywhere in a path, though
	// it would evaluate them.
	Unquoted string
}

// ReadBash reads a line of bash, where some characters end a word, too:
// COMP_WORDBREAKS. Between double quotes bash 5.3 leaves a dollar sign as it is, and
// no version quotes a reference to the history.
func ReadBash(text, breaks string) Line {
	line := quoting{escape: '\\', breaks: breaks}.read(text)
	line.Unquoted = "$`!"
	return line
}

// ReadFish reads a line of fish.
func ReadFish(text string) Line {
	line := quoting{escape: '\\', inSingle: true}.read(text)
	line.Loose = true
	return line
}

// ReadPowerShell reads a line of PowerShell.
func ReadPowerShell(text string) Line { return quoting{escape: '`', doubled: true}.read(text) }

// quoting is how a shell takes a line apart.
type quoting struct {
	escape   byte
	inSingle bool   // the escape works between single quotes, for them and for itself
	doubled  bool   // of two quotes between quotes the first escapes the second
	breaks   string // what ends a word for the shell, and not for the program
}

// lineReader takes a line apart.
type lineReader struct {
	quoting
	words  []string
	word   []byte
	begun  bool // there is a word, be it empty
	done   int  // of the word
	target bool // the word is that of a redirection
}

func (q quoting) read(text string) Line {
	r := lineReader{quoting: q}
	var quote byte // the open one
	for i := 0; i < len(text); i++ {
		c, next := text[i], byte(0)
		if i+1 < len(text) {
			next = text[i+1]
		}
		switch {
		case c == q.escape && q.escapes(quote, next), quote != 0 && c == quote && q.doubled && next == quote:
			if r.begun = true; next != 0 && next != '\n' {
				r.word = append(r.word, next)
			}
			i++
		case quote != 0 && c == quote:
			quote = 0
		case quote != 0:
			r.word = append(r.word, c)
		case c == '"' || c == '\'':
			quote, r.begun = c, true
		default:
			r.plain(c)
		}
	}
	line := Line{Target: r.target, Done: r.done}
	r.begun, r.target = true, false
	r.end()
	line.Words = arguments(r.words)
	return line
}

// escapes tells whether the escape before a character is more than itself, between
// quotes of a kind, 0 for none.
func (q quoting) escapes(quote, next byte) bool {
	switch quote {
	case '\'':
		return q.inSingle && (next == '\'' || next == q.escape)
	case '"':
		return q.doubled || next != 0 && strings.IndexByte("$`\"\\\n", next) >= 0
	}
	return true
}

// plain takes a character that stands outside of quotes.
func (r *lineReader) plain(c byte) {
	switch c {
	case ' ', '\t', '\n':
		r.end()
	case '<', '>':
		if strings.Trim(string(r.word), "0123456789") == "" {
			r.word, r.begun = nil, false // of which stream
		}
		r.end()
		r.target = true
	default:
		r.begun, r.word = true, append(r.word, c)
		if strings.IndexByte(r.breaks, c) >= 0 {
			r.done = len(r.word)
		}
	}
}

// end ends a word, if there is one.
func (r *lineReader) end() {
	if r.begun && !r.target {
		r.words = append(r.words, string(r.word))
	}
	if r.begun {
		r.target = false
	}
	r.word, r.begun, r.done = nil, false, 0
}

// arguments are the words behind the program's name, before which variables may be
// set.
func arguments(words []string) []string {
	for len(words) > 1 {
		name := words[0]
		words = words[1:]
		if at := strings.IndexByte(name, '='); at <= 0 || strings.ContainsAny(name[:at], "/\\.") {
			break
		}
	}
	return words
}
