package gate

import (
	"strings"

	"github.com/speclint/speclint/internal/glob"
)

// Rule is one line of a spec that allows or forbids paths.
type Rule struct {
	Pattern string
	Spec    string // path of the spec
	Line    int
}

// Literal reports whether the rule names one path and no others.
func (r Rule) Literal() bool { return glob.Literal(r.Pattern) }

// ruleList is an ordered set of rules with its look-up.
type ruleList struct {
	rules   []Rule
	set     *glob.Set
	at      []int          // which rule each glob of the set is of
	literal map[string]int // the first rule that names a path
}

// compile makes the list ready to look up. What is a folder means everything
// under it. A name in brackets is meant as a name, whatever it is as a glob.
func (l *ruleList) compile(folded bool, folder func(Rule) (bool, error)) error {
	var globs []string
	add := func(i int, glob string) { globs, l.at = append(globs, glob), append(l.at, i) }
	l.literal = map[string]int{}
	for i, r := range l.rules {
		pattern := r.Pattern
		if r.Literal() {
			is, err := folder(r)
			if err != nil {
				return err
			}
			if is {
				pattern += "/**"
			}
			if _, ok := l.literal[r.Pattern]; !ok {
				l.literal[r.Pattern] = i
			}
		}
		add(i, pattern)
		if name, ok := glob.AsName(pattern); ok {
			add(i, name)
		}
	}
	var err error
	if folded {
		l.set, err = glob.Folded(globs)
	} else {
		l.set, err = glob.New(globs)
	}
	return err
}

// first returns the first rule that matches a path.
func (l *ruleList) first(path string) (Rule, bool) {
	if l.set == nil {
		return Rule{}, false
	}
	i, ok := l.set.First(path)
	if !ok {
		return Rule{}, false
	}
	return l.rules[l.at[i]], true
}

// find returns the first rule that matches a path and is as is wanted.
func (l *ruleList) find(path string, want func(Rule) bool) (Rule, bool) {
	if _, ok := l.first(path); !ok {
		return Rule{}, false
	}
	for _, i := range l.set.All(nil, path) {
		if r := l.rules[l.at[i]]; want(r) {
			return r, true
		}
	}
	return Rule{}, false
}

// below returns the first rule whose pattern begins with a folder.
func (l *ruleList) below(folder string) (Rule, bool) {
	prefix := glob.Fold(folder) + "/"
	for _, r := range l.rules {
		if strings.HasPrefix(glob.Fold(r.Pattern), prefix) {
			return r, true
		}
	}
	return Rule{}, false
}
