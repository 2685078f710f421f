package gate_test

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/speclint/speclint/gate"
	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

// TestReplay gates each commit of a history, merges left out, against a contract
// of its own paths, which it has to keep, and against one that lacks one of them,
// which it has to break. Without SPECLINT_REPLAY=/path/to/repository (and
// SPECLINT_REPLAY_COUNT=n for its newest n commits) the history is a small one
// that the test makes itself.
func TestReplay(t *testing.T) {
	dir, count := os.Getenv("SPECLINT_REPLAY"), 0
	if dir == "" {
		dir = oddHistory(t)
	} else if text := os.Getenv("SPECLINT_REPLAY_COUNT"); text != "" {
		var err error
		if count, err = strconv.Atoi(text); err != nil {
			t.Fatalf("SPECLINT_REPLAY_COUNT: %v", err)
		}
	}
	r := newReplay(t, dir)
	start := time.Now()
	for i, c := range commits(t, dir, count) {
		r.commit(i, c)
	}
	t.Logf("%d commits in %.1f s: %d pass, %d escalate, %d fail; %d without a change, %d whose paths no contract can name; with a path less %d of %d fail",
		r.commits, time.Since(start).Seconds(), r.verdicts[report.Pass], r.verdicts[report.Escalate], r.verdicts[report.Fail], r.empty, r.unnamed, r.caught, r.lacking)
	for _, name := range slices.Sorted(maps.Keys(r.raised)) {
		t.Logf("  %s: %d", name, r.raised[name])
	}
	own := map[report.Verdict]int{report.Pass: 23, report.Escalate: 3, report.Fail: 2} // a name like no other, and two that Windows cannot have; links to what is not in scope
	if os.Getenv("SPECLINT_REPLAY") == "" && !maps.Equal(r.verdicts, own) {
		t.Errorf("got the verdicts %v, want %v", r.verdicts, own)
	}
	if r.verdicts[report.Pass] == 0 || r.lacking == 0 {
		t.Errorf("%d commits passed and %d were held against a contract that lacks a path: too few to mean anything", r.verdicts[report.Pass], r.lacking)
	}
}

// replay is one walk through a history.
type replay struct {
	*testing.T
	q                                        *git.Quarantine
	objects                                  *git.Objects
	commits, empty, unnamed, lacking, caught int
	verdicts                                 map[report.Verdict]int
	raised                                   map[string]int // check and verdict → commits
}

func newReplay(t *testing.T, dir string) *replay {
	q := quarantine(t, dir)
	objects := q.Objects(t.Context())
	t.Cleanup(func() { objects.Close() })
	return &replay{T: t, q: q, objects: objects, verdicts: map[report.Verdict]int{}, raised: map[string]int{}}
}

// commits are the ids of a history's commits, each with its parent, if any, from
// the newest on; 0 stands for all.
func commits(t *testing.T, dir string, count int) [][]string {
	args := []string{"rev-list", "--no-merges", "--parents", "HEAD"}
	if count > 0 {
		args = append(args, "--max-count="+strconv.Itoa(count))
	}
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("git %q: %v", args, err)
	}
	var all [][]string
	for line := range strings.Lines(string(out)) {
		all = append(all, strings.Fields(line))
	}
	return all
}

// commit gates one commit, twice.
func (r *replay) commit(n int, c []string) {
	r.commits++
	change, err := gate.Collect(r.Context(), r.q, r.trees(c))
	if err != nil {
		r.Fatalf("commit %s: %v", c[0], err)
	}
	if len(change.Files) == 0 {
		r.empty++
		return
	}
	own := ownPaths(change.Files, "")
	if own == nil {
		r.unnamed++
		return
	}
	out := r.gate(change, own)
	r.verdicts[out.Verdict]++
	for _, check := range out.Checks {
		if check.Verdict == report.Pass {
			continue
		}
		r.raised[fmt.Sprint(check.Name, ", ", check.Verdict)]++
		if aboutScope(check.Name) || check.Verdict == report.Undecided {
			r.Errorf("commit %s: %s: %s %s against its own paths\n%s", c[0], check.Name, check.Verdict, check.Reason, shown(&out))
		}
	}
	removed := change.Files[n%len(change.Files)].Path
	less := ownPaths(change.Files, removed)
	if less.allows(removed) {
		return // another glob of odd names covers it
	}
	r.lacking++
	out = r.gate(change, less)
	i := slices.IndexFunc(out.Findings, func(f report.Finding) bool { return f.Rule == "out-of-scope" && f.Path == removed })
	if out.Verdict != report.Fail || i < 0 {
		r.Errorf("commit %s: %s without %q in its contract\n%s", c[0], out.Verdict, removed, shown(&out))
		return
	}
	r.caught++
}

