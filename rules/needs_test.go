package rules

import (
	"testing"

	"github.com/speclint/speclint/internal/spec/pattern"
	"github.com/speclint/speclint/internal/spec/pattern/patterntest"
)

func TestPatternNeeds(t *testing.T) {
	for _, p := range []*pattern.Pattern{wishes, noOp, stillOpen, undecided, leaning, internals, talk, angleNumber, noValue, someValue, formTag, formEnd} {
		patterntest.Needs(t, p)
	}
}
