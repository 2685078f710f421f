package report

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// The widths of the table of dimensions. A column appears only where what is
// right of it keeps room enough to be worth reading.
const (
	maxTable  = 110
	minEarned = 32 // columns of the last column, below which the bar goes
	minQuote  = 14 // columns of a quotation, below which it says nothing
)

// grid is the layout of the table, in columns from the left edge.
type grid struct {
	name, points, bar int // widths
	hint              int // where hints begin
	width             int // of the page, as far as the table uses it
}

func (g grid) earned() int { return g.width - g.left() }

// left returns where the last column begins.
func (g grid) left() int {
	n := 2 + g.name + 2 + g.points + 2
	if g.bar > 0 {
		n += g.bar + 2
	}
	return n
}

func (p *page) grid(ds []Dimension) grid {
	g := grid{name: len("dimension"), points: len("points"), width: min(p.width, maxTable)}
	for _, d := range ds {
		g.name = max(g.name, textWidth(Printable(d.Name)))
		g.points = max(g.points, textWidth(points(d)))
	}
	g.hint = 4
	for _, g.bar = range []int{20, 12} {
		if g.earned() >= minEarned+g.bar {
			break
		}
	}
	if g.earned() < minEarned {
		g.bar = 0
		return g
	}
	g.hint = g.left() - g.bar - 2
	return g
}

// table prints the dimensions: points, the lines that earned them, and what
// would earn the rest.
func (p *page) table(ds []Dimension) {
	if len(ds) == 0 {
		return
	}
	g := p.grid(ds)
	heaviest := 0.0
	for _, d := range ds {
		heaviest = max(heaviest, d.Weight)
	}
	head := "  " + padRight("dimension", g.name) + "  " + padLeft("points", g.points) + "  "
	if g.bar > 0 {
		head += blanks(g.bar + 2)
	}
	p.line(p.paint.faint(head + "earned at line"))
	for _, d := range ds {
		p.row(g, d, heaviest)
	}
}

func (p *page) row(g grid, d Dimension, heaviest float64) {
	line := "  " + padRight(Printable(d.Name), g.name) + "  " + padLeft(points(d), g.points) + "  "
	if g.bar > 0 {
		full, rest := bar(d.Points, d.Weight, heaviest, g.bar)
		line += p.paint.in(barColor(d), full) + p.paint.faint(rest)
		line += blanks(g.bar + 2 - textWidth(full+rest))
	}
	earned := evidence(d, g.earned())
	if len(d.Evidence) == 0 {
		earned = p.paint.in(red, earned)
	}
	p.line(line + earned)
	if d.Hint == "" || !worthShowing(d.Gain) {
		return
	}
	hint := Printable(d.Hint) + ": up" + glue + "to" + glue + "+" + decimal1(d.Gain)
	for i, l := range Wrap(hint, g.width-g.hint-2) {
		mark := "+ "
		if i > 0 {
			mark = "  "
		}
		p.line(blanks(g.hint) + p.paint.in(cyan, mark+l))
	}
}

func points(d Dimension) string { return decimal1(d.Points) + "/" + number(d.Weight) }

// barColor repeats what the length of a bar says: one complete item fills four
// fifths of it.
func barColor(d Dimension) string {
	if d.Points >= complete*d.Weight-1e-9 {
		return green
	}
	return yellow
}

// bar draws a dimension as long as its weight, so that the shaded parts of a
// table are, in true proportion, the points that are missing. Only a full
// dimension has a full bar, and only an empty one an empty bar.
func bar(points, weight, heaviest float64, width int) (full, rest string) {
	if !(weight > 0) || math.IsInf(heaviest, 0) {
		return "", ""
	}
	cells := min(max(int(math.Round(weight/heaviest*float64(width))), 1), width)
	halves := 0
	if part := min(points/weight, 1); part > 0 {
		halves = max(int(part*float64(2*cells)+1e-9), 1)
	}
	full = strings.Repeat("█", halves/2)
	if halves%2 == 1 {
		full += "▌"
	}
	return full, strings.Repeat("░", cells-(halves+1)/2)
}

// evidence says which lines earned a dimension's points: the best one with a
// quotation where there is room, then the others.
func evidence(d Dimension, room int) string {
	if len(d.Evidence) == 0 {
		if d.State == Absent {
			return "absent"
		}
		return "–"
	}
	best := byWorth(d.Evidence)
	lines := make([]Evidence, 0, len(best))
	for _, e := range best {
		if !slices.ContainsFunc(lines, func(l Evidence) bool { return l.Line == e.Line && l.File == e.File }) {
			lines = append(lines, e)
		}
	}
	lead, also := lines[0].place()+" ", others(lines[1:], 2)
	if also != "" {
		also = " and " + also
	}
	quote := room - textWidth(lead+also) - 2
	if text := Printable(strings.TrimSpace(best[0].Text)); text != "" && quote >= minQuote {
		return lead + `"` + cut(text, quote) + `"` + also
	}
	most := 3
	for most > 1 && textWidth(others(lines, most)) > room {
		most--
	}
	return others(lines, most)
}

// byWorth sorts items, the best first.
func byWorth(items []Evidence) []Evidence {
	best := slices.Clone(items)
	slices.SortStableFunc(best, func(a, b Evidence) int { return cmp.Compare(worth(b), worth(a)) })
	return best
}

// others lists the first most lines in ascending order and counts the rest.
func others(lines []Evidence, most int) string {
	shown := slices.Clone(lines[:min(most, len(lines))])
	slices.SortStableFunc(shown, func(a, b Evidence) int { return cmp.Or(cmp.Compare(a.File, b.File), a.Line-b.Line) })
	parts := make([]string, len(shown))
	for i := range shown {
		parts[i] = shown[i].place()
	}
	s := strings.Join(parts, ", ")
	if more := len(lines) - len(shown); more > 0 {
		s += " (+" + strconv.Itoa(more) + " more)"
	}
	return s
}
