// Package schema holds the JSON Schemas that speclint publishes for what it
// writes and what it reads: draft 2020-12, and draft-07 for the config, because
// editors know that best.
package schema

import (
	_ "embed"
	"slices"
)

var (
	//go:embed report.v1.json
	report []byte
	//go:embed front-matter.v1.json
	frontMatter []byte
	//go:embed config.v1.json
	config []byte
	//go:embed launch.v1.json
	launch []byte
	//go:embed status.v1.json
	status []byte
	//go:embed plan.v1.json
	plan []byte
)

// Report returns the schema of the JSON report of lint and gate. Fields may be
// added within v1, so that readers must ignore those they do not know.
func Report() []byte { return slices.Clone(report) }

// FrontMatter returns the schema of the speclint mapping in the YAML front
// matter of a spec.
func FrontMatter() []byte { return slices.Clone(frontMatter) }

// Config returns the schema of .speclint.yaml.
func Config() []byte { return slices.Clone(config) }

// Launch returns the schema of what launch prints as JSON.
func Launch() []byte { return slices.Clone(launch) }

// Status returns the schema of what status prints as JSON.
func Status() []byte { return slices.Clone(status) }

// Plan returns the schema of the JSON plan of several specs. Fields may be added
// within v1, so that readers must ignore those they do not know.
func Plan() []byte { return slices.Clone(plan) }
