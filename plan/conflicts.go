package plan

import (
	"math/bits"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/speclint/speclint/internal/glob"
)

// Conflict is why two specs, of which none waits for the other, may not run at
// the same time. A stands before B in the call.
type Conflict struct {
	A, B   int
	Reader int    // the one that only reads what the other may write; -1: both may write it
	Shared        // by A and by B
	Files  int    // how many files of the repository it is about
	First  string // one of them
}

// The bounds of the work on a pair of specs. All pairs together have some
// seconds; many share that, and each has enough for what people write.
const (
	allWork   = 1 << 31
	leastWork = 1 << 13
)

// met is that two specs meet: the second one's index, who of the two reads, and
// where.
type met struct {
	j      int
	reader role
	glob.Meeting
}

// role says which of two specs only reads.
type role int8

const (
	neither role = iota
	first
	second
)

// conflicts compares all specs with each other, on all processors. Each row is
// one's own, so that the order is that of the call.
func conflicts(specs []*Scope, d *dependencies) (all []Conflict) {
	n := len(specs)
	work := min(max(allWork/max(n*n/2, 1), leastWork), glob.DefaultWork)
	rows := make([][]met, n)
	var next, found atomic.Int64
	var wait sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			var memory glob.Memory
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				for j := i + 1; j < n && !specs[i].Done; j++ {
					if specs[j].Done || d.ordered(i, j) {
						continue
					}
					if reader, m := compare(&memory, specs[i], specs[j], work); m.Answer != glob.No {
						rows[i] = append(rows[i], met{j, reader, m})
					}
				}
				found.Add(int64(len(rows[i])))
			}
		})
	}
	wait.Wait()
	all = make([]Conflict, 0, found.Load())
	for i, row := range rows {
		for _, m := range row {
			all = append(all, conflict(specs, i, m))
		}
	}
	return all
}

func conflict(specs []*Scope, i int, m met) Conflict {
	a, b := specs[i], specs[m.j]
	switch m.reader {
	case first:
		return Conflict{A: i, B: m.j, Reader: i, Shared: shared(a.reading(), b.writing(), m.Meeting)}
	case second:
		return Conflict{A: i, B: m.j, Reader: m.j, Shared: shared(a.writing(), b.reading(), m.Meeting)}
	}
	return Conflict{A: i, B: m.j, Reader: -1, Shared: shared(a.writing(), b.writing(), m.Meeting)}
}

// compare returns the worst that is between two specs: that both write, certainly
// or perhaps, comes before that one reads.
func compare(memory *glob.Memory, a, b *Scope, work int) (role, glob.Meeting) {
	reader, best := neither, memory.Meet(a.globs, b.globs, work)
	take := func(who role, m glob.Meeting) {
		if m.Answer > best.Answer && m.Answer == glob.Yes || best.Answer == glob.No && m.Answer != glob.No {
			reader, best = who, m
		}
	}
	if best.Answer != glob.Yes && a.reads != nil {
		take(first, memory.Meet(a.reads, b.globs, work))
	}
	if best.Answer != glob.Yes && b.reads != nil {
		take(second, memory.Meet(a.globs, b.reads, work))
	}
	return reader, best
}

// countFiles counts, for each conflict, the files of the repository that it is
// about.
func (p *Plan) countFiles(files []string) {
	if len(files) == 0 {
		return
	}
	writes, reads := make([]set, len(p.Specs)), make([]set, len(p.Specs))
	for _, c := range p.Conflicts {
		for _, i := range []int{c.A, c.B} {
			if c.Reader == i && reads[i] == nil {
				reads[i] = matched(p.Specs[i].reads, files)
			} else if c.Reader != i && writes[i] == nil {
				writes[i] = matched(p.Specs[i].globs, files)
			}
		}
	}
	for k := range p.Conflicts {
		c := &p.Conflicts[k]
		a, b := writes[c.A], writes[c.B]
		switch c.Reader {
		case c.A:
			a = reads[c.A]
		case c.B:
			b = reads[c.B]
		}
		for w := range a {
			both := a[w] & b[w]
			if both != 0 && c.Files == 0 {
				c.First = files[64*w+bits.TrailingZeros64(both)]
			}
			c.Files += bits.OnesCount64(both)
		}
	}
}

// matched returns which files are in a scope.
func matched(s *glob.Scope, files []string) set {
	in := newSet(len(files))
	s.Each(files, func(i int) bool {
		in.add(i)
		return true
	})
	return in
}
