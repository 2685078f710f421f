package spec

import (
	"cmp"
	"strings"
	"unicode"

	"github.com/bmatcuk/doublestar/v4"
)

// Contract is what the gate holds a change to, read from the usual sections of
// a spec and from the "speclint:" mapping of its front matter. Every entry has
// the line that it rests on.
type Contract struct {
	Modify, Create, Delete, Forbid []Pattern
	Rename                         []Rename
	Executable, Symlink, Submodule []Pattern
	Limits                         Limits
	Defaults                       Limits // what bounds the change where Limits is silent
	Verify                         []Command
	Actions                        []Boundary // commands that stand among the checks and are none: they publish, deploy, delete
	Timeout                        int        // of commands that name none, in seconds
	FailToPass                     []Pattern  // commands or tests that must fail on the base
	Escalate                       []Trigger
	DecisionLog                    string // path, "" when the spec asks for none
	DecisionLogLine                int
	DependsOn                      []Reference
	Unenforced                     []Boundary   // boundaries that name no path
	Broken                         []BrokenGlob // paths that cannot be matched
	Clashes                        []Clash      // what contradicts itself

	wantsLog bool
	partial  []partial
	kept     []Pattern // must not be deleted or moved
	seen     map[listed]bool
	tangled  int // the line where comparing paths with globs became too much, or 0
	parts    []Part
	folder   bool // of a spec that is one
}

// Pattern is a glob, or a name, with its place.
type Pattern struct {
	Pattern string
	Line    int
	Range   Range
}

// Rename allows one path to become another.
type Rename struct{ From, To Pattern }

// Reference names another task.
type Reference struct {
	ID   string
	Line int
	// Loose says that it may as well name something else: a ticket, a word of a
	// sentence, or what another tool calls a dependency.
	Loose bool
}

// newReference is one that somebody wrote outside of the "speclint:" mapping.
func newReference(id string, line int, loose bool) Reference {
	ticket := !strings.ContainsFunc(id, unicode.IsLower) || strings.Contains(id, "://") || strings.EqualFold(id, "none")
	return Reference{id, line, loose || ticket}
}

// Boundary is an exclusion that nobody can be held to.
type Boundary struct {
	Text  string
	Line  int
	Range Range
}

// BrokenGlob is a path that cannot be matched, with the reason and the mend.
type BrokenGlob struct {
	Text, Reason string
	Line         int
	Range        Range
}

// Clash is a contradiction inside the contract, in one sentence.
type Clash struct {
	Message string
	Line    int
	Range   Range
}

// partial is a boundary around a part of a file: "do not change x in a.go".
type partial struct {
	Pattern
	text string
}

// newContract reads the items of s on top of its front matter.
func newContract(s *Spec, a *arena) *Contract {
	c := &s.Meta.front
	c.folder = s.Folder()
	c.Defaults = s.options.Limits.OrDefault()
	r := reader{s: s, c: c, arena: a}
	for i := range s.Items {
		r.item(&s.Items[i])
	}
	for i := range s.veiled {
		r.restricts(&s.veiled[i])
	}
	c.settle()
	c.Timeout = cmp.Or(s.options.Timeout, DefaultTimeout)
	for i := range c.Verify {
		c.Verify[i].TimeoutSeconds = cmp.Or(c.Verify[i].TimeoutSeconds, c.Timeout)
	}
	if c.DecisionLog == "" && c.wantsLog {
		c.DecisionLog = "docs/decisions/" + s.ID() + ".md"
	}
	c.seen = nil
	return c
}

// allow adds a glob to the list of an operation or of a kind of file.
func (c *Contract) allow(kind, text string, where Range, line int) {
	glob, err := CleanGlob(withoutLines(text))
	if err != nil {
		c.Broken = append(c.Broken, BrokenGlob{text, err.Error(), line, where})
		return
	}
	p := Pattern{glob, line, where}
	switch kind {
	case "modify":
		c.add(&c.Modify, p)
	case "create":
		c.add(&c.Create, p)
	case "delete":
		c.add(&c.Delete, p)
	case "forbid":
		c.add(&c.Forbid, p)
	case "executable":
		c.add(&c.Executable, p)
	case "symlink":
		c.add(&c.Symlink, p)
	case "submodule":
		c.add(&c.Submodule, p)
	case "", "both": // a path without an operation
		c.add(&c.Modify, p)
		c.add(&c.Create, p)
	}
}

// add appends a pattern that the list does not have.
func (c *Contract) add(list *[]Pattern, p Pattern) {
	if c.first(list, p.Pattern) {
		*list = append(*list, p)
	}
}

// listed says that a list of patterns has a text; without a list it is a command or
// a trigger that the contract has.
type listed struct {
	list *[]Pattern
	text string
}

// first reports whether a list is asked for a text for the first time.
func (c *Contract) first(list *[]Pattern, text string) bool {
	key := listed{list, text}
	if c.seen[key] {
		return false
	}
	if c.seen == nil {
		c.seen = map[listed]bool{}
	}
	c.seen[key] = true
	return true
}

