package report

import "io"

// The parts of reviewdog's diagnostic format (rdjson) that speclint writes.

type rdResult struct {
	Source      rdSource       `json:"source"`
	Severity    string         `json:"severity"`
	Diagnostics []rdDiagnostic `json:"diagnostics"`
}

type rdSource struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

type rdDiagnostic struct {
	Message     string         `json:"message"`
	Location    rdLocation     `json:"location"`
	Severity    string         `json:"severity"`
	Code        rdCode         `json:"code"`
	Suggestions []rdSuggestion `json:"suggestions,omitempty"`
}

type rdLocation struct {
	Path  string   `json:"path"`
	Range *rdRange `json:"range,omitempty"`
}

type rdRange struct {
	Start rdPosition  `json:"start"`
	End   *rdPosition `json:"end,omitempty"`
}

type rdPosition struct {
	Line   int `json:"line"`
	Column int `json:"column,omitempty"`
}

type rdCode struct {
	Value string `json:"value"`
	URL   string `json:"url,omitempty"`
}

type rdSuggestion struct {
	Range rdRange `json:"range"`
	Text  string  `json:"text"`
}

// rdjsonDraft writes what reviewdog reads as "rdjson". Columns count the bytes of a
// line, and ends are exclusive. Paths are as the user would type them: reviewdog
// has them begin where it was started.
//
// Besides the findings it has a diagnostic for each spec that fails the run, and
// one for each thing that was not judged.
func rdjsonDraft(rules []Rule) Draft {
	pages := make(map[string]string, len(rules))
	for i := range rules {
		pages[rules[i].Name] = rules[i].manual()
	}
	return Draft{
		Part: func(specs []Spec, findings []Finding, _ []Waived) ([]string, error) {
			one, err := jsonElements(4, rdDiagnostics(findings, pages))
			if err != nil {
				return nil, err
			}
			two, err := jsonElements(4, rdDiagnostics(shortfalls(specs), pages))
			return []string{one, two}, err
		},
		ByPath: []bool{true, false},
		Whole: func(w io.Writer, sum *Sum, sections []Section) error {
			first, err := jsonElements(4, rdDiagnostics(unjudged(&sum.Report), pages))
			if err != nil {
				return err
			}
			result := rdResult{rdSource{sum.Tool.Name, "https://github.com/speclint/speclint"}, rdVerdict(sum.Verdict), []rdDiagnostic{}}
			return writeLists(w, result, []jsonList{{2, "diagnostics", joined(constant(first), joined(sections[0], sections[1]))}})
		},
	}
}

func rdDiagnostics(findings []Finding, pages map[string]string) []rdDiagnostic {
	var at places
	all := make([]rdDiagnostic, len(findings))
	for i := range findings {
		f := placed(&findings[i])
		all[i] = rdDiagnostic{Message: f.Message + f.rests(), Severity: rdSeverity(f.Severity), Code: rdCode{f.Rule, pages[f.Rule]}, Suggestions: rdSuggestions(f.Fix)}
		if f.Path == "" { // without a location, reviewdog for GitHub's checks breaks off
			all[i].Location.Path = "."
			continue
		}
		all[i].Location.Path = escapeBytes(f.Path)
		if f.Start.Line > 0 {
			r := rdRangeOf(at.of(f).utf8)
			all[i].Location.Range = &r
		}
	}
	return all
}

func rdRangeOf(r region) rdRange {
	out := rdRange{Start: rdPosition{r.start.Line, max(r.start.Column, 0)}}
	if r.end.compare(r.start) >= 0 && r.start.Column > 0 && r.end.Column > 0 {
		out.End = &rdPosition{r.end.Line, r.end.Column}
	}
	return out
}

// rdSuggestions is a fix of one edit. Each suggestion is offered by itself, and a
// half of a fix mends nothing.
func rdSuggestions(f *Fix) []rdSuggestion {
	if f == nil || len(f.Edits) != 1 || len(f.regions) != 1 {
		return nil
	}
	return []rdSuggestion{{rdRangeOf(f.regions[0].utf8), f.Edits[0].Text}}
}

func rdSeverity(s Severity) string { return [...]string{"INFO", "WARNING", "ERROR"}[s] }

func rdVerdict(v Verdict) string {
	return [...]string{Undecided: "ERROR", Pass: "INFO", Fail: "ERROR", Escalate: "WARNING"}[v]
}
