package git

import (
	"bufio"
	"context"
	"errors"
	"os/exec"
	"path/filepath"
)

// trusted returns the user's own answers to "whose repositories may I use"
// (safe.directory), as options of git. They are the one thing that is read from
// the user's configuration, and only after git refused a repository. The
// repository has no part in it: git is asked outside of any.
func (p *Program) trusted(ctx context.Context) ([]string, error) {
	env := append(p.asUser(), "GIT_DIR=/nonexistent", "GIT_CONFIG_NOSYSTEM")
	var options []string
	c := child{Program: p, dir: filepath.VolumeName(p.path) + string(filepath.Separator), env: env,
		args: []string{"config", "-z", "--type=path", "--get-all", "safe.directory"}}
	_, err := c.run(ctx, func(r *bufio.Reader) error {
		return tokens(r, func(value []byte) error {
			options = append(options, "-c", "safe.directory="+string(value))
			return nil
		})
	})
	if e := (*exec.ExitError)(nil); errors.As(err, &e) && e.ExitCode() == 1 {
		err = nil // git's way to say that there is none
	}
	return options, err
}

// asUser is what has a git process read the configuration of the user and of the
// machine, as every git of the user does.
func (p *Program) asUser() []string {
	env := []string{"GIT_CONFIG_GLOBAL", "HOME=" + p.from.home}
	if p.from.xdg != "" {
		env = append(env, "XDG_CONFIG_HOME="+p.from.xdg)
	}
	if p.from.global != "" {
		env = append(env, "GIT_CONFIG_GLOBAL="+p.from.global)
	}
	if p.from.noSystem == "" {
		env = append(env, "GIT_CONFIG_NOSYSTEM")
	}
	return env
}
