package git

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
)

// Hooks is the folder in which git looks for the hooks of a repository.
type Hooks struct {
	Dir string // absolute; it need not be there
	// Scope says who put it there by core.hooksPath: "local", "worktree", "global" or
	// "system", as git calls them. It is "" for the folder that every repository has.
	Scope string
	// Inside is the part of the repository that Dir is in: "git" for its git directory,
	// "tree" for its work tree, "" for neither.
	Inside string
}

// Hooks returns the folder of the hooks. It believes the configuration of the user,
// as every git of the user will.
func (r *Repository) Hooks(ctx context.Context) (*Hooks, error) {
	h := &Hooks{Dir: filepath.Join(r.CommonDir, "hooks")}
	value, scope, err := r.hooksPath(ctx)
	switch {
	case err != nil:
		return nil, err
	case scope != "" && value == "":
		return nil, fmt.Errorf("core.hooksPath of the %s configuration is empty, by which git runs what stands in the root of the repository; unset it: git config --%s --unset core.hooksPath", scope, scope)
	case scope != "":
		h.Dir, h.Scope = against(r.Root, value), scope
	}
	switch dir := resolved(h.Dir); {
	case within(resolved(r.GitDir), dir), within(resolved(r.CommonDir), dir):
		h.Inside = "git"
	case within(resolved(r.Root), dir):
		h.Inside = "tree"
	}
	return h, nil
}

// hooksPath is the value of core.hooksPath and whose configuration it is of, "" for
// none.
func (r *Repository) hooksPath(ctx context.Context) (value, scope string, err error) {
	c := child{Program: r.git, dir: r.Root, env: append(r.git.asUser(), r.env...),
		args: []string{"config", "-z", "--show-scope", "--type=path", "--get-all", "core.hooksPath"}}
	_, err = c.run(ctx, func(out *bufio.Reader) error {
		at, odd := "", true
		return tokens(out, func(token []byte) error {
			if odd = !odd; !odd {
				at = string(token)
			} else if at != "command" { // the one that every git of ours is given
				value, scope = string(token), at
			}
			return nil
		})
	})
	if e := (*exec.ExitError)(nil); errors.As(err, &e) && e.ExitCode() == 1 {
		err = nil
	}
	return value, scope, err
}

// ConfigHooks tells whether git runs hooks that its configuration names, as it does
// from version 2.54 on, and returns what git says of its version.
func (r *Repository) ConfigHooks(ctx context.Context) (known bool, version string, err error) {
	_, err = r.run(ctx, []string{"version"}, func(out *bufio.Reader) error {
		text, err := line(out)
		if err != nil {
			return err
		}
		version = strings.TrimPrefix(text, "git version ")
		var major, minor int
		if _, err := fmt.Sscanf(version, "%d.%d", &major, &minor); err != nil {
			return &unexpectedError{want: "a version", got: []byte(text)}
		}
		known = major > 2 || major == 2 && minor >= 54
		return nil
	})
	return known, version, err
}
