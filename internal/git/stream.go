package git

import (
	"bufio"
	"errors"
	"fmt"
	"io"
)

// token reads up to the next NUL. It returns io.EOF at the end, and
// io.ErrUnexpectedEOF within a token. The bytes are valid until the next call.
func token(r *bufio.Reader) ([]byte, error) {
	b, err := r.ReadSlice(0)
	switch {
	case err == nil:
		return b[:len(b)-1], nil
	case errors.Is(err, bufio.ErrBufferFull):
		return nil, &unexpectedError{want: fmt.Sprintf("a name of at most %d bytes", maxToken), got: b}
	case errors.Is(err, io.EOF) && len(b) > 0:
		return nil, fmt.Errorf("the answer ends within %q: %w", b[:min(len(b), 200)], io.ErrUnexpectedEOF)
	}
	return nil, err
}

// tokens gives f each token of a stream that ends in NUL.
func tokens(r *bufio.Reader, f func([]byte) error) error {
	for {
		t, err := token(r)
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = f(t)
		}
		if err != nil {
			return err
		}
	}
}

// cutOff makes the end of a stream an error, where more had to come.
func cutOff(err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return fmt.Errorf("the answer ends early: %w", io.ErrUnexpectedEOF)
	}
	return err
}

// line reads one line of at most maxToken bytes, without its end.
func line(r *bufio.Reader) (string, error) {
	b, err := r.ReadSlice('\n')
	switch {
	case err == nil:
		return string(b[:len(b)-1]), nil
	case errors.Is(err, bufio.ErrBufferFull):
		return "", &unexpectedError{want: fmt.Sprintf("a line of at most %d bytes", maxToken), got: b}
	}
	return "", cutOff(err)
}
