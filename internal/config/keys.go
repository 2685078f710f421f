package config

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/internal/strictyaml"
)

// keys are the keys of a config, in the order of the docs.
func keys() []string {
	return []string{
		"version", "specs", "exclude", "profile", "threshold", "require", "weights", "rules", "sections", "limits",
		"protect", "sensitive", "tests", "generated", "link", "commands", "review", "hooks",
	}
}

func commandKeys() []string { return []string{"timeout", "shell", "env", "allow"} }

func reviewKeys() []string { return []string{"sample", "stale-after"} }

func hookKeys() []string { return []string{"escalate", "no-spec", "several-specs"} }

func dimensionNames() []string {
	var names []string
	for d := range spec.Dimension(spec.NumDimensions) {
		names = append(names, d.String())
	}
	return names
}

// MaxSample is the most hunks that can be drawn for a person to look at.
const MaxSample = 100

// The bounds of other numbers and of times.
const (
	maxPoints  = 1000
	maxTimeout = 24 * time.Hour
	maxStale   = 365 * 24 * time.Hour
)

// key reads one key of the root.
func (d *decoder) key(key string, v *yaml.Node) error {
	c := d.c
	switch key {
	case "specs":
		if v.Kind == yaml.SequenceNode && len(v.Content) == 0 {
			return strictyaml.Errorf(v.Line, "specs is an empty list, by which there is no spec; name a glob or drop the key")
		}
		return d.globs(&c.Specs, v, key)
	case "exclude":
		return d.globs(&c.Exclude, v, key)
	case "protect":
		return d.globs(&c.Protect, v, key)
	case "sensitive":
		return d.globs(&c.Sensitive, v, key)
	case "tests":
		return d.globs(&c.Tests, v, key)
	case "generated":
		return d.globs(&c.Generated, v, key)
	case "link":
		return d.list(&c.Link, v, key, directory)
	case "profile":
		return d.oneOf(&c.Profile, v, key, d.names.Profiles)
	case "threshold":
		return d.number(&c.Threshold, v, key, 0, 100)
	case "require":
		return d.list(&c.Require, v, key, func(text string) (string, error) { return text, known("dimension", text, d.names.Require) })
	case "weights":
		return d.weights(v)
	case "rules":
		return d.rules(v)
	case "sections":
		return d.sections(v)
	case "limits":
		return d.limits(v)
	case "commands":
		return d.Each(v, key, commandKeys(), d.commands)
	case "review":
		return d.Each(v, key, reviewKeys(), d.review)
	case "hooks":
		return d.Each(v, key, hookKeys(), d.hooks)
	}
	return nil // version, which is read before all others
}

func (d *decoder) version(v *yaml.Node) error {
	text, err := d.plain(v, "version", "1")
	if err != nil || text == "1" {
		return err
	}
	if n, err := strconv.Atoi(text); err == nil && n > 1 {
		return strictyaml.Errorf(v.Line, "version is %d, and this speclint reads 1; write 1, or install a speclint that reads %d", n, n)
	}
	return strictyaml.Errorf(v.Line, "version is %q; write 1", text)
}

func (d *decoder) commands(key string, v *yaml.Node) error {
	c, name := &d.c.Commands, "commands."+key
	switch key {
	case "timeout":
		return d.duration(&c.Timeout, v, name, maxTimeout)
	case "shell":
		text, err := d.text(v, name)
		c.Shell = Value[string]{strings.TrimSpace(text), v.Line}
		return err
	case "env":
		return d.list(&c.Env, v, name, variable)
	}
	return d.boolean(&c.Allow, v, name)
}

func (d *decoder) review(key string, v *yaml.Node) error {
	if key == "sample" {
		return d.number(&d.c.Review.Sample, v, "review.sample", 0, MaxSample)
	}
	return d.duration(&d.c.Review.StaleAfter, v, "review.stale-after", maxStale)
}

