package gate

import (
	"cmp"
	_ "embed"
	"fmt"
	"path"

	"github.com/speclint/speclint/internal/git"
)

//go:embed wrong_operation.txtar
var wrongOperationDoc string

// WrongOperation finds paths of the spec to which something else was done than
// it says.
var WrongOperation = &Check{
	Name: "wrong-operation",
	Doc:  wrongOperationDoc,
	Run: func(p *Pass) error {
		var moved moves
		for i := range p.Change.Files {
			f := &p.Change.Files[i]
			if _, ok := p.Scope.Allowed(f.Op, f.Path); ok || p.Owns(f.Path) {
				continue
			}
			rule, ok := p.Scope.Mentioned(f.Path)
			if !ok {
				continue
			}
			declared := ""
			if f.Op == git.Delete {
				if to := moved.to(p.Change, f); to != "" {
					declared = fmt.Sprintf("; a move to %s is declared by \"Rename: `OLD` → `NEW`\"", quoted(to))
				}
			}
			p.Fail(Place{Path: f.Path}, rule, "%s, and the spec lets it be %s only%s", f.did(), p.Scope.let(f.Path), declared)
		}
		return nil
	},
}

// moves are the created files of a change by what tells of a move: their text,
// or their name in another folder. What two files share tells nothing and is "".
// The zero value has looked at none.
type moves struct{ text, name map[string]string }

// to returns where a deleted file may have gone, "" for nowhere.
func (m *moves) to(c *Change, f *File) string {
	if m.text == nil {
		m.text, m.name = map[string]string{}, map[string]string{}
		for i := range c.Files {
			if to := &c.Files[i]; to.Op == git.Create {
				once(m.text, to.NewBlob, to.Path)
				once(m.name, path.Base(to.Path), to.Path)
			}
		}
	}
	return cmp.Or(m.text[f.OldBlob], m.name[path.Base(f.Path)])
}

func once(m map[string]string, key, value string) {
	if _, taken := m[key]; taken {
		value = ""
	}
	m[key] = value
}
