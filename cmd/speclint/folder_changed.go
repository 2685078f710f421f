package main

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/spec"
)

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
