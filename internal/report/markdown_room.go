package report

import "strings"

// portion is a part of a comment on a change.
type portion struct {
	frame int  // bytes that it has whatever its room
	want  int  // bytes that all it has to say needs
	share int  // the 64th parts of the page that it has in any case
	whole bool // with less than it wants it needs none
	write func(room int)
}

// frame is the most that stands around rows: titles, marks, what is left out.
const frame = 512

// portions writes the parts of a page in their order. Each has its share; what
// others leave of theirs goes to those that want more, the first ones first.
func (c *comment) portions(all ...portion) {
	left := c.room
	for _, p := range all {
		left -= p.frame
	}
	part := max(left, 0) / 64
	rooms := make([]int, len(all))
	for i, p := range all {
		rooms[i] = min(p.want, p.share*part)
		left -= rooms[i]
	}
	for i, p := range all {
		more := max(0, min(p.want-rooms[i], left))
		if p.whole && rooms[i]+more < p.want {
			more = -rooms[i]
		}
		rooms[i], left = rooms[i]+more, left-more
	}
	for i, p := range all {
		p.write(rooms[i])
	}
}

// nothing is a part that there is no need for.
func nothing() portion { return portion{write: func(int) {}} }

// portion is a table as part of a page.
func (t *table) portion(c *comment, share int) portion {
	if t.all == 0 {
		return nothing()
	}
	return portion{frame: frame + len(t.note), want: t.rows.size(), share: share, write: func(room int) { c.table(t, room) }}
}

// size is how many bytes all items take, those included that are not kept.
func (s *shortlist[T]) size() (n int) {
	for i := range s.ranks {
		n += s.ranks[i].size
	}
	return n
}

// fixed is a part that has its room whatever else there is to say.
func (c *comment) fixed(text string) portion {
	return portion{frame: len(text), write: func(int) { c.line(strings.TrimSuffix(text, "\n")) }}
}

// whole is a part that is written as a whole, or else is said to have no room.
func (c *comment) whole(share int, text, instead string) portion {
	return portion{frame: len(instead), want: len(text), share: share, whole: true, write: func(room int) {
		if room < len(text) {
			text = instead
		}
		c.line(strings.TrimSuffix(text, "\n"))
	}}
}

// written is what a part writes on a page of its own.
func written(write func(c *comment)) string {
	c := &comment{room: MaxComment}
	write(c)
	return c.b.String()
}
