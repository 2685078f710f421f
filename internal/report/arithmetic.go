package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// The classes of substance of an item, and how many complete ones count.
const (
	concrete      = 0.45
	complete      = 0.8
	completeCount = 5
)

// worth returns what an item of evidence brings: e = s·(1 − p).
func worth(e Evidence) float64 { return e.Substance * (1 - e.Penalty) }

// quality is how well a dimension is served, in the terms of the formula
// q = 1 − (1 − g)(1 − c)(1 − f).
type quality struct {
	generic, concrete, complete, q float64
	surplus                        []bool // items beyond the best five complete ones
}

func qualityOf(items []Evidence) quality {
	m := quality{surplus: make([]bool, len(items))}
	var best []int
	miss := 1.0
	for i, e := range items {
		switch {
		case e.Substance >= complete-1e-9:
			best = append(best, i)
		case e.Substance >= concrete-1e-9:
			miss *= 1 - worth(e)
		default:
			m.generic = max(m.generic, worth(e))
		}
	}
	m.concrete = min(0.6, 1-miss)
	slices.SortStableFunc(best, func(i, j int) int { return cmp.Compare(worth(items[j]), worth(items[i])) })
	miss = 1
	for n, i := range best {
		if n < completeCount {
			miss *= 1 - worth(items[i])
		} else {
			m.surplus[i] = true
		}
	}
	m.complete = 1 - miss
	m.q = 1 - (1-m.generic)*(1-m.concrete)*(1-m.complete)
	return m
}

// arithmetic prints how each dimension's points come about, so that anybody
// can repeat the sum with a pencil.
func (p *page) arithmetic(s *Spec) {
	for _, l := range [][2]string{
		{"e", "s·(1 − p): what an item of substance s and penalty p is worth"},
		{"g", "the best e of a generic item (s 0.15)"},
		{"c", "min(0.6, 1 − Π(1 − e)) over the concrete items (s 0.45)"},
		{"f", "1 − Π(1 − e) over the five best complete items (s 0.8)"},
		{"q", "1 − (1 − g)(1 − c)(1 − f): the dimension earns weight·q"},
	} {
		p.wrapped("  "+l[0]+"  ", strings.ReplaceAll(l[1], " − ", glue+"−"+glue), faint)
	}
	p.gap()
	for _, d := range s.Dimensions {
		p.sum(d)
	}
	p.wrapped("  ", fmt.Sprintf("score %s, rounded %d", number(s.ScoreExact), s.Score), bold)
}

// sum prints the items of one dimension and what they add up to.
func (p *page) sum(d Dimension) {
	m := qualityOf(d.Evidence)
	p.line("  " + p.paint.bold(Printable(d.Name)))
	at := make([]string, len(d.Evidence))
	wide := 0
	for i, e := range d.Evidence {
		at[i] = "line " + strconv.Itoa(e.Line)
		if e.EndLine > e.Line {
			at[i] = "lines " + strconv.Itoa(e.Line) + "–" + strconv.Itoa(e.EndLine)
		}
		if e.File != "" {
			at[i] = inFile(e.File, e.Line, e.EndLine)
		}
		wide = max(wide, textWidth(at[i]))
	}
	for i, e := range d.Evidence {
		line := fmt.Sprintf("    %s  s %-4s  p %-5s  e %-5s",
			padRight(at[i], wide), number(e.Substance), number(e.Penalty), number(worth(e)))
		if m.surplus[i] {
			line += "  not among the five best"
		}
		text, room := Printable(strings.TrimSpace(e.Text)), min(p.width, maxTable)-textWidth(line)-4
		if text != "" && room >= minQuote {
			line += `  "` + cut(text, room) + `"`
		}
		p.line(strings.TrimRight(line, " "))
	}
	formula := fmt.Sprintf("g %s, c %s, f %s, q = 1 − %s·%s·%s = %s; points %s·%s = %s",
		number(m.generic), number(m.concrete), number(m.complete),
		number(1-m.generic), number(1-m.concrete), number(1-m.complete), number(m.q),
		number(d.Weight), number(m.q), decimal1(d.Weight*m.q))
	if len(d.Evidence) == 0 {
		formula = "no evidence: q = 0"
	}
	if math.Abs(d.Weight*m.q-d.Points) >= 0.05 {
		formula += " and not " + decimal1(d.Points) + ": the items listed are not all of them"
	}
	p.wrapped("    ", formula, "")
}
