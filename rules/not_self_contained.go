package rules

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

//go:embed not_self_contained.txtar
var notSelfContainedDoc string

// NotSelfContained finds items that only point to where the thing is said.
var NotSelfContained = &lint.Rule{
	Name:     "not-self-contained",
	Doc:      notSelfContainedDoc,
	Severity: report.Warning,
	Hints:    []string{"as", "per", "last time"},
	Run: func(p *lint.Pass) {
		items := p.Spec.Items
		says := make([]bool, len(p.Spec.Sections)) // sections with an item that says something
		for i := range items {
			if it := &items[i]; !says[it.Section] && !it.Hollow && it.Kind != spec.Title && !pointsAway(it) {
				says[it.Section] = true
			}
		}
		talks := p.Marked
		for i := range items {
			it := &items[i]
			talk := len(talks) > 0 && talks[0] == it
			if talk {
				talks = talks[1:]
			}
			if !asksFor(it) || it.Kind == spec.Row || it.Nested > 0 || strings.HasSuffix(it.Text, ":") {
				continue
			}
			away := pointsAway(it) && (!says[it.Section] || it.Kind == spec.Bullet && !isReading(items, i))
			if away || talk && leansOnTalk(it) {
				p.Report(it.Range, "%s says nothing without what it points to", excerpt(it.Text))
			}
		}
	},
}

var (
	talk = folded(`\bas (?:we )?(?:discussed|agreed|talked about|mentioned)\b(?: (?:in|on|with|during|at)(?: (?:the|our|a))? \w+)?|\b(?:as )?per (?:our|the|last|yesterday's) (?:\w+ )?(?:discussion|call|meeting|chat|conversation)\b|\b(?:same as|like) last time\b`, "discussed", "agreed", "talked about", "mentioned", "per our", "per the", "per last", "per yesterday", "last time")
)

// pointing are the words with which an item points elsewhere, and elsewhere the
// ones among them that name the place.
var pointing = sync.OnceValue(func() map[string]bool {
	return wordSet("see as in at on the this that our is are to for of and or also please refer per described detail details detailed more info information follow according here linked link issue ticket pr pull request comment comments above below slack figma jira linear notion confluence thread attached attachment screenshot screenshots mockup mockups design designs discussion discussed conversation meeting channel doc docs document last time same before from with fixes closes resolves implement implements like do it what was we all everything parent original upstream file image")
})

var elsewhere = sync.OnceValue(func() map[string]bool {
	return wordSet("slack figma jira linear notion confluence ticket thread attached attachment screenshot mockup discussion discussed conversation meeting")
})

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(list) {
		set[word] = true
	}
	return set
}

// asksFor reports whether an item stands where a spec says what is wanted.
func asksFor(it *spec.Item) bool {
	has := it.Topic.Dims.Has
	return lint.Binding(it) && it.Kind != spec.Title && it.Topic.Role != spec.Questions && (has(spec.Goal) || has(spec.Success) || has(spec.Scope))
}

// isReading reports whether a bullet belongs to a list of links, or to what
// stands above it.
func isReading(items []spec.Item, i int) bool {
	if items[i].Parent >= 0 || items[i].Label != "" {
		return true
	}
	if i > 0 && items[i-1].Section == items[i].Section && (strings.HasSuffix(items[i-1].Text, ":") || links(&items[i-1])) {
		return true
	}
	return i+1 < len(items) && items[i+1].Section == items[i].Section && links(&items[i+1])
}

func links(it *spec.Item) bool { return len(it.Links) > 0 || strings.Contains(it.Text, "://") }

// pointsAway reports whether an item has a reference to something outside the
// repository and no other word that says anything.
func pointsAway(it *spec.Item) bool {
	if len(it.Code) > 0 || it.Kind == spec.Fence || len(it.Text) > 400 { // nobody points at one thing for so long
		return false
	}
	outside := false
	for _, l := range it.Links {
		if !isWebAddress(l.Destination) {
			return false // a file that the agent has
		}
		outside = true
	}
	for word := range strings.FieldsSeq(it.Text) {
		word = strings.Trim(word, ".,:;!()[]*_-–—'\"&")
		lower := strings.ToLower(word)
		switch {
		case word == "":
		case strings.Contains(word, "://") || isTicket(word):
			outside = true
		case !pointing()[lower]:
			return false
		default:
			outside = outside || elsewhere()[lower]
		}
	}
	return outside || holds(it.Text, "last time", "same as before")
}

// isTicket recognises "#12" and "ABC-12".
func isTicket(word string) bool {
	number, ok := strings.CutPrefix(word, "#")
	if !ok {
		letters := 0
		for letters < len(word) && 'A' <= word[letters] && word[letters] <= 'Z' {
			letters++
		}
		if number, ok = strings.CutPrefix(word[letters:], "-"); !ok || letters < 2 || letters > 10 {
			return false
		}
	}
	return number != "" && strings.Trim(number, "0123456789") == ""
}

// isWebAddress reports whether a link leaves the repository for the web.
func isWebAddress(destination string) bool {
	scheme, _, ok := strings.Cut(destination, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// leansOnTalk reports whether an item rests on something once said, and names
// nothing by which it could be understood without.
func leansOnTalk(it *spec.Item) bool {
	if len(it.Text) > 400 || len(it.Code) > 0 || !talk.MayMatch(it.Prose) {
		return false
	}
	m := talk.Find(it.Prose)
	if m == nil || strings.ContainsAny(it.Prose, "0123456789\x01:") {
		return false
	}
	return len(strings.Fields(it.Prose[:m[0]]+it.Prose[m[1]:])) <= 6
}
