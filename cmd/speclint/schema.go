package main

import "github.com/speclint/speclint/schema"

type schemaCmd struct {
	Name string `arg:"" enum:"report,front-matter" help:"report (the JSON report) or front-matter (the \"speclint:\" mapping of a spec)."`
}

// Run prints the schema as it is published.
func (c *schemaCmd) Run(s streams) error {
	text := schema.Report()
	if c.Name == "front-matter" {
		text = schema.FrontMatter()
	}
	_, err := s.out.Write(text)
	return err
}
