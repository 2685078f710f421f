package main

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/usage"
)

// specs answers with the specs in their usual places, and where none of them begins
// like that with folders and Markdown files.
func (c *completing) specs(call *usage.Call, typed string) usage.Answer {
	var all []usage.Candidate
	if p, err := placesOf(c.config(call)); err == nil {
		for _, f := range newGrouping().groups(onDisk(p.nearby()), "") {
			name := filepath.ToSlash(f.path)
			if f.folder != nil {
				name += "/"
			}
			if name != typed && !slices.Contains(call.Args, name) {
				all = append(all, usage.Candidate{Text: name, Path: true, More: f.folder != nil})
			}
		}
	}
	if begin := usage.Fitting(all, typed, false); len(begin) > 0 {
		return candidates(begin)
	}
	files := c.files(typed, isMarkdown)
	if contain := usage.Fitting(all, typed, c.loose); len(files.Candidates) == 0 && len(contain) > 0 {
		return candidates(contain)
	}
	return files
}

// maxLooked is how many entries of folders are looked at before somebody who waits
// gets what was found so far.
const maxLooked = 5000

// nearby are the specs below the current directory, with slashes, that stand in a
// folder which the globs name, or in no folder at all. It is what can be found at once: git is not
// asked, and no other folder is searched.
func (p places) nearby() []string {
	s := p.usual()
	var found []string
	looked := 0
	_ = filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		rel := filepath.ToSlash(name)
		switch looked++; {
		case looked > maxLooked:
			return fs.SkipAll
		case rel == ".":
		case d.IsDir() && (err != nil || s.skips(rel) || !p.leads(s.at, rel)):
			return fs.SkipDir
		case !d.IsDir() && s.wants(rel):
			found = append(found, rel)
		}
		return nil
	})
	return found
}

// leads tells whether a folder, at and rel as [search] has them, is on the way to one
// that a glob names, or below that.
func (p places) leads(at, rel string) bool {
	if at = strings.TrimPrefix(at+"/"+rel, "/"); p.hidden {
		rel = at
	}
	return slices.ContainsFunc(p.specs, func(glob string) bool {
		folder, _ := doublestar.SplitPattern(glob)
		on := func(path string) bool {
			return strings.HasPrefix(path+"/", folder+"/") || strings.HasPrefix(folder, path+"/")
		}
		return folder != "." && (on(at) || on(rel))
	})
}

func anyFile(string) bool { return true }
func noFile(string) bool  { return false }

// files answers with the entries of a folder that go on from what is typed: folders,
// and files whose name is wanted. What a shell would expand, and what is not found, is
// left to the shell.
func (c *completing) files(typed string, wanted func(name string) bool) usage.Answer {
	folder, begun := filepath.Split(typed)
	theirs := usage.Answer{Files: !c.moved || filepath.IsAbs(typed)}
	if strings.HasPrefix(typed, "~") || strings.ContainsAny(typed, "$`") {
		return theirs
	}
	entries, err := os.ReadDir(cmp.Or(folder, "."))
	if err != nil {
		return theirs
	}
	var a usage.Answer
	for _, e := range entries {
		name := e.Name()
		if !strings.HasPrefix(name, begun) || strings.HasPrefix(name, ".") && begun == "" {
			continue
		}
		isDir := e.IsDir()
		if e.Type()&fs.ModeSymlink != 0 {
			info, err := os.Stat(folder + name)
			isDir = err == nil && info.IsDir()
		}
		text := folder + name
		if typed == "" && strings.HasPrefix(name, "-") {
			text = "./" + text // else it would be a flag
		}
		switch {
		case isDir:
			a.Candidates = append(a.Candidates, usage.Candidate{Text: text + "/", Path: true, More: true})
		case wanted(name):
			a.Candidates = append(a.Candidates, usage.Candidate{Text: text, Path: true})
		}
	}
	if len(a.Candidates) == 0 {
		return theirs
	}
	return a
}

// reportFile answers for a format and the file that the report is written to.
func (c *completing) reportFile(typed string) usage.Answer {
	format, file, ok := strings.Cut(typed, "=")
	if !ok {
		var a usage.Answer
		for _, name := range report.FormatNames() {
			a.Candidates = append(a.Candidates, usage.Candidate{Text: name + "=", More: true})
		}
		return a
	}
	a := c.files(file, anyFile)
	for i := range a.Candidates {
		a.Candidates[i].Text = format + "=" + a.Candidates[i].Text
	}
	return a
}
