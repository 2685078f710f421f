package main

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// places says where specs stand and where nobody's do. The globs are relative to
// the current directory, with slashes.
type places struct {
	specs   []string // searched when no path is named
	exclude []string // never found by a search; a file that is named is taken
}

// usualPlaces are where specs stand when no path is named.
var usualPlaces = []string{
	"specs/**/*.md", "spec/**/*.md", "**/*.spec.md", "SPEC.md", "docs/specs/**/*.md",
	"openspec/changes/*/*.md", "openspec/changes/*/specs/**/*.md", ".kiro/specs/*/*.md", ".specify/specs/**/*.md",
}

// defaultPlaces are those of a run without a config.
func defaultPlaces() places {
	return places{specs: usualPlaces, exclude: []string{"**/node_modules/**", "**/vendor/**", "**/archive/**"}}
}

// search is one directory to look for specs in.
type search struct {
	dir     string                // as the user wrote it
	at      string                // the same from the current directory, with slashes; "" for that itself and for one outside it
	usual   bool                  // nobody named it: it is where specs usually stand
	wanted  func(rel string) bool // by the path from dir, with slashes
	exclude []string              // globs on the path from the current directory
}

// none is the error for a search that found nothing. Where git said what there
// is, more may be on disk.
func (s *search) none(tracked bool) error {
	known := ""
	if tracked {
		known = " that git tracks or would track"
	}
	if s.usual {
		return usagef("no spec%s in the usual places (specs/, *.spec.md, openspec/changes/, .kiro/specs/); name one, or write one with: speclint init spec", known)
	}
	return usagef("%s: no Markdown file in this directory%s; name one that has specs", s.dir, known)
}

// usual is the search of a call that names no path.
func (p places) usual() search {
	return search{dir: ".", usual: true, exclude: p.exclude, wanted: func(rel string) bool {
		return slices.ContainsFunc(p.specs, func(glob string) bool { return doublestar.MatchUnvalidated(glob, rel) })
	}}
}

// below is the search for Markdown in a directory that was named. Who names a
// directory that is excluded as a whole means it, unless force says otherwise.
func (p places) below(dir string, force bool) search {
	s := search{dir: dir, at: fromHere(dir), exclude: p.exclude, wanted: isMarkdown}
	if !force {
		s.exclude = slices.DeleteFunc(slices.Clone(p.exclude), func(glob string) bool { return covers(glob, s.at) })
	}
	return s
}

// excludes tells whether --force-exclude leaves out a path that was named.
func (p places) excludes(name string) bool {
	at := fromHere(name)
	return slices.ContainsFunc(p.exclude, func(glob string) bool { return at != "" && doublestar.MatchUnvalidated(glob, at) })
}

// wants tells whether a file is one of those that are looked for.
func (s *search) wants(rel string) bool {
	if !s.wanted(rel) || hidden(path.Dir(rel)) {
		return false
	}
	at := path.Join(s.at, rel)
	return !slices.ContainsFunc(s.exclude, func(glob string) bool { return doublestar.MatchUnvalidated(glob, at) })
}

// skips tells whether nothing below a folder can be wanted.
func (s *search) skips(rel string) bool {
	return hidden(rel) || slices.ContainsFunc(s.exclude, func(glob string) bool { return covers(glob, path.Join(s.at, rel)) })
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

// fromHere is a path from the current directory, with slashes, and "" for that
// itself and for what is not below it.
func fromHere(name string) string {
	if full, err := filepath.Abs(name); err == nil {
		if here, err := filepath.Abs("."); err == nil {
			if rel, err := filepath.Rel(here, full); err == nil && rel != "." && filepath.IsLocal(rel) {
				return filepath.ToSlash(rel)
			}
		}
	}
	return ""
}
