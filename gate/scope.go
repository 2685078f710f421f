package gate

import (
	"context"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/spec"
)

// Scope is what the specs of a change let it touch: allowed paths add up, and
// what one of them forbids is forbidden.
type Scope struct {
	modify, create, remove         ruleList
	forbid                         ruleList
	executable, symlink, submodule ruleList
}

// newScope compiles the contracts of the specs. Their patterns were cleaned when
// they were read: one that cannot be compiled is a bug, and an error.
func newScope(ctx context.Context, in *Input) (*Scope, error) {
	s := &Scope{}
	for _, sp := range in.Specs {
		c := sp.Doc.Contract()
		for _, part := range []struct {
			list     *ruleList
			patterns []spec.Pattern
		}{
			{&s.modify, c.Modify}, {&s.create, c.Create}, {&s.remove, c.Delete}, {&s.forbid, c.Forbid},
			{&s.executable, c.Executable}, {&s.symlink, c.Symlink}, {&s.submodule, c.Submodule},
		} {
			for _, p := range part.patterns {
				part.list.rules = append(part.list.rules, sp.rule(p.Pattern, p.Line))
			}
		}
	}
	folders := folders{ctx: ctx, in: in, known: map[string]bool{}}
	for _, l := range []*ruleList{&s.modify, &s.create, &s.remove, &s.executable, &s.symlink, &s.submodule} {
		if err := l.compile(false, folders.is); err != nil {
			return nil, err
		}
	}
	return s, s.forbid.compile(true, func(Rule) (bool, error) { return true, nil })
}

// folders knows which names of the specs are folders: those that the base has
// and below which the change touches something.
type folders struct {
	ctx   context.Context
	in    *Input
	known map[string]bool
}

func (f *folders) is(r Rule) (bool, error) {
	if is, ok := f.known[r.Pattern]; ok {
		return is, nil
	}
	below, files := r.Pattern+"/", f.in.Change.Files
	i, _ := slices.BinarySearchFunc(files, below, func(f File, p string) int { return strings.Compare(f.Path, p) })
	is := i < len(files) && strings.HasPrefix(files[i].Path, below)
	if is {
		// A file that becomes a folder is touched itself.
		there, err := f.in.Trees.InBase(f.ctx, r.Pattern)
		if err != nil {
			return false, err
		}
		is = there && f.in.Change.File(r.Pattern) == nil
	}
	f.known[r.Pattern] = is
	return is, nil
}

// Empty reports whether no path may be touched: nothing can be out of a scope
// that nobody drew.
func (s *Scope) Empty() bool {
	return len(s.modify.rules)+len(s.create.rules)+len(s.remove.rules) == 0
}

// Forbidden returns the rule that forbids a path.
func (s *Scope) Forbidden(path string) (Rule, bool) { return s.forbid.first(path) }

// list returns the rules that allow an operation. A change of the kind or the
// mode of a file is a modification.
func (s *Scope) list(op git.Operation) *ruleList {
	switch op {
	case git.Create:
		return &s.create
	case git.Delete:
		return &s.remove
	}
	return &s.modify
}

// Allowed returns the rule that allows an operation on a path.
func (s *Scope) Allowed(op git.Operation, path string) (Rule, bool) { return s.list(op).first(path) }

// Mentioned returns a rule that allows some operation on a path.
func (s *Scope) Mentioned(path string) (Rule, bool) {
	for _, l := range []*ruleList{&s.modify, &s.create, &s.remove} {
		if r, ok := l.first(path); ok {
			return r, true
		}
	}
	return Rule{}, false
}

// Named returns the rule that names a path itself, by no wildcard.
func (s *Scope) Named(path string) (Rule, bool) {
	for _, l := range []*ruleList{&s.modify, &s.create, &s.remove} {
		if i, ok := l.literal[path]; ok {
			return l.rules[i], true
		}
	}
	return Rule{}, false
}

// testsOnly returns the rule that lets a file be touched and speaks of nothing
// but tests: whoever wrote it meant them.
func (s *Scope) testsOnly(f *File) (Rule, bool) {
	return s.list(f.Op).find(f.Path, func(r Rule) bool {
		if strings.ContainsAny(insideBraces(r.Pattern), "/") {
			return false
		}
		if r.Literal() && isTest(r.Pattern+"/a") {
			return true // a folder
		}
		return isTest(strings.NewReplacer("**", "a", "*", "a", "?", "a").Replace(r.Pattern))
	})
}

// insideBraces is what stands between the first opening and the last closing
// brace of a glob.
func insideBraces(glob string) string {
	start, end := strings.IndexByte(glob, '{'), strings.LastIndexByte(glob, '}')
	if start < 0 || end < start {
		return ""
	}
	return glob[start:end]
}

// reaches returns the rule that forbids a path, or something below it.
func (s *Scope) reaches(path string) (Rule, bool) {
	for _, p := range []string{path, path + "/a"} {
		if r, ok := s.Forbidden(p); ok {
			return r, true
		}
	}
	return s.forbid.below(path)
}

// inside reports whether a path, or what is below it, may be touched at all.
func (s *Scope) inside(path string) bool {
	for _, p := range []string{path, path + "/a"} {
		if _, ok := s.Mentioned(p); ok {
			return true
		}
	}
	return false
}

// Kind says which of the special kinds of file a rule lets a path be.
type Kind uint8

// The special kinds.
const (
	Executable Kind = iota
	Symlink
	Submodule
)

// Declared returns the rule that lets a path be of a special kind.
func (s *Scope) Declared(kind Kind, path string) (Rule, bool) {
	return []*ruleList{&s.executable, &s.symlink, &s.submodule}[kind].first(path)
}

// Owns reports whether a path is a judged spec's own file or its decision log,
// which are never out of scope nor protected.
func (in *Input) Owns(path string) bool {
	for i := range in.Specs {
		if s := &in.Specs[i]; s.owns(path) || path == s.Doc.Contract().DecisionLog {
			return true
		}
	}
	return false
}

// owns reports whether a path is one of the spec's own files.
func (s *Judged) owns(path string) bool {
	return path == s.Path || slices.Contains(s.Files, path) || s.joins(path)
}
