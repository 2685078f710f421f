package agenthook

import "encoding/json"

// Codex is Codex, by the JSON Schemas of its hooks and what reads their output: it
// takes "deny" and no other decision on a tool, and no field that it does not know.
// A hook that it does not understand fails open.
var Codex = &Host{
	Name:  "codex",
	Title: "Codex",
	Help:  "before a patch is applied one that leaves the scope is refused; at the end of a turn what breaks the spec goes back to the agent",
	Read:  func(input []byte) (*Call, error) { return read(input, codexWrites) },
	Write: func(c *Call, a Answer) []byte { return write(c, a, false) },
	Settings: Settings{
		Path: ".codex/hooks.json",
		Groups: []Group{
			{"PreToolUse", `{"matcher": "^apply_patch$", "hooks": [{"type": "command", "command": "speclint hook codex", "timeout": 30}]}`},
			{"Stop", `{"hooks": [{"type": "command", "command": "speclint hook codex", "timeout": 600}]}`},
		},
	},
}

// codexWrites knows the tool that edits files: {"command": the patch}.
func codexWrites(tool string, input json.RawMessage) ([]Write, error) {
	if tool != "apply_patch" {
		return nil, nil
	}
	var in struct {
		Patch string `json:"command"`
	}
	if err := unmarshal(input, &in); err != nil {
		return nil, err
	}
	if in.Patch == "" {
		return nil, missing("command")
	}
	return patchWrites(in.Patch)
}
