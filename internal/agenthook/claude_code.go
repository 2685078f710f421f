package agenthook

import (
	"encoding/json"
	"strings"
)

// ClaudeCode is Claude Code, by the types of its SDK (0.3.329) and the schema of its
// settings.
var ClaudeCode = &Host{
	Name:    "claude-code",
	Title:   "Claude Code",
	Help:    "before an edit a path outside the scope is refused; at the end of a turn what breaks the spec goes back to the agent",
	Project: "CLAUDE_PROJECT_DIR",
	Read:    func(input []byte) (*Call, error) { return read(input, claudeWrites) },
	Write:   func(c *Call, a Answer) []byte { return write(c, a, true) },
	Settings: Settings{
		Path: ".claude/settings.json",
		Groups: []Group{
			{"PreToolUse", `{"matcher": "Edit|MultiEdit|Write|NotebookEdit", "hooks": [{"type": "command", "command": "speclint", "args": ["hook", "claude-code"], "timeout": 30}]}`},
			{"Stop", `{"hooks": [{"type": "command", "command": "speclint", "args": ["hook", "claude-code"], "timeout": 600}]}`},
		},
	},
}

// claudeWrites knows the tools that write the file which their input names. What a
// shell command writes nobody can tell from its text.
func claudeWrites(tool string, input json.RawMessage) ([]Write, error) {
	switch tool {
	case "Edit", "MultiEdit":
		return claudeEdit(input)
	case "Write":
		return claudeWrite(input)
	case "NotebookEdit":
		return claudeNotebook(input)
	}
	return nil, nil
}

// replacement is one edit: a text of the file and what comes in its place.
type replacement struct {
	Old string `json:"old_string"`
	New string `json:"new_string"`
	All bool   `json:"replace_all"`
}

// claudeEdit reads the input of Edit, and that of MultiEdit, which has a list.
func claudeEdit(input json.RawMessage) ([]Write, error) {
	var in struct {
		Path string `json:"file_path"`
		replacement
		Edits []replacement `json:"edits"`
	}
	if err := unmarshal(input, &in); err != nil {
		return nil, err
	}
	if in.Path == "" {
		return nil, missing("file_path")
	}
	edits := in.Edits
	if len(edits) == 0 {
		edits = []replacement{in.replacement}
	}
	return []Write{{Path: in.Path, Text: func(now string) (string, bool) {
		for _, e := range edits {
			switch {
			case e.Old == "" && now == "":
				now = e.New
			case e.Old == "" || !strings.Contains(now, e.Old):
				return "", false
			case e.All:
				now = strings.ReplaceAll(now, e.Old, e.New)
			default:
				now = strings.Replace(now, e.Old, e.New, 1)
			}
		}
		return now, true
	}}}, nil
}

func claudeWrite(input json.RawMessage) ([]Write, error) {
	var in struct {
		Path    string `json:"file_path"`
		Content string `json:"content"`
	}
	if err := unmarshal(input, &in); err != nil {
		return nil, err
	}
	if in.Path == "" {
		return nil, missing("file_path")
	}
	return []Write{{Path: in.Path, Text: func(string) (string, bool) { return in.Content, true }}}, nil
}

func claudeNotebook(input json.RawMessage) ([]Write, error) {
	var in struct {
		Path string `json:"notebook_path"`
	}
	if err := unmarshal(input, &in); err != nil {
		return nil, err
	}
	if in.Path == "" {
		return nil, missing("notebook_path")
	}
	return []Write{{Path: in.Path}}, nil
}
