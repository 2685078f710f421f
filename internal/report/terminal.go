package report

import (
	"os"
	"strconv"

	"github.com/mattn/go-isatty"
)

// The widths that the text report is laid out for.
const (
	defaultWidth = 80
	minWidth     = 40
	maxWidth     = 200
)

// ColorMode decides whether to print colours. The flag (always or never) beats
// NO_COLOR, which beats CLICOLOR_FORCE and FORCE_COLOR, which beat TERM=dumb
// and CLICOLOR=0; in the end it is whether standard output is a terminal. A
// variable set to the empty string counts as unset.
func ColorMode(flag string, getenv func(string) string, tty bool) bool {
	switch flag {
	case "always":
		return true
	case "never":
		return false
	}
	forced := func(name string) bool {
		v := getenv(name)
		return v != "" && v != "0"
	}
	switch {
	case getenv("NO_COLOR") != "":
		return false
	case forced("CLICOLOR_FORCE"), forced("FORCE_COLOR"):
		return true
	case getenv("TERM") == "dumb", getenv("CLICOLOR") == "0":
		return false
	}
	return tty
}

// Width returns the columns to lay the text report out for: COLUMNS when it is
// a number that a screen may have, else the terminal's own (0 where there is
// none), else 80; never below 40 or above 200.
func Width(getenv func(string) string, tty int) int {
	width := tty
	if n, err := strconv.Atoi(getenv("COLUMNS")); err == nil && n > 0 && n <= 10_000 {
		width = n
	}
	if width <= 0 {
		width = defaultWidth
	}
	return min(max(width, minWidth), maxWidth)
}

// IsTerminal tells whether f is a terminal, a Cygwin or MSYS one included.
func IsTerminal(f *os.File) bool {
	return isatty.IsTerminal(f.Fd()) || isatty.IsCygwinTerminal(f.Fd())
}
