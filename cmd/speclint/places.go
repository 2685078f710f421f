package main

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/speclint/speclint/internal/config"
	"github.com/speclint/speclint/internal/spec"
)

// places says where specs stand and where nobody's do. The globs are relative to
// root, with slashes.
type places struct {
	root    string   // "" is the current directory
	specs   []string // searched, below the current directory, when no path is named
	exclude []string // never found by a search; a file that is named is taken
	config  bool     // a config says where specs are, or are not
	hidden  bool     // globs that somebody wrote may name folders that begin with a dot
}

// usualPlaces are where specs stand when no path is named.
var usualPlaces = []string{
	"specs/**/*.md", "spec/**/*.md", "**/*.spec.md", "SPEC.md", "docs/specs/**/*.md",
	"openspec/changes/*/*.md", "openspec/changes/*/specs/**/*.md", ".kiro/specs/*/*.md", ".specify/specs/**/*.md",
}

// usualExcludes are where nobody's specs are.
var usualExcludes = []string{"**/node_modules/**", "**/vendor/**", "**/archive/**"}

// placesOf are the places that a config says, whose globs are relative to the
// root of the repository; what it excludes adds to the usual.
func placesOf(c *config.Config) (places, error) {
	p := places{specs: usualPlaces, exclude: usualExcludes}
	specs, exclude := c.Specs.Strings(), c.Exclude.Strings()
	ways, err := repository()
	if err != nil {
		return places{}, err
	}
	p.root, p.config = ways[len(ways)-1], len(specs)+len(exclude) > 0
	if len(specs) > 0 {
		p.specs, p.hidden = specs, true
	}
	p.exclude = slices.Concat(usualExcludes, exclude)
	for _, glob := range exclude { // "drafts" is the folder with all that is in it, as in .gitignore
		p.exclude = append(p.exclude, strings.TrimSuffix(glob, "/**")+"/**")
	}
	return p, nil
}

// search is one directory to look for specs in.
type search struct {
	dir     string               // as the user wrote it
	at      string               // the same from the root of the globs, with slashes; "" for that itself and for one outside it
	config  bool                 // a config said where
	usual   bool                 // nobody named it: it is where specs usually stand
	hidden  bool                 // folders that begin with a dot count
	wanted  func(at string) bool // by the path from the root of the globs
	exclude []string             // globs
}

// none is the error for a search that found nothing. Where git said what there
// is, more may be on disk.
func (s *search) none(tracked bool) error {
	known := ""
	if tracked {
		known = " that git tracks or would track"
	}
	if s.usual && s.config {
		return usagef("no spec%s where the config looks below this folder; name one, or see what holds: speclint config show", known)
	}
	if s.usual {
		return usagef("no spec%s in the usual places (specs/, *.spec.md, openspec/changes/, .kiro/specs/); name one, or write one with: speclint init spec", known)
	}
	return usagef("%s: no Markdown file in this directory%s; name one that has specs", s.dir, known)
}

