//go:build linux

package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// hostileNames are files whose name would do something if a shell evaluated it.
var hostileNames = []string{
	"specs/dollar$(touch PWNED).md", "specs/tick`touch PWNED`.md", "specs/semi;touch PWNED;.md", "specs/amp&touch PWNED.md",
	"specs/both'\".md", "specs/sp ace.md", "specs/col:on.md", "specs/star*.md", "specs/back\\slash.md", "specs/e=q.md", "specs/{a,b}.md", "specs/wow!.md", "specs/par(1).md", "specs/ümlaut.md",
}

// typed are keys, and the arguments that the program gets then, where only is not a
// list of other shells. The folder has the files above and a few more.
var typed = []struct {
	keys string
	want []string
	only string
}{
	{"speclint ga\t", []string{"gate"}, ""},
	{"speclint gate --workt\t", []string{"gate", "--worktree"}, ""},
	{"speclint lint --form\tjs\t", []string{"lint", "--format=json"}, ""},
	{"speclint lint --format js\t", []string{"lint", "--format", "json"}, ""},
	{"speclint explain vague-c\t", []string{"explain", "vague-criterion"}, ""},
	{"speclint gate --approve tests-ch\t'for me'", []string{"gate", "--approve", "tests-changed=for me"}, ""},
	{"speclint lint --select hedge,looph\t", []string{"lint", "--select", "hedge,loophole"}, ""},
	{"speclint lint --select=hedge,looph\t", []string{"lint", "--select=hedge,loophole"}, ""},
	{"speclint gate --base featu\t", []string{"gate", "--base", "feature"}, ""},
	{"speclint lint --report sarif=READ\t", []string{"lint", "--report", "sarif=README.md"}, ""},
	{"speclint lint --config=READ\t", []string{"lint", "--config=README.md"}, ""},
	{"FOO=1 speclint lint READ\t", []string{"lint", "README.md"}, ""},
	{"speclint lint ./READ\t", []string{"lint", "./README.md"}, ""},
	{"speclint lint my\tx\t", []string{"lint", "my dir/x y.md"}, ""},
	{"speclint -C my\t lint x\t", []string{"-C", "my dir/", "lint", "x y.md"}, ""},
	{"speclint lint specs/dol\t", []string{"lint", "specs/dollar$(touch PWNED).md"}, "zsh fish"},
	{"speclint lint specs/tic\t", []string{"lint", "specs/tick`touch PWNED`.md"}, "zsh fish"},
	{"speclint lint specs/sem\t", []string{"lint", "specs/semi;touch PWNED;.md"}, ""},
	{"speclint lint specs/am\t", []string{"lint", "specs/amp&touch PWNED.md"}, ""},
	{"speclint lint specs/bo\t", []string{"lint", "specs/both'\".md"}, ""},
	{"speclint lint specs/sta\t", []string{"lint", "specs/star*.md"}, ""},
	{"speclint lint specs/ba\t", []string{"lint", "specs/back\\slash.md"}, ""},
	{"speclint lint specs/e\t", []string{"lint", "specs/e=q.md"}, ""},
	{"speclint lint specs/co\t", []string{"lint", "specs/col:on.md"}, ""},
	{"speclint lint specs/col:\t", []string{"lint", "specs/col:on.md"}, ""},
	{"speclint lint specs/sp\\ a\t", []string{"lint", "specs/sp ace.md"}, ""},
	{"speclint lint \"specs/sp\t", []string{"lint", "specs/sp ace.md"}, ""},
	{"speclint lint 'specs/dol\t", []string{"lint", "specs/dollar$(touch PWNED).md"}, "zsh fish"},
	{"speclint lint \"specs/dol\t", []string{"lint", "specs/dollar$(touch PWNED).md"}, "zsh fish"},
	{"speclint lint \"specs/tic\t", []string{"lint", "specs/tick`touch PWNED`.md"}, "zsh fish"},
	{"speclint lint \"specs/dol\t\"", []string{"lint", "specs/dol"}, "bash"},
	{"speclint lint \"specs/tic\t\"", []string{"lint", "specs/tic"}, "bash"},
	{"speclint lint specs/dol\t", []string{"lint", "specs/dol"}, "bash"},
	{"speclint lint \"specs/bo\t", []string{"lint", "specs/both'\".md"}, ""},
	{"speclint lint \"specs/ba\t", []string{"lint", "specs/back\\slash.md"}, ""},
	{"speclint lint specs/wo\t", []string{"lint", "specs/wow!.md"}, "zsh fish"},
	{": \"$(speclint lint specs/sem\t)\"", []string{"lint", "specs/semi;touch PWNED;.md"}, "zsh fish"},
	{"speclint lint \"specs/sem\t", []string{"lint", "specs/semi;touch PWNED;.md"}, ""},
	{": \"$(speclint lint specs/par\t)\"", []string{"lint", "specs/par(1).md"}, "zsh fish"},
	{": $(speclint lint specs/tic\t)", []string{"lint", "specs/tick`touch PWNED`.md"}, "zsh"},
	{"speclint lint specs/ü\t", []string{"lint", "specs/ümlaut.md"}, ""},
}

