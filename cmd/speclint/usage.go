package main

import (
	"reflect"
	"slices"

	"github.com/alecthomas/kong"

	"github.com/speclint/speclint/internal/usage"
)

// described is the whole program, as completions, the man page and the docs have it.
func described() (*usage.Program, error) {
	k, err := newParser(&cli{}, []string{"--help"}) // with the fields of all commands
	if err != nil {
		return nil, err
	}
	p := guide()
	p.Command, p.Version = commandOf(k.Model.Node), version()
	return &p, nil
}

// commandOf describes what kong knows of a command.
func commandOf(n *kong.Node) usage.Command {
	c := usage.Command{Name: n.Name, Help: n.Help, Detail: n.Detail, Default: n.Parent != nil && n.Parent.DefaultCmd == n}
	for _, f := range n.Flags {
		c.Flags = append(c.Flags, flagOf(f))
	}
	for _, a := range n.Positional {
		c.Args = append(c.Args, usage.Arg{Name: a.Name, Help: a.Help, Choices: choices(a), Optional: !a.Required, Repeated: a.IsCumulative()})
	}
	for _, child := range n.Children {
		if !child.Hidden {
			c.Commands = append(c.Commands, commandOf(child))
		}
	}
	return c
}

func flagOf(f *kong.Flag) usage.Flag {
	list := f.IsSlice() && f.Tag.Sep != -1
	out := usage.Flag{
		Name: f.Name, Help: f.Help, Choices: choices(f.Value), List: list, Repeated: f.Target.Kind() == reflect.Slice,
		Groups: slices.Clone(f.Xor), Hidden: f.Hidden,
	}
	if f.Short != 0 {
		out.Short = string(f.Short)
	}
	if !f.IsBool() {
		out.Value = f.FormatPlaceHolder()
	}
	return out
}

func choices(v *kong.Value) []string {
	if v.Enum == "" {
		return nil
	}
	return v.EnumSlice()
}
