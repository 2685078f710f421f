package main

import (
	"github.com/speclint/speclint/internal/config"
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

// lintOptions are the options by which a config has specs judged.
func lintOptions(c *config.Config) lint.Options {
	o := lint.Options{Fallback: c.Profile.Value, Require: c.Require.Strings()}
	if c.Threshold.Line > 0 {
		o.Threshold = &c.Threshold.Value
	}
	for _, w := range c.Weights {
		o.Weights = append(o.Weights, lint.Weight{Dimension: w.Dimension, Points: w.Points})
	}
	for _, r := range c.Rules {
		if r.Level == "off" {
			o.Off = append(o.Off, r.Name)
			continue
		}
		if o.Severities == nil {
			o.Severities = map[string]report.Severity{}
		}
		o.Severities[r.Name] = severity(r.Level)
	}
	return o
}

// severity reads a level of the config other than off.
func severity(level string) report.Severity {
	for _, s := range []report.Severity{report.Info, report.Warning} {
		if s.String() == level {
			return s
		}
	}
	return report.Error
}

// specOptions are the options by which a config has specs read.
func specOptions(c *config.Config) spec.Options {
	o := spec.Options{Limits: c.Limits, Timeout: int(c.Commands.Timeout.Value.Seconds())}
	for _, h := range c.Sections {
		o.Headings = append(o.Headings, h.Heading)
	}
	return o
}
