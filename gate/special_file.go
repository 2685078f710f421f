package gate

import (
	"bytes"
	_ "embed"
	"errors"

	"github.com/speclint/speclint/internal/git"
)

//go:embed special_file.txtar
var specialFileDoc string

// SpecialFile finds links, submodules, executables and texts that became binary,
// where no line of the spec declares them.
var SpecialFile = &Check{
	Name: "special-file",
	Doc:  specialFileDoc,
	Run: func(p *Pass) error {
		for i := range p.Change.Files {
			if f := &p.Change.Files[i]; f.Op != git.Delete {
				if err := p.special(f); err != nil {
					return err
				}
			}
		}
		return nil
	},
}

func (p *Pass) special(f *File) error {
	at := Place{Path: f.Path}
	if f.NewMode == git.Symlink {
		return p.symlink(f)
	}
	if f.NewMode == git.Submodule {
		if _, ok := p.Scope.Declared(Submodule, f.Path); !ok {
			p.Escalate(at, Rule{}, "is a submodule, at commit %s: its content is not judged", short(f.NewBlob))
		}
		return nil
	}
	for _, was := range []struct {
		mode git.Mode
		kind Kind
		name string
	}{{git.Symlink, Symlink, "a link"}, {git.Submodule, Submodule, "a submodule"}} {
		if _, ok := p.Scope.Declared(was.kind, f.Path); f.OldMode == was.mode && !ok {
			p.Escalate(at, Rule{}, "was %s and is a file now", was.name)
		}
	}
	if is, was := f.NewMode == git.Executable, f.OldMode == git.Executable; is != was {
		if _, ok := p.Scope.Declared(Executable, f.Path); ok {
			return p.becameBinary(f)
		}
		if is {
			p.Escalate(at, Rule{}, "became executable")
		} else {
			p.Escalate(at, Rule{}, "is no longer executable")
		}
	}
	return p.becameBinary(f)
}

// becameBinary finds a text that reviewers are no longer shown. Of the old text
// only the removed lines were seen, so that it is read where they do not tell.
func (p *Pass) becameBinary(f *File) error {
	if !f.NewBinary || f.OldBinary || !f.OldMode.IsFile() {
		return nil
	}
	old, err := p.Trees.Text(p, f.OldBlob)
	if err != nil && !errors.Is(err, git.ErrTooLarge) {
		return err
	}
	if bytes.IndexByte(old, 0) < 0 {
		p.Escalate(Place{Path: f.Path}, Rule{}, "was text and is binary now")
	}
	return nil
}
