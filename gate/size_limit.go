package gate

import (
	_ "embed"
	"fmt"
	"strconv"

	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/spec"
)

//go:embed size_limit.txtar
var sizeLimitDoc string

// SizeLimit holds the size of the change against the limits of the spec. Over
// one that the spec declares it fails, over a default it asks a person.
var SizeLimit = &Check{
	Name: "size-limit",
	Doc:  sizeLimitDoc,
	Run: func(p *Pass) error {
		s := p.sizes()
		p.over("files", s.files, "the change touches %s", plural(s.files, "file"))
		p.over("added", s.added, "the change adds %s", plural(s.added, "line"))
		p.over("changed", s.changed, "the change has %s added or deleted", plural(s.changed, "line"))
		for _, c := range []Class{Lock, Generated, Vendored} {
			if n := s.apart[c].lines; n > apartLines {
				p.Escalate(Place{}, Rule{}, "the change has %s of %s files, more than %d", plural(n, "line"), c, apartLines)
			}
			if n := s.apart[c].bytes; n > apartTotal {
				p.Escalate(Place{}, Rule{}, "the change has %s files of %s, more than %s", c, size(n), size(apartTotal))
			}
		}
		p.each()
		return nil
	},
}

// sizes are the numbers that limits bound: files, lines, and apart
// from them the lines of what programs and others wrote. The spec's own files
// and its decision log count nowhere.
type sizes struct {
	files, added, changed int
	apart                 [Binary + 1]struct {
		lines int
		bytes int64
	}
}

func (p *Pass) sizes() sizes {
	var s sizes
	for i := range p.Change.Files {
		f := &p.Change.Files[i]
		switch {
		case p.Owns(f.Path):
			continue
		case f.Class.apart():
			s.apart[f.Class].lines += f.Added + f.Deleted
			s.apart[f.Class].bytes += f.NewBytes
			continue
		}
		s.files++
		s.added += f.Added
		s.changed += f.Added + f.Deleted
	}
	return s
}

// apartLines bounds the lines of lock, generated and vendored files, each class
// by itself: nobody reads them, and a thousand pages hide a lot.
const apartLines = 20_000

// apartTotal bounds the bytes of each of these classes, which may have no lines.
const apartTotal = 50 << 20

// apart reports whether files of the class are counted by themselves.
func (c Class) apart() bool { return c == Lock || c == Generated || c == Vendored }

// each holds single files against the limits on their size.
func (p *Pass) each() {
	for i := range p.Change.Files {
		f := &p.Change.Files[i]
		if f.Op == git.Delete || f.Op == git.Chmod {
			continue
		}
		at := Place{Path: f.Path}
		if f.Class.apart() || p.Owns(f.Path) {
			if f.NewBytes > apartBytes {
				p.Escalate(at, Rule{}, "the %s file has %s, more than %s", f.Class, size(f.NewBytes), size(apartBytes))
			}
			continue
		}
		p.overAt(at, "file-bytes", int(f.NewBytes), "the file has %s", size(f.NewBytes))
		p.overAt(at, "line-bytes", f.Longest, "the longest line added has %d bytes", f.Longest)
	}
}

// apartBytes bounds one lock, generated or vendored file, and one of the spec's
// own.
const apartBytes = 5 << 20

func (p *Pass) over(limit string, n int, format string, args ...any) {
	p.overAt(Place{}, limit, n, format, args...)
}

// overAt reports a number that is over a limit: the smallest that a spec
// declares, else the smallest default of the specs that declare none.
func (p *Pass) overAt(at Place, limit string, n int, format string, args ...any) {
	shown := func(most int) string {
		if limit == "file-bytes" {
			return size(int64(most))
		}
		return strconv.Itoa(most)
	}
	b := p.limit(limit)
	switch {
	case b.declared != nil && n > b.declared.Value:
		p.Fail(at, b.rule, "%s, and %s allows %s", fmt.Sprintf(format, args...), p.called(b.rule.Spec), shown(b.declared.Value))
	case b.preset != nil && n > b.preset.Value:
		whose, silent := "the default", ""
		if b.preset.Line > 0 {
			whose = "the config's limit"
		}
		if len(p.Specs) > 1 {
			silent = ", and " + b.silent + " sets none"
		}
		p.Escalate(at, Rule{}, "%s, more than %s of %s%s", fmt.Sprintf(format, args...), whose, shown(b.preset.Value), silent)
	}
}

// called is a spec in a sentence: by its path where there are several.
func (p *Pass) called(path string) string {
	if len(p.Specs) == 1 {
		return "the spec"
	}
	return path
}

// bounds are what holds a number: the smallest limit that is declared, with its
// line, and the smallest of those that hold for silent specs, with the first of
// these. Nil for none.
type bounds struct {
	declared, preset *spec.Limit
	rule             Rule
	silent           string // path
}

func (p *Pass) limit(name string) bounds {
	var b bounds
	for _, s := range p.Specs {
		c := s.Doc.Contract()
		if l := *c.Limits.Of(name); l != nil {
			if b.declared == nil || l.Value < b.declared.Value {
				b.declared, b.rule = l, s.rule("", l.Line)
			}
		} else if l := *c.Defaults.Of(name); l != nil && (b.preset == nil || l.Value < b.preset.Value) {
			b.preset, b.silent = l, s.Path
		}
	}
	return b
}
