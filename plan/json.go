package plan

import (
	"io"

	"github.com/speclint/speclint/internal/report"
)

// Schema names the version of the JSON plan. Within v1 fields are added, never
// changed.
const Schema = "speclint.plan/v1"

// document is the JSON form of a plan.
type document struct {
	Schema    string          `json:"schema"`
	Tool      report.Tool     `json:"tool"`
	Command   string          `json:"command"`
	Verdict   report.Verdict  `json:"verdict"`
	PerWave   int             `json:"per_wave"`
	Specs     []jsonSpec      `json:"specs"`
	Waves     [][]string      `json:"waves"`
	Conflicts []jsonConflict  `json:"conflicts"`
	Cycles    [][]jsonWaiting `json:"cycles"`
	Missing   []jsonMissing   `json:"missing"`
}

type jsonSpec struct {
	ID    string `json:"id"`
	Path  string `json:"path"`
	State string `json:"state"`
	Wave  int    `json:"wave"` // from 1; 0 for none
}

type jsonConflict struct {
	Specs   [2]string   `json:"specs"`
	Kind    string      `json:"kind"`
	Reader  string      `json:"reader,omitempty"`
	Certain bool        `json:"certain"`
	Witness string      `json:"witness,omitempty"`
	Rules   [2]jsonRule `json:"rules"`
	Files   *jsonFiles  `json:"files,omitempty"`
}

type jsonRule struct {
	Path    string `json:"path"`
	Line    int    `json:"line"`
	Pattern string `json:"pattern"`
}

type jsonFiles struct {
	Count   int    `json:"count"`
	Example string `json:"example,omitempty"`
}

type jsonWaiting struct {
	From string `json:"from"`
	To   string `json:"to"`
	Path string `json:"path"`
	Line int    `json:"line"`
}

type jsonMissing struct {
	From  string `json:"from"`
	ID    string `json:"id"`
	Path  string `json:"path"`
	Line  int    `json:"line"`
	Known string `json:"known"` // the file of the spec that it is, "" for none
}

// JSON writes the plan for programs.
func (p *Plan) JSON(w io.Writer, tool report.Tool) error {
	d := document{
		Schema: Schema, Tool: tool, Command: "plan", Verdict: p.Verdict(), PerWave: p.PerWave,
		Specs: make([]jsonSpec, len(p.Specs)), Waves: [][]string{}, Conflicts: []jsonConflict{}, Cycles: [][]jsonWaiting{}, Missing: []jsonMissing{},
	}
	states, wave := p.states()
	for i, s := range p.Specs {
		d.Specs[i] = jsonSpec{s.ID, report.Printable(s.Path), states[i], wave[i]}
	}
	for _, wave := range p.Waves {
		ids := []string{}
		for _, i := range wave {
			ids = append(ids, p.Specs[i].ID)
		}
		d.Waves = append(d.Waves, ids)
	}
	for i := range p.Conflicts {
		d.Conflicts = append(d.Conflicts, p.jsonConflict(&p.Conflicts[i]))
	}
	for _, c := range p.Cycles {
		var way []jsonWaiting
		for _, e := range c {
			way = append(way, jsonWaiting{p.Specs[e.From].ID, p.Specs[e.To].ID, report.Printable(e.File), e.Line})
		}
		d.Cycles = append(d.Cycles, way)
	}
	for _, m := range p.Missing {
		out := jsonMissing{From: p.Specs[m.From].ID, ID: m.ID, Path: report.Printable(m.File), Line: m.Line}
		if m.Other != nil {
			out.Known = report.Printable(m.Other.Path)
		}
		d.Missing = append(d.Missing, out)
	}
	return report.WriteJSON(w, d)
}

func (p *Plan) jsonConflict(c *Conflict) jsonConflict {
	out := jsonConflict{
		Specs: [2]string{p.Specs[c.A].ID, p.Specs[c.B].ID}, Kind: "write", Certain: c.Certain, Witness: c.Witness,
		Rules: [2]jsonRule{{report.Printable(c.FileA), c.Shared.A.Line, c.Shared.A.Pattern}, {report.Printable(c.FileB), c.Shared.B.Line, c.Shared.B.Pattern}},
	}
	if c.Reader >= 0 {
		out.Kind, out.Reader = "read", p.Specs[c.Reader].ID
	}
	if p.Files {
		out.Files = &jsonFiles{c.Files, report.Printable(c.First)}
	}
	return out
}

// states returns of each spec what becomes of it, and its wave, from 1.
func (p *Plan) states() (states []string, wave []int) {
	states, wave = make([]string, len(p.Specs)), make([]int, len(p.Specs))
	for n, specs := range p.Waves {
		for _, i := range specs {
			states[i], wave[i] = "planned", n+1
		}
	}
	for _, part := range []struct {
		state string
		specs []int
	}{{"scopeless", p.Scopeless}, {"later", p.Later}, {"done", p.Done}} {
		for _, i := range part.specs {
			states[i] = part.state
		}
	}
	return states, wave
}
