// Package config reads .speclint.yaml. A config has one meaning: what is not
// understood is an error with its line, never a default.
package config

import (
	"fmt"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/internal/strictyaml"
)

// File is the name of the config at the root of a repository.
const File = ".speclint.yaml"

// MaxBytes is the size of the largest config that is read, in bytes.
const MaxBytes = strictyaml.MaxBytes

// Config is what a config file says, and of the keys that only the gate reads
// also the defaults. Everything carries the line that it stands at; line 0 is
// the default.
type Config struct {
	Path string // of the file, as messages name it; "" when there is none

	Specs, Exclude List // globs, relative to the root of the repository
	Profile        Value[string]
	Threshold      Value[int]
	Require        List // names of dimensions, or scope-or-files
	Weights        []Weight
	Rules          []Rule
	Sections       []Heading
	Limits         spec.Limits // nil where the file is silent

	Protect, Sensitive, Tests, Generated List // globs, besides those that the gate knows
	Link                                 List // directories, without a slash at the end

	Commands Commands
	Review   Review
	Hooks    Hooks
}

// Commands says how the gate runs what a spec wants to have run.
type Commands struct {
	Timeout Value[time.Duration] // of a command whose spec names none, whole seconds
	Shell   Value[string]        // the program that gets a script, with its arguments
	Env     List                 // names of variables that commands see
	Allow   Value[bool]          // also run those of a spec that the change itself brings
}

// Review says what the gate's report shows to a person.
type Review struct {
	Sample     Value[int]           // hunks to spot-check besides the risky ones
	StaleAfter Value[time.Duration] // since the launch, whole seconds
}

// Hooks says what a hook of git does where the gate found nothing broken.
type Hooks struct {
	Escalate     Value[string] // what a person has to look at: "pass" or "fail"
	NoSpec       Value[string] // a commit for which there is no spec: "pass" or "refuse"
	SeveralSpecs Value[string] // one for which there are several, and none is named: "pass" or "refuse"
}

// Value is one value and its line.
type Value[T any] struct {
	Value T
	Line  int
}

// List is a list and the line of its key. A list that the file gives is never
// nil, even when it is empty.
type List struct {
	Items []Value[string]
	Line  int
}

// Strings returns the texts of a list, nil when the file does not give it.
func (l List) Strings() []string {
	if l.Line == 0 {
		return nil
	}
	out := make([]string, len(l.Items))
	for i, item := range l.Items {
		out[i] = item.Value
	}
	return out
}

// Weight is what a dimension is worth.
type Weight struct {
	Dimension spec.Dimension
	Points    float64
	Line      int
}

// Rule is a rule with its level: off, info, warning or error.
type Rule struct {
	Name, Level string
	Line        int
}

// Heading is a title that asks for a dimension.
type Heading struct {
	spec.Heading
	Line int
}

// Names are the names that a config may use and that others define.
type Names struct {
	Rules, Profiles []string
	Require         []string // what a spec can be required to have
}

// Default is the config where there is no file.
func Default() *Config {
	return &Config{
		Commands: Commands{
			Timeout: Value[time.Duration]{Value: spec.DefaultTimeout * time.Second},
			Shell:   Value[string]{Value: "sh -e"},
		},
		Review: Review{Sample: Value[int]{Value: 5}, StaleAfter: Value[time.Duration]{Value: 2 * time.Hour}},
		Hooks:  Hooks{Escalate: Value[string]{Value: "pass"}, NoSpec: Value[string]{Value: "pass"}, SeveralSpecs: Value[string]{Value: "refuse"}},
	}
}

// From says where a value with a line comes from: "default", or "path:line".
func (c *Config) From(line int) string {
	if line == 0 {
		return "default"
	}
	return fmt.Sprintf("%s:%d", c.Path, line)
}

// Error is what is wrong with a config, in the order of the file.
type Error struct {
	Path     string
	Mistakes []strictyaml.Error
}

// maxShown bounds how many mistakes are listed.
const maxShown = strictyaml.MaxErrors - 1

// Error returns a line for each mistake: "path:line: what is wrong; the mend".
func (e *Error) Error() string {
	var lines []string
	for i, m := range e.Mistakes {
		if i == maxShown {
			lines = append(lines, e.Path+": and more mistakes; mend those above first")
			break
		}
		lines = append(lines, fmt.Sprintf("%s:%d: %s", e.Path, m.Line, m.Msg))
	}
	return strings.Join(lines, "\n")
}

// Parse reads a config. The path names it in errors and in From; nothing is read
// from disk. An error is an *Error. A file that is empty, or only comments, is a
// config that changes nothing.
func Parse(path string, data []byte, names Names) (*Config, error) {
	d := decoder{c: Default(), names: names}
	d.c.Path = path
	root, err := d.File(data)
	if err == nil && root != nil {
		err = d.decode(root)
	}
	if err == nil {
		return d.c, nil
	}
	e := &Error{Path: path}
	for _, m := range strictyaml.Flatten(err) {
		e.Mistakes = append(e.Mistakes, *m.(*strictyaml.Error))
	}
	return nil, e
}

// decoder fills a config.
type decoder struct {
	strictyaml.Reader
	c     *Config
	names Names
}

// decode reads the root. A version of the future may mean anything by its other
// keys, so that its number is the only mistake.
func (d *decoder) decode(root *yaml.Node) error {
	for i := 0; root.Kind == yaml.MappingNode && i+1 < len(root.Content); i += 2 {
		if root.Content[i].Value == "version" {
			if err := d.version(root.Content[i+1]); err != nil {
				return err
			}
		}
	}
	return d.Each(root, "", keys(), d.key)
}
