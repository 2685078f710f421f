// Package edit applies edits to a text, and shows what they would change: as a
// patch for git, or word by word for a person.
package edit

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"github.com/speclint/speclint/internal/report"
)

// Sorted returns the edits in the order in which they apply: by where they
// begin, insertions first, then by their Order; what is equal in that stays in
// order.
func Sorted(edits []report.Edit) []report.Edit {
	sorted := slices.Clone(edits)
	slices.SortStableFunc(sorted, func(a, b report.Edit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(min(a.End-a.Start, 1), min(b.End-b.Start, 1)), cmp.Compare(a.Order, b.Order))
	})
	return sorted
}

// Apply returns src with the edits made; src stays as it is. It is an error when
// an edit lies outside of src, ends before it begins, or begins before the one
// ahead of it has ended.
func Apply(src []byte, edits []report.Edit) ([]byte, error) {
	size, at := len(src), 0
	for _, e := range edits {
		switch {
		case e.Start < 0 || e.End < e.Start || e.End > len(src):
			return nil, fmt.Errorf("edit of bytes %d to %d lies outside of the %d there are", e.Start, e.End, len(src))
		case e.Start < at:
			return nil, fmt.Errorf("edit of bytes %d to %d begins before byte %d, where the one ahead of it ends", e.Start, e.End, at)
		}
		at = e.End
		size += len(e.Text) - (e.End - e.Start)
	}
	var out bytes.Buffer
	out.Grow(size)
	at = 0
	for _, e := range edits {
		out.Write(src[at:e.Start])
		out.WriteString(e.Text)
		at = e.End
	}
	out.Write(src[at:])
	return out.Bytes(), nil
}
