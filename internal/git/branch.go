package git

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strings"
)

// Branch returns the name of the branch that is checked out, "" when none is. It is
// the same whether or not a tag has it, too, which git's short name is not.
func (r *Repository) Branch(ctx context.Context) (string, error) {
	var name string
	_, err := r.run(ctx, []string{"symbolic-ref", "--quiet", "HEAD"}, func(out *bufio.Reader) error {
		text, err := io.ReadAll(io.LimitReader(out, maxToken))
		name = strings.TrimPrefix(strings.TrimSuffix(string(text), "\n"), "refs/heads/")
		return err
	})
	if c := (*complaint)(nil); errors.As(err, &c) && c.said == "" {
		return "", nil // HEAD is a commit
	}
	return name, err
}
