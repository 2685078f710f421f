package report

import "strings"

// Change is what gate judged: two trees and the files in which they differ.
type Change struct {
	Mode string `json:"mode"` // "staged", "worktree", "range" or "patch"
	// Event is the CI event that named the base, such as "pull_request". It is empty
	// for any other run, which advises: the change's author may have had a hand in it.
	Event    string        `json:"event"`
	Base     string        `json:"base"` // object ids of the trees
	Head     string        `json:"head"`
	SpecBlob string        `json:"spec_blob"` // object id of the text of the first spec
	SpecFrom string        `json:"spec_from"` // "base", "head", "launch", or the revision asked for
	Launch   *Launch       `json:"launch"`    // the launch that it belongs to, null for none
	Specs    []JudgedSpec  `json:"specs"`     // all that it was held to, as they were named
	Files    []ChangedFile `json:"files"`     // by path
	Totals   Totals        `json:"totals"`
}

// standing says what the answer is worth.
func (c *Change) standing() string {
	if c.Event != "" {
		return "the base is that of the CI event " + Printable(c.Event)
	}
	return "this run advises; one in CI, with the base of its event, decides"
}

// stable returns a copy in the form that is printed.
func (c *Change) stable() *Change {
	out := *c
	if c.Launch != nil {
		l := *c.Launch
		l.Dirty = escapedPaths(l.Dirty)
		out.Launch = &l
	}
	out.Specs = list(c.Specs)
	for i := range out.Specs {
		out.Specs[i].Path = escapeBytes(out.Specs[i].Path)
	}
	out.Files = list(c.Files)
	for i := range out.Files {
		f := &out.Files[i]
		f.Path = escapeBytes(f.Path)
		if a := f.AllowedBy; a != nil {
			f.AllowedBy = &Allowance{a.Pattern, a.Line, escapeBytes(a.Path)}
		}
	}
	return &out
}

// JudgedSpec is a spec that a change was held to.
type JudgedSpec struct {
	Path string `json:"path"`
	Blob string `json:"blob"` // object id of its text
	From string `json:"from"` // "base", "head", "launch", or the revision asked for
}

// origin says in words where a spec was read.
func (s *JudgedSpec) origin() string {
	if s.From == "base" || s.From == "head" || s.From == "launch" {
		return "the " + s.From
	}
	return Printable(s.From)
}

// ChangedFile is one path of a change.
type ChangedFile struct {
	Path string `json:"path"`
	// PathBytes is the path in base64 where it is not UTF-8, else null.
	PathBytes *string `json:"path_bytes"`
	Operation string  `json:"operation"` // "create", "modify", "delete", "type" or "mode"
	Added     int     `json:"added"`     // lines
	Deleted   int     `json:"deleted"`   // lines
	Bytes     int64   `json:"bytes"`     // of the new text
	Class     string  `json:"class"`
	// Own says that it is the spec itself or its decision log, which are never out
	// of scope.
	Own bool `json:"own"`
	// AllowedBy is the line of the spec that lets the path be touched so, null
	// where none does.
	AllowedBy *Allowance `json:"allowed_by"`
}

// Allowance is a line of a spec that allows a path.
type Allowance struct {
	Pattern string `json:"pattern"`
	Line    int    `json:"line"`
	Path    string `json:"path"` // of the spec
}

// Totals sum a change up.
type Totals struct {
	Files   int   `json:"files"`
	Added   int   `json:"added"`
	Deleted int   `json:"deleted"`
	Bytes   int64 `json:"bytes"`
}

// Hunk is a place in a change that a person looks at.
type Hunk struct {
	Path string `json:"path"`
	// StartLine and EndLine count in the new text, or in the old one where the file
	// is deleted. Where lines were only taken away both are the line that follows.
	StartLine int    `json:"start_line"`
	EndLine   int    `json:"end_line"` // inclusive
	Added     int    `json:"added"`    // lines
	Deleted   int    `json:"deleted"`  // lines
	Why       string `json:"why"`      // what makes it risky, or "drawn"

	// Lines are those of the hunk and a few around it, for formats that show them;
	// More is how many are left out.
	Lines []HunkLine `json:"-"`
	More  int        `json:"-"`
}

// LineOp says what became of a line.
type LineOp uint8

// What may become of it.
const (
	Same LineOp = iota
	Removed
	Added
)

// String returns the operation as it stands in JSON.
func (o LineOp) String() string { return [...]string{"keep", "delete", "insert"}[o] }

// MarshalText implements encoding.TextMarshaler.
func (o LineOp) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// Rewrite is how a text was changed.
type Rewrite struct {
	Lines []WordLine `json:"lines"` // that are not as they were
	More  int        `json:"more"`  // how many more such lines there are
}

// WordLine is a line that was rewritten.
type WordLine struct {
	Line  int    `json:"line"` // in the new text
	Words []Word `json:"words"`
}

// Word is a run of words that stays, goes or comes.
type Word struct {
	Op   LineOp `json:"op"` // "keep", "delete" or "insert"
	Text string `json:"text"`
}

// HunkLine is a line of a hunk: raw bytes, to be escaped by whoever shows them.
type HunkLine struct {
	Op     LineOp
	Number int // in the old text where it is removed, else in the new one
	Text   string
}

// Salvage divides the files of a change into those that can be kept and those that
// break a promise.
type Salvage struct {
	Keep []string `json:"keep"` // paths
	Drop []string `json:"drop"` // paths
	// Command is what a shell runs to keep exactly the first, "" where there is no
	// such command.
	Command string `json:"command"`
	Rest    string `json:"rest"` // what becomes of the others by it, as the end of a sentence
}

// Check is the answer of one check of gate.
type Check struct {
	Name    string  `json:"name"`
	Verdict Verdict `json:"verdict"`
	Reason  string  `json:"reason"` // why it is undecided, or who approved; else empty
}

// approval returns the reason that a person gave for letting an escalation pass, ""
// for none.
func (c *Check) approval() string {
	reason, ok := strings.CutPrefix(c.Reason, "approved: ")
	if !ok || c.Verdict != Pass {
		return ""
	}
	return reason
}

// Command is one run of a command of a spec.
type Command struct {
	Run string `json:"run"`
	// On is what it ran on: "head", "head with the tests of the base", "base with the
	// tests of the head", or "base".
	On      string   `json:"on"`
	Spec    SpecLine `json:"spec"`
	Verdict Verdict  `json:"verdict"`
	Reason  string   `json:"reason,omitempty"` // why it is no pass: "exits with status 1"; of one that has to fail, how it did
	Exit    *int     `json:"exit,omitempty"`   // nil when it did not end by itself
	Seconds float64  `json:"seconds,omitempty"`
	Tests   *int     `json:"tests,omitempty"` // how many ran; nil when no runner is recognised
	AtLeast bool     `json:"at_least,omitempty"`
	Failed  []string `json:"failed,omitempty"` // names of tests that failed
	// Output is its last lines when it is no pass: raw bytes, to be escaped by
	// whoever shows them.
	Output []string `json:"output,omitempty"`
}

// SpecLine is the line of a spec that a finding of gate rests on.
type SpecLine struct {
	Path string `json:"path"`
	Line int    `json:"line"`

	Source string `json:"-"` // the text of the line: raw bytes
}

// LogEntry is one thing that a decision log says: a "decision", a "deviation",
// something "unexpected", a "question", or a "note".
type LogEntry struct {
	Kind string `json:"kind"`
	Text string `json:"text"` // on one line, code in backquotes
	Line int    `json:"line"`
	Path string `json:"path"` // of the log
}