// usual is the search of a call that names no path.
func (p places) usual() search {
	tails := make([]string, len(p.specs)) // most files are no specs, and end otherwise
	for i, glob := range p.specs {
		tails[i] = glob[strings.LastIndexAny(glob, `*?[]{}\`)+1:]
	}
	here := p.at(".")
	return search{dir: ".", at: here, usual: true, config: p.config, hidden: p.hidden, exclude: p.exclude, wanted: func(at string) bool {
		rel, below := strings.CutPrefix(at, here+"/")
		for i, glob := range p.specs {
			if !strings.HasSuffix(at, tails[i]) {
				continue
			}
			if last := path.Base(glob); (last == "*" || last == "**") && !isMarkdown(at) {
				continue // who names a folder does not mean the pictures in it
			}
			// A project in a folder of the repository has its usual places there.
			if doublestar.MatchUnvalidated(glob, at) || below && !p.hidden && doublestar.MatchUnvalidated(glob, rel) {
				return true
			}
		}
		return false
	}}
}

// ofRoot tells, of a path from the root of the repository, whether a spec stands
// there when no path is named.
func (p places) ofRoot() func(path string) bool {
	p.root = "" // the paths are already from there
	s := p.usual()
	s.at = ""
	named := s.wanted
	s.wanted = func(at string) bool {
		return named(at) || p.config && isMarkdown(at) && slices.ContainsFunc(p.specs, func(glob string) bool {
			return strings.HasPrefix(at, strings.TrimSuffix(glob, "/")+"/") // a folder is the Markdown in it
		})
	}
	return func(at string) bool {
		m, known := spec.MemberOf(at)
		return s.wants(at) && !(known && m.Beside) // what a tool keeps beside a spec is none
	}
}

// below is the search for Markdown in a directory that was named. Who names a
// directory that is excluded as a whole means it, unless force says otherwise.
func (p places) below(dir string, force bool) search {
	s := search{dir: dir, at: p.at(dir), exclude: p.exclude, wanted: isMarkdown}
	if !force {
		s.exclude = slices.DeleteFunc(slices.Clone(p.exclude), func(glob string) bool { return covers(glob, s.at) })
	}
	return s
}

// excludes tells whether --force-exclude leaves out a path that was named.
func (p places) excludes(name string) bool {
	at := p.at(name)
	return slices.ContainsFunc(p.exclude, func(glob string) bool { return at != "" && leavesOut(glob, at) })
}

// wants tells whether a file is one of those that are looked for.
func (s *search) wants(rel string) bool {
	at := rel
	if s.at != "" {
		at = s.at + "/" + rel
	}
	return s.wanted(at) && (s.hidden || !hidden(path.Dir(rel))) && !slices.ContainsFunc(s.exclude, func(glob string) bool { return leavesOut(glob, at) })
}

// skips tells whether nothing below a folder can be wanted.
func (s *search) skips(rel string) bool {
	at := path.Join(s.at, rel)
	return !s.hidden && hidden(rel) || slices.ContainsFunc(s.exclude, func(glob string) bool {
		return covers(glob, at) && leavesOut(glob, at+"/spec.md")
	})
}

// leavesOut tells whether a glob that excludes leaves out a file. Where nobody's specs
// usually are, a folder that is one spec may have a part of that name: it is left out
// as a whole or not at all.
func leavesOut(glob, at string) bool {
	if m, known := spec.MemberOf(at); known && slices.Contains(usualExcludes, glob) {
		at = m.Folder + "/spec.md"
	}
	return doublestar.MatchUnvalidated(glob, at)
}

// name is the path of a file that was found, as the user would write it.
func (s *search) name(rel string) string { return filepath.Join(s.dir, filepath.FromSlash(rel)) }

func isMarkdown(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".md" || ext == ".markdown"
}

// covers tells whether a glob matches all that is below a folder.
func covers(glob, folder string) bool {
	return folder != "" && strings.HasSuffix(glob, "/**") && doublestar.MatchUnvalidated(glob, folder)
}

// hidden tells whether a folder, or one above it, begins with a dot, but for
// those of the dialects.
func hidden(folder string) bool {
	for name := range strings.SplitSeq(folder, "/") {
		if strings.HasPrefix(name, ".") && name != "." && name != ".kiro" && name != ".specify" {
			return true
		}
	}
	return false
}

// fromTop returns what names a path from the root of the repository around the
// current directory, or without a repository from that itself; what lies outside
// keeps its name.
func fromTop() func(string) string {
	ways, err := repository()
	if err != nil {
		return nil
	}
	top, here := places{root: ways[len(ways)-1]}, len(ways) == 1
	return func(path string) string {
		if here && filepath.IsLocal(path) {
			return path // it counts from there already
		}
		if at := top.at(filepath.FromSlash(path)); at != "" {
			return at
		}
		return path
	}
}

// at is a path from the root of the globs, with slashes, and "" for that itself
// and for what is not below it.
func (p places) at(name string) string {
	full, err := filepath.Abs(name)
	if err != nil {
		return ""
	}
	root, err := filepath.Abs(p.root)
	if err != nil {
		return ""
	}
	rel, err := filepath.Rel(root, full)
	if err != nil || rel == "." || !filepath.IsLocal(rel) {
		return ""
	}
	return filepath.ToSlash(rel)
}