// trees are what a commit lies between, as the command finds them.
func (r *replay) trees(c []string) gate.Trees {
	trees := gate.Trees{Mode: "range", Complete: true}
	trees.Classes = func(paths []string) ([]gate.Class, error) {
		_, err := r.q.Attributes(r.Context(), r.objects, trees.Base, []string{"linguist-generated"}, paths)
		return make([]gate.Class, len(paths)), err
	}
	if len(c) == 1 { // the first
		var err error
		if trees.Head, err = r.objects.TreeOf(c[0]); err != nil {
			r.Fatal(err)
		}
		trees.Base = map[int]string{40: "4b825dc642cb6eb9a060e54bf8d69288fbee4904", 64: "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"}[len(c[0])]
		return trees
	}
	span, err := r.q.Range(r.Context(), c[1], c[0])
	if err != nil {
		r.Fatalf("commit %s: %v", c[0], err)
	}
	trees.Base, trees.Head = span.Base, span.Head
	err = r.q.Touched(r.Context(), span.Commits, func(t git.Touch) error {
		trees.Past = append(trees.Past, gate.Touch{Path: t.Path, Commit: t.Commit})
		return nil
	})
	if err != nil {
		r.Fatalf("commit %s: %v", c[0], err)
	}
	return trees
}

// gate holds a change against a contract.
func (r *replay) gate(change *gate.Change, c contract) gate.Result {
	in := &gate.Input{
		Specs:   []gate.Judged{{Path: "specs/replayed.md", Doc: c.replayed(r.T), From: "base", Trusted: true}},
		Change:  change,
		Trees:   gate.NewReader(r.objects, change.Base, change.Head),
		Options: gate.Options{IsSpec: func(p string) bool { return strings.HasPrefix(p, "specs/") && strings.HasSuffix(p, ".md") }},
	}
	out, err := gate.Run(r.Context(), gate.Checks, in)
	if err != nil {
		r.Fatal(err)
	}
	out.Fill(&report.Report{})
	return out
}

// aboutScope reports whether a check asks for nothing but what the contract says
// of paths and sizes.
func aboutScope(check string) bool {
	return slices.Contains([]string{"spec-origin", "spec-drift", "forbidden-path", "out-of-scope", "wrong-operation", "protected-path", "missing-deliverable", "history", "escalation"}, check)
}

// ownPaths is the contract of what a change does, but for one path; nil when a
// name has no glob.
func ownPaths(files []gate.File, but string) contract {
	c := contract{"modify": {"no/such/file.txt"}}
	for _, f := range files {
		glob, ok := literally(f.Path)
		switch {
		case !ok:
			return nil
		case f.Path == but:
			continue
		}
		key := cmp.Or(map[git.Operation]string{git.Create: "create", git.Delete: "delete"}[f.Op], "modify")
		c[key] = append(c[key], glob)
		for mode, kind := range map[git.Mode]string{git.Executable: "executable", git.Symlink: "symlink", git.Submodule: "submodule"} {
			if f.OldMode == mode || f.NewMode == mode {
				c[kind] = append(c[kind], glob)
			}
		}
	}
	return c
}

// literally is a glob that matches a path; where it has characters that a glob
// gives a meaning, or a spec cannot hold, it matches others as well.
func literally(path string) (glob string, ok bool) {
	var b strings.Builder
	for _, c := range path {
		if c == unicode.ReplacementChar || !unicode.IsPrint(c) || strings.ContainsRune(`*?[]{}\!~`, c) || c == ' ' {
			c = '?'
		}
		b.WriteRune(c)
	}
	clean, err := spec.CleanGlob(b.String())
	return b.String(), err == nil && clean == b.String()
}

// allows reports whether any path of the contract matches.
func (c contract) allows(path string) bool {
	for _, key := range []string{"modify", "create", "delete"} {
		if slices.ContainsFunc(c[key], func(glob string) bool { return doublestar.MatchUnvalidated(glob, path) }) {
			return true
		}
	}
	return false
}

// replayed is a spec with all lists of the contract, and limits that nothing
// reaches.
func (c contract) replayed(t testing.TB) *spec.Spec {
	t.Helper()
	var b strings.Builder
	b.WriteString("---\nspeclint:\n  limits: {files: 1000000, added: 100000000, changed: 100000000, file-bytes: 900 MB, line-bytes: 900 MB}\n")
	for _, key := range slices.Sorted(maps.Keys(c)) {
		fmt.Fprintf(&b, "  %s:\n", key)
		for _, glob := range c[key] {
			fmt.Fprintf(&b, "    - %q\n", glob)
		}
	}
	b.WriteString("---\n# Replay\n")
	doc, err := spec.Parse("specs/replayed.md", []byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	if broken := doc.Contract().Broken; len(broken) > 0 {
		t.Fatalf("%q %s", broken[0].Text, broken[0].Reason)
	}
	return doc
}
