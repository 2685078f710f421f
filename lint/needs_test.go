package lint

import (
	"testing"

	"github.com/speclint/speclint/internal/spec/pattern/patterntest"
)

func TestPatternNeeds(t *testing.T) {
	patterntest.Needs(t, joiners)
	patterntest.Needs(t, numbered)
}
