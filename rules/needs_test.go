package rules

import (
	"testing"

	"github.com/speclint/speclint/internal/spec/pattern"
	"github.com/speclint/speclint/internal/spec/pattern/patterntest"
)

func TestPatterns(t *testing.T) {
	needy := []*pattern.Pattern{wishes, noOp, stillOpen, undecided, leaning, internals, talk, angleNumber, noValue, someValue, formTag, formEnd}
	for _, p := range needy {
		patterntest.Needs(t, p)
	}
	for _, p := range append(needy, conversation, conditional, dangerous, cannotFail, hidingPipe, checker, letterNumber, comments, statement, pseudoCode, blankHeading, codeSpan, blankWord,
		options, resolvedTitle, rhetorical, decides, ours, yesNo, none, answer, answerColumn, newPart) {
		patterntest.Agrees(t, p)
	}
}
