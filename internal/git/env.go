package git

import (
	"path/filepath"
	"slices"
	"strings"
)

// environment is what each git process starts with and all that it starts with.
// No configuration but the repository's own, and of that nothing that runs a
// program; no locks, no network, no question to the user, English messages. An
// entry of more replaces the variable of its name, and drops it when it has no
// "=".
func (p *Program) environment(more ...string) []string {
	env := []string{
		"PATH=" + filepath.Dir(p.path),
		"HOME=/nonexistent",
		"LC_ALL=C",
		"GIT_CONFIG_NOSYSTEM=1",
		"GIT_CONFIG_GLOBAL=/dev/null",
		"GIT_ATTR_NOSYSTEM=1",
		"GIT_OPTIONAL_LOCKS=0",
		"GIT_NO_REPLACE_OBJECTS=1",
		"GIT_GRAFT_FILE=/nonexistent",
		"GIT_LITERAL_PATHSPECS=1",
		"GIT_TERMINAL_PROMPT=0",
		"GIT_PAGER=cat",
		// A partial clone would fetch what it lacks by a program that its
		// configuration names. The first variable is known from git 2.44 on, the
		// second forbids every way to fetch in all of them.
		"GIT_NO_LAZY_FETCH=1",
		"GIT_ALLOW_PROTOCOL=none",
	}
	if p.from.sudoUID != "" {
		env = append(env, "SUDO_UID="+p.from.sudoUID) // whose repositories root trusts under sudo
	}
	env = append(env, p.extra...)
	for _, e := range more {
		name, _, set := strings.Cut(e, "=")
		env = slices.DeleteFunc(env, func(e string) bool { return strings.HasPrefix(e, name+"=") })
		if set {
			env = append(env, e)
		}
	}
	return env
}

// settings are given to every git process. They beat the repository's own
// configuration. The user's personal ignore file is left out, so that the same
// repository has the same files on every machine.
var settings = []string{
	"-c", "core.fsmonitor=false", // a program that would run on each call
	"-c", "safe.bareRepository=explicit", // a committed folder may be a repository
	"-c", "core.hooksPath=/dev/null",
	"-c", "core.untrackedCache=false",
	"-c", "core.excludesFile=/dev/null",
	"-c", "core.attributesFile=/dev/null",
	"-c", "core.commitGraph=false", // can be forged to move a merge base
	"-c", "core.warnAmbiguousRefs=true", // see ErrRevision
}
