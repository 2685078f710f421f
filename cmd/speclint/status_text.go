package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/speclint/speclint/internal/report"
)

// statusView prints the tasks as a table.
type statusView struct {
	b     strings.Builder
	width int
	bold  bool
}

// minWhere is the room that the column of places wants for long ones, in columns;
// with less each place has a line of its own.
const minWhere = 24

func (v *statusView) print(s *statusJSON) {
	open, stale := 0, 0
	for i := range s.Tasks {
		if t := &s.Tasks[i]; t.End == nil {
			open++
			if t.Stale {
				stale++
			}
		}
	}
	head := "no task is open"
	if open > 0 {
		head = plural(open, "open task")
	}
	if stale > 0 {
		head += fmt.Sprintf(", %d stale (over %s)", stale, clock(time.Duration(s.StaleAfter)*time.Second))
	}
	v.b.WriteString("status: " + v.strong(head) + "\n")
	v.table(s.Tasks)
	for _, u := range s.Unreadable {
		v.wrapped("  ! ", "the record of "+u.ID+" cannot be read: "+u.Error)
	}
}

// row is a task in the columns of the table.
type row struct {
	cells [5]string // task, age, files, lines, verdict
	where string
	over  bool
	t     *taskJSON
}

func (v *statusView) table(tasks []taskJSON) {
	if len(tasks) == 0 {
		return
	}
	rows := []row{{cells: [5]string{"task", "age", "files", "lines", "verdict"}, where: "where"}}
	for i := range tasks {
		rows = append(rows, rowOf(&tasks[i], v.width))
	}
	var widths [5]int
	used := 0
	for c := range widths {
		for i := range rows {
			widths[c] = max(widths[c], report.TextWidth(rows[i].cells[c]))
		}
		used += widths[c] + 2
	}
	where := 0
	for i := range rows {
		where = max(where, report.TextWidth(rows[i].where))
	}
	v.b.WriteString("\n")
	if used > v.width {
		v.stack(rows[1:])
		return
	}
	beside := v.width-2-used >= min(where, minWhere)
	for i := range rows {
		r := &rows[i]
		line := "  "
		for c := range widths {
			line += r.cells[c] + strings.Repeat(" ", widths[c]-report.TextWidth(r.cells[c])+2)
		}
		switch {
		case beside:
			line += report.Cut(r.where, v.width-2-used)
		case i == 0:
		default:
			line = strings.TrimRight(line, " ") + "\n    " + report.Cut(r.where, v.width-4)
		}
		line = strings.TrimRight(line, " ")
		if r.over || r.t != nil && r.t.Stale {
			line = v.strong(line)
		}
		v.b.WriteString(line + "\n")
		v.problem(r.t)
	}
}

// stack prints the tasks below each other, where there is no room for a table.
func (v *statusView) stack(rows []row) {
	for i := range rows {
		r := &rows[i]
		c := &r.cells
		v.b.WriteString("  " + v.strong(c[0]) + "\n")
		v.wrapped("    ", fmt.Sprintf("%s, %s files, %s lines, %s", c[1], c[2], c[3], c[4]))
		v.b.WriteString("    " + report.Cut(r.where, v.width-4) + "\n")
		v.problem(r.t)
	}
}

// problem prints what is wrong with a task, nil for none.
func (v *statusView) problem(t *taskJSON) {
	if t == nil || t.Problem == "" {
		return
	}
	for problem := range strings.SplitSeq(t.Problem, "\n") {
		v.wrapped("    ! ", problem)
	}
}

// rowOf says what there is to say of a task, in as few words.
func rowOf(t *taskJSON, width int) row {
	r := row{t: t, where: report.Printable(place(t))}
	age := shortAge(time.Duration(t.Age) * time.Second)
	if t.Stale {
		age += " stale"
	}
	r.cells = [5]string{report.Cut(report.Printable(t.ID), max(width/4, 12)), age, "–", "–", lastVerdict(t)}
	if t.Size == nil {
		return r
	}
	r.cells[2], r.cells[3] = strconv.Itoa(t.Size.Files), strconv.Itoa(t.Size.Changed)
	for _, l := range t.Limits {
		i := 3
		switch l.Name {
		case "files":
			i = 2
		case "added": // shown when it is over alone
			if !l.Over {
				continue
			}
			r.cells[3] += fmt.Sprintf(", %d", t.Size.Added)
		}
		r.cells[i] += "/" + strconv.Itoa(l.Most)
		if l.Name == "added" {
			r.cells[i] += " added"
		}
		if l.Over {
			r.cells[i] += " over"
			r.over = true
		}
	}
	return r
}

// lastVerdict is what gate said last, and whether that is still what is on disk.
func lastVerdict(t *taskJSON) string {
	switch {
	case t.End != nil && t.End.Verdict == "":
		return "ended, not judged"
	case t.End != nil:
		return "ended: " + t.End.Verdict
	case t.Verdict == nil:
		return "none yet"
	case t.Tree != nil && !t.Verdict.Current:
		return t.Verdict.Verdict + ", then changed"
	}
	return t.Verdict.Verdict
}

// place is the branch and the work tree of a task, as seen from here.
func place(t *taskJSON) string {
	where := t.Worktree
	if here, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(here, where); err == nil && len(rel) < len(where) {
			where = rel
		}
	}
	if t.Gone {
		where += " (gone)"
	}
	if t.Branch == "" {
		return where
	}
	return t.Branch + " in " + where
}

// shortAge is an age in its two largest units: 45s, 12m, 3h12m, 2d4h.
func shortAge(d time.Duration) string {
	switch m := int(d.Minutes()); {
	case d < time.Minute:
		return strconv.Itoa(int(d.Seconds())) + "s"
	case d < time.Hour:
		return strconv.Itoa(m) + "m"
	case d < 24*time.Hour:
		return fmt.Sprintf("%dh%dm", m/60, m%60)
	default:
		return fmt.Sprintf("%dd%dh", m/60/24, m/60%24)
	}
}

func (v *statusView) wrapped(prefix, text string) {
	for _, l := range report.Wrap(report.Printable(text), v.width-len(prefix)) {
		v.b.WriteString(prefix + l + "\n")
		prefix = strings.Repeat(" ", len(prefix))
	}
}

func (v *statusView) strong(text string) string {
	if v.bold {
		return "\x1b[1m" + text + "\x1b[0m"
	}
	return text
}
