package lint

import (
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/internal/spec/pattern"
)

// few is the number of new things up to which a list reads as the parts of one
// deliverable: an endpoint and the page that shows it.
const few = 2

// deliverables returns where the independent deliverables of a task are named,
// or nil when it has one: numbered features or user stories, a list of things
// to build, or a sentence that enumerates them. Joining are the items that have
// one of joiningWords.
func deliverables(s *spec.Spec, joining []*spec.Item) []spec.Range {
	best := numberedSections(s)
	for _, candidate := range [][]spec.Range{listed(s), enumerated(s), withOwnCriteria(s), joined(joining)} {
		if len(candidate) > len(best) {
			best = candidate
		}
	}
	return best
}

// numbered are the headings that stand for a deliverable each.
var numbered = pattern.New(`(?i)^\W*(feature|deliverable|epic|part|project|workstream|milestone|work package)\s*#?(\d+|[A-Z])\b`,
	numberedWords...)

var numberedWords = []string{"feature", "deliverable", "epic", "part", "project", "workstream", "milestone", "work package"}

// standsNumbered is a quick look for what numbered begins with.
func standsNumbered(title string) bool {
	title = strings.TrimLeftFunc(title, func(r rune) bool { return !isWord(r) })
	return slices.ContainsFunc(numberedWords, func(word string) bool {
		return len(title) >= len(word) && strings.EqualFold(title[:len(word)], word)
	})
}

// numberedSections returns the headings "Feature 1", "Feature 2" … of the kind
// that has most of them.
func numberedSections(s *spec.Spec) []spec.Range {
	var kinds []string
	byKind := map[string][]spec.Range{}
	seen := map[string]bool{}
	for _, sec := range s.Sections {
		if !standsNumbered(sec.Title) {
			continue
		}
		m := numbered.Find(sec.Title)
		if m == nil || sec.Topic.Role == spec.Ignored || seen[strings.ToLower(sec.Title)] {
			continue
		}
		seen[strings.ToLower(sec.Title)] = true
		kind := strings.ToLower(sec.Title[m[2]:m[3]])
		if byKind[kind] == nil {
			kinds = append(kinds, kind)
		}
		byKind[kind] = append(byKind[kind], sec.Range)
	}
	var best []spec.Range
	for _, kind := range kinds {
		if len(byKind[kind]) > len(best) {
			best = byKind[kind]
		}
	}
	if len(best) < 2 {
		return nil
	}
	return best
}

// withOwnCriteria returns the sections that each say for themselves when they
// are done: a spec of several tasks.
func withOwnCriteria(s *spec.Spec) []spec.Range {
	var out []spec.Range
	last, title := -1, ""
	for i, sec := range s.Sections {
		if !sec.Own || !isSuccess(sec) || !sec.Body && i+1 < len(s.Sections) && s.Sections[i+1].Parent != i {
			continue
		}
		parent := sec.Parent
		if parent == last || s.Sections[parent].Level == 0 || s.Sections[parent].IsTitle || s.Sections[parent].Own {
			continue
		}
		if name := strings.ToLower(sec.Title); title == "" {
			title = name
		} else if name != title { // parts of one document, of which some speak of success
			continue
		}
		last = parent
		out = append(out, s.Sections[parent].Range)
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

func isSuccess(sec spec.Section) bool { return sec.Topic.Dims.Has(spec.Success) }

// joiners begin a clause that adds another task to the one before.
var joiners = pattern.New(`(?i)(?:^|[,;.] |\band )(?:also|in addition|additionally|while you are at it|while you're at it|besides|on top of that|as well as that|furthermore),? (?:please )?(?:add|migrat|rewrit|creat|build|replac|fix|upgrad|implement|remov|refactor|introduc|write|set up|port|convert|redesign|clean|renam|split|move|design|deploy)\w*`,
	joiningWords...)

// joiningWords are the words without one of which joiners cannot match.
var joiningWords = []string{"also", "in addition", "additionally", "while you", "besides", "on top of that", "as well as that", "furthermore"}

// joined returns the clauses of goal and scope by which further tasks come
// along, and the first task.
func joined(joining []*spec.Item) []spec.Range {
	var out []spec.Range
	for _, it := range joining {
		if it.Quoted || !it.Topic.Dims.Has(spec.Goal) && !it.Topic.Dims.Has(spec.Scope) {
			continue
		}
		if !joiners.Matches(it.Prose) {
			continue
		}
		for _, m := range joiners.All(it.Prose) {
			if len(out) == 0 {
				out = append(out, it.Range)
			}
			out = append(out, it.Span(m[0], m[1]))
		}
	}
	if len(out) <= few {
		return nil
	}
	return out
}

// listed returns the bullets, rows and sentences that each ask to build another
// product. A list under "Deliverables" needs no verb. Tasks with a box are steps to
// one product, and what has a tick is there already.
func listed(s *spec.Spec) []spec.Range {
	var out []spec.Range
	seen := map[string]bool{}
	for i := range s.Items {
		it := &s.Items[i]
		if it.Duplicate || it.Depth > 1 || it.Kind == spec.Title || it.Kind == spec.Entry || it.Task || !it.In(spec.Goal, spec.Scope, spec.Output) || it.Topic.Dims.Has(spec.OutOfScope) {
			continue
		}
		products, builds := it.Products()
		if !builds && !(it.Kind == spec.Bullet && it.Topic.Dims.Has(spec.Output)) || len(products) == 0 || len(it.Code) > 0 || strings.ContainsAny(it.Text, "✅✓✔") {
			continue
		}
		if it.Topic.Dims.Has(spec.Output) && !builds && isHandback(products) {
			continue
		}
		key := strings.ToLower(strings.TrimSuffix(products[0], "s"))
		if !seen[key] {
			seen[key] = true
			out = append(out, it.Range)
		}
	}
	if len(out) <= few {
		return nil
	}
	return out
}

// isHandback recognises what every task hands back: docs and a report are no
// deliverables of their own.
func isHandback(products []string) bool {
	for _, p := range products {
		switch strings.ToLower(p) {
		case "docs", "documentation", "report", "reports", "form", "tool", "job":
		default:
			return false
		}
	}
	return true
}

// enumerated returns the products that one goal or scope sentence asks to build,
// when it lists them: "Build a shop, a blog, a forum and an admin panel."
func enumerated(s *spec.Spec) []spec.Range {
	for i := range s.Items {
		it := &s.Items[i]
		if it.Duplicate || !it.In(spec.Goal, spec.Scope) || it.Topic.Dims.Has(spec.OutOfScope) {
			continue
		}
		products, builds := it.Products()
		if !builds || strings.Count(it.Prose, ",")+strings.Count(it.Prose, " and ") < few {
			continue
		}
		var out []spec.Range
		at := 0
		for _, p := range products {
			i := strings.Index(it.Prose[at:], p)
			start := at + i
			at = start + len(p)
			if before := strings.TrimRight(it.Prose[:start], " "); separated(it.Prose[:start]) || before == "" {
				out = append(out, it.Span(start, at))
			}
		}
		if len(out) > few {
			return out
		}
	}
	return nil
}

// separated reports whether a list item begins close before the end of text.
func separated(text string) bool {
	i := max(strings.LastIndex(text, ","), strings.LastIndex(text, " and "), strings.LastIndex(text, " a "), strings.LastIndex(text, " an "))
	return i >= 0 && len(strings.Fields(text[i:])) <= 4
}
