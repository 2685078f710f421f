package gate

import (
	"path"
	"strconv"
	"strings"
	"unicode"

	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/spec"
)

// fire reports a trigger of the spec when the change meets one of its paths or
// conditions. One finding says it, at the first file that does.
func (p *Pass) fire(t spec.Trigger, rule Rule) error {
	if err := p.firePaths(t, rule); err != nil {
		return err
	}
	for _, c := range t.Conditions {
		if name, most, ok := strings.Cut(c, ">"); ok {
			p.fireSize(t, rule, name, most)
			continue
		}
		asks, known := askedAbout(c)
		if !known {
			p.Unchecked("escalation: the condition %q of %s is not known", c, p.lineOf(rule))
			continue
		}
		for i := range p.Change.Files {
			f := &p.Change.Files[i]
			if p.Owns(f.Path) {
				continue
			}
			meets, how, err := p.meets(c, f)
			if err != nil {
				return err
			}
			if meets {
				p.Escalate(Place{Path: f.Path}, rule, "%s%s, and the spec wants to be asked about %s", f.did(), how, asks)
				break
			}
		}
	}
	return nil
}

func (p *Pass) firePaths(t spec.Trigger, rule Rule) error {
	if len(t.Paths) == 0 {
		return nil
	}
	list := ruleList{}
	for _, pattern := range t.Paths {
		list.rules = append(list.rules, Rule{Pattern: pattern})
	}
	if err := list.compile(true, func(Rule) (bool, error) { return true, nil }); err != nil {
		return err
	}
	expected := ""
	for i := range p.Change.Files {
		f := &p.Change.Files[i]
		r, ok := list.first(f.Path)
		switch {
		case !ok || p.Owns(f.Path):
		case narrow(t.Text) && p.ordered(f):
			expected = f.Path
		default:
			p.Escalate(Place{Path: f.Path}, rule, "%s, and the spec wants to be asked about %s", f.did(), quoted(r.Pattern))
			return nil
		}
	}
	if expected != "" {
		p.Unchecked("escalation: %s (%s) asks about more than that %s is touched, which the spec orders; a person must say whether it came to that", quoted(t.Text), p.lineOf(rule), expected)
	}
	return nil
}

// ordered reports whether the spec names a file itself for what was done to it.
func (p *Pass) ordered(f *File) bool {
	list := p.Scope.list(f.Op)
	i, ok := list.literal[f.Path]
	return ok && list.rules[i].Literal()
}

// narrowing words say that a trigger asks about less than each touch of its
// paths: about a move or a deletion, or about files that the spec does not name.
var narrowing = wordSet(`
	rename renamed renaming move moved moving delete deleted deleting remove removed removing
	other another else besides`)

func narrow(trigger string) bool {
	for word := range strings.FieldsFuncSeq(trigger, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if narrowing()[strings.ToLower(word)] {
			return true
		}
	}
	return false
}

// fireSize reports a change that is larger than a trigger asks about.
func (p *Pass) fireSize(t spec.Trigger, rule Rule, name, most string) {
	limit, err := strconv.Atoi(most)
	s := p.sizes()
	n, noun := 0, ""
	switch name {
	case "files":
		n, noun = s.files, "files"
	case "changed":
		n, noun = s.changed, "changed lines"
	case "added":
		n, noun = s.added, "added lines"
	}
	switch {
	case err != nil || noun == "":
		p.Unchecked("escalation: the condition %q of %s is not known", name+">"+most, p.lineOf(rule))
	case n > limit:
		p.Escalate(Place{}, rule, "the change has %d %s, and the spec wants to be asked about more than %d", n, noun, limit)
	}
}

// askedAbout says in words what a condition is about.
func askedAbout(condition string) (words string, known bool) {
	switch condition {
	case "new-dependency":
		return "new dependencies", true
	case "schema-migration":
		return "changes of the schema", true
	case "tests-changed":
		return "changed tests", true
	case "files-deleted":
		return "deleted files", true
	case "sensitive-path":
		return "sensitive paths", true
	case "ci-changed":
		return "CI and build files", true
	}
	return "", false
}

// meets reports whether a file meets a condition that a trigger can name without
// a path. It rather does once too often: a person looks, and nothing is broken
// by it. How says more of it, in brackets, where there is more to say.
func (p *Pass) meets(condition string, f *File) (meets bool, how string, err error) {
	switch condition {
	case "new-dependency":
		return p.dependency(f)
	case "schema-migration":
		meets = isMigration(f.Path)
	case "tests-changed":
		meets = p.weakens(f)
	case "files-deleted":
		meets = f.Op == git.Delete && !p.ordered(f)
	case "sensitive-path":
		meets = p.sensitive(f)
	default:
		meets = isBuild(f.Path)
	}
	return meets, "", nil
}

// dependency reports whether a change adds or changes what the project depends
// on, and what. Of manifests that are not understood each added line counts.
func (p *Pass) dependency(f *File) (meets bool, how string, err error) {
	part := dependencyParts(f.Path)
	switch {
	case f.NewMode == git.Submodule:
		return true, "", nil
	case f.Op == git.Delete || f.Added == 0 && !f.NewBinary:
		return false, "", nil
	case part != nil && f.NewMode.IsFile():
		d, err := p.delta(f, part)
		came := d.came()
		if err != nil || len(came) == 0 {
			return false, "", err
		}
		return true, " (" + listed(came) + ")", nil
	}
	return isManifest(f.Path) || lockFiles()[path.Base(f.Path)], "", nil
}

// weakens reports whether a test that was there is no longer what it was, and no
// line of the spec is about that test.
func (p *Pass) weakens(f *File) bool {
	if !f.Test || f.Class == Vendored || f.Class == Lock || f.Op == git.Create || isHarness(f.Path) && !isTest(f.Path) {
		return false
	}
	if _, ok := p.allowsTest(f); ok {
		return false
	}
	return f.Op != git.Modify || f.Deleted > 0 || len(f.Weakened) > 0 || f.NewBinary
}
