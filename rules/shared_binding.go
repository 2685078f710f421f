package rules

import (
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

// blocking is the severity of a point left open: an error where the item says
// what is wanted, else a warning. Ok is false where nothing binds the agent.
func blocking(it *spec.Item) (severity report.Severity, ok bool) {
	if it.Duplicate || it.Quoted || it.Kind == spec.Fence || it.Kind == spec.Title || it.Kind == spec.Entry || it.Topic.Role == spec.Ignored {
		return 0, false
	}
	has := it.Topic.Dims.Has
	switch {
	case it.Topic.Role == spec.Questions:
		return report.Warning, true
	case it.Topic.Role == spec.Contextual, it.Topic.Role == spec.Deferred, it.Topic.Role == spec.Triggers:
		return 0, false
	case lint.Binding(it) && (has(spec.Goal) || has(spec.Success) || has(spec.Scope)):
		return report.Error, true
	case has(spec.Constraints), has(spec.Output), has(spec.Files), has(spec.Verification):
		return report.Warning, true
	}
	return 0, false
}