// rename allows a rename: its source may be deleted and its target created.
func (c *Contract) rename(from, to string, where Range, line int) {
	f, err1 := CleanGlob(from)
	t, err2 := CleanGlob(to)
	if err1 != nil {
		c.Broken = append(c.Broken, BrokenGlob{from, err1.Error(), line, where})
	}
	if err2 != nil {
		c.Broken = append(c.Broken, BrokenGlob{to, err2.Error(), line, where})
	}
	if err1 == nil && err2 == nil {
		c.Rename = append(c.Rename, Rename{Pattern{f, line, where}, Pattern{t, line, where}})
		c.add(&c.Delete, Pattern{f, line, where})
		c.add(&c.Create, Pattern{t, line, where})
	}
}

// settle decides what needs the whole contract: boundaries inside files that
// may be changed, and paths that are both allowed and forbidden.
func (c *Contract) settle() {
	if len(c.partial) > 0 {
		allowed := newCover(c.Modify, c.Create)
		for _, p := range c.partial {
			if allowed.of(p.Pattern) != nil {
				c.Unenforced = append(c.Unenforced, Boundary{p.text, p.Line, p.Range})
				continue
			}
			c.add(&c.Forbid, p.Pattern)
		}
		c.tangled = allowed.over
	}
	if len(c.kept) > 0 {
		deleted := newCover(c.Delete)
		for _, p := range c.kept { // never deleted, unless a Delete contradicts
			if deleted.of(p) != nil {
				c.add(&c.Forbid, p)
			}
		}
		c.tangled = max(c.tangled, deleted.over)
	}
	if len(c.Forbid) > 0 {
		c.clash()
	}
}

// clash notes the paths that are both allowed and forbidden.
func (c *Contract) clash() {
	forbidden := newCover(c.Forbid)
	seen := map[string]bool{}
	for _, list := range [][]Pattern{c.Modify, c.Create, c.Delete} {
		for _, p := range list {
			if f := forbidden.of(p); f != nil && !seen[p.Pattern] {
				seen[p.Pattern] = true
				c.Clashes = append(c.Clashes, Clash{c.clashMessage(p, *f), f.Line, f.Range})
			}
		}
	}
	c.tangled = max(c.tangled, forbidden.over)
}

func (c *Contract) clashMessage(allowed, forbidden Pattern) string {
	at := c.place(allowed.Line, forbidden.Line)
	if allowed.Pattern == forbidden.Pattern {
		return quote(allowed.Pattern) + " is allowed at " + at + " and forbidden here"
	}
	return quote(allowed.Pattern) + ", allowed at " + at + ", lies in " + quote(forbidden.Pattern) + ", forbidden here"
}

// maxTries is how often paths may be compared with globs of their folder.
const maxTries = 500_000

// cover answers which pattern of a list leaves nothing of a glob. Literal paths
// and folders are looked up; other globs are tried where their folder is a
// path's.
type cover struct {
	tries, over    int // over is the line where there were too many
	exact, folders map[string]*Pattern
	globs          map[string][]*Pattern // by the folder before the first wildcard
}

func newCover(lists ...[]Pattern) *cover {
	c := &cover{exact: map[string]*Pattern{}, folders: map[string]*Pattern{}, globs: map[string][]*Pattern{}}
	for _, list := range lists {
		for i := range list {
			p := &list[i]
			if c.exact[p.Pattern] == nil {
				c.exact[p.Pattern] = p
			}
			if dir, ok := strings.CutSuffix(p.Pattern, "**"); ok && !isGlob(dir) { // "" covers all
				if dir = strings.TrimSuffix(dir, "/"); c.folders[dir] == nil {
					c.folders[dir] = p
				}
			} else if isGlob(p.Pattern) {
				folder := p.Pattern[:strings.IndexAny(p.Pattern, "*?[{")]
				folder = folder[:max(0, strings.LastIndexByte(folder, '/'))]
				c.globs[folder] = append(c.globs[folder], p)
			}
		}
	}
	return c
}

// of returns the pattern that covers p, or nil.
func (c *cover) of(p Pattern) *Pattern {
	if same := c.exact[p.Pattern]; same != nil {
		return same
	}
	literal := !isGlob(p.Pattern)
	for dir := p.Pattern; dir != ""; {
		dir = dir[:max(0, strings.LastIndexByte(dir, '/'))]
		if folder := c.folders[dir]; folder != nil {
			return folder
		}
		if c.tries += len(c.globs[dir]); c.tries > maxTries {
			c.over = max(c.over, p.Line)
			return nil
		}
		for _, g := range c.globs[dir] {
			if literal && doublestar.MatchUnvalidated(g.Pattern, p.Pattern) {
				return g
			}
		}
	}
	return nil
}

func isGlob(pattern string) bool { return strings.ContainsAny(pattern, "*?[{") }

// Allows reports whether the contract names any path that may be touched.
func (c *Contract) Allows() bool {
	return len(c.Modify)+len(c.Create)+len(c.Delete) > 0
}

func (c *Contract) addCommand(cmd Command) {
	if !c.first(nil, "run "+cmd.Expect+" "+cmd.Run) {
		return
	}
	if hasUnseen(cmd.Run) { // another command than the one that a page shows
		return
	}
	if act := actionIn(cmd.Run); act != "" {
		c.Actions = append(c.Actions, Boundary{act, cmd.Line, cmd.Range})
		return
	}
	c.Verify = append(c.Verify, cmd)
}

func (c *Contract) addTrigger(t Trigger) {
	if c.first(nil, "on "+t.Text) {
		c.Escalate = append(c.Escalate, t)
	}
}
