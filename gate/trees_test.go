package gate_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/speclint/speclint/gate"
	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/spec"
)

// tree is the files of a tree by path. The first line of a text may say what else
// it is: "#!deleted", "#!link TARGET", "#!executable", "#!binary", "#!submodule ID",
// "#!escaped" (the rest is written with Go's escapes), "#!lines N" (as many lines
// follow), "#!long N" (one line of as many bytes).
type tree map[string]string

// unquoted reads a name that may be written with Go's escapes.
func unquoted(t *testing.T, name string) string {
	t.Helper()
	if !strings.Contains(name, `\`) {
		return name
	}
	out, err := strconv.Unquote(`"` + name + `"`)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return out
}

// file is how git stores one of the texts, "" for one that is not there.
func (tr tree) file(p string) (mode, text string) {
	text = tr[p]
	directive, rest, _ := strings.Cut(text, "\n")
	verb, arg, _ := strings.Cut(strings.TrimSpace(directive), " ")
	n, _ := strconv.Atoi(arg)
	switch verb {
	case "#!deleted":
		return "", ""
	case "#!link":
		return "120000", arg
	case "#!submodule":
		return "160000", arg
	case "#!executable":
		return "100755", rest
	case "#!binary":
		return "100644", "\x00\x01" + rest
	case "#!escaped":
		out, err := strconv.Unquote(`"` + strings.ReplaceAll(strings.ReplaceAll(rest, `"`, `\"`), "\n", `\n`) + `"`)
		if err != nil {
			panic(err)
		}
		return "100644", out
	case "#!lines":
		var b strings.Builder
		b.WriteString(rest)
		for i := range n {
			fmt.Fprintf(&b, "line %d\n", i)
		}
		return "100644", b.String()
	case "#!long":
		return "100644", strings.Repeat("x", n) + "\n" + rest
	}
	return "100644", text
}

// stream is a commit of the tree on a branch, as fast-import reads it.
func (tr tree) stream(branch string) string {
	var b strings.Builder
	b.WriteString("commit refs/heads/" + branch + "\ncommitter a <a@b> 0 +0000\ndata 0\ndeleteall\n")
	for _, p := range slices.Sorted(maps.Keys(tr)) {
		switch mode, text := tr.file(p); mode {
		case "":
		case "160000":
			fmt.Fprintf(&b, "M %s %s %s\n", mode, text, cQuoted(p))
		default:
			fmt.Fprintf(&b, "M %s inline %s\ndata %d\n%s\n", mode, cQuoted(p), len(text), text)
		}
	}
	return b.String()
}

// cQuoted is a name as fast-import reads it.
func cQuoted(name string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i := range len(name) {
		if c := name[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			fmt.Fprintf(&b, `\%03o`, c)
		} else {
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// collect commits two trees, compares them, and follows the steps: one line each,
// as setup has them.
func collect(t testing.TB, base, head tree, steps string) *gate.Input {
	t.Helper()
	dir := t.TempDir()
	run := func(input string, args ...string) string {
		cmd := exec.Command("git", args...)
		cmd.Dir, cmd.Stdin = dir, strings.NewReader(input)
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %q: %v: %s", args, err, out)
		}
		return strings.TrimSpace(string(out))
	}
	run("", "init", "-q", "-b", "main", "--template=")
	in := &gate.Input{
		Specs:   []gate.Judged{{Path: "specs/task.md", From: "base", Trusted: true}},
		Options: gate.Options{IsSpec: func(p string) bool { return strings.HasPrefix(p, "specs/") && strings.HasSuffix(p, ".md") }},
	}
	trees := gate.Trees{Mode: "range", Complete: true}
	s := setup{in: in, trees: &trees}
	for line := range strings.Lines(steps) {
		s.step(t, strings.TrimSpace(line))
	}
	if in.Specs[0].From == "head" {
		base = maps.Clone(base)
		delete(base, "specs/task.md")
	}
	run(base.stream("base")+head.stream("head"), "-c", "core.protectNTFS=false", "-c", "core.protectHFS=false", "fast-import", "--quiet")
	trees.Base, trees.Head, _ = strings.Cut(run("", "rev-parse", "base^{tree}", "head^{tree}"), "\n")
	for i := range in.Specs {
		text := base[in.Specs[i].Path]
		if in.Specs[i].From == "head" {
			text = head[in.Specs[i].Path]
		}
		doc, err := s.options.Parse(in.Specs[i].Path, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		in.Specs[i].Doc = doc
	}
	if o := in.Options.Others; o != nil {
		for i := range o.Tasks {
			doc, err := s.options.Parse(o.Tasks[i].Path, []byte(base[o.Tasks[i].Path]))
			if err != nil {
				t.Fatal(err)
			}
			o.Tasks[i].Doc = doc
		}
	}
	repo, q := opened(t, dir)
	if in.Options.Commands == nil {
		in.Options.Commands = &gate.Commands{}
	}
	o := in.Options.Commands
	o.Repo, o.Git, o.Shell, o.Getenv = repo, q, []string{"sh", "-e"}, os.Getenv
	var err error
	if in.Change, err = gate.Collect(t.Context(), q, trees); err != nil {
		t.Fatal(err)
	}
	in.Change.Hidden, in.Change.Past = trees.Hidden, trees.Past
	in.Trees = &reader{base: base, head: head, objects: q.Objects(t.Context())}
	return in
}

func quarantine(t testing.TB, dir string) *git.Quarantine {
	t.Helper()
	_, q := opened(t, dir)
	return q
}

func opened(t testing.TB, dir string) (*git.Repository, *git.Quarantine) {
	t.Helper()
	program, err := git.Find(os.Getenv)
	if err != nil {
		t.Fatal(err)
	}
	repo, err := program.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	q, err := repo.Quarantine()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { q.Close() })
	return repo, q
}

// setup is what trees cannot say of an example.
type setup struct {
	in      *gate.Input
	trees   *gate.Trees
	options spec.Options
}

func (s *setup) step(t testing.TB, line string) {
	t.Helper()
	verb, rest, _ := strings.Cut(line, " ")
	first, more, _ := strings.Cut(rest, " ")
	o := &s.in.Options
	switch verb {
	case "": // nothing
	case "mode": // staged, worktree, range, patch
		s.trees.Mode, s.trees.Complete = first, first == "range" || first == "patch"
	case "launched": // ID WORKTREE PATH, of a spec in the base
		worktree, path, _ := strings.Cut(more, " ")
		if o.Others == nil {
			o.Others = &gate.Others{}
		}
		o.Others.Tasks = append(o.Others.Tasks, gate.Launch{ID: first, Worktree: worktree, Path: path})
	case "unread":
		o.Others.Unread = append(o.Others.Unread, errors.New(rest))
	case "final":
		o.Final = true
	case "past": // PATH COMMIT
		s.trees.Past = append(s.trees.Past, gate.Touch{Path: first, Commit: more})
	case "lost": // PATH
		s.trees.Lost = append(s.trees.Lost, first)
	case "hidden", "hidden-change": // PATH WHY; the second is among the files of the change
		s.trees.Hidden = append(s.trees.Hidden, gate.Hidden{Path: first, Why: more, Judged: verb == "hidden-change"})
	case "spec-from": // head, or a revision
		s.in.Specs[0].From, s.in.Specs[0].Trusted = first, first != "head"
	case "trusted":
		s.in.Specs[0].Trusted = true
	case "chosen": // by what
		s.in.Specs[0].Trusted, s.in.Specs[0].Chosen = false, rest
	case "limit": // of the config: KEY VALUE
		value, _ := spec.ParseLimit(first, more)
		*s.options.Limits.Of(first) = &spec.Limit{Value: value, Line: 1}
	case "spec": // one more
		s.in.Specs = append(s.in.Specs, gate.Judged{Path: first, From: "base", Trusted: true})
	case "spec-file": // a further file of the spec
		s.in.Specs[0].Files = append(s.in.Specs[0].Files, first)
	case "commands-off": // by whom
		o.Commands = &gate.Commands{Off: first}
	case "allow-commands":
		o.Commands = &gate.Commands{Allow: true}
	case "protect":
		o.Protect = append(o.Protect, first)
	case "sensitive":
		o.Sensitive = append(o.Sensitive, first)
	case "approve": // CHECK REASON
		o.Approved = append(o.Approved, gate.Approval{Check: first, Reason: more})
	case "draw": // SEED SIZE
		s.trees.Draw.Seed = first
		s.trees.Draw.Size, _ = strconv.Atoi(more)
	case "generated": // FOLDER, by the base's attributes
		s.trees.Classes = func(paths []string) ([]gate.Class, error) {
			out := make([]gate.Class, len(paths))
			for i, p := range paths {
				if strings.HasPrefix(p, first+"/") {
					out[i] = gate.Generated
				}
			}
			return out, nil
		}
	default:
		t.Fatalf("setup: %q is not known", line)
	}
}

// reader reads the trees from memory, but for blobs.
type reader struct {
	base, head tree
	objects    *git.Objects
}

func (r *reader) Text(_ context.Context, blob string) ([]byte, error) {
	return r.objects.Blob(blob, 1<<20)
}

func (r *reader) InBase(_ context.Context, p string) (bool, error) { return r.base.has(p), nil }
func (r *reader) InHead(_ context.Context, p string) (bool, error) { return r.head.has(p), nil }

func (tr tree) has(p string) bool {
	for name := range tr {
		if mode, _ := tr.file(name); mode != "" && (name == p || strings.HasPrefix(name, p+"/")) {
			return true
		}
	}
	return false
}

func (r *reader) Siblings(_ context.Context, folder string) ([]string, error) {
	var out []string
	for p := range r.head {
		if mode, _ := r.head.file(p); mode == "" {
			continue
		}
		for at := p; at != "."; at = path.Dir(at) {
			if strings.TrimSuffix(path.Dir(at), ".") == folder && !slices.Contains(out, path.Base(at)) {
				out = append(out, path.Base(at))
			}
		}
	}
	slices.Sort(out)
	return out, nil
}
