//go:build unix

package process

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// attr gives a command a session of its own: one group of processes, no terminal
// to ask at, and no way back into ours.
func (t *tree) attr() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }

// ask asks the group of the command to end.
func (t *tree) ask(p *os.Process) { signalGroup(p, unix.SIGTERM) }

// kill ends the group of the command.
func (t *tree) kill(p *os.Process) { signalGroup(p, unix.SIGKILL) }

// signalGroup is for a command that was not waited for: until then no other group
// has its number.
func signalGroup(p *os.Process, s syscall.Signal) { _ = unix.Kill(-p.Pid, s) }

// signalOf names the signal that ended a process, "" when none did.
func signalOf(state *os.ProcessState) string {
	if s, ok := state.Sys().(syscall.WaitStatus); ok && s.Signaled() {
		return unix.SignalName(s.Signal())
	}
	return ""
}
