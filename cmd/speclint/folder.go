package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/spec"
)

// folder is a folder that is one spec, as a run has it.
type folder struct {
	at      string // its path, from the root of the disk
	dialect spec.Dialect
	members []member
}

// member is one file of it.
type member struct {
	file
	spec.Member
}

// grouping puts files that are one spec together. The zero value knows nothing of
// where paths begin.
type grouping struct {
	here string // the current directory, with slashes
}

func newGrouping() grouping {
	here, err := os.Getwd()
	if err != nil {
		return grouping{}
	}
	return grouping{filepath.ToSlash(here)}
}

// of returns the folder that a file is a member of, and the path of that as the
// user would write it. There is none where the path does not reach up to it.
func (g grouping) of(name string) (m spec.Member, called string, ok bool) {
	slashed := filepath.ToSlash(name)
	full := slashed
	if !filepath.IsAbs(name) {
		if g.here == "" {
			return m, "", false
		}
		full = path.Join(g.here, slashed)
	}
	if m, ok = spec.MemberOf(full); !ok {
		return m, "", false
	}
	called, ok = strings.CutSuffix(path.Clean(slashed), m.Name)
	return m, path.Clean(called), ok && (called == "" || strings.HasSuffix(called, "/"))
}

// groups returns files with those that are one spec as one, at the place of the
// first. Members below the folder from which they were searched are files of their
// own: who names a part of a folder means that.
func (g grouping) groups(files []file, from string) []file {
	out := make([]file, 0, len(files))
	at := map[string]int{}
	for _, f := range files {
		m, called, ok := g.of(f.path)
		if !ok || from != "" && !within(from, called) {
			out = append(out, f)
			continue
		}
		i, known := at[called]
		if !known {
			i = len(out)
			at[called] = i
			out = append(out, file{path: filepath.FromSlash(called), folder: &folder{at: m.Folder, dialect: m.Dialect}})
		}
		out[i].folder.members = append(out[i].folder.members, member{f, m})
	}
	return slices.Concat(settled(out)...)
}

// settled puts the members of each folder in order, without what only stands
// beside them. Where nothing else was found that is what there is to judge.
func settled(files []file) [][]file {
	out := make([][]file, len(files))
	for i, f := range files {
		if f.folder == nil {
			out[i] = []file{f}
			continue
		}
		all := f.folder.members
		slices.SortStableFunc(all, func(a, b member) int { return a.Compare(b.Member) })
		f.folder.members = slices.DeleteFunc(slices.Clone(all), func(m member) bool { return m.Beside })
		if len(f.folder.members) > 0 {
			out[i] = []file{f}
			continue
		}
		for _, m := range all {
			out[i] = append(out[i], m.file)
		}
	}
	return out
}

// apart leaves out the files that are judged as part of a folder of the run.
func apart(files []file) []file {
	judged := map[string]bool{}
	for i := range files {
		if files[i].folder != nil {
			for _, m := range files[i].folder.members {
				judged[m.path] = true
			}
		}
	}
	return slices.DeleteFunc(files, func(f file) bool { return judged[f.path] })
}

// members are the paths of all files of a run.
func members(files []file) []string {
	var out []string
	for i := range files {
		if files[i].folder == nil {
			out = append(out, files[i].path)
			continue
		}
		for _, m := range files[i].folder.members {
			out = append(out, m.path)
		}
	}
	return out
}

// aloneNote tells of files that are judged without the rest of their spec.
func aloneNote(files []file) string {
	var first *file
	more := 0
	for i := range files {
		switch {
		case files[i].of == "":
		case first == nil:
			first = &files[i]
		default:
			more++
		}
	}
	if first == nil {
		return ""
	}
	note := fmt.Sprintf("%s is judged alone, and is part of %s, which is one spec", first.path, first.of)
	if more > 0 {
		note += fmt.Sprintf("; so are %d more files", more)
	}
	return note
}

// unfixable are the folders of a run, of which nobody can tell which file a section
// is to be inserted into. It is an error when there is nothing else to mend.
func unfixable(files []file) (note string, err error) {
	i := slices.IndexFunc(files, func(f file) bool { return f.folder != nil })
	if i < 0 {
		return "", nil
	}
	if !slices.ContainsFunc(files, func(f file) bool { return f.folder == nil }) {
		return "", usagef("--fix and --diff insert sections into files, and %s is a folder that is one spec; name the file of it that is to have them", files[i].path)
	}
	return fmt.Sprintf("%s and other folders that are one spec are judged and not fixed", files[i].path), nil
}

// within reports whether a path is that of a folder or below it.
func within(folder, name string) bool {
	folder = path.Clean(filepath.ToSlash(folder))
	switch {
	case folder == name:
		return true
	case folder == ".":
		return !path.IsAbs(name) && name != ".." && !strings.HasPrefix(name, "../")
	}
	return strings.HasPrefix(name, strings.TrimSuffix(folder, "/")+"/")
}

// has reports whether a file is a member of a folder.
func (g grouping) has(name string) bool {
	m, _, ok := g.of(name)
	return ok && !m.Beside
}

// called is the path of the folder that a file is a member of.
func (g grouping) called(name string) string {
	_, called, _ := g.of(name)
	return filepath.FromSlash(called)
}

// is reports whether a directory is the folder of a spec, by its path.
func (g grouping) is(dir string) bool {
	m, called, ok := g.of(filepath.Join(dir, "tasks.md")) // which all of them may have
	return ok && called == path.Clean(filepath.ToSlash(dir)) && m.Name == "tasks.md"
}
