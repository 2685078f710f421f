//go:build !unix

package git

import "os"

// openRegular opens a file.
func openRegular(name string) (*os.File, error) { return os.Open(name) }

func readSmall(string, []byte) (text []byte, was stamp, ok bool) { return nil, was, false }

// writeSmall makes a file that is not there yet.
func writeSmall(name string, perm os.FileMode, text []byte) (was stamp, err error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
	if err != nil {
		return was, err
	}
	_, err = f.Write(text)
	if info, unknown := f.Stat(); err == nil && unknown == nil {
		was = stampOf(info)
	} else if err == nil {
		err = unknown
	}
	if end := f.Close(); err == nil {
		err = end
	}
	return was, err
}
