package agenthook

import (
	"encoding/json"
	"strings"
)

// Settings is what a host reads to know whom it calls: a JSON file with, under
// "hooks", a list of groups for each event.
type Settings struct {
	Path   string // from the root of the repository
	Groups []Group
}

// Group is what calls speclint at one event.
type Group struct {
	Event string
	JSON  string // the member of the event's list
}

// Ours reports whether a group of an event's list calls speclint for the host, and
// nothing else: it may have been written by hand, or changed since.
func (h *Host) Ours(group []byte) bool {
	var g struct {
		Hooks []struct {
			Command string   `json:"command"`
			Args    []string `json:"args"`
		} `json:"hooks"`
	}
	if err := json.Unmarshal(group, &g); err != nil || len(g.Hooks) == 0 {
		return false
	}
	for _, hook := range g.Hooks {
		words := append(strings.Fields(hook.Command), hook.Args...)
		if len(words) < 3 || !isSpeclint(words[0]) || words[1] != "hook" || words[2] != h.Name {
			return false
		}
	}
	return true
}

// isSpeclint reports whether a word of a command is the program, wherever it lies.
func isSpeclint(word string) bool {
	word = strings.Trim(word, `"'`)
	word = word[strings.LastIndexAny(word, `/\`)+1:]
	return strings.TrimSuffix(word, ".exe") == "speclint"
}

// Snippet is the file that has nothing but the groups, to be pasted.
func (s *Settings) Snippet() string {
	var b strings.Builder
	b.WriteString("{\n  \"hooks\": {\n")
	for i, g := range s.Groups {
		b.WriteString("    \"" + g.Event + "\": [\n      " + g.JSON + "\n    ]")
		if i+1 < len(s.Groups) {
			b.WriteString(",")
		}
		b.WriteString("\n")
	}
	b.WriteString("  }\n}\n")
	return b.String()
}
