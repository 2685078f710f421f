package spec

import (
	"testing"

	"github.com/speclint/speclint/internal/spec/pattern"
	"github.com/speclint/speclint/internal/spec/pattern/patterntest"
)

func TestPatterns(t *testing.T) {
	for _, shape := range templateShapes() {
		patterntest.Needs(t, shape.re)
		patterntest.Agrees(t, shape.re)
	}
	for _, p := range leavings() {
		patterntest.Agrees(t, p)
	}
	for _, c := range conditions() {
		patterntest.Agrees(t, c.re)
	}
	for _, p := range sizeTriggers() {
		patterntest.Agrees(t, p)
	}
	for _, p := range []*pattern.Pattern{wanted(), trouble(), prompts(), saysOf()} {
		patterntest.Agrees(t, p)
	}
}
