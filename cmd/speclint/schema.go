package main

import "github.com/speclint/speclint/schema"

type schemaCmd struct {
	Name string `arg:"" enum:"report,front-matter,config" help:"report (the JSON report), front-matter (the \"speclint:\" mapping of a spec) or config (.speclint.yaml)."`
}

// Run prints the schema as it is published.
func (c *schemaCmd) Run(s streams) error {
	text := schema.Report()
	switch c.Name {
	case "front-matter":
		text = schema.FrontMatter()
	case "config":
		text = schema.Config()
	}
	_, err := s.out.Write(text)
	return err
}
