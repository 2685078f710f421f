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

// conflicts compares all specs with each other, on all processors. Each row is
// one's own, so that the order is that of the call.
func conflicts(specs []*Scope, d *dependencies) (all []Conflict) {
	n := len(specs)
	work := min(max(allWork/max(n*n/2, 1), leastWork), glob.DefaultWork)
	rows := make([][]Conflict, n)
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				for j := i + 1; j < n; j++ {
					if specs[i].Done || specs[j].Done || d.ordered(i, j) {
						continue
					}
					if c, ok := compare(specs[i], specs[j], work); ok {
						c.A, c.B = i, j
						if c.Reader > 0 {
							c.Reader = j
						} else if c.Reader == 0 {
							c.Reader = i
						}
						rows[i] = append(rows[i], c)
					}
				}
			}
		})
	}
	wait.Wait()
	for _, row := range rows {
		all = append(all, row...)
	}
	return all
}

// compare returns the worst that is between two specs: that both write, certainly
// or perhaps, comes before that one reads. Reader is 0 for a and 1 for b.
func compare(a, b *Scope, work int) (Conflict, bool) {
	best, found := Conflict{Reader: -1}, false
	take := func(reader int, s Shared, ok bool) {
		if ok && (!found || s.Certain && !best.Certain) {
			best, found = Conflict{Reader: reader, Shared: s}, true
		}
	}
	s, ok := overlap(a, b, work)
	take(-1, s, ok)
	if ok && s.Certain {
		return best, true
	}
	s, ok = readOverlap(a, b, work)
	take(0, s, ok)
	s, ok = readOverlap(b, a, work)
	s.A, s.B, s.FileA, s.FileB = s.B, s.A, s.FileB, s.FileA
	take(1, s, ok)
	return best, found
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
