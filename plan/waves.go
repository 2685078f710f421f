package plan

import "slices"

// waves puts specs into few waves: each behind those that it waits for, none
// beside one that it is in conflict with, at most perWave in each. Of those that
// could be next, the one goes first that the longest row of others waits for,
// then the one with most conflicts, then the one that the call names first.
func waves(planned []int, d *dependencies, conflicts []Conflict, perWave int) (out [][]int) {
	apart := make([][]int, len(d.specs))
	for _, c := range conflicts {
		apart[c.A], apart[c.B] = append(apart[c.A], c.B), append(apart[c.B], c.A)
	}
	rows := d.rows(planned)
	left := slices.Clone(planned)
	slices.SortStableFunc(left, func(i, j int) int {
		if rows[i] != rows[j] {
			return rows[j] - rows[i]
		}
		return len(apart[j]) - len(apart[i])
	})
	wave := make([]int, len(d.specs)) // of each spec, from 1
	open := newSet(len(d.specs))
	for _, i := range planned {
		open.add(i)
	}
	kept := make([]int, len(d.specs)) // out of which wave the last one that is in conflict with it keeps each
	for len(left) > 0 {
		n := len(out) + 1
		var now []int
		left = slices.DeleteFunc(left, func(i int) bool {
			waits := slices.ContainsFunc(d.on[i], func(e Dependency) bool { return open.has(e.To) && (wave[e.To] == 0 || wave[e.To] == n) })
			if waits || len(now) == perWave || kept[i] == n {
				return false
			}
			wave[i] = n
			for _, j := range apart[i] {
				kept[j] = n
			}
			now = append(now, i)
			return true
		})
		slices.Sort(now)
		out = append(out, now)
	}
	return out
}

// rows returns how many specs wait for each, one behind the other, at most.
func (d *dependencies) rows(planned []int) []int {
	behind := make([][]int, len(d.specs))
	for _, i := range planned {
		for _, e := range d.on[i] {
			behind[e.To] = append(behind[e.To], i)
		}
	}
	rows := make([]int, len(d.specs))
	known := newSet(len(d.specs))
	var row func(i int) int
	row = func(i int) int {
		if !known.has(i) {
			known.add(i)
			for _, j := range behind[i] {
				rows[i] = max(rows[i], 1+row(j))
			}
		}
		return rows[i]
	}
	for _, i := range planned {
		row(i)
	}
	return rows
}
