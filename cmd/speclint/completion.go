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
	return `bash: write it to ~/.local/share/bash-completion/completions/speclint, or have ~/.bashrc read it: source <(speclint completion bash)

zsh: write it as _speclint to a folder of fpath, or have ~/.zshrc read it, below compinit: source <(speclint completion zsh)

fish: write it to ~/.config/fish/completions/speclint.fish

PowerShell: add to $PROFILE: speclint completion powershell | Out-String | Invoke-Expression`
}

// Run prints the script of a shell.
func (c *completionCmd) Run(s streams) error {
	_, err := io.WriteString(s.out, usage.Script(c.Shell))
	return err
}
