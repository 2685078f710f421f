package main

import (
	"context"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

// names tells which ids are those of specs of the repository around the current
// directory. It is asked about ids that no spec of the run has, mostly of none.
// Outside of a repository the run has all that there are, if it has several.
func (c *lintCmd) names(repos *repos, several bool) lint.Lookup {
	return func(ids []string) (map[string]bool, bool) {
		if c.Isolated {
			return nil, false
		}
		ctx := context.Background()
		repo, err := repos.here()
		if without(err) {
			return nil, several
		}
		var files []string
		if err == nil {
			files, err = repo.Files(ctx, []string{repo.Root}, c.places.everywhere())
		}
		if err != nil {
			repos.namesErr = err
			return nil, false
		}
		return known(repo.Root, files, ids), true
	}
}

// everywhere tells of a path from the root of the repository whether a spec stands
// there, be it one that is over and was put away.
func (p places) everywhere() func(path string) bool {
	p.exclude = slices.DeleteFunc(slices.Clone(p.exclude), func(glob string) bool { return glob == "**/archive/**" })
	return p.ofRoot()
}

// known tells which of some ids are those of files, by what each says or by its
// path. Files whose path has an id are read first, and none when all are found.
func known(root string, files, ids []string) map[string]bool {
	found := map[string]bool{}
	var likely, others []string
	for _, f := range files {
		for _, name := range lint.FileNames(f) {
			found[name] = true
		}
		if slices.ContainsFunc(ids, func(id string) bool { return strings.Contains(f, id) }) {
			likely = append(likely, f)
		} else {
			others = append(others, f)
		}
	}
	for _, some := range [][]string{likely, others} {
		if slices.ContainsFunc(ids, func(id string) bool { return !found[id] }) {
			for _, id := range idsOf(root, some) {
				found[id] = true
			}
		}
	}
	return found
}

// idsOf reads the ids of specs. One that cannot be read has none but its path's.
func idsOf(root string, files []string) []string {
	ids := make([]string, len(files))
	var wait sync.WaitGroup
	next := make(chan int)
	for range min(len(files), runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			var parser spec.Parser
			for i := range next {
				src, err := readFile(filepath.Join(root, filepath.FromSlash(files[i])), nil)
				if err != nil {
					continue
				}
				if doc, err := parser.Parse(path.Clean(files[i]), src); err == nil {
					ids[i] = doc.ID()
				}
			}
		})
	}
	for i := range files {
		next <- i
	}
	close(next)
	wait.Wait()
	return ids
}
