// Package plan says which specs may be worked on at the same time: contracts go
// in, waves come out, and why specs are kept apart. It reads no file and starts
// no program.
package plan

import (
	"fmt"
	"slices"

	"github.com/speclint/speclint/internal/glob"
	"github.com/speclint/speclint/internal/spec"
)

// Scope is what planning knows of a spec. It keeps nothing of the spec but
// strings and numbers.
type Scope struct {
	ID, Path  string
	Writes    []spec.Pattern // what it may create, modify, delete or rename, each once
	Forbids   []spec.Pattern // what it must not touch, though Writes may match it
	Reads     []spec.Pattern // what it says that it only reads
	DependsOn []spec.Reference
	Done      bool // by its status

	globs, reads *glob.Scope
	at, readAt   []int // of each glob, the index in Writes and in Reads
}

// NewScope returns the scope of a spec. Its patterns were cleaned when they were
// read: one that cannot be matched is a bug, and an error.
func NewScope(s *spec.Spec) (*Scope, error) {
	c := s.Contract()
	out := &Scope{ID: s.ID(), Path: s.Path, Forbids: slices.Clone(c.Forbid), Reads: s.Reads(), DependsOn: slices.Clone(c.DependsOn), Done: s.Done()}
	seen := map[string]bool{}
	for _, list := range [][]spec.Pattern{c.Modify, c.Create, c.Delete} { // a rename is in the last two
		for _, p := range list {
			if !seen[p.Pattern] {
				seen[p.Pattern] = true
				out.Writes = append(out.Writes, p)
			}
		}
	}
	return out, out.compile()
}

// compile makes the globs ready to be compared.
func (s *Scope) compile() (err error) {
	var allow, forbid, read []string
	for i, p := range s.Writes {
		for _, g := range meanings(p.Pattern) {
			allow, s.at = append(allow, g), append(s.at, i)
		}
	}
	for _, p := range s.Forbids {
		forbid = append(forbid, meanings(p.Pattern)...)
	}
	for i, p := range s.Reads {
		for _, g := range meanings(p.Pattern) {
			read, s.readAt = append(read, g), append(s.readAt, i)
		}
	}
	if s.globs, err = glob.NewScope(allow, forbid); err == nil && len(read) > 0 {
		s.reads, err = glob.NewScope(read, nil)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", s.Path, err)
	}
	return nil
}

// meanings are the globs that a pattern may stand for. Whether a name is that of
// a folder is not known before there is something at it: it is taken for both,
// as no tree has a file and a folder of the same name either.
func meanings(pattern string) []string {
	out := []string{pattern}
	if name, ok := glob.AsName(pattern); ok {
		out = []string{name, pattern}
	}
	if glob.Literal(pattern) {
		for _, g := range out {
			out = append(out, g+"/**")
		}
	}
	return out
}

// Shared is what two specs may both write.
type Shared struct {
	Witness string       // a path; "" if it is not certain that there is one
	A, B    spec.Pattern // the patterns that let it be written, in each spec
	Certain bool         // what is not certain was too much to be decided
}

// Overlap tells whether two specs may write the same path, now or once it
// exists, by what their globs allow and do not forbid.
func Overlap(a, b *Scope) (Shared, bool) { return overlap(a, b, glob.DefaultWork) }

// readOverlap tells whether one spec says that it only reads what another one may
// write. A is the pattern of the reader.
func readOverlap(reader, writer *Scope, work int) (Shared, bool) {
	if reader.reads == nil {
		return Shared{}, false
	}
	m := glob.Meet(reader.reads, writer.globs, work)
	if m.Answer == glob.No {
		return Shared{}, false
	}
	return Shared{Witness: m.Path, A: reader.Reads[reader.readAt[m.A]], B: writer.Writes[writer.at[m.B]], Certain: m.Answer == glob.Yes}, true
}

func overlap(a, b *Scope, work int) (Shared, bool) {
	m := glob.Meet(a.globs, b.globs, work)
	if m.Answer == glob.No {
		return Shared{}, false
	}
	return Shared{Witness: m.Path, A: a.Writes[a.at[m.A]], B: b.Writes[b.at[m.B]], Certain: m.Answer == glob.Yes}, true
}