// shell is one that completions are tried in.
type shell struct {
	name, how string
	needs     string // a file that has to be there, "" for none
	args      []string
	setup     string // typed first; $SCRIPTS has the scripts
	told      string // makes the program a function that writes its arguments to $OUT
}

const posixTold = `speclint() { printf '%s\0' "$@" >$OUT.tmp; mv $OUT.tmp $OUT; }`

const fishTold = `function speclint; printf '%s\0' $argv >$OUT.tmp; mv $OUT.tmp $OUT; end`

var shells = []shell{
	{name: "bash", how: "sourced", args: []string{"--noprofile", "--norc", "-i"}, setup: `source $SCRIPTS/bash`, told: posixTold},
	{name: "bash", how: "installed", needs: "/usr/share/bash-completion/bash_completion", args: []string{"--noprofile", "--norc", "-i"},
		setup: `source /usr/share/bash-completion/bash_completion; mkdir -p $HOME/bash-completion/completions; cp $SCRIPTS/bash $HOME/bash-completion/completions/speclint; export XDG_DATA_HOME=$HOME`, told: posixTold},
	{name: "zsh", how: "sourced", args: []string{"-f", "-i"}, setup: `autoload -U compinit; compinit -D -u; source $SCRIPTS/zsh`, told: posixTold},
	{name: "zsh", how: "installed", args: []string{"-f", "-i"},
		setup: `mkdir $HOME/functions; cp $SCRIPTS/zsh $HOME/functions/_speclint; fpath+=$HOME/functions; autoload -U compinit; compinit -D -u`, told: posixTold},
	{name: "fish", how: "sourced", args: []string{"--no-config", "-i"}, setup: `source $SCRIPTS/fish`, told: fishTold},
	{name: "fish", how: "installed", args: []string{"-i"},
		setup: `mkdir -p $HOME/.config/fish/completions; cp $SCRIPTS/fish $HOME/.config/fish/completions/speclint.fish`, told: fishTold},
}

// TestShells types into real shells, at a terminal, and holds that what a TAB makes
// of a word arrives at the program as that argument, and that nothing is run.
func TestShells(t *testing.T) {
	program, err := exec.LookPath("speclint") // as testscript puts it there
	if err != nil {
		t.Skip(err)
	}
	scripts := t.TempDir()
	for _, name := range []string{"bash", "zsh", "fish"} {
		text, err := exec.Command(program, "completion", name).Output()
		if err == nil {
			err = os.WriteFile(filepath.Join(scripts, name), text, 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, sh := range shells {
		t.Run(sh.name+" "+sh.how, func(t *testing.T) {
			t.Parallel()
			if _, err := exec.LookPath(sh.name); err != nil {
				t.Skip(err)
			}
			if _, err := os.Stat(sh.needs); sh.needs != "" && err != nil {
				t.Skip(err)
			}
			dir := shellRepo(t)
			s := startShell(t, &sh, dir, scripts)
			for _, tt := range typed {
				if tt.only != "" && !slices.Contains(strings.Fields(tt.only), sh.name) {
					continue
				}
				if got := s.enter(tt.keys); !slices.Equal(got, tt.want) {
					t.Errorf("%q: got %q, want %q", tt.keys, got, tt.want)
				}
			}
			if _, err := os.Lstat(filepath.Join(dir, "PWNED")); !errors.Is(err, fs.ErrNotExist) {
				t.Error("a name was evaluated")
			}
		})
	}
}

// shellRepo is a repository of files that are hard to type.
func shellRepo(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range append(slices.Clone(hostileNames), "README.md", "my dir/x y.md", "specs/new\nline.md") {
		writeFile(t, dir, name, "text\n")
	}
	for _, call := range []string{"init -q -b main", "commit -q --allow-empty -m base", "branch feature"} {
		runGit(t, call, strings.Fields(call), dir)
	}
	return dir
}
