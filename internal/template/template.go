// Package template holds the text that a new spec begins with: whole for
// speclint init, and section by section for the fixes of what is missing; and
// that of a decision log.
package template

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/speclint/speclint/internal/spec"
)

//go:embed spec.md
var text string

// Spec returns the template of a whole spec.
func Spec() string { return text }

//go:embed log.md
var logText string

// Log returns the template of a decision log.
func Log() string { return logText }

// Section is the part of the template that asks for one dimension.
type Section struct {
	Dimension spec.Dimension
	Title     string // of the heading
	Prompts   string // what to fill in, with LF between lines and no blank line at its ends
}

// titles are the headings of the template.
var titles = [spec.NumDimensions]string{
	spec.Goal: "Goal", spec.Why: "Why", spec.Success: "Success criteria", spec.Scope: "Scope", spec.Files: "Files", spec.OutOfScope: "Out of scope",
	spec.Escalation: "Escalation", spec.Output: "Output", spec.Verification: "Verification", spec.Constraints: "Constraints",
}

// Sections returns the sections of the template in its order. Each dimension
// has one.
func Sections() []Section { return sections() }

var sections = sync.OnceValue(func() []Section {
	var all []Section
	parts := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n## ")
	for _, part := range parts[1:] {
		title, prompts, _ := strings.Cut(part, "\n")
		for d, t := range titles {
			if t == title {
				all = append(all, Section{spec.Dimension(d), title, strings.Trim(prompts, "\n")})
			}
		}
	}
	return all
})
