package lint

import (
	"testing"

	"github.com/speclint/speclint/internal/spec/pattern/patterntest"
)

func TestPatterns(t *testing.T) {
	patterntest.Needs(t, joiners)
	patterntest.Needs(t, numbered)
	patterntest.Agrees(t, joiners)
	patterntest.Agrees(t, numbered)
	patterntest.Agrees(t, effort)
}
