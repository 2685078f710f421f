// Package rules holds the rules of lint, one pair of files each: name.go is the
// rule, name.txtar its manual page and its examples.
package rules

import "github.com/speclint/speclint/lint"

// All lists every rule by name. A test holds it against the folder.
var All = []*lint.Rule{
	BrokenGlob,
	DependencyCycle,
	GenericName,
	Hedge,
	HollowSection,
	IgnoreWithoutReason,
	JudgementWord,
	Loophole,
	MissingConstraints,
	MissingEscalation,
	MissingFiles,
	MissingGoal,
	MissingOutOfScope,
	MissingOutput,
	MissingScope,
	MissingSuccess,
	MissingValue,
	MissingVerification,
	MissingWhy,
	NeedsInteraction,
	NotSelfContained,
	OpenEndedList,
	OpenQuestion,
	OverlappingScope,
	PrescribedHow,
	ScopeConflict,
	ScopeTooWide,
	SeveralDeliverables,
	TemplateLeftover,
	TickedCriterion,
	TooManyCriteria,
	UndecidedOption,
	UnenforcedBoundary,
	UnenforcedScope,
	UnknownDependency,
	UnmatchedGlob,
	UnsafeCommand,
	UnusedIgnore,
	VagueCriterion,
	WeakTrigger,
}
