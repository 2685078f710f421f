package git

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// gitFiles are the files of a git directory that git opens before it says a word.
var gitFiles = []string{"HEAD", "config", "config.worktree", "packed-refs", "shallow", "info/grafts", "info/exclude", "info/attributes", "objects/info/alternates", "objects/info/commit-graph"}

// maxRefs is how many entries of refs are looked at.
const maxRefs = 20_000

// noPipes is an error when something that has no end, a pipe or a device, stands
// in the place of a file of the repository. Whoever opens it waits for ever, and
// a gate that hangs is switched off.
func (r *Repository) noPipes() error {
	for _, dir := range []string{r.GitDir, r.CommonDir} {
		for _, name := range gitFiles {
			path := filepath.Join(dir, filepath.FromSlash(name))
			if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
				return waits(path)
			}
		}
		if r.GitDir == r.CommonDir {
			break
		}
	}
	seen := 0
	return filepath.WalkDir(filepath.Join(r.CommonDir, "refs"), func(path string, e fs.DirEntry, err error) error {
		if seen++; err != nil || seen > maxRefs {
			return fs.SkipAll // git says what is wrong
		}
		if e.Type()&(fs.ModeNamedPipe|fs.ModeSocket|fs.ModeDevice) != 0 {
			return waits(path)
		}
		return nil
	})
}

func waits(path string) error {
	return fmt.Errorf("%s: is a pipe or a device, and git would wait for its end; remove it", path)
}
