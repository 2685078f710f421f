package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec/words"
	"github.com/speclint/speclint/lint"
	"github.com/speclint/speclint/rules"
)

// judging are the flags that say how a spec is judged.
type judging struct {
	Profile   string   `placeholder:"PROFILE" help:"Judge every spec by this profile: default, or issue for bug reports and tickets."`
	FailUnder *int     `placeholder:"N" help:"The least score of a ready spec, 0 to 100 (default 70)."`
	FailOn    string   `enum:"error,warning,info,never" default:"error" placeholder:"SEVERITY" help:"Fail on findings from this severity on: error, warning, info or never (default error)."`
	Select    []string `placeholder:"RULE" help:"Run these rules only; speclint explain lists them."`
	Ignore    []string `placeholder:"RULE" help:"Do not run these rules."`
	Isolated  bool     `help:"Let nothing but the spec's own text and the flags decide: no config, no look at the repository."`
	Today     string   `placeholder:"DATE" help:"The day, as 2026-01-31, that waivers with an end are compared with (default: that of the last commit, else today)."`
}

// check finds mistakes in the flags before anything is read.
func (j *judging) check() error {
	if j.Profile != "" && !slices.ContainsFunc(lint.Profiles, func(p lint.Profile) bool { return p.Name == j.Profile }) {
		return usagef("--profile %s: no such profile%s", j.Profile, nearest(j.Profile, profileNames()))
	}
	if j.FailUnder != nil && (*j.FailUnder < 0 || *j.FailUnder > 100) {
		return usagef("--fail-under %d: a score is 0 to 100", *j.FailUnder)
	}
	for _, list := range []struct {
		flag  string
		names []string
	}{{"--select", j.Select}, {"--ignore", j.Ignore}} {
		for _, name := range list.names {
			if name == "" {
				return usagef("%s %s: a name is missing beside a comma", list.flag, strings.Join(list.names, ","))
			}
			if !slices.Contains(ruleNames(), name) {
				return usagef("%s %s: no such rule%s", list.flag, name, nearest(name, ruleNames()))
			}
		}
	}
	if _, err := time.Parse(time.DateOnly, j.Today); j.Today != "" && err != nil {
		return usagef("--today %s: no date such as 2026-01-31", j.Today)
	}
	return nil
}

// apply lets the flags have their way over what a config says.
func (j *judging) apply(o *lint.Options) {
	if j.Profile != "" {
		o.Profile = j.Profile
	}
	if j.FailUnder != nil {
		o.Threshold = j.FailUnder
	}
	if len(j.Select) > 0 {
		o.Off = slices.DeleteFunc(ruleNames(), func(name string) bool { return slices.Contains(j.Select, name) })
	}
	o.Off = append(o.Off, j.Ignore...)
	if j.Today != "" {
		o.Today = func() string { return j.Today }
	}
	if j.Isolated {
		o.Matches, o.Locate = nil, nil
	}
}

// verdict is pass when no spec fails. A spec that could not be judged makes it
// undecided, unless another one fails.
func (j *judging) verdict(s *report.Sum) report.Verdict {
	var all []report.Verdict
	if s.Judged > 0 {
		all = append(all, report.Pass)
	}
	if s.Failing > 0 && j.FailOn != "never" {
		all = append(all, report.Fail)
	}
	if worst, ok := map[string]report.Severity{"warning": report.Warning, "info": report.Info}[j.FailOn]; ok {
		for severity := worst; severity <= report.Error; severity++ {
			if s.Found[severity] > 0 {
				all = append(all, report.Fail)
			}
		}
	}
	if len(s.Unchecked) > 0 {
		all = append(all, report.Undecided)
	}
	return report.Worst(all...)
}

func ruleNames() []string {
	names := make([]string, 0, len(rules.All))
	for _, r := range rules.All {
		names = append(names, r.Name)
	}
	return names
}

func profileNames() []string {
	var names []string
	for _, p := range lint.Profiles {
		names = append(names, p.Name)
	}
	return names
}

// nearest ends the error for an unknown name.
func nearest(name string, known []string) string {
	if near := words.Nearest(strings.ToLower(name), known); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	if len(known) > 12 {
		return "; speclint explain lists them"
	}
	return "; known are " + strings.Join(known, ", ")
}
