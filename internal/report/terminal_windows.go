package report

import (
	"os"

	"golang.org/x/sys/windows"
)

// TerminalWidth returns the columns of the console window f, 0 if it is none.
func TerminalWidth(f *os.File) int {
	var info windows.ConsoleScreenBufferInfo
	if err := windows.GetConsoleScreenBufferInfo(windows.Handle(f.Fd()), &info); err != nil {
		return 0
	}
	return int(info.Window.Right) - int(info.Window.Left) + 1
}

// EnableColor asks the console behind f to interpret colour sequences and
// tells whether it does. What is not a console (a pipe, a Cygwin terminal)
// needs no asking.
func EnableColor(f *os.File) bool {
	h := windows.Handle(f.Fd())
	var mode uint32
	if err := windows.GetConsoleMode(h, &mode); err != nil {
		return true
	}
	return windows.SetConsoleMode(h, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}
