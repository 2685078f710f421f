package process

import (
	"io/fs"
	"os"
	"path/filepath"
)

// Remove removes a folder that commands wrote into, folders included that they
// made read-only, as Go's module cache is. It follows no link.
func Remove(dir string) error {
	if err := os.RemoveAll(dir); err == nil {
		return nil
	}
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, _ error) error {
		if d != nil && d.IsDir() { // before it is read
			_ = os.Chmod(path, 0o700)
		}
		return nil
	})
	return os.RemoveAll(dir)
}
