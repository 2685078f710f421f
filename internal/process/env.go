package process

import (
	"runtime"
	"slices"
	"strings"
)

// needed are the variables without which programs do not run. What Windows calls
// by other cases is the same variable there.
func needed(windows bool) []string {
	if windows {
		return []string{
			"PATH", "PATHEXT", "SystemRoot", "SystemDrive", "windir", "ComSpec", "NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE",
			"ProgramData", "ProgramFiles", "ProgramFiles(x86)", "CommonProgramFiles",
		}
	}
	return []string{"PATH"}
}

// Environment is what a command starts with: of the environment the variables
// that every program needs and those that are allowed, none of git's, a home and
// a folder for temporary files of its own, and settings by which programs neither
// ask nor colour. Two calls with the same values give the same.
func Environment(getenv func(string) string, allowed []string, home, temp string) []string {
	return environment(runtime.GOOS == "windows", getenv, allowed, home, temp)
}

func environment(windows bool, getenv func(string) string, allowed []string, home, temp string) []string {
	same := func(a, b string) bool { return a == b }
	if windows {
		same = strings.EqualFold
	}
	env := []string{
		"HOME=" + home, "TMPDIR=" + temp,
		"LANG=C.UTF-8", "TZ=UTC", "TERM=dumb", "NO_COLOR=1", "CI=1",
	}
	if windows {
		env = append(env, "USERPROFILE="+home, "APPDATA="+home, "LOCALAPPDATA="+home, "TEMP="+temp, "TMP="+temp)
	}
	for _, name := range append(needed(windows), allowed...) {
		value := getenv(name)
		if value == "" || strings.HasPrefix(strings.ToUpper(name), "GIT_") {
			continue
		}
		env = slices.DeleteFunc(env, func(e string) bool {
			other, _, _ := strings.Cut(e, "=")
			return same(name, other)
		})
		env = append(env, name+"="+value)
	}
	return env
}
