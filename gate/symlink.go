package gate

import (
	"path"
	"strings"
)

// symlink judges a link that the change makes or turns: one that leaves the
// scope fails whatever is declared, since what is behind it can be changed
// through it.
func (p *Pass) symlink(f *File) error {
	text, err := p.Trees.Text(p, f.NewBlob)
	if err != nil {
		return err
	}
	at, target := Place{Path: f.Path}, string(text)
	goal, trouble := linkGoal(f.Path, target)
	if trouble != "" {
		p.Fail(at, Rule{}, "links to %s, %s", quoted(target), trouble)
		return nil
	}
	for part := range strings.SplitSeq(goal, "/") {
		if looksLikeGit(part) {
			p.Fail(at, Rule{}, "links to %s, which is git's", quoted(target))
			return nil
		}
	}
	if rule, ok := p.Scope.reaches(goal); ok {
		p.Fail(at, rule, "links to %s, which %s forbids", quoted(target), quoted(rule.Pattern))
		return nil
	}
	if _, named := p.Scope.Named(goal); !named && p.protected(goal) != "" {
		p.Fail(at, Rule{}, "links to %s, which is %s", quoted(target), p.protected(goal))
		return nil
	}
	if goal == "." || !p.Scope.Empty() && !p.Scope.inside(goal) {
		p.Fail(at, Rule{}, "links to %s, outside the scope", quoted(target))
		return nil
	}
	if _, ok := p.Scope.Declared(Symlink, f.Path); !ok {
		p.Escalate(at, Rule{}, "is a link, to %s", quoted(target))
	}
	return nil
}

// linkGoal returns the path that a link at another path leads to, as far as
// names tell, or the trouble with it.
func linkGoal(from, target string) (goal, trouble string) {
	const outside = "outside the repository"
	if target == "" || strings.HasPrefix(target, "/") || strings.ContainsAny(target, "\\\x00") || len(target) > 1 && target[1] == ':' {
		return "", outside
	}
	goal = path.Join(path.Dir(from), target)
	if goal == ".." || strings.HasPrefix(goal, "../") {
		return "", outside
	}
	into := false
	for part := range strings.SplitSeq(target, "/") {
		if part == ".." && into { // the folder may be a link itself
			return "", "by a way that goes in and out of a folder"
		}
		into = into || part != ".." && part != "." && part != ""
	}
	return goal, ""
}