func (d *decoder) hooks(key string, v *yaml.Node) error {
	switch key {
	case "escalate":
		return d.oneOf(&d.c.Hooks.Escalate, v, "hooks.escalate", []string{"pass", "fail"})
	case "no-spec":
		return d.oneOf(&d.c.Hooks.NoSpec, v, "hooks.no-spec", []string{"pass", "refuse"})
	}
	return d.oneOf(&d.c.Hooks.SeveralSpecs, v, "hooks.several-specs", []string{"pass", "refuse"})
}

func (d *decoder) weights(v *yaml.Node) error {
	sum := 0.0
	err := d.Each(v, "weights", dimensionNames(), func(key string, v *yaml.Node) error {
		points, err := d.points(v, "weights."+key)
		sum += points
		d.c.Weights = append(d.c.Weights, Weight{dimension(key), points, v.Line})
		return err
	})
	if err == nil && sum == 0 && len(d.c.Weights) == spec.NumDimensions {
		return strictyaml.Errorf(v.Line, "weights are all 0, by which every spec scores nothing; give one dimension a weight")
	}
	return err
}

func dimension(name string) spec.Dimension {
	return spec.Dimension(slices.Index(dimensionNames(), name))
}

func (d *decoder) limits(v *yaml.Node) error {
	return d.Each(v, "limits", spec.LimitKeys(), func(key string, v *yaml.Node) error {
		text, err := d.Scalar(v, "limits."+key)
		if err != nil {
			return err
		}
		value, ok := spec.ParseLimit(key, text)
		if !ok {
			return strictyaml.Errorf(v.Line, `limits.%s is %q; write a number such as 400, or for bytes a size such as "200 KB"`, key, text)
		}
		*d.c.Limits.Of(key) = &spec.Limit{Value: value, Line: v.Line}
		return nil
	})
}

// sections reads headings. One without a letter could equal no heading of a
// spec.
func (d *decoder) sections(v *yaml.Node) error {
	return d.Each(v, "sections", dimensionNames(), func(key string, v *yaml.Node) error {
		return d.List(v, "sections."+key, func(e *yaml.Node) error {
			text, err := d.text(e, "sections."+key)
			if err != nil {
				return err
			}
			h := Heading{spec.Heading{Title: text, Dimension: dimension(key)}, e.Line}
			if h.Name() == "" {
				return strictyaml.Errorf(e.Line, "sections.%s has the heading %q, which has no letter; write it as it stands in a spec, without its number", key, text)
			}
			d.c.Sections = append(d.c.Sections, h)
			return nil
		})
	})
}

// rules reads the levels of rules. YAML of old takes off for a boolean, and ours
// does not; true and its like are nobody's level.
func (d *decoder) rules(v *yaml.Node) error {
	return d.Keys(v, "rules", func(k, v *yaml.Node) error {
		name := k.Value
		if !slices.Contains(d.names.Rules, name) {
			return strictyaml.Errorf(k.Line, "no rule is called %q%s", name, nearOr(name, d.names.Rules, "; speclint explain lists all"))
		}
		level, err := d.Scalar(v, "rules."+name)
		if err != nil {
			return err
		}
		switch strings.ToLower(level) {
		case "off", "info", "warning", "error":
			if level != strings.ToLower(level) {
				return strictyaml.Errorf(v.Line, "rules.%s is %q; write it in lower case", name, level)
			}
		case "on", "true", "yes", "y":
			return strictyaml.Errorf(v.Line, "rules.%s is %q; rules are on by themselves: write info, warning or error, or drop the line", name, level)
		case "false", "no", "n", "none", "disable", "disabled", "ignore":
			return strictyaml.Errorf(v.Line, "rules.%s is %q; write off", name, level)
		default:
			return strictyaml.Errorf(v.Line, "rules.%s is %q; write off, info, warning or error", name, level)
		}
		d.c.Rules = append(d.c.Rules, Rule{name, level, v.Line})
		return nil
	})
}
