package lint_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/spec"
)

// sectionsAsked are what a spec is asked for, by the heading, and what people call it
// in a sentence: one thing and several.
var sectionsAsked = []struct{ heading, one, many string }{
	{"Goal", "goal", "objectives"},
	{"Why", "motivation", "reasons"},
	{"Success criteria", "definition of done", "success criteria"},
	{"Scope", "scope", "tasks"},
	{"Files", "list of files", "files"},
	{"Out of scope", "list of exclusions", "non-goals"},
	{"Escalation", "escalation path", "stop conditions"},
	{"Output", "list of deliverables", "deliverables"},
	{"Verification", "verification", "verification steps"},
	{"Constraints", "list of constraints", "constraints"},
}

// unfilled are the ways to say that a section has not been written: ONE and MANY stand
// for its name.
var unfilled = []string{
	"There is no ONE yet.",
	"There is no ONE yet for `a.go`.",
	"There are no MANY for `src/list.ts` so far.",
	"No MANY yet.",
	"No MANY have been defined.",
	"No ONE has been agreed for `a.go`.",
	"The ONE is still unknown.",
	"The ONE of `src/list.ts` is unclear.",
	"The MANY are not known yet.",
	"The MANY are still open.",
	"The ONE is undecided.",
	"The ONE is pending.",
	"The ONE has not been decided.",
	"The MANY haven't been written yet.",
	"The ONE for `a.go` has yet to be defined.",
	"The ONE remains to be agreed.",
	"The MANY are to be written.",
	"The MANY are being discussed.",
	"The MANY will be added later.",
	"The ONE will follow.",
	"The MANY will be provided by the team next week.",
	"The ONE needs to be defined.",
	"The MANY must still be written.",
	"The ONE depends on what the team decides.",
	"MANY: to be written",
	"MANY: not decided",
	"MANY — to follow",
	"Not written yet.",
	"Not decided.",
	"Nothing decided yet.",
	"Still to be decided.",
	"To be agreed with the team.",
	"We have not decided the ONE.",
	"We haven't written the MANY yet.",
	"We do not know the ONE yet.",
	"We don't know the MANY of `a.go`.",
	"We still have to define the ONE.",
	"We need to agree on the MANY.",
	"I have no ONE for `a.go` yet.",
	"Nobody has written the MANY.",
	"Nobody knows the ONE.",
	"The team is still discussing the ONE.",
	"It is not clear yet what the ONE is.",
	"It is still open which MANY there are.",
	"Someone should write the MANY.",
	"Fill in the MANY later.",
	"Describe the ONE of `a.go` here.",
	"The MANY go here.",
	"This section will list the MANY.",
	"This section is empty.",
	"This is a placeholder for the MANY.",
	"Details to follow.",
	"More to come later.",
	"Waiting for the ONE.",
	"The MANY are missing.",
	"The ONE does not exist yet.",
	"The ONE is not set.",
	"We'll figure out the ONE as we go.",
	"The MANY will be worked out later.",
	"To be filled in by the product owner.",
	"No decision has been made about the ONE.",
	"The product owner has not told us the ONE.",
	"The PM will define the ONE.",
	"I don't have any MANY yet.",
	"It's too early to say what the ONE is.",
	"Still thinking about the ONE.",
	"Please define the MANY.",
	"We are not sure about the ONE of `src/list.ts`.",
	"The agent decides the ONE.",
	"The ONE is up to the agent.",
	"The MANY are not final.",
	"The ONE is under discussion.",
	"The ONE for `a.go` is work in progress.",
}

// TestUnfilledSpecScoresNothing holds that a spec which says in each of its sections
// that the section was not written earns what one of empty sections does.
func TestUnfilledSpecScoresNothing(t *testing.T) {
	for _, shape := range unfilled {
		for _, mark := range []string{"", "- "} {
			var src strings.Builder
			src.WriteString("# Notes\n")
			for _, s := range sectionsAsked {
				said := strings.NewReplacer("ONE", s.one, "MANY", s.many).Replace(shape)
				fmt.Fprintf(&src, "\n## %s\n\n%s%s\n", s.heading, mark, strings.ToUpper(said[:1])+said[1:])
			}
			s, err := spec.Parse("specs/a.md", []byte(src.String()))
			if err != nil {
				t.Fatal(err)
			}
			if score := linter.Run(s).Spec.Score; score > 0 {
				var worth []string
				for _, it := range s.Items {
					for _, e := range it.Evidence {
						worth = append(worth, fmt.Sprintf("%s %.2f for %q", e.Dimension, e.Substance, it.Text))
					}
				}
				t.Errorf("%s%q earns %d:\n%s", mark, shape, score, strings.Join(worth, "\n"))
			}
			if c := s.Contract(); len(c.Modify)+len(c.Create)+len(c.Delete)+len(c.Verify) > 0 {
				t.Errorf("%s%q allows %v %v %v, checks %v", mark, shape, c.Modify, c.Create, c.Delete, c.Verify)
			}
		}
	}
}
