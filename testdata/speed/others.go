package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/speclint/speclint/rules"
)

// others are the linters that can be found: on the PATH, or by a variable.
func (b *bench) others(path string) []*program {
	var out []*program
	if vale := b.find("SPEED_VALE", "vale"); vale != "" {
		if config, err := b.valeConfig(); err == nil {
			out = append(out, &program{name: "vale, the same word lists", args: []string{vale, "--config", config, "--no-exit", "--output", "line", path}, slow: true})
		}
	}
	if mdl := b.find("SPEED_MARKDOWNLINT", "markdownlint-cli2"); mdl != "" {
		glob := path
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			glob = filepath.ToSlash(path) + "/**/*.md"
		}
		out = append(out, &program{name: "markdownlint-cli2", args: []string{mdl, glob}, slow: true})
	}
	b.told = true
	return out
}

// find returns the path of a program, and says once that there is none.
func (b *bench) find(variable, name string) string {
	if path := os.Getenv(variable); path != "" {
		return path
	}
	path, err := exec.LookPath(name)
	if err != nil {
		if !b.told {
			fmt.Printf("\nskipped: %s, not on the PATH nor named by %s\n", name, variable)
		}
		return ""
	}
	return path
}

// valeConfig writes the word lists of our rules as rules of vale.
func (b *bench) valeConfig() (string, error) {
	styles := filepath.Join(b.tmp, "styles", "Words")
	if err := os.MkdirAll(styles, 0o777); err != nil {
		return "", err
	}
	for _, r := range rules.All {
		if len(r.Phrases) == 0 {
			continue
		}
		var rule strings.Builder
		rule.WriteString("extends: existence\nmessage: \"'%s'\"\nignorecase: true\nlevel: warning\ntokens:\n")
		for _, p := range r.Phrases {
			rule.WriteString("  - " + strconv.Quote(strings.NewReplacer(".", `\.`, "…", `\u2026`).Replace(p)) + "\n")
		}
		if err := os.WriteFile(filepath.Join(styles, r.Name+".yml"), []byte(rule.String()), 0o666); err != nil {
			return "", err
		}
	}
	config := filepath.Join(b.tmp, "vale.ini")
	return config, os.WriteFile(config, []byte("StylesPath = styles\nMinAlertLevel = suggestion\n[*.md]\nBasedOnStyles = Words\n"), 0o666)
}
