package spec

// Dimension is one of the ten questions that a spec has to answer.
type Dimension uint8

// The dimensions, in the order of every report.
const (
	Goal Dimension = iota
	Why
	Success
	Scope
	Files
	OutOfScope
	Escalation
	Output
	Verification
	Constraints
	NumDimensions int = iota
)

var dimensionNames = [...]string{"goal", "why", "success", "scope", "files", "out-of-scope", "escalation", "output", "verification", "constraints"}

// String returns the dimension's name as it stands in reports and config.
func (d Dimension) String() string { return dimensionNames[d] }

// Dimensions is a set of dimensions.
type Dimensions uint16

func dims(ds ...Dimension) Dimensions {
	var set Dimensions
	for _, d := range ds {
		set |= 1 << d
	}
	return set
}

// Has reports whether d is in the set.
func (s Dimensions) Has(d Dimension) bool { return s&(1<<d) != 0 }

// Any reports whether the sets have a dimension in common.
func (s Dimensions) Any(t Dimensions) bool { return s&t != 0 }
