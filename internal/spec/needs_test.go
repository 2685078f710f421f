package spec

import (
	"testing"

	"github.com/speclint/speclint/internal/spec/pattern/patterntest"
)

func TestPatternNeeds(t *testing.T) {
	for _, shape := range templateShapes() {
		patterntest.Needs(t, shape.re)
	}
}
