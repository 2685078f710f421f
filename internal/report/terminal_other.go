//go:build !unix && !windows

package report

import "os"

// TerminalWidth returns 0: this system cannot be asked.
func TerminalWidth(*os.File) int { return 0 }

// EnableColor prepares f for colours and tells whether it shows them. Only
// Windows needs it.
func EnableColor(*os.File) bool { return true }
