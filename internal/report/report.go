// Package report holds what a run found, and one reporter per output format.
// It knows neither lint nor gate: both fill the same Report, and a reporter
// depends on nothing else.
package report

import "fmt"

// Schema names the version of the JSON report. Within v1 fields are added,
// never changed.
const Schema = "speclint.report/v1"

// Ruleset counts the changes of rules, weights or formula that can change a
// score; a stored score compares only with one of the same ruleset.
const Ruleset = 1

// Verdict is the answer of a run. The zero value is Undecided, so that
// whatever was not judged is never passed.
type Verdict uint8

// The four verdicts. Their exit codes are part of the command line's contract.
const (
	Undecided Verdict = iota // could not be decided: exit 2
	Pass                     // exit 0
	Fail                     // exit 1
	Escalate                 // nothing is broken, a person must look: exit 3
)

var verdictNames = [...]string{"undecided", "pass", "fail", "escalate"}

// String returns the verdict as it stands in every format.
func (v Verdict) String() string { return verdictNames[v] }

// MarshalText implements encoding.TextMarshaler.
func (v Verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// ExitCode returns the process exit code of the verdict.
func (v Verdict) ExitCode() int { return [...]int{2, 0, 1, 3}[v] }

// Worst combines verdicts: fail beats undecided beats escalate beats pass.
// Of nothing it is Undecided.
func Worst(vs ...Verdict) Verdict {
	if len(vs) == 0 {
		return Undecided
	}
	rank := [...]int{Undecided: 2, Pass: 0, Fail: 3, Escalate: 1}
	worst := Pass
	for _, v := range vs {
		if rank[v] > rank[worst] {
			worst = v
		}
	}
	return worst
}

// Severity ranks a finding. Errors of lint are blockers; warnings and infos
// never are.
type Severity uint8

// The severities, in rising order.
const (
	Info Severity = iota
	Warning
	Error
)

// String returns the severity as it stands in every format.
func (s Severity) String() string { return [...]string{"info", "warning", "error"}[s] }

// MarshalText implements encoding.TextMarshaler.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Position is a place in a file. Line and Column count from 1; columns count
// Unicode code points.
type Position struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// Finding is one thing that a rule or a check has to say about a place.
type Finding struct {
	Rule     string   `json:"rule"`
	Severity Severity `json:"severity"`
	Path     string   `json:"path"`
	Start    Position `json:"start"`
	End      Position `json:"end"` // exclusive
	Message  string   `json:"message"`
	// Share is the part of the lost points of the score that this finding
	// accounts for; the shares of a spec and the gaps of its dimensions add up
	// to what is missing to 100. Gain is what the score would win if this
	// finding alone were mended. They differ because evidence has diminishing
	// returns. Both are 0 where a finding costs nothing.
	Share float64 `json:"share"`
	Gain  float64 `json:"gain"`
	// Fingerprint names the finding whatever line it moves to: a hash of rule,
	// path and the text it is about, and which of several equal ones it is.
	Fingerprint string `json:"fingerprint"`
	Fix         *Fix   `json:"fix,omitempty"`
	// Spec is the line that a finding of gate rests on.
	Spec *SpecLine `json:"spec,omitempty"`
	// Rewrite is how the text was changed that it is about, word by word.
	Rewrite *Rewrite `json:"rewrite,omitempty"`

	// Source is the text of the line at Start, for the snippet of the text
	// report: raw bytes of the spec, to be escaped by whoever prints them.
	Source string `json:"-"`
	// EndSource is the text of the line at End, where that is another one.
	EndSource string `json:"-"`
}

// Fix is what would mend a finding without a person's judgement.
type Fix struct {
	Title string `json:"title"`
	// Safe says that the fix changes no meaning: --fix applies it unasked.
	Safe bool `json:"safe"`
	// Edits are independent of each other: all offsets are into the source as it
	// was judged. None overlap; at the same offset they apply by Order, then in
	// the order of the findings.
	Edits []Edit `json:"edits"`

	regions []regions // of the edits, see Locate
}

// Edit replaces the bytes from Start to End, exclusive, by Text.
type Edit struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	Order int    `json:"order,omitempty"` // among the edits that begin at Start, the least first
}

// Waived is a finding that somebody disagreed with: it costs nothing and blocks
// nothing, and is counted.
type Waived struct {
	Finding
	By     string `json:"by"`               // "comment" or "baseline"
	Reason string `json:"reason,omitempty"` // as the comment gives it
	Line   int    `json:"line,omitempty"`   // of the comment
}

// State says how much of a dimension a spec has.
type State uint8

// The states of a dimension.
const (
	Absent State = iota
	Partial
	Present
)

// String returns the state as it stands in every format.
func (s State) String() string { return [...]string{"absent", "partial", "present"}[s] }

// MarshalText implements encoding.TextMarshaler.
func (s State) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Evidence is one item of a spec that earned points in a dimension.
type Evidence struct {
	Line      int     `json:"line"`
	EndLine   int     `json:"end_line"`
	File      string  `json:"file,omitempty"` // of a spec of several files; "" is the spec's path
	Substance float64 `json:"substance"`      // 0.15 generic, 0.45 concrete, 0.8 complete
	Penalty   float64 `json:"penalty"`        // 0 to 0.8, from the findings on the item
	// Text is the item as plain text on one line, unescaped.
	Text string `json:"-"`
}

// Dimension is one of the ten questions that a spec has to answer.
type Dimension struct {
	Name     string     `json:"name"`
	Weight   float64    `json:"weight"` // the most points it can earn
	Points   float64    `json:"points"`
	State    State      `json:"state"`
	Evidence []Evidence `json:"evidence"`
	// Asks is the question in a few words ("observable conditions of done").
	Asks string `json:"asks"`
	// Hint says what would earn the rest; empty when one complete item is there.
	Hint string `json:"hint,omitempty"`
	// Gain is what one more complete item would add to the score.
	Gain float64 `json:"gain"`
}

