//go:build unix

package git

import (
	"os"

	"golang.org/x/sys/unix"
)

// openRegular opens a file without following a link in its last part, and
// without waiting for the other end of a pipe that took its place.
func openRegular(name string) (*os.File, error) {
	return os.OpenFile(name, os.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK, 0)
}

// readSmall reads a regular file that is shorter than buf, by as few calls as that
// takes, without a link in its last part. Where it is not ok, whatever the reason,
// openRegular says more.
func readSmall(name string, buf []byte) (text []byte, was stamp, ok bool) {
	fd, err := unix.Open(name, unix.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, was, false
	}
	defer unix.Close(fd)
	was, err = stampOfOpen(fd)
	if err != nil || !was.there || was.size < 0 || was.size >= int64(len(buf)) {
		return nil, was, false
	}
	n, err := unix.Read(fd, buf)
	return buf[:max(n, 0)], was, err == nil && int64(n) == was.size
}

// stampOfOpen is what the disk says of an open file; of what is none, nothing.
func stampOfOpen(fd int) (was stamp, err error) {
	var info unix.Stat_t
	if err := unix.Fstat(fd, &info); err != nil || info.Mode&unix.S_IFMT != unix.S_IFREG {
		return was, err
	}
	seconds, _ := info.Mtim.Unix()
	return stamp{true, info.Size, seconds, info.Mode&0o100 != 0}, nil
}

// writeSmall makes a file that is not there yet, by as few calls as that takes.
func writeSmall(name string, perm os.FileMode, text []byte) (was stamp, err error) {
	fd, err := uninterrupted(func() (int, error) {
		return unix.Open(name, unix.O_WRONLY|unix.O_CREAT|unix.O_EXCL|unix.O_CLOEXEC, uint32(perm))
	})
	if err != nil {
		return was, err
	}
	defer func() {
		if end := unix.Close(fd); err == nil && end != nil && end != unix.EINTR {
			err = end // as of a full disk elsewhere
		}
	}()
	for len(text) > 0 {
		n, err := uninterrupted(func() (int, error) { return unix.Write(fd, text) })
		if err != nil {
			return was, err
		}
		text = text[n:]
	}
	return stampOfOpen(fd)
}

// uninterrupted calls again what a signal ended.
func uninterrupted(call func() (int, error)) (n int, err error) {
	for {
		if n, err = call(); err != unix.EINTR {
			return n, err
		}
	}
}
