// Package agenthook speaks with the programs that run coding agents: it reads the
// JSON by which one of them calls a hook, decides, and writes the JSON that this
// one understands. It opens no file and runs nothing.
package agenthook

import "errors"

// MaxInput bounds a call that is read, in bytes: a tool may write a large file, and
// the call has all of it.
const MaxInput = 16 << 20

// Host is a program that runs agents.
type Host struct {
	Name  string // as it is called on the command line
	Title string // as people call it
	Help  string // when it calls, in a few words
	// Project is the environment variable that has the folder of the session, which
	// the agent cannot leave by changing directories; "" when there is none.
	Project string
	Read    func(input []byte) (*Call, error)
	// Write returns the answer to a call, on one line, or nothing where there is
	// nothing to say. The call is nil when it could not be read: then the answer fits
	// any event.
	Write func(c *Call, a Answer) []byte
	// Settings is the file that makes the host call.
	Settings Settings
}

// Hosts are all that there are.
var Hosts = []*Host{ClaudeCode, Codex}

// Event is when a host calls.
type Event uint8

// The events that have an answer.
const (
	Other      Event = iota
	TurnEnd          // the agent wants to end its turn
	BeforeTool       // the agent wants to use a tool
)

// Call is what a host says.
type Call struct {
	Event   Event
	Name    string // of the event, in the host's words
	Session string
	Turn    string // "" where the host has no name for it
	Dir     string // where the agent stands, absolute
	// Again says that the agent goes on because the end of its turn was refused.
	Again bool
	// Writes are the files that the tool would write, if it is one that says so.
	Writes []Write
}

// Write is a file that a tool would write.
type Write struct {
	Path   string // absolute, or seen from the folder of the call
	Delete bool
	// Text is what the file would hold afterwards, seen from what it holds now. It is
	// nil where nobody can tell.
	Text func(now string) (text string, ok bool)
}

// Answer is what a host is told. The zero value lets it go on.
type Answer struct {
	Block string // why not, for the agent to read
	Ask   string // what a person is to be asked before; a host without that goes on
	Tell  string // for the person
}

// Errors of calls.
var (
	ErrTooLong = errors.New("the call is longer than is read")
	ErrCall    = errors.New("the call is not understood")
)
