// Command measure prints how far lint agrees with people about the specs of a
// folder; see internal/measure. It stands here because whoever installs all
// commands of the module wants one.
package main

import (
	"os"

	"github.com/speclint/speclint/internal/measure"
)

func main() { os.Exit(measure.Run(os.Args[1:], os.Stdout, os.Stderr)) }
