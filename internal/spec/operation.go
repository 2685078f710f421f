package spec

import (
	"bytes"
	"strings"
)

// operations maps the labels and verbs that people write to what the contract
// calls them.
var operations = once(func() map[string]string {
	return map[string]string{
		"modify": "modify", "modified": "modify", "edit": "modify", "change": "modify", "changed": "modify", "update": "modify", "updated": "modify", "extend": "modify", "expand": "modify", "append": "modify", "refactor": "modify", "fix": "modify", "adjust": "modify", "rewrite": "modify", "patch": "modify", "touch": "modify", "files to modify": "modify", "file to modify": "modify", "files to change": "modify", "files to edit": "modify", "files to update": "modify", "modified files": "modify", "existing files": "modify", "to modify": "modify", "may modify": "modify", "replace": "modify", "extract": "modify", "split": "modify", "wire": "modify", "regenerate": "modify", "convert": "modify", "migrate": "modify", "port": "modify", "simplify": "modify", "correct": "modify", "modified test file": "modify", "modified test files": "modify", "implement": "both",
		"create": "create", "created": "create", "add": "create", "added": "create", "new": "create", "new file": "create", "new files": "create", "files to create": "create", "file to create": "create", "files to add": "create", "to create": "create", "write": "create", "introduce": "create", "generate": "create", "may create": "create", "copy": "copy", "new test file": "create", "new test files": "create", "new tests": "create",
		"delete": "delete", "deleted": "delete", "remove": "delete", "removed": "delete", "drop": "delete", "files to delete": "delete", "files to remove": "delete", "to delete": "delete", "may delete": "delete",
		"rename": "rename", "renamed": "rename", "move": "rename", "moved": "rename", "files to rename": "rename",
		"executable": "executable", "symlink": "symlink", "symlinks": "symlink", "submodule": "submodule", "submodules": "submodule",
		"forbid": "forbid", "forbidden": "forbid", "do not touch": "forbid", "do not modify": "forbid", "do not change": "forbid", "do not edit": "forbid", "don't touch": "forbid", "don't modify": "forbid", "don't change": "forbid", "never touch": "forbid", "never modify": "forbid", "off limits": "forbid", "off-limits": "forbid", "read-only": "forbid", "must not change": "forbid", "must not be modified": "forbid", "protected": "forbid", "unchanged": "forbid", "untouched": "forbid",
	}
})

// isOperation reports whether a label, in lower case, names an operation.
func isOperation(label string) bool { return label != "" && operations()[label] != "" }

// leadingVerb returns the operation of the verb that a text begins with, and
// the offset behind the verb. Only the imperative and "-s" forms count.
func leadingVerb(text string) (op string, end int) {
	start := taskMarks(text)
	for start < len(text) && !wordByte(text[start]) {
		if text[start] == '`' {
			return "", 0
		}
		start++
	}
	end = start
	for end < len(text) && wordByte(text[end]) {
		end++
	}
	var buf [maxVerb]byte
	if end-start > len(buf) {
		return "", end
	}
	for i := range text[start:end] {
		buf[i] = lowerASCII(text[start+i])
	}
	verb := buf[:end-start]
	if op = operations()[string(verb)]; op == "" {
		if n := len(verb); n == 0 || verb[n-1] != 's' {
			return "", end
		}
		op = operations()[string(verb[:len(verb)-1])]
	}
	if op == "executable" || op == "symlink" || op == "submodule" || op == "forbid" || bytes.HasSuffix(verb, []byte("ed")) || string(verb) == "new" {
		return "", 0
	}
	return op, end
}

// maxVerb is more than the longest verb of an operation has, with an "s".
const maxVerb = 16

func lowerASCII(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// taskMarks returns the length of what task lists write before the verb: "T013
// [P] [US1] ", "1.2 ".
func taskMarks(text string) int {
	if len(text) > 1 && isASCIILetter(text[0]) && 'a' <= text[1] && text[1] <= 'z' {
		return 0 // a word
	}
	at := 0
	for {
		word, rest, ok := strings.Cut(text[at:], " ")
		mark := strings.Trim(word, "[]().")
		if !ok || mark == "" || rest == "" || strings.Trim(mark, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-") != "" || word == mark && !strings.ContainsAny(mark, "0123456789") {
			return at
		}
		at = len(text) - len(rest)
	}
}

// direct are the words that may stand between a verb and its path: "Create the
// new file `x`".
var direct = once(func() map[string]bool {
	return set("the a an new file files existing old empty both directory folder and or all unused module script page test tests also then its their matching corresponding package")
})

// isDirect reports whether what stands between a verb, or the path before, and
// a path binds the path to the verb.
func isDirect(gap string) bool {
	for word := range strings.FieldsFuncSeq(strings.ToLower(gap), func(r rune) bool {
		return r == ' ' || r == ',' || r == '&' || r == '+' || r == ':' || r == '('
	}) {
		if !direct()[word] {
			return false
		}
	}
	return true
}

// joins reports whether what stands between two paths only lists them.
func joins(gap string) bool {
	gap = strings.Trim(strings.ToLower(gap), " ,;&+/")
	return gap == "" || gap == "and" || gap == "or" || gap == "and also" || gap == "and/or" || gap == "as well as"
}

// lastWord returns the last word of a gap, in lower case.
func lastWord(gap string) string {
	gap = strings.TrimRight(strings.ToLower(gap), " ,:(")
	return gap[strings.LastIndexAny(gap, " (,")+1:]
}

// isInside recognises the words after which a path only says where something is.
func isInside(gap string) bool {
	for word := range strings.FieldsSeq(strings.ToLower(gap)) {
		switch strings.Trim(word, ",()") {
		case "to", "from", "in", "of", "into", "inside", "within", "under", "at", "on":
			return true
		}
	}
	return false
}
