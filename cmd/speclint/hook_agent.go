package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/speclint/speclint/internal/agenthook"
	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/report"
)

// agentHosts are the programs that run agents.
func agentHosts() []host {
	var out []host
	for _, h := range agenthook.Hosts {
		out = append(out, host{
			name: h.Name, help: h.Help, plan: planAgent(h), fail: failAgent,
			answer: func(c *hookCmd, g *cli, s streams) (report.Verdict, error) {
				return report.Pass, (&agentCall{hookCmd: c, cli: g, streams: s, host: h}).answer()
			},
		})
	}
	return out
}

// failAgent tells of a mistaken call. Exit code 2 would stop the agent, and 1 is shown
// to the person and stops nothing.
func failAgent(s streams, err error, _ bool) int {
	code := fail(s, err)
	if errors.As(err, &interrupted{}) {
		return code
	}
	return 1
}

// agentCall is one call of an agent's hook.
type agentCall struct {
	*hookCmd
	cli     *cli
	streams streams
	host    *agenthook.Host
	call    *agenthook.Call // nil when it could not be read
}

// answer reads the call and writes the answer. Whatever happens, the host gets what it
// understands; the error is one of standard output, or a signal.
func (a *agentCall) answer() error {
	if len(a.Approve) > 0 {
		fmt.Fprintln(a.streams.err, "speclint: --approve is a person's yes and does not count in a hook")
	}
	answer, err := a.decide()
	if err != nil {
		return err
	}
	_, err = a.streams.out.Write(a.host.Write(a.call, answer))
	return err
}

// decide answers the call. A bug is an answer, too.
func (a *agentCall) decide() (out agenthook.Answer, err error) {
	var input []byte
	defer func() {
		if r := recover(); r != nil {
			out, err = a.failed(input, fmt.Errorf("internal error: %v; nothing was decided, please report it", r)), nil
		}
	}()
	input, err = io.ReadAll(io.LimitReader(a.streams.in, agenthook.MaxInput+1))
	if err != nil {
		return a.failed(input, fmt.Errorf("standard input: %w", err)), nil
	}
	if a.call, err = a.host.Read(input); err != nil {
		return a.failed(input, err), nil
	}
	switch a.call.Event {
	case agenthook.TurnEnd:
		return a.turnEnd()
	case agenthook.BeforeTool:
		return a.beforeTool()
	}
	return agenthook.Answer{}, nil
}

// failed is the answer where there is none.
func (a *agentCall) failed(input []byte, err error) agenthook.Answer {
	a.diagnose(err)
	again := agenthook.EndsAgain(input)
	if a.call != nil {
		again = a.call.Again
	}
	return agenthook.Failed(err.Error(), a.FailClosed, again)
}

// diagnose tells whoever looks for it, and not the agent.
func (a *agentCall) diagnose(err error) {
	for line := range strings.SplitSeq(err.Error(), "\n") {
		fmt.Fprintf(a.streams.err, "speclint: %s\n", report.Printable(line))
	}
}

// stand changes to the root of the repository that the session is about: where the
// agent stands may be anywhere in it. Paths of a spec are read from there.
func (a *agentCall) stand() error {
	if config := a.cli.ConfigFile; config != nil {
		path, err := filepath.Abs(*config)
		if err != nil {
			return err
		}
		a.cli.ConfigFile = &path
	}
	var err error
	if a.call.Dir, err = filepath.Abs(a.call.Dir); err != nil {
		return err
	}
	dirs := []string{a.call.Dir}
	if a.host.Project != "" {
		if dir := a.streams.getenv(a.host.Project); dir != "" {
			dirs = append(dirs, dir)
		}
	}
	for _, dir := range dirs {
		if root := git.Nearest(dir); root != "" {
			return os.Chdir(root)
		}
	}
	return fmt.Errorf("%s: %w; start the agent in one", a.call.Dir, git.ErrNoRepository)
}

// turnEnd holds what is on disk against its spec. The commands of the spec run unless
// the call says otherwise, as long as the host waits.
func (a *agentCall) turnEnd() (agenthook.Answer, error) {
	end := agenthook.End{Closed: a.FailClosed}
	if err := a.stand(); err != nil {
		a.diagnose(err)
		if a.FailClosed {
			end.Trouble = err.Error()
		} else {
			end.Nothing = true // nothing of ours
		}
		out, _ := end.Answer(a.call, nil)
		return out, nil
	}
	run, undecided, err := a.gate(a.NoVerifyCommands, a.Timeout)
	if err == nil && errors.Is(undecided, context.DeadlineExceeded) && !a.NoVerifyCommands {
		late := fmt.Errorf("the commands of the spec did not end within %s", a.Timeout)
		if run, undecided, err = a.gate(true, afterLimit); undecided == nil {
			undecided = late
		}
	}
	if err != nil {
		return agenthook.Answer{}, err
	}
	end.Report, end.Command = run.report, a.rerun()
	for i := range run.judges {
		end.Log = cmp.Or(end.Log, run.judges[i].Doc.Contract().DecisionLog)
	}
	switch {
	case errors.Is(undecided, errNothing), undecided == nil && run.writesSpecs():
		end.Nothing = true
	case undecided != nil:
		end.Trouble = undecided.Error()
	default:
		end.Trouble = undecidedChecks(run.report)
	}
	kept, keep := a.memory(run.repo)
	out, memory := end.Answer(a.call, kept)
	if end.Nothing {
		return out, nil
	}
	if err := keep(memory); err != nil {
		a.diagnose(err) // the next end will be granted
	}
	return out, nil
}

// afterLimit is how long judging without commands may take, when those took too long.
const afterLimit = 30 * time.Second

func (a *agentCall) gate(static bool, limit time.Duration) (*gateRun, error, error) {
	c := gateCmd{Worktree: true, Final: true, NoVerifyCommands: static, NoSpec: "undecided", OnEscalate: "fail", limit: limit, outputs: outputs{Format: "text"}}
	return c.ran(a.cli, a.streams)
}

// rerun is the command that shows what the agent is told.
func (a *agentCall) rerun() string {
	command := "speclint gate --worktree --final"
	if a.NoVerifyCommands {
		command += " --no-verify-commands"
	}
	if spec := a.streams.getenv("SPECLINT_SPEC"); spec != "" {
		command = "SPECLINT_SPEC=" + shellWord(spec) + " " + command
	}
	return command
}

// shellWord is a word for a shell.
func shellWord(word string) string {
	if strings.Trim(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./") == "" {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// undecidedChecks says which checks of a report are undecided, and why.
func undecidedChecks(r *report.Report) string {
	var out []string
	for _, c := range r.Checks {
		if c.Verdict == report.Undecided {
			out = append(out, c.Name+": "+c.Reason)
		}
	}
	return strings.Join(out, "; ")
}
