package git

import (
	"io"
	"syscall"
)

// widen lets a pipe hold more, so that git and its reader wait for each other less
// often. Where the system does not allow it, the pipe stays as it is.
func widen(pipe io.Reader) {
	const setSize, size = 1031, 1 << 20 // F_SETPIPE_SZ
	if p, ok := pipe.(syscall.Conn); ok {
		if c, err := p.SyscallConn(); err == nil {
			_ = c.Control(func(fd uintptr) { _, _, _ = syscall.Syscall(syscall.SYS_FCNTL, fd, setSize, size) })
		}
	}
}
