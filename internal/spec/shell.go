package spec

import "strings"

// simpleCommand is one command of a script, cut into words without their quotation
// marks.
type simpleCommand struct {
	Range // in the script
	words []string
	piped bool // reads what the one before it writes
}

// simpleCommands cuts a script where a shell would: at ends of lines, "&&", "|", ";",
// and around groups. Comments are left out. "bash <(curl …)" is two commands, of which
// the first ends in "<(".
func simpleCommands(script string) []simpleCommand {
	r := shellReader{script: script, from: -1}
	for i := 0; i < len(script); i++ {
		next := byte('\n')
		if i+1 < len(script) {
			next = script[i+1]
		}
		switch c := script[i]; {
		case r.quote != 0:
			r.quoted(c)
		case c == '\'' || c == '"':
			r.begin(i)
			r.quote = c
		case c == '\\' && next == '\n':
			i++
		case c == '#' && r.from < 0:
			for i+1 < len(script) && script[i+1] != '\n' {
				i++
			}
		case c == ' ' || c == '\t' || c == '\r':
			r.endWord(i)
		case c == '|':
			r.endCommand(i)
			r.command.piped = next != '|' && (i == 0 || script[i-1] != '|')
		case c == '<' && next == '(':
			r.endWord(i)
			r.begin(i)
			r.word.WriteString("<(")
			i++
			r.endCommand(i + 1)
		case strings.IndexByte("\n;()`", c) >= 0, c == '&' && (i == 0 || script[i-1] != '>'):
			r.endCommand(i)
		default:
			r.begin(i)
			r.word.WriteByte(c)
		}
	}
	r.endCommand(len(script))
	return r.out
}

// shellReader gathers the words of a command.
type shellReader struct {
	script  string
	out     []simpleCommand
	command simpleCommand
	word    strings.Builder
	from    int // where the word begins, -1 between words
	quote   byte
}

func (r *shellReader) begin(at int) {
	if r.from < 0 {
		r.from = at
	}
}

func (r *shellReader) quoted(c byte) {
	if c == r.quote {
		r.quote = 0
		return
	}
	r.word.WriteByte(c)
}

func (r *shellReader) endWord(at int) {
	if r.from < 0 {
		return
	}
	if len(r.command.words) == 0 {
		r.command.Start = r.from
	}
	r.command.words = append(r.command.words, r.word.String())
	r.command.End = at
	r.word.Reset()
	r.from = -1
}

func (r *shellReader) endCommand(at int) {
	r.endWord(at)
	if len(r.command.words) > 0 {
		r.out = append(r.out, r.command)
	}
	r.command = simpleCommand{}
}
