package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

type versionCmd struct{}

// Run prints the version, the commit it was built from and the toolchain.
func (versionCmd) Run(s streams) error {
	line := "speclint " + version()
	if id := builtFrom(); id != "" {
		line += " (" + id + ")"
	}
	_, err := fmt.Fprintf(s.out, "%s %s %s/%s\n", line, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// version is what go install or go build stamped, such as 0.1.0, or "devel" where
// neither knew one: a build from a checkout without -buildvcs=true may not.
func version() string {
	info, _ := debug.ReadBuildInfo()
	return versionIn(info)
}

func versionIn(info *debug.BuildInfo) string {
	if info == nil || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "devel"
	}
	return strings.TrimPrefix(info.Main.Version, "v")
}

// builtFrom is the commit that this program is of, "" where that is not known or
// its files were changed.
func builtFrom() string {
	info, _ := debug.ReadBuildInfo()
	return commitIn(info)
}

func commitIn(info *debug.BuildInfo) string {
	settings := map[string]string{}
	if info != nil {
		for _, s := range info.Settings {
			settings[s.Key] = s.Value
		}
	}
	if settings["vcs.modified"] != "false" {
		return ""
	}
	return settings["vcs.revision"]
}
