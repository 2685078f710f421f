package agenthook

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// wire is what the calls of all hosts have. What they have besides is of no
// interest, and may change.
type wire struct {
	Event   *string         `json:"hook_event_name"`
	Session string          `json:"session_id"`
	Turn    string          `json:"turn_id"`
	Prompt  string          `json:"prompt_id"`
	Dir     string          `json:"cwd"`
	Again   bool            `json:"stop_hook_active"`
	Tool    string          `json:"tool_name"`
	Input   json.RawMessage `json:"tool_input"`
}

// event is what a name means that the hosts share. The end of a subagent is not that
// of the work, and has no answer.
func event(name string) Event {
	switch name {
	case "Stop":
		return TurnEnd
	case "PreToolUse":
		return BeforeTool
	}
	return Other
}

// read reads a call. What a tool would write, writes tells: nothing, for a tool that
// writes no file or does not say which.
func read(input []byte, writes func(tool string, input json.RawMessage) ([]Write, error)) (*Call, error) {
	if len(input) > MaxInput {
		return nil, fmt.Errorf("%w: more than %d bytes", ErrTooLong, MaxInput)
	}
	var w wire
	if err := json.Unmarshal(input, &w); err != nil {
		return nil, fmt.Errorf("%w: it %w", ErrCall, misread(err))
	}
	if w.Event == nil || *w.Event == "" {
		return nil, fmt.Errorf("%w: it has no hook_event_name", ErrCall)
	}
	c := &Call{Event: event(*w.Event), Name: *w.Event, Session: w.Session, Turn: w.Turn, Dir: w.Dir, Again: w.Again}
	if c.Turn == "" {
		c.Turn = w.Prompt
	}
	if c.Event != BeforeTool {
		return c, nil
	}
	var err error
	if c.Writes, err = writes(w.Tool, w.Input); err != nil {
		return c, fmt.Errorf("%w: the input of the tool %q %w", ErrCall, w.Tool, err)
	}
	return c, nil
}

// missing is the error for an input without a field.
func missing(field string) error { return fmt.Errorf("has no %s", field) }

// unmarshal reads the input of a tool.
func unmarshal(input json.RawMessage, to any) error {
	if err := json.Unmarshal(input, to); err != nil {
		return misread(err)
	}
	return nil
}

// misread words an error of package json, whose own words name types of this program.
func misread(err error) error {
	switch e := (*json.UnmarshalTypeError)(nil); {
	case !errors.As(err, &e):
		return errors.New("is no JSON")
	case e.Field == "":
		return fmt.Errorf("is no object but another type: %s", e.Value)
	default:
		return fmt.Errorf("has %s of another type: %s", e.Field, e.Value)
	}
}

// output is what the hosts are told, field by field as they name them.
type output struct {
	Decision string    `json:"decision,omitempty"`
	Reason   string    `json:"reason,omitempty"`
	Message  string    `json:"systemMessage,omitempty"`
	Specific *specific `json:"hookSpecificOutput,omitempty"`
}

type specific struct {
	Event    string `json:"hookEventName"`
	Decision string `json:"permissionDecision"`
	Reason   string `json:"permissionDecisionReason"`
}

// write is an answer on one line. Asks says whether the host can ask a person about
// the use of a tool.
func write(c *Call, a Answer, asks bool) []byte {
	out := output{Message: a.Tell}
	switch {
	case c != nil && c.Event == BeforeTool && a.Block != "":
		out.Specific = &specific{c.Name, "deny", a.Block}
	case c != nil && c.Event == BeforeTool && a.Ask != "" && asks:
		out.Specific = &specific{c.Name, "ask", a.Ask}
	case a.Block != "" && (c == nil || c.Event == TurnEnd):
		out.Decision, out.Reason = "block", a.Block
	}
	if out == (output{}) {
		return nil
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(out); err != nil { // strings alone: there is nothing to go wrong
		panic(err)
	}
	return b.Bytes()
}

// EndsAgain tells whether a call that could not be read may be the end of a turn
// that was refused before: refusing it again could go on for ever.
func EndsAgain(input []byte) bool {
	if len(input) > MaxInput { // nobody looks at the rest
		return !bytes.Contains(input, []byte(`"PreToolUse"`))
	}
	squeezed := strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, string(input))
	for _, value := range strings.Split(squeezed, `"stop_hook_active":`)[1:] {
		if !strings.HasPrefix(value, "false") && !strings.HasPrefix(value, "null") { // of another type, too
			return true
		}
	}
	return false
}
