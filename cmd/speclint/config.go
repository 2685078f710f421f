package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/speclint/speclint/internal/report"
)

type configCmd struct {
	Show configShowCmd `cmd:"" help:"Show the config that holds, and where each value comes from."`
}

type configShowCmd struct {
	Format string `enum:"text,json" default:"text" placeholder:"FORMAT" help:"How to print the config: text or json (default text)."`
}

// Run prints every value that holds, and where it comes from; when quiet, only
// those that are not defaults.
func (c *configShowCmd) Run(g *cli, s streams) error {
	cfg, err := g.loadConfig(false)
	if err != nil {
		return err
	}
	list := settings(cfg)
	if g.Quiet {
		list = slices.DeleteFunc(list, func(e setting) bool { return e.From == "default" })
	}
	if c.Format == "json" {
		return report.WriteJSON(s.out, struct {
			Path     string    `json:"path"`
			Settings []setting `json:"settings"`
		}{cfg.Path, list})
	}
	var b strings.Builder
	if cfg.Path == "" {
		b.WriteString("no config: the defaults hold\n\n")
	} else {
		b.WriteString(report.Printable(cfg.Path) + ": the config that holds\n\n")
	}
	width := report.Width(s.getenv, s.width())
	for _, e := range list {
		at := e.From
		if e.Line > 0 {
			at = "line " + strconv.Itoa(e.Line)
		}
		for i, l := range report.Wrap(report.Printable(e.Key+": "+e.text()), width-margin) {
			if i > 0 {
				at = ""
			}
			fmt.Fprintf(&b, "  %-*s%s\n", margin-2, at, l)
		}
	}
	_, err = io.WriteString(s.out, b.String())
	return err
}
