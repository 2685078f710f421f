package report

// shortlist keeps of a list what a page of limited length may have room for, and
// counts the rest: by rank, the first ranks first, and within a rank as it comes.
type shortlist[T any] struct {
	room  int // bytes of a page
	ranks [3]rank[T]
	next  int
}

// rank is what a shortlist has of one rank.
type rank[T any] struct {
	items []*listed[T]
	size  int
	cut   bool // there are more, and no room for them
}

// listed is an item, and its place among all that came.
type listed[T any] struct {
	item T
	at   int
}

// full reports whether no further item of a rank will be kept.
func (s *shortlist[T]) full(r int) bool { return s.ranks[r].cut }

// add offers an item that takes at least so many bytes.
func (s *shortlist[T]) add(r, size int, item T) {
	k, at := &s.ranks[r], s.next
	s.next++
	if k.size += size; k.cut || k.size > s.room {
		k.cut = true
		return
	}
	k.items = append(k.items, &listed[T]{item, at})
}

// pass counts an item that is known not to be kept.
func (s *shortlist[T]) pass() { s.next++ }

// each hands on the items in the order of their ranks, until the first for which
// there is no room.
func (s *shortlist[T]) each(take func(item T, at int) bool) {
	for i := range s.ranks {
		for _, l := range s.ranks[i].items {
			if !take(l.item, l.at) {
				return
			}
		}
		if s.ranks[i].cut {
			return
		}
	}
}

// fit returns the rows of a list that fit into so many bytes, in their order.
func fit(s *shortlist[string], room int) []string {
	var rows []*listed[string]
	s.each(func(row string, at int) bool {
		if room -= len(row) + 1; room < 0 {
			return false
		}
		rows = append(rows, &listed[string]{row, at})
		return true
	})
	return inPlace(rows)
}
