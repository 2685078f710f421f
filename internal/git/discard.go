package git

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Discard removes a folder that commands wrote to: also what they took the
// permission from.
func Discard(dir string) error {
	err := os.RemoveAll(dir)
	if err == nil {
		return nil
	}
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, _ error) error {
		if d != nil && d.IsDir() {
			_ = os.Chmod(path, 0o700) // before it is read; removing it says what is wrong
		}
		return nil
	})
	if err = os.RemoveAll(dir); err != nil {
		return fmt.Errorf("%w; remove it by hand", err)
	}
	return nil
}
