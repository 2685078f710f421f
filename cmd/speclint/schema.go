package main

import "github.com/speclint/speclint/schema"

type schemaCmd struct {
	Name string `arg:"" enum:"report,front-matter,config,plan,launch,status" help:"report (the JSON report), front-matter (the \"speclint:\" mapping of a spec), config (.speclint.yaml), plan, launch or status (what these commands print as JSON)."`
}

// Run prints the schema as it is published.
func (c *schemaCmd) Run(s streams) error {
	text := schema.Report()
	switch c.Name {
	case "front-matter":
		text = schema.FrontMatter()
	case "plan":
		text = schema.Plan()
	case "config":
		text = schema.Config()
	case "launch":
		text = schema.Launch()
	case "status":
		text = schema.Status()
	}
	_, err := s.out.Write(text)
	return err
}
