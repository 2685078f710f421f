package gate

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/report"
)

// What makes a hunk one that a person looks at whatever is drawn.
const (
	maxRisky  = 10  // how many are shown, the riskiest
	bulky     = 80  // lines added and deleted in one hunk
	manyGone  = 10  // deleted lines, where they are more than twice the added ones
	longLine  = 200 // bytes of one added line
	longLines = 100 // bytes of five or more added lines, on average
)

// picked is a hunk that is shown.
type picked struct {
	*spot
	file   *File
	weight int
	why    []string
}

// sample chooses the hunks to spot-check: the riskiest, then as many of the rest
// as are to be drawn. Neither depends on the mode, nor on the order of the files.
// The spec's own files and its decision log are read anyway.
func (p *Pass) sample() []*picked {
	var risky []*picked
	beside := p.testsBeside()
	for i := range p.Change.Files {
		f := &p.Change.Files[i]
		if p.Owns(f.Path) {
			continue
		}
		for _, h := range f.spots {
			if one := (&picked{spot: h, file: f}); p.weigh(one, beside) {
				risky = append(risky, one)
			}
		}
	}
	slices.SortStableFunc(risky, func(a, b *picked) int {
		return cmp.Or(b.weight-a.weight, a.key.compare(b.key), strings.Compare(a.file.Path, b.file.Path))
	})
	out := risky[:min(len(risky), maxRisky)]
	known := len(out)
	for _, d := range p.Change.drawn {
		f := p.Change.File(d.path)
		same := func(o *picked) bool { return o.file == f && o.Hunk == d.Hunk }
		if len(out) < known+p.Change.Draw.Size && !p.Owns(f.Path) && !slices.ContainsFunc(out, same) {
			out = append(out, &picked{spot: d.spot, file: f, why: []string{"drawn"}})
		}
	}
	slices.SortStableFunc(out[known:], func(a, b *picked) int {
		return cmp.Or(strings.Compare(a.file.Path, b.file.Path), a.New-b.New, a.Old-b.Old)
	})
	return out
}

// places are the hunks to spot-check as they are reported.
func (p *Pass) places() []report.Hunk {
	var out []report.Hunk
	for _, one := range p.sample() {
		h := one.reported()
		if p.Options.Lines {
			p.lines(one, &h)
		}
		out = append(out, h)
	}
	return out
}

// weigh says why a hunk is risky, and how much. It reports whether it is.
func (p *Pass) weigh(one *picked, beside func(*File) bool) bool {
	f, h := one.file, one.spot
	because := func(weight int, format string, args ...any) {
		one.weight, one.why = one.weight+weight, append(one.why, fmt.Sprintf(format, args...))
	}
	if h.weakens != "" {
		because(16, "%s", h.weakens)
	}
	if p.sensitive(f) {
		because(8, "a sensitive path")
	}
	if f.Class.apart() {
		return one.weight > 0
	}
	if isMigration(f.Path) {
		because(8, "a migration")
	}
	switch {
	case f.Test && f.Op == git.Delete:
		because(8, "a test that is deleted")
	case f.Test && f.Op != git.Create && h.deleted > 0:
		because(8, "a test that was there")
	case h.deleted >= manyGone && h.deleted > 2*h.added && f.Class != Docs:
		because(4, "%d lines deleted", h.deleted)
	}
	if f.Class == Docs {
		return one.weight > 0
	}
	if h.added >= 5 && h.bytes >= longLines*h.added || h.longest >= longLine {
		because(4, "dense, with lines of up to %d bytes", h.longest)
	}
	if h.added+h.deleted >= bulky {
		because(2, "%d lines in one piece", h.added+h.deleted)
	}
	if f.Op != git.Delete && !beside(f) {
		because(1, "no test changed beside it")
	}
	return one.weight > 0
}

// testsBeside tells whether a test changed with a file: one in its folder, in a
// folder of tests within it, or of its name. What is no program needs none.
func (p *Pass) testsBeside() func(*File) bool {
	folders, stems := map[string]bool{}, map[string]bool{}
	for i := range p.Change.Files {
		f := &p.Change.Files[i]
		if !f.Test || f.Op == git.Delete || isHarness(f.Path) && !isTest(f.Path) {
			continue
		}
		folder := path.Dir(f.Path)
		folders[folder] = true
		if testFolders()[path.Base(folder)] {
			folders[path.Dir(folder)] = true
		}
		stems[testStem(f.Path)] = true
	}
	return func(f *File) bool {
		return f.Class != Source || !hasEnding(f.Path, programs()) || folders[path.Dir(f.Path)] || stems[bareName(f.Path)]
	}
}

// programs end the names of what is written to be run.
var programs = wordList(`.go .js .jsx .ts .tsx .mjs .cjs .mts .cts .vue .svelte .java .kt .kts .cs .fs .vb .c .cc .cpp .cxx .h .hpp .rs .php .swift .m .mm
.scala .dart .groovy .py .rb .sh .bash .lua .jl .R .f90 .ml .nim .zig .ex .exs .erl .clj .cljs .hs .pl .pm`)

// bareName is the name of a file without what its language and use append.
func bareName(p string) string {
	name, _, _ := strings.Cut(strings.ToLower(path.Base(p)), ".")
	return name
}

// testStem is the name of what a test is about, as far as its own name tells.
func testStem(p string) string {
	name := bareName(p)
	for _, affix := range []string{"test", "spec"} {
		for _, before := range []string{affix + "s_", affix + "_", affix + "-"} {
			name = strings.TrimPrefix(name, before)
		}
		name = strings.TrimSuffix(strings.TrimSuffix(name, "s"), affix)
	}
	return strings.TrimRight(name, "_-")
}

// place is where the hunk stands in the new text, or in the old one of a file that
// is deleted. Where lines are only taken away, it is the line that follows.
func (o *picked) place() (start, end int) {
	if o.file.NewMode == git.None {
		return o.Old, o.Old + o.OldLines - 1
	}
	return o.New, o.New + max(o.NewLines, 1) - 1
}

func (o *picked) reported() report.Hunk {
	start, end := o.place()
	return report.Hunk{Path: o.file.Path, StartLine: start, EndLine: end, Added: o.added, Deleted: o.deleted, Why: strings.Join(o.why, "; ")}
}
