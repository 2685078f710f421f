package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// maxSteps is how much advice a person can use at once.
const maxSteps = 3

// step is one thing to do next.
type step struct {
	text   string
	blocks bool
	gain   float64
	upTo   bool   // gain is for a complete item
	rule   string // whose manual page helps
	more   int    // further findings of the rule
}

// steps chooses what to do next: what blocks first, then what gains most. What
// is several tasks is split before anything in it is mended.
// Findings of one rule are one step, and a missing dimension is one with the
// hint on what belongs there. Without a spec only findings are considered.
func steps(s *Spec, fs []Finding) []step {
	var hints []Dimension
	path := ""
	if s != nil {
		path = s.Path
		for _, d := range s.Dimensions {
			if d.Hint != "" && worthShowing(d.Gain) {
				hints = append(hints, d)
			}
		}
	}
	all := findingSteps(path, fs, &hints)
	for _, d := range hints {
		all = append(all, step{text: d.Name + ": " + d.Hint, gain: d.Gain, upTo: true})
	}
	slices.SortStableFunc(all, func(a, b step) int {
		if a.blocks != b.blocks {
			if a.blocks {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.gain, a.gain)
	})
	switch {
	case s != nil && s.Ready:
		all = slices.Insert(all, 0, launch(s))
	case s != nil && s.Autonomy.Mode == "split" && s.Autonomy.Counts.Deliverables > 1 && len(s.Autonomy.Reasons) > 0:
		all = slices.Insert(all, 0, step{text: "split it, then mend the parts: " + s.Autonomy.Reasons[0]})
	}
	return all[:min(len(all), maxSteps)]
}

// findingSteps returns a step for each rule that blocks or costs points. A
// hint that a step takes over is removed from hints.
func findingSteps(path string, fs []Finding, hints *[]Dimension) []step {
	var all []step
	known := map[string]int{}
	for _, f := range fs {
		if f.Severity != Error && !worthShowing(f.Gain) {
			continue
		}
		if i, ok := known[f.Rule]; ok {
			all[i].more++
			all[i].blocks = all[i].blocks || f.Severity == Error
			all[i].gain = max(all[i].gain, f.Gain)
			continue
		}
		known[f.Rule] = len(all)
		st := step{text: f.Message, blocks: f.Severity == Error, gain: f.Gain, rule: f.Rule}
		name, missing := strings.CutPrefix(f.Rule, "missing-")
		at := slices.IndexFunc(*hints, func(d Dimension) bool { return missing && d.Name == name })
		switch {
		case at >= 0:
			d := (*hints)[at]
			st.text, st.gain, st.upTo = d.Name+": "+d.Hint, d.Gain, true
			*hints = slices.Delete(*hints, at, at+1)
		case f.Start.Line > 0 && f.Path == path:
			st.text = "line " + strconv.Itoa(f.Start.Line) + ": " + st.text
		case f.Start.Line > 0 && f.Path != "":
			st.text = f.Path + ":" + strconv.Itoa(f.Start.Line) + ": " + st.text
		case f.Path != "":
			st.text = f.Path + ": " + st.text
		}
		all = append(all, st)
	}
	return all
}

// launch is the first step with a spec that is ready: to hand it over, after one more
// look at what the change will be held to.
func launch(s *Spec) step {
	look := command("contract", s.Path, "SPEC") + " shows what the change is held to"
	if s.Autonomy.Mode == "split" {
		return step{text: "split it, or hand it over and stay near: " + look}
	}
	if s.folder() {
		return step{text: "hand it over, and hold the change by " + command("gate", s.Path, "SPEC") + ": " + look}
	}
	return step{text: "hand it over: " + command("launch", s.Path, "SPEC") + " tells the agent its bounds, " + look}
}

// command words a call of this program that can be pasted into a shell. An
// argument that a shell might read as something else is replaced by the noun
// for it.
func command(verb, arg, noun string) string {
	plain := func(r rune) bool {
		return strings.ContainsRune("-._/", r) || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
	}
	if arg == "" || arg[0] == '-' || strings.ContainsFunc(arg, func(r rune) bool { return !plain(r) }) {
		arg = noun
	}
	return "`speclint " + verb + " " + arg + "`"
}

// next prints the steps.
func (p *page) next(all []step) {
	if len(all) == 0 {
		return
	}
	p.gap()
	p.line(p.paint.bold("next"))
	manual := ""
	for i, st := range all {
		p.wrapped("  "+strconv.Itoa(i+1)+". ", Printable(st.text)+st.effect(), "")
		if manual == "" {
			manual = st.rule
		}
	}
	if manual != "" {
		p.wrapped("  ", command("explain", manual, "RULE")+" has the manual", faint)
	}
}

// effect says in brackets what a step is good for.
func (st step) effect() string {
	var parts []string
	if st.more > 0 {
		parts = append(parts, strconv.Itoa(st.more)+glue+"more"+glue+"like"+glue+"it")
	}
	if st.blocks {
		parts = append(parts, "blocks")
	}
	if worthShowing(st.gain) {
		gain := "+" + decimal1(st.gain)
		if st.upTo {
			gain = "up" + glue + "to" + glue + gain
		}
		parts = append(parts, gain)
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}
