package gate

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/decisionlog"
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

// departures are the checks whose findings are departures from the spec, which
// the decision log has to explain. What is left out are mistakes, such as a
// conflict marker, and what the agent has no part in.
var departures = wordSet(`forbidden-path out-of-scope wrong-operation protected-path special-file size-limit missing-deliverable history tests-changed spec-drift`)

// owed is what the log has to mention: paths for one reason.
type owed struct {
	paths []string
	rule  Rule
	why   string
	words []string // of which an entry may have one instead
	names []string // of dependencies, likewise
}

// cover reports what the log is silent about.
func (p *Pass) cover(log *written) {
	mentions := log.Mentions()
	at, says := Place{Path: log.path}, ""
	if i := slices.IndexFunc(log.Nothing, func(e decisionlog.Entry) bool { return e.Kind == decisionlog.Deviation }); i >= 0 {
		at.Line, says = log.Nothing[i].Line, "says of deviations "+quoted(log.Nothing[i].Text)+", and "
	}
	names := map[string]int{}
	for i := range p.Change.Files {
		names[path.Base(p.Change.Files[i].Path)]++
	}
	silent := func(o *owed) []string {
		return slices.DeleteFunc(o.paths, func(name string) bool { return mentions.Path(name, names[path.Base(name)] > 1) })
	}
	said := map[string]bool{}
	departures := slices.Concat(p.triggersOwed(said), p.departuresOwed(said))
	asked, listed := p.strangers(said)
	for _, o := range append(departures, asked...) {
		if mentions.Says(o.words) || slices.ContainsFunc(o.names, func(name string) bool { return mentions.Path(name, false) }) {
			continue
		}
		if len(o.paths) == 0 {
			p.Escalate(at, cmp.Or(o.rule, log.rule), "%sdoes not mention that %s", says, o.why)
		} else if paths := silent(&o); len(paths) > 0 {
			p.Escalate(at, cmp.Or(o.rule, log.rule), "%sdoes not mention %s%s", says, several(paths), o.why)
		}
	}
	for _, q := range p.choices() {
		if !mentions.About(q.text) {
			p.Escalate(Place{Path: log.path}, q.rule, "does not say what was chosen: %s", quoted(q.text))
		}
	}
	for _, o := range listed {
		if paths := silent(&o); len(paths) > 0 {
			p.List(Place{Path: log.path}, o.rule, "does not mention %s%s", several(paths), o.why)
		}
	}
}

// several names the first few of a list.
func several(names []string) string {
	const most = 5
	var quotes []string
	for _, name := range names[:min(len(names), most)] {
		quotes = append(quotes, quoted(name))
	}
	text := strings.Join(quotes, ", ")
	if more := len(names) - most; more > 0 {
		text += " and " + plural(more, "more file")
	}
	return text
}

// triggersOwed are the triggers that fired, each for itself. A path is said once.
func (p *Pass) triggersOwed(said map[string]bool) []owed {
	var out []owed
	for _, f := range p.found {
		if f.Rule != Escalation.Name || f.Severity == report.Info || f.Spec == nil {
			continue
		}
		o := owed{rule: Rule{Spec: f.Spec.Path, Line: f.Spec.Line}, why: f.Message}
		o.words, o.names = p.askedWords(&f)
		if f.Path != "" {
			o.paths, o.why, said[f.Path] = []string{f.Path}, ", which "+f.Message, true
		}
		out = append(out, o)
	}
	return out
}

