package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/install"
	"github.com/speclint/speclint/internal/report"
)

// host is a program that calls speclint by itself.
type host struct {
	name, help string
	// answer reads the call from standard input, where the host sends something, and
	// writes the answer. The host gets the exit code of the verdict.
	answer func(c *hookCmd, g *cli, s streams) (report.Verdict, error)
	// fail tells the host that there is no answer, and why, in a form that it
	// understands, and returns the exit code. It is called for every error, those of a
	// mistaken call too; closed is what --fail-closed says. Nil prints the error, and
	// exits as undecided does.
	fail func(s streams, err error, closed bool) int
	// plan says what makes the host call, or no longer call.
	plan func(at *site) (*install.Plan, error)
}

// hosts are in the order of the help.
var hosts = append([]host{gitHost}, agentHosts()...)

func hostNames() []string {
	var names []string
	for _, h := range hosts {
		names = append(names, h.name)
	}
	return names
}

func hostNamed(name string) (host, error) {
	if i := slices.IndexFunc(hosts, func(h host) bool { return h.name == name }); i >= 0 {
		return hosts[i], nil
	}
	return host{}, usagef("%s: no such host of hooks%s", name, nearest(name, hostNames()))
}

// site is where a host's hooks are put, or taken away.
type site struct {
	streams
	ctx         context.Context
	repo        *git.Repository
	program     string // the command by which hooks call speclint
	force       bool   // overwrite what is not ours
	uninstall   bool
	configHooks bool // of git: as a section of its configuration
}

// show returns a path as messages name it: relative to the work tree if it is in it.
func (at *site) show(path string) string {
	if rel, err := filepath.Rel(at.repo.Root, path); err == nil && filepath.IsLocal(rel) {
		path = rel
	}
	return filepath.ToSlash(path)
}

type hookCmd struct {
	Host       string `arg:"" help:"Who calls: ${hosts}."`
	FailClosed bool   `help:"What cannot be decided blocks. For git it always does."`

	Timeout          time.Duration `default:"9m" placeholder:"DURATION" help:"Of agents: how long the end of a turn may take; below what the host waits (default 9m)."`
	NoVerifyCommands bool          `help:"Of agents: run no command of the spec at the end of a turn."`
	Approve          []string      `hidden:"" sep:"none" help:"Has no effect: who calls a hook cannot say a person's yes."`
}

// Help is what kong shows of the hosts.
func (*hookCmd) Help() string {
	var lines []string
	for _, h := range hosts {
		lines = append(lines, h.name+": "+h.help+".")
	}
	return strings.Join(lines, "\n\n")
}

// Run answers a host.
func (c *hookCmd) Run(g *cli, s streams, verdict *report.Verdict) error {
	h, err := hostNamed(c.Host)
	if err != nil {
		return err
	}
	*verdict, err = h.answer(c, g, s)
	return err
}

// failing is how an error of a call is told: in the form of the host that called,
// and otherwise as [fail] does. It reads the arguments by itself, since they may be
// what is wrong.
func failing(args []string) func(s streams, err error) int {
	for i := 0; i < len(args); i++ {
		switch arg := args[i]; {
		case slices.Contains([]string{"-C", "--chdir", "--color", "--config"}, arg):
			i++ // its value
		case strings.HasPrefix(arg, "-"):
		case arg != "hook":
			return fail
		default:
			at := slices.IndexFunc(hosts, func(h host) bool { return slices.Contains(args[i+1:], h.name) })
			switch {
			case at < 0: // whoever it is, it is not to take a mistake for an answer
				return func(s streams, err error) int { return failAgent(s, err, false) }
			case hosts[at].fail == nil:
				return fail
			}
			closed := slices.Contains(args, "--fail-closed")
			return func(s streams, err error) int { return hosts[at].fail(s, err, closed) }
		}
	}
	return fail
}