// Counts are the numbers that decide how a task may be run.
type Counts struct {
	Deliverables      int `json:"deliverables"`
	Files             int `json:"files"`
	Packages          int `json:"packages"` // directories that the named files stand in
	Criteria          int `json:"criteria"`
	CriteriaCheckable int `json:"criteria_checkable"`
	CriteriaHuman     int `json:"criteria_human"` // only a person can check them
	Undecided         int `json:"undecided"`
	Sensitive         int `json:"sensitive"` // kinds of sensitive or irreversible action
}

// Risk is P(bad) = 1 − (1 − e)^n for an assumed error rate e per open
// decision: arithmetic on an assumption, never a measurement.
type Risk struct {
	ErrorRate float64 `json:"error_rate"`
	Bad       float64 `json:"bad"`
}

// Autonomy says how the task may be run: "background", "supervised" or
// "split", with the counts that decided.
type Autonomy struct {
	Mode    string   `json:"mode"`
	Reasons []string `json:"reasons"`
	Counts  Counts   `json:"counts"`
	Risk    []Risk   `json:"assumed_risk"`
	// Parts are where a task that is to be split may be cut, in the order of the
	// text. Empty for others, and where nothing in the text tells.
	Parts []Part `json:"parts"`
}

// Part is a task in itself among those that one spec asks for.
type Part struct {
	Title    string   `json:"title"`
	Lines    []Lines  `json:"lines"`    // of the spec, ascending, apart from each other
	Files    []string `json:"files"`    // paths and globs that are known to be of it
	Criteria int      `json:"criteria"` // conditions of done that are
}

// Lines are the first and the last line of a piece of a spec, from 1.
type Lines struct {
	Line    int    `json:"line"`
	EndLine int    `json:"end_line"`
	File    string `json:"file,omitempty"` // as that of Evidence
}

// Spec is what lint says of one spec.
type Spec struct {
	Path       string  `json:"path"`
	ID         string  `json:"id"`
	Dialect    string  `json:"dialect"`
	Profile    string  `json:"profile"`
	Score      int     `json:"score"`
	ScoreExact float64 `json:"score_exact"`
	Threshold  int     `json:"threshold"`
	Ready      bool    `json:"ready"`
	// Tolerated says that the spec is not ready, and no worse than the baseline:
	// it does not fail the run.
	Tolerated  bool        `json:"tolerated"`
	Blockers   []string    `json:"blockers"` // names of the rules with error findings, sorted, each once
	Dimensions []Dimension `json:"dimensions"`
	Criteria   []Criterion `json:"criteria"`
	Autonomy   Autonomy    `json:"autonomy"`
}

// Criterion is one condition of done, by the way in which it can be checked:
// "command", "test", "value", "scenario", or "wish" for one that cannot.
type Criterion struct {
	Line  int    `json:"line"`
	File  string `json:"file,omitempty"` // as that of Evidence
	Class string `json:"class"`
}

// Tool identifies the program that wrote a report.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Ruleset int    `json:"ruleset"`
}

// Report is the result of one run of lint or gate.
type Report struct {
	Schema   string    `json:"schema"`
	Tool     Tool      `json:"tool"`
	Command  string    `json:"command"`
	Verdict  Verdict   `json:"verdict"`
	Specs    []Spec    `json:"specs"`
	Findings []Finding `json:"findings"`           // by path, position, rule
	Waived   []Waived  `json:"waived"`             // in the same order
	Change   *Change   `json:"change,omitempty"`   // of gate
	Checks   []Check   `json:"checks,omitempty"`   // of gate, in their order
	Commands []Command `json:"commands,omitempty"` // of the spec that gate ran, in their order
	// Log is what the change adds to the decision logs, of gate.
	Log []LogEntry `json:"log,omitempty"`
	// Salvage is what can be kept of a change that breaks a promise in some files
	// only.
	Salvage *Salvage `json:"salvage,omitempty"`
	// Sample is what a person spot-checks of a change: the riskiest hunks, then those
	// that SampleSeed drew.
	Sample     []Hunk `json:"sample,omitempty"`
	SampleSeed string `json:"sample_seed,omitempty"`
	// Unchecked lists what could not be judged, a sentence each.
	Unchecked []string `json:"unchecked"`
}

// uncheckedSeverity says how bad it is that something was not judged: for gate
// it may be a promise that the spec does not make.
func uncheckedSeverity(r *Report) Severity {
	if r.Command == "gate" && r.Verdict != Undecided {
		return Info
	}
	return Error
}

// Compare orders findings by path, start, end, rule and message: a total
// order, so that a report never depends on the order of discovery.
func (f Finding) Compare(g Finding) int {
	switch {
	case f.Path != g.Path:
		return cmpString(f.Path, g.Path)
	case f.Start != g.Start:
		return f.Start.compare(g.Start)
	case f.End != g.End:
		return f.End.compare(g.End)
	case f.Rule != g.Rule:
		return cmpString(f.Rule, g.Rule)
	}
	return cmpString(f.Message, g.Message)
}

func (p Position) compare(q Position) int {
	if p.Line != q.Line {
		return p.Line - q.Line
	}
	return p.Column - q.Column
}

func cmpString(a, b string) int {
	if a < b {
		return -1
	}
	if a > b {
		return 1
	}
	return 0
}

// String returns "path:line:col: message [rule]", for test failures.
func (f Finding) String() string {
	return fmt.Sprintf("%s:%d:%d: %s: %s [%s]", f.Path, f.Start.Line, f.Start.Column, f.Severity, f.Message, f.Rule)
}
