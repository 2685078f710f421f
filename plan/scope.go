// Package plan says which specs may be worked on at the same time: contracts go
// in, waves come out, and why specs are kept apart. It reads no file and starts
// no program.
package plan

import (
	"fmt"
	"slices"
	"strings"

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

	files        []string // of each of Writes and of Reads, the spec's file where it is another one than Path
	readFiles    []string
	dependFiles  []string // of each of DependsOn
	globs, reads *glob.Scope
	at, readAt   []int // of each glob, the index in Writes and in Reads
}

// NewScope returns the scope of a spec. Its patterns were cleaned when they were
// read: one that cannot be matched is a bug, and an error.
func NewScope(s *spec.Spec) (*Scope, error) {
	out := Outline(s)
	out.Reads = slices.Clone(s.Reads())
	out.readFiles, out.dependFiles = placed(s, out.Reads), references(s, out.DependsOn)
	return out, out.compile(nil)
}

// Outline is the scope of a spec without what it reads. It can be compared when it
// was made ready.
func Outline(s *spec.Spec) *Scope {
	c := s.Contract()
	out := &Scope{ID: s.ID(), Path: s.Path, Forbids: slices.Clone(c.Forbid), DependsOn: slices.Clone(c.DependsOn), Done: s.Done()}
	seen := map[string]bool{}
	for _, list := range [][]spec.Pattern{c.Modify, c.Create, c.Delete} { // a rename is in the last two
		for _, p := range list {
			if !seen[p.Pattern] {
				seen[p.Pattern] = true
				out.Writes = append(out.Writes, p)
			}
		}
	}
	out.files = placed(s, out.Writes)
	return out
}

// Ready makes an outline one that can be compared. Its patterns may be another's
// copies.
func (s *Scope) Ready() error { return s.compile(nil) }

// Join returns the scope of a task that has several files: all that they say.
func Join(a, b *Scope) (*Scope, error) {
	out := &Scope{
		ID: a.ID, Path: a.Path, Done: a.Done && b.Done,
		Writes: slices.Concat(a.Writes, b.Writes), Forbids: slices.Concat(a.Forbids, b.Forbids),
		Reads: slices.Concat(a.Reads, b.Reads), DependsOn: slices.Concat(a.DependsOn, b.DependsOn),
	}
	for _, s := range []*Scope{a, b} {
		for i := range s.Writes {
			out.files = append(out.files, s.file(s.files, i))
		}
		for i := range s.Reads {
			out.readFiles = append(out.readFiles, s.file(s.readFiles, i))
		}
		for i := range s.DependsOn {
			out.dependFiles = append(out.dependFiles, s.file(s.dependFiles, i))
		}
	}
	return out, out.compile(nil)
}

// file returns the file that an entry stands in.
func (s *Scope) file(files []string, i int) string {
	if files == nil {
		return s.Path
	}
	return files[i]
}

// compile makes the globs ready to be compared. files are those of the
// repository, sorted.
func (s *Scope) compile(files []string) (err error) {
	var forbid []string
	for _, p := range s.Forbids {
		names, folders := meanings(p.Pattern)
		forbid = slices.Concat(forbid, names, folders)
	}
	if s.globs, s.at, err = compile(s.Writes, forbid, files); err == nil && len(s.Reads) > 0 {
		s.reads, s.readAt, err = compile(s.Reads, nil, files)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", s.Path, err)
	}
	return nil
}

func compile(patterns []spec.Pattern, forbid, files []string) (globs *glob.Scope, at []int, err error) {
	var allow, perhaps []string
	var of []int // the patterns of perhaps
	for i, p := range patterns {
		names, folders := meanings(p.Pattern)
		if isFolder(p.Pattern, files) {
			names, folders = slices.Concat(names, folders), nil
		}
		for _, g := range names {
			allow, at = append(allow, g), append(at, i)
		}
		for _, g := range folders {
			perhaps, of = append(perhaps, g), append(of, i)
		}
	}
	globs, err = glob.NewScope(allow, perhaps, forbid)
	return globs, append(at, of...), err
}

// meanings are the globs that a pattern stands for, and, if it is a name, those
// that it stands for if it is the name of a folder.
func meanings(pattern string) (names, folders []string) {
	names = []string{pattern}
	if name, ok := glob.AsName(pattern); ok {
		names = []string{name, pattern}
	}
	if glob.Literal(pattern) {
		for _, g := range names {
			folders = append(folders, g+"/**")
		}
	}
	return names, folders
}

// isFolder reports whether there are files below a path.
func isFolder(path string, files []string) bool {
	i, _ := slices.BinarySearch(files, path+"/")
	return i < len(files) && strings.HasPrefix(files[i], path+"/")
}

// within returns the scope as it is in a repository that has some files: there is
// no doubt which of the names in it are those of folders.
func (s *Scope) within(files []string) (*Scope, error) {
	known := func(list []spec.Pattern) bool {
		return slices.ContainsFunc(list, func(p spec.Pattern) bool { return isFolder(p.Pattern, files) })
	}
	if !known(s.Writes) && !known(s.Reads) {
		return s, nil
	}
	out := *s
	return &out, out.compile(files)
}

// Shared is what two specs may both write.
type Shared struct {
	Witness      string       // a path; "" if it is not certain that there is one
	A, B         spec.Pattern // the patterns that let it be written, in each spec
	FileA, FileB string       // that they stand in
	Certain      bool         // what is not certain was too much to be decided
}

// Overlap tells whether two specs may write the same path, now or once it
// exists, by what their globs allow and do not forbid.
func Overlap(a, b *Scope) (Shared, bool) {
	m := glob.Meet(a.globs, b.globs, glob.DefaultWork)
	if m.Answer == glob.No {
		return Shared{}, false
	}
	return shared(a.writing(), b.writing(), m), true
}

// side is one of the lists of a spec that meet: what it writes, or reads.
type side struct {
	patterns []spec.Pattern
	at       []int    // of each glob, the index in patterns
	files    []string // of each pattern, nil for path
	path     string
}

func (s *Scope) writing() side { return side{s.Writes, s.at, s.files, s.Path} }
func (s *Scope) reading() side { return side{s.Reads, s.readAt, s.readFiles, s.Path} }

// entry returns the pattern that a glob stands for, and its file.
func (s side) entry(glob int) (spec.Pattern, string) {
	i := s.at[glob]
	if s.files != nil {
		return s.patterns[i], s.files[i]
	}
	return s.patterns[i], s.path
}

func shared(a, b side, m glob.Meeting) Shared {
	out := Shared{Witness: m.Path, Certain: m.Answer == glob.Yes}
	out.A, out.FileA = a.entry(m.A)
	out.B, out.FileB = b.entry(m.B)
	return out
}
