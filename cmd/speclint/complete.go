package main

import (
	"context"
	"encoding/base64"
	"io"
	"os"
	"slices"
	"time"

	"github.com/speclint/speclint/internal/config"
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/usage"
)

// completeCommand is the command by which the scripts of the shells ask. It is in no
// help, and what it answers is theirs alone.
const completeCommand = "__complete"

// answerTime is how long somebody who pressed a key waits for git.
const answerTime = time.Second

// complete answers a shell: completeCommand SHELL and the line up to the cursor, in
// the form that the script of the shell has it. Nothing that goes wrong is said, since
// that would be written over what is being typed.
func complete(args []string, s streams) (code int) {
	defer func() {
		if recover() != nil {
			code = report.Undecided.ExitCode()
		}
	}()
	line, ok := lineOf(args)
	if !ok {
		return report.Undecided.ExitCode()
	}
	p, err := described()
	if err != nil {
		return report.Undecided.ExitCode()
	}
	ctx, stop := context.WithTimeout(context.Background(), answerTime)
	defer stop()
	c := completing{ctx: ctx, streams: s, loose: line.Loose}
	var answer usage.Answer
	switch words := line.Words; {
	case line.Target:
		answer.Files = true
	case words[0] != "help" || len(words) == 1:
		answer = p.Complete(words, line.Loose, c.values)
	case len(words) == 2:
		answer = p.Complete(words[1:], line.Loose, c.values)
	}
	if _, err := io.WriteString(s.out, answer.Lines(line)); err != nil {
		return report.Undecided.ExitCode()
	}
	return report.Pass.ExitCode()
}

// lineOf reads what a script passes on.
func lineOf(args []string) (line usage.Line, ok bool) {
	shell, n := "", len(args)
	if n > 0 {
		shell = args[0]
	}
	switch {
	case shell == "bash" && n == 3: // the characters that break words, the line
		return usage.ReadBash(args[2], args[1]), true
	case shell == "fish" && n == 2:
		return usage.ReadFish(args[1]), true
	case shell == "powershell" && n == 2:
		text, err := base64.StdEncoding.DecodeString(args[1])
		return usage.ReadPowerShell(string(text)), err == nil
	case shell == "zsh" && n >= 3: // the name of the program, and words without quotes
		return usage.Line{Words: args[2:]}, true
	}
	return usage.Line{}, false
}

// completing finds the values that depend on where the call is made.
type completing struct {
	ctx     context.Context
	streams streams
	loose   bool // as [usage.Line] has it
	moved   bool // to where the call says that it is to run
}

// values answers what a value may be, as [usage.Values] has it.
func (c *completing) values(call *usage.Call, what, typed string) usage.Answer {
	if dir := call.Value("chdir"); dir != "" && what != "DIR" {
		if os.Chdir(dir) != nil {
			return usage.Answer{}
		}
		c.moved = true
	}
	switch what {
	case "spec", "path":
		if call.Command.Name != "init" {
			return c.specs(call, typed)
		}
		if i := slices.IndexFunc(kinds, func(k kind) bool { return k.name == call.Args[0] && k.path }); i >= 0 {
			return c.files(typed, anyFile)
		}
		return usage.Answer{}
	case "FILE", "PATH":
		return c.files(typed, anyFile)
	case "DIR":
		return c.files(typed, noFile)
	case "FORMAT=FILE":
		return c.reportFile(typed)
	case "REV":
		return candidates(c.revisions())
	case "ID":
		return candidates(c.launched())
	}
	return candidates(namesOf(call, what))
}

// candidates is the answer of some words, none of them the shell's own business.
func candidates(list []usage.Candidate) usage.Answer { return usage.Answer{Candidates: list} }

// config is the one that the call is about, or the defaults where it cannot be read.
func (c *completing) config(call *usage.Call) *config.Config {
	var flags configFlags
	if file := call.Value("config"); file != "" {
		flags.ConfigFile = &file
	}
	cfg, err := flags.loadConfig(false)
	if err != nil {
		return config.Default()
	}
	return cfg
}
