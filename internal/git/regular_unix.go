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

// readSmall reads a regular file that is shorter than buf, by as few calls as that
// takes, without a link in its last part. Where it is not ok, whatever the reason,
// openRegular says more.
func readSmall(name string, buf []byte) (text []byte, ok bool) {
	fd, err := syscall.Open(name, syscall.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK|syscall.O_CLOEXEC, 0)
	if err != nil {
		return nil, false
	}
	defer syscall.Close(fd)
	var info syscall.Stat_t
	if err := syscall.Fstat(fd, &info); err != nil || info.Mode&syscall.S_IFMT != syscall.S_IFREG || info.Size < 0 || info.Size >= int64(len(buf)) {
		return nil, false
	}
	n, err := syscall.Read(fd, buf)
	return buf[:max(n, 0)], err == nil && int64(n) == info.Size
}
