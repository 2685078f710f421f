package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

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

// read reads the members. Nothing is judged of a folder that could not be read as a
// whole: what is missing may be what forbids.
func (f *folder) read(name string) (spec.Folder, error) {
	out := spec.Folder{Path: filepath.ToSlash(name), ID: path.Base(f.at), Dialect: f.dialect}
	if len(f.members) > spec.MaxFiles {
		return out, fmt.Errorf("%s: %d files are more than the %d that are judged as one spec; split it", name, len(f.members), spec.MaxFiles)
	}
	if f.members[0].file.read == nil {
		if err := f.whole(name); err != nil {
			return out, err
		}
	}
	size := 0
	for i := range f.members {
		m := &f.members[i]
		called, src, err := m.bytes("", nil, nil)
		if err != nil {
			return out, err
		}
		if size += len(src); size > spec.MaxBytes {
			return out, tooLarge(name)
		}
		out.Files = append(out.Files, spec.File{Path: called, Source: src})
	}
	return out, nil
}

// whole refuses what stands in the place of a member and is no regular file, such
// as a link: git lists none.
func (f *folder) whole(name string) error {
	for _, top := range spec.Layout(f.members[0].Member) {
		start := filepath.Join(name, filepath.FromSlash(top))
		err := filepath.WalkDir(start, func(at string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) && at == start {
				return nil
			}
			if err != nil {
				return unreadable(at, err)
			}
			return f.expected(name, at, top, d)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// expected refuses what stands where a member does and is none.
func (f *folder) expected(name, at, top string, d fs.DirEntry) error {
	folders := strings.HasSuffix(top, "/")
	switch {
	case d.Type()&fs.ModeSymlink != 0 && (!folders || filepath.Ext(at) == ".md" || filepath.Ext(at) == ""):
		return fmt.Errorf("%s: is a link, and %s is one spec whose files are its own; put the file itself there", at, name)
	case d.IsDir() && !folders, d.IsDir() && filepath.Ext(at) == ".md":
		return fmt.Errorf("%s: is a directory in the place of a file of %s, which is one spec; move it away", at, name)
	case !d.IsDir() && !d.Type().IsRegular() && (!folders || filepath.Ext(at) == ".md"):
		return fmt.Errorf("%s: is not a regular file, and %s is one spec that would have it; move it away", at, name)
	}
	return nil
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

// gathering puts together what git says has changed: of a folder that is one spec
// all files, when one of them did.
type gathering struct {
	*choosing
	choice  *choice
	group   grouping
	folders []string // in which a member changed, as git has their paths
	alone   []file
	members []file
}

// add adds a file that changed; path is as git has it. One that is gone changed its
// folder.
func (g *gathering) add(f file, path string, there bool) {
	m, called, ok := g.group.of(f.path)
	if ok && !m.Beside && g.choice.reaches(path, called) {
		if folder, ok := strings.CutSuffix(path, "/"+m.Name); ok && !slices.Contains(g.folders, folder) {
			g.folders = append(g.folders, folder)
		}
		return
	}
	if there {
		g.alone = append(g.alone, f)
	}
}

// member adds a file of one of the folders.
func (g *gathering) member(f file) {
	if g.group.has(f.path) {
		g.members = append(g.members, f)
	}
}

// files are all, sorted by path.
func (g *gathering) files() []file {
	all := append(g.alone, g.group.groups(g.members, "")...)
	slices.SortStableFunc(all, func(a, b file) int { return strings.Compare(a.path, b.path) })
	return all
}

// reaches reports whether the call is about the folder of a file as a whole.
func (c *choice) reaches(path, folder string) bool {
	for i := range c.parts {
		p := &c.parts[i]
		for _, at := range p.at {
			if _, below := below(at, path); p.dir && below && within(p.search.dir, folder) {
				return true
			}
		}
	}
	return false
}

// around is the search for the folder of a file that is named, and is to be taken
// as if it were found.
func (c *choosing) around(g grouping, name string) (search, bool) {
	m, called, ok := g.of(name)
	if !c.ForceExclude || !ok || m.Beside || c.places.excludes(name) {
		return search{}, false
	}
	s := c.places.below(filepath.FromSlash(called), true)
	s.wanted = func(at string) bool {
		m, ok := spec.MemberOf(path.Join(m.Folder, strings.TrimPrefix(at, s.at+"/")))
		return ok && !m.Beside
	}
	return s, true
}

// theFolder reads a directory that is named as one spec, with the files that lint
// would take.
func theFolder(name string, getenv func(string) string, k *kong.Kong) (spec.Folder, error) {
	none := fmt.Errorf("%s: is a directory; name a spec in it", name)
	if !newGrouping().is(name) {
		return spec.Folder{}, none
	}
	c := choosing{places: places{exclude: usualExcludes}}
	repos := newRepos(context.Background(), getenv)
	defer repos.close()
	files, err := c.named(context.Background(), []string{name}, repos, k)
	if err != nil {
		return spec.Folder{}, err
	}
	want := filepath.Clean(name)
	for _, f := range files {
		if f.folder != nil && f.path == want {
			return f.folder.read(f.path)
		}
	}
	return spec.Folder{}, none
}

// parse reads a file that is on disk, or the files of a folder.
func (f *file) parse(parser *spec.Parser) (*spec.Spec, error) {
	if f.folder != nil {
		folder, err := f.folder.read(f.path)
		if err != nil {
			return nil, err
		}
		return parser.Join(folder)
	}
	name, src, err := read(f.path, "", nil, nil)
	if err != nil {
		return nil, err
	}
	return parser.Parse(name, src)
}

// is reports whether a directory is the folder of a spec, by its path.
func (g grouping) is(dir string) bool {
	m, called, ok := g.of(filepath.Join(dir, "tasks.md")) // which all of them may have
	return ok && called == path.Clean(filepath.ToSlash(dir)) && m.Name == "tasks.md"
}
