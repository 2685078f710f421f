package gate

import (
	_ "embed"
	"path"
	"strings"

	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/glob"
)

//go:embed unsafe_path.txtar
var unsafePathDoc string

// UnsafePath finds names that hide what they are, or that are not the same file
// on every system.
var UnsafePath = &Check{
	Name: "unsafe-path",
	Doc:  unsafePathDoc,
	Run: func(p *Pass) error {
		for i := range p.Change.Files {
			f := &p.Change.Files[i]
			if f.Op == git.Delete {
				continue
			}
			switch reason, hard := unsafePath(f.Path); {
			case reason == "":
			case f.Op != git.Create: // it was there before
				if hard {
					p.Escalate(Place{Path: f.Path}, Rule{}, "the path %s", reason)
				}
			case hard:
				p.Fail(Place{Path: f.Path}, Rule{}, "the path %s", reason)
			default:
				p.Escalate(Place{Path: f.Path}, Rule{}, "the path %s", reason)
			}
		}
		return p.collisions()
	},
}

// collisions finds created paths that another path of the tree equals but for
// case or the form of its characters, at any level: on some systems they are one.
func (p *Pass) collisions() error {
	seen := folds{pass: p, names: map[string]map[string]string{}}
	done := map[string]bool{} // folders whose own names were looked at
	for i := range p.Change.Files {
		f := &p.Change.Files[i]
		if f.Op != git.Create {
			continue
		}
		for at := f.Path; at != "." && !done[at]; at = path.Dir(at) {
			other, err := seen.twin(at)
			if err != nil {
				return err
			}
			if other != "" {
				p.Escalate(Place{Path: f.Path}, Rule{}, "%s and %s differ in case or in the form of their characters only", quoted(at), quoted(other))
				break
			}
			done[at] = true
		}
	}
	return nil
}

// folds are the names in the folders of the head, by what stands for all names
// that some system takes for the same.
type folds struct {
	pass  *Pass
	names map[string]map[string]string // folder → folded → the first and, where there are two, the second name
}

// twin returns another path that some system takes for the same, "" for none.
func (s *folds) twin(file string) (string, error) {
	folder, base := strings.TrimSuffix(path.Dir(file), "."), path.Base(file)
	names, ok := s.names[folder]
	if !ok {
		siblings, err := s.pass.Trees.Siblings(s.pass, folder)
		if err != nil {
			return "", err
		}
		names = make(map[string]string, len(siblings))
		for _, name := range siblings {
			key := glob.Fold(name)
			if first, taken := names[key]; taken && !strings.Contains(first, "/") {
				names[key] = first + "/" + name
			} else if !taken {
				names[key] = name
			}
		}
		s.names[folder] = names
	}
	first, second, _ := strings.Cut(names[glob.Fold(base)], "/")
	if first == base {
		first = second
	}
	if first == "" {
		return "", nil
	}
	return path.Join(folder, first), nil
}
