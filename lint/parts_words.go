package lint

import (
	"iter"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/speclint/speclint/internal/spec"
)

// byFolder cuts between groups of source files: packages, else the folders right
// below the one that all stand in. Tests, docs, migrations and what stands at the
// root go with what they are named like.
func byFolder(s *spec.Spec) []cut {
	c := s.Contract()
	var paths []string
	for _, list := range [][]spec.Pattern{c.Modify, c.Create, c.Delete} {
		for _, p := range list {
			if pkg := packageOf(p.Pattern); pkg != "" && pkg != "." {
				paths = append(paths, p.Pattern)
			}
		}
	}
	if cuts := groups(paths, packageOf); len(cuts) > 1 {
		return cuts
	}
	common := commonFolder(paths)
	below := slices.DeleteFunc(paths, func(p string) bool { return folderOf(p) == common })
	return groups(below, func(p string) string {
		dir := folderOf(p)
		next, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(dir, common), "/"), "/")
		return path.Join(common, next)
	})
}

// groups makes a cut of the paths of each group.
func groups(paths []string, of func(string) string) []cut {
	var cuts []cut
	at := map[string]int{}
	for _, p := range paths {
		group := of(p)
		i, ok := at[group]
		if !ok {
			i = len(cuts)
			at[group] = i
			cuts = append(cuts, cut{titles: []string{group}, names: group})
		}
		cuts[i].paths = append(cuts[i].paths, p)
		cuts[i].names += " " + path.Base(p)
	}
	return cuts
}

// folderOf is the folder that all files of a glob stand in, "" for the root.
func folderOf(glob string) string {
	if i := strings.IndexAny(glob, "*?[{"); i >= 0 {
		glob = glob[:i] + "x"
	}
	return strings.Trim(path.Dir(glob), ".")
}

// commonFolder is the innermost folder that all paths stand in.
func commonFolder(paths []string) string {
	if len(paths) == 0 {
		return ""
	}
	common := strings.Split(folderOf(paths[0]), "/")
	for _, p := range paths[1:] {
		dir := strings.Split(folderOf(p), "/")
		n := 0
		for n < min(len(dir), len(common)) && dir[n] == common[n] {
			n++
		}
		common = common[:n]
	}
	return strings.Join(common, "/")
}

// namingWords yields the words of a text that can tell one part from another, in
// lower case and without an s at their end. Names are taken apart where small
// letters become capitals.
func namingWords(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		start, small := -1, false
		for i, r := range text + " " {
			capital := unicode.IsUpper(r)
			if letter := unicode.IsLetter(r); start >= 0 && (!letter || capital && small) {
				if word := strings.TrimSuffix(strings.ToLower(text[start:i]), "s"); len(word) > 3 && !commonWords()[word] && !yield(word) {
					return
				}
				start = -1
			}
			if start < 0 && unicode.IsLetter(r) {
				start = i
			}
			small = !capital
		}
	}
}

// commonWords say nothing of which part is meant.
var commonWords = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(`able about after again also always been before being below both build built change check could create
		delete does done each else ensure every feature file from given have here implement index into like list main make many modify more most
		must need never only other over part page path requirement return same shall should show some spec story such support system task test than that their them then
		there these they thing this those through update used user using want what when where which while will with within without work would your`) {
		set[strings.TrimSuffix(word, "s")] = true
	}
	return set
})
