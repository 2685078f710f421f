package report

import "strings"

// page collects the lines of a text report.
type page struct {
	b       strings.Builder
	pending bool // a blank line before the next one
	begun   bool // something stands above the page
	width   int
	paint   paint
	quiet   bool
	explain bool
	told    bool
	laid    laid
}

func newPage(o TextOptions) *page {
	if o.Width == 0 {
		o.Width = defaultWidth
	}
	return &page{
		width:   min(max(o.Width, minWidth), maxWidth),
		paint:   paint(o.Color),
		quiet:   o.Quiet,
		explain: o.Explain,
		told:    o.Told,
	}
}

func (p *page) line(s string) {
	if p.pending && (p.begun || p.b.Len() > 0) {
		p.b.WriteByte('\n')
	}
	p.pending = false
	p.b.WriteString(logged(s))
	p.b.WriteByte('\n')
}

// gap puts one blank line before the next line, however often it is called.
func (p *page) gap() { p.pending = !p.quiet }

// rule draws a line between the specs of a full report.
func (p *page) rule() {
	if !p.quiet {
		p.gap()
		p.line(p.paint.faint(strings.Repeat("─", min(p.width, maxTable))))
	}
}

// wrapped prints s behind a first prefix, broken to the width of the page, its
// further lines behind a prefix of blanks.
func (p *page) wrapped(prefix, s string, color string) {
	indent := textWidth(prefix)
	for _, l := range Wrap(s, p.width-indent) {
		p.line(p.paint.in(color, prefix+l))
		prefix = blanks(indent)
	}
}
