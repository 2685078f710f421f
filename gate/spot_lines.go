package gate

import (
	"strings"

	"github.com/speclint/speclint/internal/edit"
	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/report"
)

const (
	aroundHunk = 3  // lines that stay, shown on either side of a hunk
	maxShown   = 60 // lines that are shown of one
)

// lines reads the lines of a hunk from the two texts of its file. A text that is
// too long to be read has none.
func (p *Pass) lines(o *picked, h *report.Hunk) {
	old, okOld := p.side(o.file.OldMode, o.file.OldBlob)
	now, okNow := p.side(o.file.NewMode, o.file.NewBlob)
	if !okOld || !okNow {
		return
	}
	from, to := o.New-1, o.New-1+o.NewLines
	before := now[max(0, min(from, len(now))-aroundHunk):min(from, len(now))]
	var all []report.HunkLine
	put := func(op report.LineOp, number int, text string) {
		all = append(all, report.HunkLine{Op: op, Number: number, Text: text})
	}
	for i, line := range before {
		put(report.Same, o.New-len(before)+i, line)
	}
	gone, came := o.Old, o.New
	for _, piece := range edit.Lines(strings.Join(between(old, o.Old-1, o.Old-1+o.OldLines), ""), strings.Join(between(now, from, to), "")) {
		for line := range strings.Lines(piece.Text) {
			switch piece.Op {
			case edit.Delete:
				put(report.Removed, gone, line)
				gone++
			case edit.Insert:
				put(report.Added, came, line)
				came++
			default:
				put(report.Same, came, line)
				gone, came = gone+1, came+1
			}
		}
	}
	for i, line := range between(now, to, to+aroundHunk) {
		put(report.Same, to+1+i, line)
	}
	h.Lines, h.More = all[:min(len(all), maxShown)], max(0, len(all)-maxShown)
}

// side reads the lines of one text, none where the file is not there.
func (p *Pass) side(mode git.Mode, blob string) (lines []string, ok bool) {
	switch {
	case mode == git.None:
		return nil, true
	case !mode.IsFile() && mode != git.Symlink:
		return nil, false
	}
	text, err := p.Trees.Text(p, blob)
	if err != nil {
		return nil, false
	}
	for line := range strings.Lines(string(text)) {
		lines = append(lines, line)
	}
	return lines, true
}

// between are the lines of a text from one to another, as far as it has them.
func between(lines []string, from, to int) []string {
	from, to = max(0, min(from, len(lines))), max(0, min(to, len(lines)))
	return lines[from:max(from, to)]
}
