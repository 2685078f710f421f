//go:build unix

package git

import (
	"os"
	"syscall"
)

// openRegular opens a file without following a link in its last part, and
// without waiting for the other end of a pipe that took its place.
func openRegular(name string) (*os.File, error) {
	return os.OpenFile(name, os.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
}
