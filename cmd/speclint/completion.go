package main

import (
	"io"

	"github.com/speclint/speclint/internal/usage"
)

type completionCmd struct {
	Shell string `arg:"" enum:"bash,zsh,fish,powershell" help:"The shell: bash, zsh, fish or powershell."`
}

// Help is what kong shows below the summary: where each shell looks.
func (*completionCmd) Help() string {
	return `bash: source <(speclint completion bash) in ~/.bashrc, or write it to ~/.local/share/bash-completion/completions/speclint.

zsh: source <(speclint completion zsh) in ~/.zshrc below compinit, or write it as _speclint to a folder of fpath.

fish: write it to ~/.config/fish/completions/speclint.fish.

PowerShell: speclint completion powershell | Out-String | Invoke-Expression in $PROFILE.`
}

// Run prints the script of a shell.
func (c *completionCmd) Run(s streams) error {
	_, err := io.WriteString(s.out, usage.Script(c.Shell))
	return err
}
