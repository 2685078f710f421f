package gate

// Checks lists every check in the order in which they run and are reported. A
// test holds it against the folder.
var Checks = []*Check{
	SpecOrigin,
	SpecDrift,
	ForbiddenPath,
	OutOfScope,
	WrongOperation,
	ProtectedPath,
	SpecialFile,
	UnsafePath,
	SizeLimit,
	MissingDeliverable,
	HiddenChange,
	History,
	TestsChanged,
	Escalation,
	InvisibleText,
	ConflictMarkers,
	OtherTask,
	DecisionLog, // behind what it asks about: the findings of all that run nothing
	VerifyCommands,
	BaseTests,
	FailToPass,
}