// departuresOwed are what the other checks found, by check and line of the spec.
func (p *Pass) departuresOwed(said map[string]bool) []owed {
	type key struct {
		check string
		rule  Rule
		whole string // what is said of the change as a whole
	}
	var out []owed
	group := map[key]int{}
	for _, f := range p.found {
		if !departures()[f.Rule] || f.Severity == report.Info || said[f.Path] {
			continue
		}
		var rule Rule
		if f.Spec != nil {
			rule = Rule{Spec: f.Spec.Path, Line: f.Spec.Line}
		}
		k := key{check: f.Rule, rule: rule}
		if f.Path == "" {
			k.whole = f.Message
		}
		i, ok := group[k]
		if !ok {
			i = len(out)
			group[k] = i
			out = append(out, owed{rule: rule, why: " (" + f.Rule + ")"})
		}
		o := &out[i]
		if f.Rule == SizeLimit.Name {
			o.words = sizeWords()
		}
		if f.Path == "" {
			o.why = f.Message
			continue
		}
		o.paths, said[f.Path] = append(o.paths, f.Path), true
	}
	return out
}

// choice is a question that the spec leaves open: whoever did the work chose an
// answer.
type choice struct {
	text string
	rule Rule
}

// maxChoices bounds how many questions of the specs are asked of a log.
const maxChoices = 100

func (p *Pass) choices() []choice {
	var out []choice
	for i := range p.Specs {
		s := &p.Specs[i]
		for j := range s.Doc.Items {
			it := &s.Doc.Items[j]
			if it.Topic.Role == spec.Questions && strings.HasSuffix(it.Text, "?") && it.Nested == 0 && !it.Checked && !it.Hollow && !it.Duplicate && !it.Quoted && len(out) < maxChoices {
				out = append(out, choice{it.Text, s.rule("", s.Doc.Line(it.Range.Start))})
			}
		}
	}
	return out
}

// sizeWords speak of how large a change is.
var sizeWords = wordList(`size limit limits lines files large larger long longer big bigger diff bytes`)

// askedWords are those by which a log may speak of a trigger, by its conditions
// and paths, and the names of what the change depends on by now. Of tests and of
// deleted files every log speaks: there the file has to be named.
func (p *Pass) askedWords(f *report.Finding) (words, names []string) {
	t := p.trigger(f.Spec)
	if t == nil {
		return nil, nil
	}
	for _, c := range t.Conditions {
		switch c {
		case "new-dependency":
			words = append(words, "dependency", "dependencies", "package", "packages", "library", "libraries", "module", "modules")
			names = p.dependencyNames(f.Path)
		case "schema-migration":
			words = append(words, "migration", "migrations", "schema")
		case "ci-changed":
			words = append(words, "ci", "workflow", "workflows", "pipeline", "build", "makefile", "dockerfile")
		case "sensitive-path":
			words = append(words, slices.DeleteFunc(pathWords(f.Path), func(w string) bool { return !sensitiveWord(w) })...)
		case "tests-changed", "files-deleted":
		default:
			words = append(words, sizeWords()...)
		}
	}
	for _, glob := range t.Paths {
		words = append(words, slices.DeleteFunc(pathWords(Rule{Pattern: glob}.folder()), func(w string) bool { return len(w) < 3 || plainFolders()[w] })...)
	}
	return words, names
}

// trigger finds the trigger that a finding rests on.
func (p *Pass) trigger(line *report.SpecLine) *spec.Trigger {
	for i := range p.Specs {
		for j, t := range p.Specs[i].Doc.Contract().Escalate {
			if r := p.Specs[i].rule("", t.Line); r.Spec == line.Path && r.Line == line.Line {
				return &p.Specs[i].Doc.Contract().Escalate[j]
			}
		}
	}
	return nil
}

// dependencyNames are what a change adds to a manifest, as far as it is
// understood: the last part of each name.
func (p *Pass) dependencyNames(file string) []string {
	f, part := p.Change.File(file), dependencyParts(file)
	if f == nil || part == nil || !f.NewMode.IsFile() {
		return nil
	}
	d, err := p.delta(f, part)
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range d.came() {
		name, _, _ := strings.Cut(strings.TrimLeft(e.name, "@\"' "), " ")
		out = append(out, strings.Trim(path.Base(name), `"',`))
	}
	return out
}
