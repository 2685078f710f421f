//go:build !unix

package main

import "os"

// endings are the signals that ask a program to end.
var endings = []os.Signal{os.Interrupt}

// exitCode is the exit code that shells have for Ctrl-C.
func exitCode(os.Signal) int { return 130 }

// endBy leaves it to the exit code: here nobody looks at signals.
func endBy(int) {}
