package gate

import (
	"path"
	"slices"
	"strings"
)

// strangers are the files that nothing in the spec points to: a glob that names
// no folder, or only one at the root, lets them in, and no word of their names
// stands in the spec. Tests, pages and generated files follow the others. A
// person is asked about those for which the glob names no folder at all, and about
// sensitive ones; else files of an honest change would be.
func (p *Pass) strangers(said map[string]bool) (asked, listed []owed) {
	var known map[string]bool
	type key struct {
		rule  Rule
		asked bool
	}
	group := map[key]int{}
	for i := range p.Change.Files {
		f := &p.Change.Files[i]
		rule, ok := p.Scope.Allowed(f.Op, f.Path)
		if !ok || f.Class != Source && f.Class != Binary || p.Owns(f.Path) || said[f.Path] || !rule.wide(f.Path) {
			continue
		}
		if _, named := p.Scope.Named(f.Path); named {
			continue
		}
		if known == nil {
			known = p.specWords()
		}
		name := strings.TrimSuffix(f.Path, path.Ext(f.Path))
		if slices.ContainsFunc(pathWords(name[min(len(name), len(rule.folder())):]), func(word string) bool { return known[stem(word)] && !plainFolders()[word] }) {
			continue
		}
		k := key{rule, rule.folder() == "" || p.sensitive(f)}
		to := &listed
		if k.asked {
			to = &asked
		}
		at, ok := group[k]
		if !ok {
			at = len(*to)
			group[k] = at
			*to = append(*to, owed{rule: rule, why: ", which only " + quoted(rule.Pattern) + " lets in"})
		}
		(*to)[at].paths = append((*to)[at].paths, f.Path)
	}
	return asked, listed
}

// wide reports whether a rule that matches a path says little about where it is:
// it begins with at most one folder, and the path is deeper.
func (r Rule) wide(name string) bool {
	if r.Pattern == name {
		return false
	}
	return strings.Count(r.folder(), "/") <= 1 && (r.Literal() || strings.Contains(r.Pattern, "**"))
}

// folder is the part of a pattern before its first wildcard, up to a slash.
func (r Rule) folder() string {
	if r.Literal() {
		return r.Pattern + "/"
	}
	head := r.Pattern[:strings.IndexAny(r.Pattern, "*?[{")]
	return head[:strings.LastIndexByte(head, '/')+1]
}

// plainFolders are words of paths that say nothing of what is in them.
var plainFolders = wordSet(`src lib libs app apps pkg cmd internal core common shared util utils helper helpers index main mod init base types js css html`)

// specWords are the words of the judged specs.
func (p *Pass) specWords() map[string]bool {
	out := map[string]bool{}
	add := func(text string) {
		for _, word := range pathWords(text) {
			if len(word) > 2 {
				out[stem(word)] = true
			}
		}
	}
	for i := range p.Specs {
		for j := range p.Specs[i].Doc.Items {
			add(p.Specs[i].Doc.Items[j].Text)
		}
		for _, s := range p.Specs[i].Doc.Sections {
			add(s.Title)
		}
	}
	return out
}

// stem makes "orders" and "order" one word.
func stem(word string) string { return strings.TrimSuffix(word, "s") }
