package git

import (
	"context"
	"fmt"
	"maps"
	"os/exec"
	"slices"
	"strings"
)

// leaf is a path of a tree to be: a file, a link to data, or a submodule at the
// commit data.
type leaf struct {
	mode Mode
	data string
}

// tree is what a test puts under each path.
type tree map[string]leaf

// texts is a tree of regular files.
func texts(pairs ...string) tree {
	t := tree{}
	for i := 0; i < len(pairs); i += 2 {
		t[pairs[i]] = leaf{Regular, pairs[i+1]}
	}
	return t
}

// trees writes trees into a repository, without its work tree and index, and
// returns their ids.
func (s *sandbox) trees(dir string, trees ...tree) []string {
	s.Helper()
	var in strings.Builder
	args := []string{"rev-parse"}
	for i, t := range trees {
		ref := fmt.Sprintf("refs/trees/%d", i)
		fmt.Fprintf(&in, "commit %s\ncommitter C <c@example.org> 0 +0000\ndata 0\n\ndeleteall\n", ref)
		for _, path := range slices.Sorted(maps.Keys(t)) {
			e := t[path]
			if name := strings.Trim(alternate(path), "\n"); e.mode == Submodule {
				fmt.Fprintf(&in, "M 160000 %s %s\n", e.data, name)
			} else {
				fmt.Fprintf(&in, "M %06o inline %s\ndata %d\n%s\n", e.mode, name, len(e.data), e.data)
			}
		}
		args = append(args, ref+"^{tree}")
	}
	s.feed(dir, in.String(), "fast-import", "--quiet", "--force")
	return strings.Fields(s.git(dir, args...))
}

// feed runs git with standard input and returns what it prints, trimmed.
func (s *sandbox) feed(dir, in string, args ...string) string {
	s.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env, cmd.Stdin = s.path(dir), isolated(), strings.NewReader(in)
	out, err := cmd.CombinedOutput()
	if err != nil {
		s.Fatalf("git %q: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// quarantine makes one that the test removes.
func (s *sandbox) quarantine(repo *Repository) *Quarantine {
	s.Helper()
	q, err := repo.Quarantine()
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { q.Close() })
	return q
}

// diff is what Diff finds, one line a file: operation, path, totals. Files has
// to find the same.
func (s *sandbox) diff(q *Quarantine, a, b string) string {
	s.Helper()
	out, err := tryDiff(q, a, b)
	if err != nil {
		s.Fatal(err)
	}
	files, err := q.Files(context.Background(), a, b)
	if err != nil {
		s.Fatal(err)
	}
	if n := strings.Count(out, "\n"); n != len(files) {
		s.Errorf("Files finds %d files, Diff %d", len(files), n)
	}
	return out
}

func tryDiff(q *Quarantine, a, b string) (string, error) {
	var out strings.Builder
	err := q.Diff(context.Background(), a, b, func(files []Change) (*Lines, error) {
		return &Lines{Totals: func(i int, t Totals) error {
			c := files[i]
			fmt.Fprintf(&out, "%s %q", c.Operation(), c.Path)
			if c.Old != None && c.New != None && c.Old != c.New {
				fmt.Fprintf(&out, " %o>%o", c.Old, c.New)
			} else if m := max(c.Old, c.New); m != Regular {
				fmt.Fprintf(&out, " %o", m)
			}
			if t.Added+t.Deleted > 0 {
				fmt.Fprintf(&out, " +%d-%d (%d)", t.Added, t.Deleted, t.Longest)
			}
			if t.AddedNUL || t.DeletedNUL {
				out.WriteString(" binary")
			}
			out.WriteByte('\n')
			return nil
		}}, nil
	})
	return out.String(), err
}

// rows are the lines of a table, as diff prints them.
func rows(lines ...string) string {
	if len(lines) == 0 {
		return ""
	}
	return strings.Join(lines, "\n") + "\n"
}

// gitVars runs git with more variables and returns what it prints, trimmed.
func (s *sandbox) gitVars(dir string, vars []string, args ...string) string {
	s.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env = s.path(dir), append(isolated(), vars...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		s.Fatalf("git %q: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}
