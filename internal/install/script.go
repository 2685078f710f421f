package install

import "strings"

// mark is the line by which a hook of ours is known.
const mark = `# Written by "speclint init hooks"; "speclint init hooks --uninstall" takes it away.` + "\n"

// behind is the end of the name that a hook gets which was there before.
const behind = ".before-speclint"

// Script is a pre-commit hook, for any POSIX shell, that runs the hook that was
// there before and then speclint: the one on PATH, else the one at a path, "" for
// none. Without any the commit is not made.
func Script(at string) []byte {
	return []byte("#!/bin/sh\n" + mark + `
# What was here before comes first: it may change what is staged.
case $0 in
*/*) before=$0` + behind + ` ;;
*) before=./$0` + behind + ` ;;
esac
if [ -x "$before" ]; then
	"$before" "$@" || exit
fi

` + place + quoted(at) + `
if command -v speclint >/dev/null 2>&1; then
	exec speclint hook git
elif [ -n "$at" ] && [ -x "$at" ]; then
	exec "$at" hook git
fi
echo "speclint: not found on PATH${at:+, nor at $at}; the commit was not made. Install it, take this hook away, or go past it: git commit --no-verify" >&2
exit 1
`)
}

// place begins the line that says where speclint was when the hook was written.
const place = "at="

// ours tells whether a hook is one of ours, and whether it is as we wrote it.
func ours(text []byte) (is, unchanged bool) {
	s := string(text)
	if !strings.Contains(s, mark) {
		return false, false
	}
	_, rest, _ := strings.Cut(s, "\n"+place)
	value, _, _ := strings.Cut(rest, "\n")
	return true, s == string(Script(unquoted(value)))
}

// quoted makes one word of a shell of a text without line breaks.
func quoted(text string) string {
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}

func unquoted(word string) string {
	return strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(word, "'"), "'"), `'\''`, "'")
}
