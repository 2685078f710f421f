package spec

import "encoding/json"

// MarshalJSON writes the contract in the published shape: every list an array,
// every limit a number or null, every entry with its line.
func (c *Contract) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Modify      []patternJSON  `json:"modify"`
		Create      []patternJSON  `json:"create"`
		Delete      []patternJSON  `json:"delete"`
		Rename      []renameJSON   `json:"rename"`
		Forbid      []patternJSON  `json:"forbid"`
		Executable  []patternJSON  `json:"executable"`
		Symlink     []patternJSON  `json:"symlink"`
		Submodule   []patternJSON  `json:"submodule"`
		Limits      limitsJSON     `json:"limits"`
		LimitLines  limitsJSON     `json:"limit_lines"`
		LimitFiles  *limitsFiles   `json:"limit_files,omitempty"`
		Defaults    limitsJSON     `json:"default_limits"`
		Verify      []commandJSON  `json:"verify"`
		FailToPass  []patternJSON  `json:"fail_to_pass"`
		Escalate    []triggerJSON  `json:"escalate"`
		DecisionLog *string        `json:"decision_log"`
		DependsOn   []string       `json:"depends_on"`
		Unenforced  []boundaryJSON `json:"unenforced"`
		Actions     []boundaryJSON `json:"actions"`
		Broken      []brokenJSON   `json:"broken"`
		Clashes     []boundaryJSON `json:"clashes"`
	}{
		c.patternsJSON(c.Modify), c.patternsJSON(c.Create), c.patternsJSON(c.Delete), c.renamesJSON(), c.patternsJSON(c.Forbid),
		c.patternsJSON(c.Executable), c.patternsJSON(c.Symlink), c.patternsJSON(c.Submodule),
		c.Limits.json(func(l *Limit) int { return l.Value }), c.Limits.json(func(l *Limit) int { return c.at(l.Line).Line }), c.limitFiles(), c.Defaults.json(func(l *Limit) int { return l.Value }),
		c.commandsJSON(), c.patternsJSON(c.FailToPass), c.triggersJSON(), optional(c.DecisionLog), c.dependencies(),
		boundariesOf(c, c.Unenforced), boundariesOf(c, c.Actions), c.brokenJSON(), c.clashesJSON(),
	})
}

// placeJSON is the line that an entry rests on, with its file where the spec is a
// folder.
type placeJSON struct {
	Line int    `json:"line"`
	File string `json:"file,omitempty"`
}

// at is where a line of the whole spec stands.
func (c *Contract) at(line int) placeJSON {
	if !c.folder || line <= 0 {
		return placeJSON{Line: line}
	}
	p := partAt(c.parts, line)
	return placeJSON{line - p.first + 1, p.Path}
}

type patternJSON struct {
	Pattern string `json:"pattern"`
	placeJSON
}

type renameJSON struct {
	From string `json:"from"`
	To   string `json:"to"`
	placeJSON
}

type limitsJSON struct {
	Files     *int `json:"files"`
	Added     *int `json:"added"`
	Changed   *int `json:"changed"`
	FileBytes *int `json:"file_bytes"`
	LineBytes *int `json:"line_bytes"`
}

type commandJSON struct {
	Run string `json:"run"`
	placeJSON
	Expect         string `json:"expect"`
	TimeoutSeconds int    `json:"timeout_seconds"`
	FailToPass     bool   `json:"fail_to_pass"`
}

type triggerJSON struct {
	Text string `json:"text"`
	placeJSON
	Paths      []string `json:"paths"`
	Conditions []string `json:"conditions"`
	Enforced   bool     `json:"enforced"`
}

type boundaryJSON struct {
	Text string `json:"text"`
	placeJSON
}

type brokenJSON struct {
	Text   string `json:"text"`
	Reason string `json:"reason"`
	placeJSON
}

func (c *Contract) patternsJSON(list []Pattern) []patternJSON {
	return each(list, func(p Pattern) patternJSON { return patternJSON{p.Pattern, c.at(p.Line)} })
}

func (c *Contract) renamesJSON() []renameJSON {
	return each(c.Rename, func(r Rename) renameJSON { return renameJSON{r.From.Pattern, r.To.Pattern, c.at(r.From.Line)} })
}

func (c *Contract) commandsJSON() []commandJSON {
	return each(c.Verify, func(v Command) commandJSON {
		return commandJSON{v.Run, c.at(v.Line), v.Expect, v.TimeoutSeconds, v.FailToPass}
	})
}

func (c *Contract) triggersJSON() []triggerJSON {
	return each(c.Escalate, func(t Trigger) triggerJSON {
		return triggerJSON{t.Text, c.at(t.Line), append([]string{}, t.Paths...), append([]string{}, t.Conditions...), t.Enforced}
	})
}

func (c *Contract) dependencies() []string {
	return each(c.DependsOn, func(r Reference) string { return r.ID })
}

func boundariesOf(c *Contract, list []Boundary) []boundaryJSON {
	return each(list, func(b Boundary) boundaryJSON { return boundaryJSON{b.Text, c.at(b.Line)} })
}

func (c *Contract) brokenJSON() []brokenJSON {
	return each(c.Broken, func(b BrokenGlob) brokenJSON { return brokenJSON{b.Text, b.Reason, c.at(b.Line)} })
}

func (c *Contract) clashesJSON() []boundaryJSON {
	return each(c.Clashes, func(k Clash) boundaryJSON { return boundaryJSON{k.Message, c.at(k.Line)} })
}

// json writes one number of each declared limit.
func (l *Limits) json(of func(*Limit) int) limitsJSON {
	get := func(limit *Limit) *int {
		if limit == nil {
			return nil
		}
		n := of(limit)
		return &n
	}
	return limitsJSON{get(l.Files), get(l.Added), get(l.Changed), get(l.FileBytes), get(l.LineBytes)}
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// each maps a list to an array that is never null.
func each[T, U any](list []T, f func(T) U) []U {
	out := make([]U, 0, len(list))
	for _, e := range list {
		out = append(out, f(e))
	}
	return out
}

// limitsFiles are the files of limit_lines.
type limitsFiles struct {
	Files     string `json:"files,omitempty"`
	Added     string `json:"added,omitempty"`
	Changed   string `json:"changed,omitempty"`
	FileBytes string `json:"file_bytes,omitempty"`
	LineBytes string `json:"line_bytes,omitempty"`
}

// limitFiles is nil for a spec that is no folder.
func (c *Contract) limitFiles() *limitsFiles {
	if !c.folder {
		return nil
	}
	file := func(l *Limit) string {
		if l == nil {
			return ""
		}
		return c.at(l.Line).File
	}
	l := &c.Limits
	return &limitsFiles{file(l.Files), file(l.Added), file(l.Changed), file(l.FileBytes), file(l.LineBytes)}
}
