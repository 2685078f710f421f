package gate

import (
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/report"
)

// maxNamed is how many files a command names; who has more to drop needs a list.
const maxNamed = 50

// salvage says which files of a change can be kept when others break a promise, and
// the command that keeps exactly those: nil when all or none can.
func (in *Input) salvage(findings []report.Finding) *report.Salvage {
	c := in.Change
	broken := map[string]bool{}
	for _, f := range findings {
		if f.Severity == report.Error && c.File(f.Path) != nil {
			broken[f.Path] = true
		}
	}
	s := &report.Salvage{}
	for i := range c.Files {
		if path := c.Files[i].Path; broken[path] {
			s.Drop = append(s.Drop, path)
		} else {
			s.Keep = append(s.Keep, path)
		}
	}
	if len(s.Drop) == 0 || len(s.Keep) == 0 {
		return nil
	}
	if nameable(s) && !c.hides(s.Drop) {
		s.Command, s.Rest = c.dropping(s.Drop)
	}
	return s
}

// hides reports whether git would not find one of the paths by itself.
func (c *Change) hides(paths []string) bool {
	return slices.ContainsFunc(c.Hidden, func(h Hidden) bool { return slices.Contains(paths, h.Path) })
}

// dropping is the command that takes paths out of the change, and what becomes of
// them; both are empty where the mode has none.
func (c *Change) dropping(paths []string) (command, rest string) {
	these := pathspecs(paths, "")
	switch {
	case c.Mode == "staged" && c.Base == emptyTree(len(c.Base)):
		return "git rm -q -f --cached --" + these, "stays on disk"
	case c.Mode == "staged":
		return "git restore --staged --" + these, "stays on disk"
	case c.Mode == "worktree" && c.BaseCommit == "":
		return c.undeleted(paths) + "git stash push --all --" + these, "goes into a stash, which git stash pop brings back"
	case (c.Mode == "range" || c.Mode == "worktree") && c.BaseCommit != "" && c.HeadCommit != "":
		return "git switch -q -c kept-" + short(c.HeadCommit) + " " + c.BaseCommit +
			" && git restore --source=" + c.HeadCommit + " --staged --worktree -- :/" + pathspecs(paths, "exclude,") +
			" && git commit -q -C " + c.HeadCommit, "stays on its branch; a new one has these, in one commit"
	}
	return "", ""
}

// undeleted is a command that has to come before git stash: of a file whose
// deletion is staged it saves everything, and then fails.
func (c *Change) undeleted(paths []string) string {
	var gone []string
	for _, path := range paths {
		if c.File(path).NewMode == git.None {
			gone = append(gone, path)
		}
	}
	if len(gone) == 0 {
		return ""
	}
	return "git restore --staged --" + pathspecs(gone, "") + " && "
}

// emptyTree is the id of the tree without files, in so many digits.
func emptyTree(digits int) string {
	if digits == 64 {
		return "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"
	}
	return "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
}

// nameable reports whether a command can name the files to drop: they are not too
// many, their names can be shown as they are, and none would take a file to keep
// along.
func nameable(s *report.Salvage) bool {
	return len(s.Drop) <= maxNamed && !slices.ContainsFunc(s.Drop, func(path string) bool {
		below := func(kept string) bool { return strings.HasPrefix(kept, path+"/") }
		return report.Printable(path) != path || slices.ContainsFunc(s.Keep, below)
	})
}

// pathspecs are paths as arguments of git, a blank before each: as they stand, from
// whichever folder, and quoted for a shell.
func pathspecs(paths []string, magic string) string {
	var b strings.Builder
	for _, path := range paths {
		if magic == "" && plainPath(path) {
			b.WriteString(" :/" + path)
		} else {
			b.WriteString(" ':(" + magic + "top,literal)" + strings.ReplaceAll(path, "'", `'\''`) + "'")
		}
	}
	return b.String()
}

// plainPath reports whether neither a shell nor git reads anything into a path.
func plainPath(path string) bool {
	letter := func(r rune) bool { return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }
	return letter(rune(path[0])) && !strings.ContainsFunc(path, func(r rune) bool { return !letter(r) && !strings.ContainsRune("-._/", r) })
}
