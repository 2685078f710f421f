package report

// paint adds colour to text, or nothing when it is false. Colour only ever
// repeats what the words say. Widths are measured before painting.
type paint bool

// The colours in use, as parameters of the SGR sequence. They are the eight
// base colours, which every theme has in a readable shade.
const (
	bold   = "1"
	faint  = "2"
	red    = "31"
	green  = "32"
	yellow = "33"
	blue   = "34"
	cyan   = "36"
)

func (p paint) in(color, s string) string {
	if !p || s == "" || color == "" {
		return s
	}
	return "\x1b[" + color + "m" + s + "\x1b[0m"
}

func (p paint) bold(s string) string  { return p.in(bold, s) }
func (p paint) faint(s string) string { return p.in(faint, s) }

// verdict paints the word or words that stand for v.
func (p paint) verdict(v Verdict, s string) string {
	switch v {
	case Pass:
		return p.in(bold+";"+green, s)
	case Fail:
		return p.in(bold+";"+red, s)
	}
	return p.in(bold+";"+yellow, s)
}

func severityColor(s Severity) string {
	switch s {
	case Error:
		return red
	case Warning:
		return yellow
	}
	return cyan
}
