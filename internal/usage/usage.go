// Package usage is about how a program is called: which commands, arguments and
// flags there are. A description of that, made once from the parser's own model, is
// what shells complete by, and what the man page and the page of the docs are
// written from.
package usage

import "slices"

// Program is a program as those who call it see it.
type Program struct {
	Command            // its flags are those that every command takes
	Short     string   // what it does, in a few words
	Version   string   // for the foot of the man page
	About     []string // paragraphs
	Examples  []Entry  // calls, and what each does
	Exit      []Entry  // exit codes
	Files     []Entry
	Variables []Entry // of the environment
	More      string  // where there is more to read
}

// Entry is a name and what is behind it.
type Entry struct{ Name, Text string }

// Command is a command of the program, one of its commands' own, or the program
// itself.
type Command struct {
	Name     string // the last word of it
	Help     string // one sentence, or a few
	Detail   string // paragraphs of more, "" for none
	Flags    []Flag // of it alone, without those of what is above it
	Args     []Arg
	Commands []Command
	Default  bool // a call that names no command means this one
}

// Flag is a flag, without the dashes.
type Flag struct {
	Name     string
	Short    string // a letter, "" for none
	Value    string // what stands for its value in the help, "" for a switch
	Help     string
	Choices  []string // the values that there are, nil for any
	List     bool     // several values may be joined by commas
	Repeated bool     // may stand several times
	Groups   []string // of two flags that share a group only one may stand
	Hidden   bool     // shown nowhere, and yet understood
}

// Arg is an argument by its place.
type Arg struct {
	Name     string
	Help     string
	Choices  []string
	Optional bool
	Repeated bool
}

// String is the argument as a call shows it.
func (a *Arg) String() string {
	text := "<" + a.Name + ">"
	if a.Repeated {
		text += " ..."
	}
	if a.Optional {
		text = "[" + text + "]"
	}
	return text
}

// String is the flag as the help shows it, with its value.
func (f *Flag) String() string {
	text := "--" + f.Name
	if f.Value != "" {
		text += "=" + f.Value
	}
	return text
}

// find returns the command of a name, nil for none.
func (c *Command) find(name string) *Command {
	if i := slices.IndexFunc(c.Commands, func(c Command) bool { return c.Name == name }); i >= 0 {
		return &c.Commands[i]
	}
	return nil
}

// preset returns the command that is meant where none is named, nil for none.
func (c *Command) preset() *Command {
	if i := slices.IndexFunc(c.Commands, func(c Command) bool { return c.Default }); i >= 0 {
		return &c.Commands[i]
	}
	return nil
}

// each calls f for each command that does something, with its whole name.
func (c *Command) each(f func(name string, c *Command)) {
	for i := range c.Commands {
		sub := &c.Commands[i]
		if len(sub.Commands) == 0 {
			f(sub.Name, sub)
		}
		sub.each(func(name string, c *Command) { f(sub.Name+" "+name, c) })
	}
}
