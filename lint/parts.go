package lint

import (
	"cmp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

// maxPartTitle is how many characters of a part's title are kept.
const maxPartTitle = 80

// cut is a part of a task under way.
type cut struct {
	titles []string
	start  int // in the source, with end; both are 0 where no piece of the text is the part
	end    int
	names  string   // whose words tell that a line elsewhere is about the part
	paths  []string // that are the part
}

// partsOf says where a task that is too big may be cut: by its deliverables, else by
// the sections that its criteria stand in, else by groups of files. It is nil
// where nothing of that tells.
func partsOf(s *spec.Spec, deliverables []spec.Range, c report.Counts) []report.Part {
	cuts := byDeliverable(s, deliverables)
	if len(cuts) < 2 && c.Criteria > maxCriteria {
		cuts = byCriteria(s)
	}
	if len(cuts) < 2 {
		cuts = byFolder(s)
	}
	if len(cuts) < 2 {
		cuts = byCriteria(s)
	}
	if len(cuts) < 2 {
		return nil
	}
	return newDivision(s, cuts).parts()
}

// byDeliverable makes a cut of each place that names a deliverable: a section with
// all below it, an item with those nested in it, or a piece of a sentence.
func byDeliverable(s *spec.Spec, deliverables []spec.Range) []cut {
	var cuts []cut
	for _, r := range deliverables {
		if i, ok := slices.BinarySearchFunc(s.Sections, r.Start, func(sec spec.Section, at int) int { return sec.Range.Start - at }); ok && s.Sections[i].Range == r {
			cuts = append(cuts, cutOf(s, i))
			continue
		}
		title, end := piece(s, r), r.End
		i := sort.Search(len(s.Items), func(i int) bool { return s.Items[i].Range.Start >= r.Start })
		if i < len(s.Items) && s.Items[i].Range == r {
			title = s.Items[i].Text
			for n := i + 1; n < len(s.Items) && s.Items[n].Parent >= i; n++ {
				end = s.Items[n].Range.End
			}
		}
		cuts = append(cuts, cut{titles: []string{title}, start: r.Start, end: end, names: title})
	}
	slices.SortStableFunc(cuts, func(a, b cut) int { return a.start - b.start })
	for i := range cuts[:max(0, len(cuts)-1)] { // one inside another is for itself
		cuts[i].end = min(cuts[i].end, cuts[i+1].start)
	}
	return cuts
}

// piece is a range inside a list of a sentence, with the words that belong to it:
// of "a blog, an admin panel" the panel is an admin panel.
func piece(s *spec.Spec, r spec.Range) string {
	const most = 40 // bytes before it
	before := string(s.Source[max(0, r.Start-most):r.Start])
	for _, sep := range []string{"\n", ",", ":", ". ", " and ", " or ", " a ", " an ", " the "} {
		if i := strings.LastIndex(before, sep); i >= 0 {
			before = before[i+len(sep):]
		}
	}
	if len(before) == most { // no list
		before = ""
	}
	return before + string(s.Source[r.Start:r.End])
}

// cutOf makes a cut of a section.
func cutOf(s *spec.Spec, i int) cut {
	title := s.Sections[i].Title
	return cut{titles: []string{title}, start: s.Sections[i].Range.Start, end: endOfSection(s, i), names: title}
}

// endOfSection is where a section ends with all that stand below it.
func endOfSection(s *spec.Spec, i int) int {
	next := i + 1
	for next < len(s.Sections) && s.Sections[next].Parent >= i {
		next++
	}
	if next == len(s.Sections) {
		return len(s.Source)
	}
	return s.Sections[next].Range.Start
}

// byCriteria cuts between sections of one level that each have conditions of done
// for something of their own: user stories, requirements, phases. Neighbours that
// have no more of them than one task may have stay together.
func byCriteria(s *spec.Spec) []cut {
	own, all := make([]int, len(s.Sections)), 0
	for i := range s.Items {
		if it := &s.Items[i]; it.Criterion != spec.NoCriterion && !it.Duplicate {
			own[it.Section]++
			all++
		}
	}
	for i := len(own) - 1; i > 0; i-- { // those below count for the section above
		if up := s.Sections[i].Parent; up != i {
			own[up] += own[i]
		}
	}
	kids, sums := make([]int, len(own)), make([]int, len(own))
	best := 0
	for i := 1; i < len(own); i++ {
		if own[i] > 0 && isSubject(&s.Sections[i]) {
			kids[s.Sections[i].Parent]++
			sums[s.Sections[i].Parent] += own[i]
		}
	}
	for i := range kids {
		if kids[i] > 1 && sums[i] >= sums[best] {
			best = i
		}
	}
	if kids[best] < 2 || 2*sums[best] < all {
		return nil
	}
	var cuts []cut
	held := 0 // criteria of the last cut
	for i := 1; i < len(own); i++ {
		sec := &s.Sections[i]
		if sec.Parent != best || own[i] == 0 || !isSubject(sec) {
			continue
		}
		if n := len(cuts); n > 0 && held+own[i] <= maxCriteria {
			last := &cuts[n-1]
			last.titles, last.names, last.end = append(last.titles, sec.Title), last.names+" "+sec.Title, endOfSection(s, i)
			held += own[i]
			continue
		}
		cuts, held = append(cuts, cutOf(s, i)), own[i]
	}
	return cuts
}

// isSubject reports whether a heading names a thing to be done, and no kind of
// section that every spec has.
func isSubject(sec *spec.Section) bool {
	if sec.IsTitle || sec.Topic.Role != 0 || sec.Topic.Dims.Has(spec.OutOfScope) {
		return false
	}
	if sec.Own {
		return !isSuccess(*sec) && !sec.Topic.Dims.Has(spec.Verification) && !sec.Topic.Dims.Has(spec.Constraints) && strings.ContainsAny(sec.Title, "0123456789:")
	}
	for word := range strings.FieldsSeq(strings.ToLower(sec.Title)) {
		switch strings.Trim(word, ":()") {
		case "dod", "done", "general", "criteria", "checklist", "readiness", "metrics", "quality":
			return false
		}
	}
	return true
}

// division finds out which part a line belongs to.
type division struct {
	s     *spec.Spec
	cuts  []cut
	out   []report.Part
	owner map[string]int // the part that alone has a word, or several
	paths map[string]int // the part that a path makes
}

const several = -1

func newDivision(s *spec.Spec, cuts []cut) *division {
	d := &division{s: s, cuts: cuts, out: make([]report.Part, len(cuts)), owner: map[string]int{}, paths: map[string]int{}}
	for i := range cuts {
		c := &cuts[i]
		d.out[i] = report.Part{Title: partTitle(c.titles), Lines: []report.Lines{}, Files: []string{}}
		if c.end > c.start {
			d.out[i].Lines = append(d.out[i].Lines, d.lines(c.start, c.end))
		}
		for _, p := range c.paths {
			d.paths[p] = i
		}
		for word := range namingWords(c.names) {
			if have, ok := d.owner[word]; ok && have != i {
				d.owner[word] = several
			} else {
				d.owner[word] = i
			}
		}
	}
	return d
}

// parts hands out files and criteria, and returns the parts.
func (d *division) parts() []report.Part {
	c := d.s.Contract()
	seen := map[string]bool{}
	for _, list := range [][]spec.Pattern{c.Modify, c.Create, c.Delete} {
		for _, p := range list {
			i, ok := d.paths[p.Pattern]
			if !ok {
				i = d.of(p.Range.Start, p.Pattern)
			}
			if i < 0 || seen[p.Pattern] {
				continue
			}
			seen[p.Pattern] = true
			d.out[i].Files = append(d.out[i].Files, p.Pattern)
			d.out[i].Lines = append(d.out[i].Lines, report.Lines{Line: p.Line, EndLine: p.Line})
		}
	}
	for n := range d.s.Items {
		it := &d.s.Items[n]
		if it.Criterion == spec.NoCriterion || it.Duplicate {
			continue
		}
		if i := d.of(it.Range.Start, it.Text); i >= 0 {
			d.out[i].Criteria++
			d.out[i].Lines = append(d.out[i].Lines, d.lines(it.Range.Start, it.Range.End))
		}
	}
	for i := range d.out {
		d.out[i].Lines = d.merged(d.out[i].Lines)
		for k := range d.out[i].Lines {
			inFile(d.s, &d.out[i].Lines[k])
		}
	}
	return d.out
}

// of returns the part that something at an offset belongs to: the one that it
// stands in, else the one that it has most words of. It is -1 where none is ahead.
func (d *division) of(at int, text string) int {
	i := sort.Search(len(d.cuts), func(i int) bool { return d.cuts[i].start > at }) - 1
	if i >= 0 && at < d.cuts[i].end {
		return i
	}
	var votes []int
	for word := range namingWords(text) {
		if i, ok := d.owner[word]; ok && i != several {
			votes = append(votes, i)
		}
	}
	slices.Sort(votes)
	best, most := several, 0
	for len(votes) > 0 {
		n := 1
		for n < len(votes) && votes[n] == votes[0] {
			n++
		}
		if n > most {
			best, most = votes[0], n
		} else if n == most {
			best = several
		}
		votes = votes[n:]
	}
	return best
}

// lines are those of a range of the source, blank ones at its end left out.
func (d *division) lines(start, end int) report.Lines {
	for end > start+1 && strings.IndexByte(" \t\r\n", d.s.Source[end-1]) >= 0 {
		end--
	}
	return report.Lines{Line: d.s.Line(start), EndLine: d.s.Line(max(start, end-1))}
}

// merged sorts lines and joins those of a file that touch.
func (d *division) merged(all []report.Lines) []report.Lines {
	slices.SortStableFunc(all, func(a, b report.Lines) int {
		return cmp.Or(a.Line-b.Line, a.EndLine-b.EndLine)
	})
	out := all[:0]
	for _, l := range all {
		first, _ := d.s.LinesOf(l.Line)
		if n := len(out); n > 0 && l.Line <= out[n-1].EndLine+1 && first <= out[n-1].Line {
			out[n-1].EndLine = max(out[n-1].EndLine, l.EndLine)
			continue
		}
		out = append(out, l)
	}
	return out
}

// partTitle is the title of a part that may have several: one line, cut where it
// is long.
func partTitle(titles []string) string {
	title := strings.Join(titles, ", ")
	if len(titles) > 1 && utf8.RuneCountInString(title) > maxPartTitle {
		title = titles[0] + " and " + strconv.Itoa(len(titles)-1) + " more"
	}
	title = strings.Trim(strings.Join(strings.Fields(title), " "), "#*_ ")
	n := 0
	for i := range title {
		if n++; n > maxPartTitle {
			return title[:i] + "…"
		}
	}
	return title
}
