package main

import (
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/speclint/speclint/internal/spec/words"
)

// command is a command of the program.
type command struct {
	name, help string
	make       func() any // the struct whose tags kong reads
	tags       []string
}

// commands are in the order of the help.
var commands = []command{
	{"lint", "Score and check specs (the default command).", func() any { return &lintCmd{} }, []string{`default:"withargs"`}},
	{"contract", "Show what gate will hold the agent to, each entry with its line.", func() any { return &contractCmd{} }, nil},
	{"gate", "Hold a change against its spec.", func() any { return &gateCmd{} }, nil},
	{"launch", "Record that a spec is handed to an agent, and print the briefing that the agent gets.", func() any { return &launchCmd{} }, nil},
	{"status", "Show the launched tasks of all work trees: age, size so far, verdict.", func() any { return &statusCmd{} }, nil},
	{"plan", "Say which specs may run at the same time, and why others may not.", func() any { return &planCmd{} }, nil},
	{"config", "Show the config that holds, and where each value comes from.", func() any { return &configCmd{} }, nil},
	{"explain", "Show the manual page of a rule or check, or list all.", func() any { return &explainCmd{} }, nil},
	{"init", "Write a new spec, a decision log, a config, hooks, or workflows for CI.", func() any { return &initCmd{} }, nil},
	{"hook", "Answer a hook of git or of an agent.", func() any { return &hookCmd{} }, nil},
	{"schema", "Print a JSON Schema.", func() any { return &schemaCmd{} }, nil},
	{"completion", "Print the script by which a shell completes calls of speclint.", func() any { return &completionCmd{} }, nil},
	{"man", "Print the man page.", func() any { return &manCmd{} }, nil},
	{"version", "Print the version, as --version does.", func() any { return &versionCmd{} }, nil},
}

// newParser makes the parser of one call. Kong reads every field of every
// command, and runs an expression over all that the help says, which takes longer
// than the rest of the start: a call has the one command that it is about, and
// the texts only where it may show them.
func newParser(c *cli, args []string, options ...kong.Option) (*kong.Kong, error) {
	only, all := called(args)
	for _, cmd := range commands {
		if all || cmd.name == only {
			options = append(options, kong.DynamicCommand(cmd.name, cmd.help, "", cmd.make(), cmd.tags...))
		}
	}
	if all {
		options = append(options, helpVars())
	} else {
		options = append(options, kong.PostBuild(func(k *kong.Kong) error {
			dropHelp(k.Model.Node)
			return nil
		}))
	}
	k, err := kong.New(c, append(options, kong.Name("speclint"),
		kong.Description("speclint scores the spec that you hand to a coding agent, shows each lost point at its line, and holds the change that comes back against it."),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}), kong.Bind(c))...)
	if err != nil {
		return nil, err
	}
	k.Model.HelpFlag.Help = "Show how to call it."
	return k, nil
}

// dropHelp empties the help texts of a command and of all below it.
func dropHelp(n *kong.Node) {
	n.Help = ""
	for _, f := range n.Flags {
		f.Help = ""
	}
	for _, p := range n.Positional {
		p.Help = ""
	}
	for _, child := range n.Children {
		dropHelp(child)
	}
}

// helpCall is the call that shows what "help", with or without a command, asks for.
func helpCall(asked []string) ([]string, error) {
	if len(asked) == 0 {
		return []string{"--help"}, nil
	}
	names := commandNames()
	if slices.Contains(names, asked[0]) {
		return append(slices.Clone(asked), "--help"), nil
	}
	if near := words.Nearest(strings.ToLower(asked[0]), names); near != "" {
		return nil, usagef("help: no command is called %q; did you mean %q?", asked[0], near)
	}
	return nil, usagef("help: no command is called %q; speclint --help lists them", asked[0])
}

// called returns the command that a call is about, as its first word says, or
// that the fields of all of them are needed to tell, or to show.
func called(args []string) (name string, all bool) {
	help := func(arg string) bool { return arg == "-h" || strings.HasPrefix(arg, "--h") }
	switch {
	case slices.ContainsFunc(args, help), len(args) > 0 && strings.HasPrefix(args[0], "-") && args[0] != "-":
		return "", true
	case len(args) > 0 && slices.Contains(commandNames(), args[0]):
		return args[0], false
	}
	return commands[0].name, false
}
