package spec

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
)

// Member is a file of a folder that is one spec, by its path alone.
type Member struct {
	Folder  string  // a path as the file's is
	Name    string  // of the file, from the folder
	Dialect Dialect // whose tool makes such folders; "" when the text has to tell
	// Beside says that the file is no part of the spec: its tool puts it there for
	// whoever writes or works on it.
	Beside bool

	rank int
}

// MemberOf reads a path with slashes, from the root of a repository or of the
// disk. A file that is part of no such folder is none: known is false. The names
// are those that the tools write, and no others: what a person puts beside them is
// not what the agent is told to do.
func MemberOf(file string) (m Member, known bool) {
	parts := strings.Split(path.Clean(file), "/")
	for i := 1; i < len(parts)-1; i++ { // the outermost has what is below it
		above := ""
		if i > 1 {
			above = parts[i-2]
		}
		dialect, ok := folderOf(above, parts[i-1], parts[i])
		if !ok {
			continue
		}
		m := Member{Folder: strings.Join(parts[:i+1], "/"), Name: strings.Join(parts[i+1:], "/"), Dialect: dialect.dialect}
		if m.rank, m.Beside = dialect.place(m.Name); m.rank > 0 || m.Beside {
			return m, true
		}
	}
	return Member{}, false
}

// Compare orders the files of one folder: what is wanted, how, in which steps.
func (m Member) Compare(n Member) int {
	return cmp.Or(cmp.Compare(m.rank, n.rank), cmp.Compare(m.Name, n.Name))
}

// FolderOf returns a folder with these files in the order in which they are to be
// read. One that is no file of the spec is an error; its path alone tells.
func FolderOf(name string, files []File) (Folder, error) {
	f := Folder{Path: name, Files: slices.Clone(files)}
	at := make(map[string]Member, len(files))
	for _, file := range files {
		m, known := MemberOf(file.Path)
		if !known || m.Beside || m.Folder != name {
			return f, fmt.Errorf("%s: is no file of a spec that is the folder %s, by their paths from the root of the repository", file.Path, name)
		}
		at[file.Path], f.Dialect = m, m.Dialect
	}
	slices.SortStableFunc(f.Files, func(a, b File) int { return at[a.Path].Compare(at[b.Path]) })
	return f, nil
}

// layout is what the folders of a tool hold. A name with a slash at its end is
// all Markdown below that folder.
type layout struct {
	dialect Dialect
	members []string // in order
	beside  []string
}

// folderOf recognises a folder by its name and those of the two above.
func folderOf(above, parent, name string) (layout, bool) {
	switch {
	case above == "openspec" && parent == "changes" && name != "archive", above == "changes" && parent == "archive":
		return layout{OpenSpec, []string{"proposal.md", "design.md", "specs/", "tasks.md"}, nil}, true
	case above == ".kiro" && parent == "specs":
		return layout{Kiro, []string{"requirements.md", "bugfix.md", "design.md", "tasks.md"}, []string{"research.md", "gap-analysis.md"}}, true
	case parent == "specs" && numbered(name):
		return layout{"", []string{"spec.md", "plan.md", "tasks.md"}, []string{"research.md", "data-model.md", "quickstart.md", "contracts/", "checklists/"}}, true
	}
	return layout{}, false
}

// numbered reports whether a folder is called as spec-kit calls a feature:
// "001-photo-albums".
func numbered(name string) bool {
	digits := len(name) - len(strings.TrimLeft(name, "0123456789"))
	return digits >= 3 && len(name) > digits+1 && name[digits] == '-'
}

// place returns the place of a file among the members, from 1, or 0; beside is
// for what is known to be none.
func (l *layout) place(name string) (rank int, beside bool) {
	for i, m := range l.members {
		if is(name, m) {
			return i + 1, false
		}
	}
	for _, b := range l.beside {
		if is(name, b) {
			return 0, true
		}
	}
	return 0, false
}

func is(name, pattern string) bool {
	if strings.HasSuffix(pattern, "/") {
		return strings.HasPrefix(name, pattern) && strings.HasSuffix(name, ".md")
	}
	return name == pattern
}

// Layout returns the names of what may be in the folder of a member, in order:
// files, and with a slash at its end a folder of files.
func Layout(m Member) []string {
	parts := strings.Split(m.Folder, "/")
	n := len(parts)
	if n < 2 {
		return nil
	}
	above := ""
	if n > 2 {
		above = parts[n-3]
	}
	l, _ := folderOf(above, parts[n-2], parts[n-1])
	return l.members
}
