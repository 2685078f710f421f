package gate

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"slices"
	"strconv"
	"strings"

	"github.com/speclint/speclint/internal/git"
)

// Draw says how hunks are drawn for a person to look at.
type Draw struct {
	Seed string // the same one draws the same hunks of the same trees
	Size int    // how many to draw besides the risky ones
}

// spot is a place where lines were replaced, with the few between that stay:
// lines of the old text by lines of the new one. Where there are none, the number
// is that of the line that follows.
type spot struct {
	git.Hunk
	added, deleted int
	bytes, longest int    // of the added lines
	weakens        string // what it does that takes force out of a test, "" for nothing
	key            key
}

// key is the place of a hunk in the draw.
type key [8]byte

func (k key) compare(other key) int { return bytes.Compare(k[:], other[:]) }

const (
	// joined is how many unchanged lines may lie between two changes of one hunk, as
	// git shows them, until it has enoughLines.
	joined      = 6
	enoughLines = 40
	// keptSpots is how many hunks of a file may be chosen for their risk: those that
	// weaken a test, then those with most lines, then those that the draw has first.
	keptSpots = 3
	// spare is how many more hunks are drawn than wanted: some are not shown, since
	// they were chosen for their risk or belong to the spec.
	spare = maxRisky + 16
)

// lot is what the draw has so far: of all hunks those that come first by kind of
// file and key. Neither depends on the order in which they come.
type lot struct {
	Draw
	spots []*drawn
}

// drawn is a hunk of a file.
type drawn struct {
	*spot
	path string
	rank int
}

// rank puts what people write before texts, and these before what programs and
// others wrote.
func (f *File) rank() int {
	switch {
	case f.Class.apart():
		return 2
	case f.Class == Docs:
		return 1
	}
	return 0
}

func (l *lot) add(f *File, h *spot) {
	l.spots = append(l.spots, &drawn{h, f.Path, f.rank()})
	if len(l.spots) >= 2*(l.Size+spare) {
		l.cut()
	}
}

// cut keeps as many hunks as may be shown, in the order of the draw.
func (l *lot) cut() {
	slices.SortStableFunc(l.spots, func(a, b *drawn) int {
		return cmp.Or(a.rank-b.rank, a.key.compare(b.key), strings.Compare(a.path, b.path), a.New-b.New, a.Old-b.Old)
	})
	l.spots = l.spots[:min(len(l.spots), l.Size+spare)]
}

// draws is the key of a hunk.
func (l *lot) draws(path string, h *spot) (k key) {
	var buf [256]byte
	b := append(append(buf[:0], l.Seed...), 0)
	b = append(append(b, path...), 0)
	b = strconv.AppendInt(b, int64(h.Old), 10)
	b = strconv.AppendInt(append(b, ':'), int64(h.New), 10)
	sum := sha256.Sum256(b)
	copy(k[:], sum[:])
	return k
}

// begin begins the next hunk of a file, or goes on with the one before.
func (s *scanner) begin(i int, h git.Hunk) error {
	if isBinaryName(s.files[i].Path) {
		return nil // its lines mean nothing
	}
	if now := &s.now; now.added+now.deleted > 0 {
		if gap := h.New - now.New - now.NewLines; gap >= 0 && gap <= joined && now.NewLines+gap+h.NewLines <= enoughLines && h.Old > now.Old {
			now.OldLines, now.NewLines = h.Old+h.OldLines-now.Old, h.New+h.NewLines-now.New
			now.added, now.deleted = now.added+h.NewLines, now.deleted+h.OldLines
			return nil
		}
		s.endHunk(&s.files[i])
		s.endSpot(i)
	}
	s.now = spot{Hunk: h, added: h.NewLines, deleted: h.OldLines}
	return nil
}

// endSpot keeps the hunk that was read.
func (s *scanner) endSpot(i int) {
	now, f := s.now, &s.files[i]
	h := &now
	if s.now = (spot{}); h.added+h.deleted == 0 {
		return
	}
	within := func(m Mark) bool { return m.Line >= h.New && m.Line < h.New+h.NewLines }
	if i := slices.IndexFunc(f.Weakened, within); i >= 0 {
		h.weakens = "adds " + f.Weakened[i].What
	} else if i := slices.IndexFunc(f.Eased, within); i >= 0 {
		h.weakens = f.Eased[i].What
	} else if i := slices.IndexFunc(f.Loosened, within); i >= 0 {
		h.weakens = f.Loosened[i].What
	}
	h.key = s.lot.draws(f.Path, h)
	s.lot.add(f, h)
	f.spots = append(f.spots, h)
	slices.SortStableFunc(f.spots, func(a, b *spot) int {
		return cmp.Or(cmp.Compare(min(len(b.weakens), 1), min(len(a.weakens), 1)), b.added+b.deleted-a.added-a.deleted, a.key.compare(b.key))
	})
	f.spots = f.spots[:min(len(f.spots), keptSpots)]
}
