package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// release and commit are stamped by the release build.
var release, commit string

type versionCmd struct{}

// Run prints the version, the commit it was built from and the toolchain.
func (versionCmd) Run(s streams) error {
	line := "speclint " + version()
	if commit != "" {
		line += " (" + commit + ")"
	}
	_, err := fmt.Fprintf(s.out, "%s %s %s/%s\n", line, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// version is the release's, else what go install stamped, else "devel".
func version() string {
	if release != "" {
		return release
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "devel"
}
