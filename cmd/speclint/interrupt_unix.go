//go:build unix

package main

import (
	"os"
	"syscall"
	"time"
)

// endings are the signals that ask a program to end. Ctrl-\ is one of them: people
// press it at a program that Ctrl-C did not end at once.
var endings = []os.Signal{syscall.SIGHUP, syscall.SIGINT, syscall.SIGQUIT, syscall.SIGTERM}

// signalBase is what a shell adds to a signal to tell of it as an exit code.
const signalBase = 128

// exitCode is the exit code by which a shell tells of a signal.
func exitCode(s os.Signal) int { return signalBase + int(s.(syscall.Signal)) }

// endBy ends the program by the signal that an exit code stands for, if it
// stands for one. SIGQUIT is left to the code: of it Go's runtime would end with
// the stacks of the program, and a code of its own.
func endBy(code int) {
	if code <= signalBase || code == exitCode(syscall.SIGQUIT) {
		return
	}
	if err := syscall.Kill(syscall.Getpid(), syscall.Signal(code-signalBase)); err == nil {
		time.Sleep(time.Second) // another thread may take the signal
	}
}
