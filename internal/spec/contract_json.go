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
		Defaults    limitsJSON     `json:"default_limits"`
		Verify      []commandJSON  `json:"verify"`
		FailToPass  []patternJSON  `json:"fail_to_pass"`
		Escalate    []triggerJSON  `json:"escalate"`
		DecisionLog *string        `json:"decision_log"`
		DependsOn   []string       `json:"depends_on"`
		Unenforced  []boundaryJSON `json:"unenforced"`
		Broken      []brokenJSON   `json:"broken"`
		Clashes     []boundaryJSON `json:"clashes"`
	}{
		patternsJSON(c.Modify), patternsJSON(c.Create), patternsJSON(c.Delete), c.renamesJSON(), patternsJSON(c.Forbid),
		patternsJSON(c.Executable), patternsJSON(c.Symlink), patternsJSON(c.Submodule),
		c.Limits.json(func(l *Limit) int { return l.Value }), c.Limits.json(func(l *Limit) int { return l.Line }), c.Defaults.json(func(l *Limit) int { return l.Value }),
		c.commandsJSON(), patternsJSON(c.FailToPass), c.triggersJSON(), optional(c.DecisionLog), c.dependencies(),
		c.unenforcedJSON(), c.brokenJSON(), c.clashesJSON(),
	})
}

type patternJSON struct {
	Pattern string `json:"pattern"`
	Line    int    `json:"line"`
}

type renameJSON struct {
	From string `json:"from"`
	To   string `json:"to"`
	Line int    `json:"line"`
}

type limitsJSON struct {
	Files     *int `json:"files"`
	Added     *int `json:"added"`
	Changed   *int `json:"changed"`
	FileBytes *int `json:"file_bytes"`
	LineBytes *int `json:"line_bytes"`
}

type commandJSON struct {
	Run            string `json:"run"`
	Line           int    `json:"line"`
	Expect         string `json:"expect"`
	TimeoutSeconds int    `json:"timeout_seconds"`
	FailToPass     bool   `json:"fail_to_pass"`
}

type triggerJSON struct {
	Text       string   `json:"text"`
	Line       int      `json:"line"`
	Paths      []string `json:"paths"`
	Conditions []string `json:"conditions"`
	Enforced   bool     `json:"enforced"`
}

type boundaryJSON struct {
	Text string `json:"text"`
	Line int    `json:"line"`
}

type brokenJSON struct {
	Text   string `json:"text"`
	Reason string `json:"reason"`
	Line   int    `json:"line"`
}

func patternsJSON(list []Pattern) []patternJSON {
	return each(list, func(p Pattern) patternJSON { return patternJSON{p.Pattern, p.Line} })
}

func (c *Contract) renamesJSON() []renameJSON {
	return each(c.Rename, func(r Rename) renameJSON { return renameJSON{r.From.Pattern, r.To.Pattern, r.From.Line} })
}

func (c *Contract) commandsJSON() []commandJSON {
	return each(c.Verify, func(v Command) commandJSON {
		return commandJSON{v.Run, v.Line, v.Expect, v.TimeoutSeconds, v.FailToPass}
	})
}

func (c *Contract) triggersJSON() []triggerJSON {
	return each(c.Escalate, func(t Trigger) triggerJSON {
		return triggerJSON{t.Text, t.Line, append([]string{}, t.Paths...), append([]string{}, t.Conditions...), t.Enforced}
	})
}

func (c *Contract) dependencies() []string {
	return each(c.DependsOn, func(r Reference) string { return r.ID })
}

func (c *Contract) unenforcedJSON() []boundaryJSON {
	return each(c.Unenforced, func(b Boundary) boundaryJSON { return boundaryJSON{b.Text, b.Line} })
}

func (c *Contract) brokenJSON() []brokenJSON {
	return each(c.Broken, func(b BrokenGlob) brokenJSON { return brokenJSON{b.Text, b.Reason, b.Line} })
}

func (c *Contract) clashesJSON() []boundaryJSON {
	return each(c.Clashes, func(k Clash) boundaryJSON { return boundaryJSON{k.Message, k.Line} })
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
