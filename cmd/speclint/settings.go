package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/speclint/speclint/internal/config"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
	"github.com/speclint/speclint/rules"
)

// setting is one value that holds.
type setting struct {
	Key   string `json:"key"`            // "commands.timeout"
	Value any    `json:"value"`          // a text, a number, a boolean, a list of texts, or null for none
	From  string `json:"from"`           // "default", "profile" or "config"
	Line  int    `json:"line,omitempty"` // of the config
	note  string // what the text page adds
}

// text is the value as a person reads it.
func (e *setting) text() string {
	switch v := e.Value.(type) {
	case nil:
		return "none"
	case []string:
		if len(v) == 0 {
			return "none"
		}
		return strings.Join(v, ", ")
	}
	return fmt.Sprint(e.Value) + e.note
}

// view collects settings.
type view struct {
	list []setting
}

// add appends a value; line 0 means that it comes from elsewhere.
func (v *view) add(key string, value any, line int, elsewhere string) *setting {
	if line > 0 {
		elsewhere = "config"
	}
	v.list = append(v.list, setting{Key: key, Value: value, From: elsewhere, Line: line})
	return &v.list[len(v.list)-1]
}

func (v *view) texts(key string, l config.List, preset []string, elsewhere string) {
	value := l.Strings()
	if value == nil {
		value = append([]string{}, preset...)
	}
	v.add(key, value, l.Line, elsewhere)
}

// settings lists what holds under a config, in the order of its keys.
func settings(c *config.Config) []setting {
	var v view
	profile, elsewhere := lint.Profiles[0], "default"
	for _, p := range lint.Profiles[1:] {
		if p.Name == c.Profile.Value {
			profile, elsewhere = p, "profile"
		}
	}
	v.texts("specs", c.Specs, usualPlaces, "default")
	v.texts("exclude", c.Exclude, nil, "default")
	v.add("profile", profile.Name, c.Profile.Line, "default")
	threshold := lint.DefaultThreshold
	if c.Threshold.Line > 0 {
		threshold = c.Threshold.Value
	}
	v.add("threshold", threshold, c.Threshold.Line, "default")
	v.texts("require", c.Require, profile.Require, elsewhere)
	v.weights(c, profile, elsewhere)
	v.rules(c)
	v.sections(c)
	v.limits(c)
	v.texts("protect", c.Protect, nil, "default")
	v.texts("sensitive", c.Sensitive, nil, "default")
	v.texts("tests", c.Tests, nil, "default")
	v.texts("generated", c.Generated, nil, "default")
	v.texts("link", c.Link, nil, "default")
	v.add("commands.timeout", clock(c.Commands.Timeout.Value), c.Commands.Timeout.Line, "default")
	v.add("commands.shell", c.Commands.Shell.Value, c.Commands.Shell.Line, "default")
	v.texts("commands.env", c.Commands.Env, nil, "default")
	v.add("commands.allow", c.Commands.Allow.Value, c.Commands.Allow.Line, "default")
	v.add("review.sample", c.Review.Sample.Value, c.Review.Sample.Line, "default")
	v.add("review.stale-after", clock(c.Review.StaleAfter.Value), c.Review.StaleAfter.Line, "default")
	v.add("hooks.escalate", c.Hooks.Escalate.Value, c.Hooks.Escalate.Line, "default")
	v.add("hooks.no-spec", c.Hooks.NoSpec.Value, c.Hooks.NoSpec.Line, "default")
	v.add("hooks.several-specs", c.Hooks.SeveralSpecs.Value, c.Hooks.SeveralSpecs.Line, "default")
	return v.list
}

// weights lists what is written, and behind it what comes of it where lint has
// to scale the sum to 100.
func (v *view) weights(c *config.Config, profile lint.Profile, elsewhere string) {
	points, lines, sum := profile.Weights, [spec.NumDimensions]int{}, 0.0
	for _, w := range c.Weights {
		points[w.Dimension], lines[w.Dimension] = w.Points, w.Line
	}
	for _, p := range points {
		sum += p
	}
	for d, p := range points {
		e := v.add("weights."+spec.Dimension(d).String(), p, lines[d], elsewhere)
		if sum != 100 {
			e.note = fmt.Sprintf(" (%.1f of 100)", p*100/sum)
		}
	}
}

func (v *view) rules(c *config.Config) {
	for _, r := range rules.All {
		level, line := r.Severity.String(), 0
		for _, set := range c.Rules {
			if set.Name == r.Name {
				level, line = set.Level, set.Line
			}
		}
		v.add("rules."+r.Name, level, line, "default")
	}
}

// sections lists a line for each heading, since each may stand at another.
func (v *view) sections(c *config.Config) {
	if len(c.Sections) == 0 {
		v.add("sections", []string{}, 0, "default")
	}
	for _, h := range c.Sections {
		v.add("sections."+h.Dimension.String(), []string{h.Title}, h.Line, "")
	}
}

func (v *view) limits(c *config.Config) {
	holds := c.Limits.OrDefault()
	for _, key := range spec.LimitKeys() {
		limit := *holds.Of(key)
		if limit == nil {
			v.add("limits."+key, nil, 0, "default")
			continue
		}
		v.add("limits."+key, limit.Value, limit.Line, "default")
	}
}

// clock writes a time as a config does: 10m, and not 10m0s.
func clock(d time.Duration) string {
	text := d.String()
	for _, zero := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(text, zero) {
			text = text[:len(text)-2]
		}
	}
	return text
}
