package gate

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/spec"
)

// rule is what a line of the spec says, in the file that it stands in.
func (s *Judged) rule(pattern string, line int) Rule {
	if !s.Doc.Folder() {
		return Rule{pattern, s.Path, line}
	}
	file, of := s.Doc.Place(line)
	return Rule{pattern, file, of}
}

// at is the place of a line of the spec, as errors and notes have it.
func (s *Judged) at(line int) string {
	r := s.rule("", line)
	return r.Spec + ":" + strconv.Itoa(r.Line)
}

// lineOf words the line of a rule, with its file where the spec has several.
func (in *Input) lineOf(r Rule) string {
	for i := range in.Specs {
		if in.Specs[i].Path == r.Spec {
			return "line " + strconv.Itoa(r.Line)
		}
	}
	return "line " + strconv.Itoa(r.Line) + " of " + r.Spec
}

// text is what the spec that is judged by has as one of its files.
func (s *Judged) text(file string) ([]byte, bool) {
	for _, p := range s.Doc.Parts() {
		if p.Path == file || !s.Doc.Folder() && s.Path == file {
			return s.Doc.Source[p.Range.Start:p.Range.End], true
		}
	}
	return nil, false
}

// gathered are the files of a tree that are one spec, in a folder.
type gathered struct{ members []entryOf }

type entryOf struct {
	spec.Member
	git.Entry
}

// folder reads the folder of a tree that is one spec, nil when it is none.
func (f *finder) folder(ctx context.Context, tree *git.Tree, id, name, called string) (*Judged, error) {
	var g gathered
	err := f.q.List(ctx, id, []string{name}, func(e git.Entry) error {
		if m, ok := spec.MemberOf(e.Path); ok && !m.Beside && m.Folder == name {
			g.members = append(g.members, entryOf{m, e})
		}
		return nil
	})
	if err != nil || len(g.members) == 0 {
		return nil, err
	}
	return f.join(tree, &g, called)
}

// join reads the files of a folder as one spec. What stands in the place of one and
// is no file may be what forbids: then nothing is known.
func (f *finder) join(tree *git.Tree, g *gathered, called string) (*Judged, error) {
	slices.SortStableFunc(g.members, func(a, b entryOf) int { return a.Member.Compare(b.Member) })
	first := g.members[0].Member
	folder := spec.Folder{Path: first.Folder, Dialect: first.Dialect}
	if len(g.members) > spec.MaxFiles {
		return nil, fmt.Errorf("%s: %d files are more than the %d that are judged as one spec; split it", folder.Path, len(g.members), spec.MaxFiles)
	}
	left := int64(spec.MaxBytes)
	var files []string
	for _, m := range g.members {
		if !m.Mode.IsFile() {
			return nil, fmt.Errorf("%s: is no regular file on the %s, and %s is one spec; put the file itself there", m.Path, called, folder.Path)
		}
		text, err := f.objects.Blob(m.ID, left)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.Path, err)
		}
		left -= int64(len(text))
		folder.Files = append(folder.Files, spec.File{Path: m.Path, Source: text})
		files = append(files, m.Path)
	}
	doc, err := f.Join(folder)
	if err != nil {
		return nil, err
	}
	e, err := tree.Entry(folder.Path)
	if err != nil {
		return nil, err
	}
	return &Judged{Path: folder.Path, Files: files, Doc: doc, Blob: e.ID, From: called}, nil
}

// joins adds a file that the change brings into the folder of a spec: it is the
// spec's own, though the spec is judged by without it.
func (s *Judged) joins(path string) bool {
	m, ok := spec.MemberOf(path)
	return ok && !m.Beside && s.Doc.Folder() && m.Folder == s.Path
}
