package gate_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/speclint/speclint/gate"
	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/report"
)

// BenchmarkChecks holds 10,000 files against 1,000 globs, through every check:
// files that are all in scope, and files that are all outside.
func BenchmarkChecks(b *testing.B) {
	const files, globs = 10_000, 1_000
	c := contract{}
	for i := range globs {
		key := []string{"modify", "create", "delete", "forbid"}[i%4]
		c[key] = append(c[key], fmt.Sprintf([]string{"src/p%d/**", "lib/p%d/*.go", "**/q%d/*.ts", "docs/p%d/a.md"}[i/4%4], i))
	}
	c["modify"] = append(c["modify"], "in/**")
	c["create"] = append(c["create"], "in/**")
	doc := c.spec(b)
	for _, top := range []string{"in", "out"} {
		var change []gate.File
		for i := range files {
			f := gate.File{Path: fmt.Sprintf("%s/a%03d/b%02d/list%d.go", top, i/100, i/10%10, i), Op: git.Modify, OldMode: git.Regular, NewMode: git.Regular, Added: 3}
			if i%2 == 0 {
				f.Op, f.OldMode = git.Create, git.None
			}
			change = append(change, f)
		}
		b.Run(top, func(b *testing.B) {
			for b.Loop() {
				out := verdict(b, gate.Checks, doc, change)
				if (out.Verdict == report.Fail) != true { // over the limit of files at least
					b.Fatal(out.Verdict)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*files), "ns/file")
		})
	}
}

// BenchmarkCollect reads a diff of 50 MB: source, tests that were there (which are
// looked through for skips), and lines that are not ASCII. The floor is the same
// git command with nobody reading its lines.
func BenchmarkCollect(b *testing.B) {
	const size = 50 << 20
	for _, kind := range []struct{ name, file, line string }{
		{"source", "src/list%d.go", "\tif total := orders.Total(customer, from, until); total > limit { // line %d\n"},
		{"tests", "src/list%d_test.go", "\tif got := orders.Total(customer, from, until); got != want { // line %d\n"},
		{"unicode", "src/seite%d.md", "Die Größe der Bestellungen überschreitet für die Käufer das Übliche – Zeile %d\n"},
	} {
		dir := b.TempDir()
		var trees []string
		for _, full := range []bool{false, true} {
			var w bytes.Buffer
			w.WriteString("commit refs/heads/main\ncommitter a <a@b> 0 +0000\ndata 0\ndeleteall\n")
			for i := range 50 {
				var text strings.Builder
				text.WriteString("first\n")
				for n := 0; full && text.Len() < size/50; n++ {
					fmt.Fprintf(&text, kind.line, n*50+i)
				}
				fmt.Fprintf(&w, "M 100644 inline "+kind.file+"\ndata %d\n%s\n", i, text.Len(), text.String())
			}
			trees = append(trees, importTree(b, dir, &w))
		}
		q := quarantine(b, dir)
		b.Run(kind.name, func(b *testing.B) {
			b.SetBytes(size)
			for b.Loop() {
				if _, err := gate.Collect(b.Context(), q, gate.Trees{Mode: "range", Base: trees[0], Head: trees[1]}); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(kind.name+"/floor", func(b *testing.B) {
			b.SetBytes(size)
			for b.Loop() {
				if err := q.Diff(b.Context(), trees[0], trees[1], func([]git.Change) (*git.Lines, error) { return &git.Lines{}, nil }); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// importTree commits a stream and returns the tree.
func importTree(b *testing.B, dir string, stream *bytes.Buffer) string {
	b.Helper()
	var out []byte
	for _, args := range [][]string{{"init", "-q", "-b", "main"}, {"fast-import", "--quiet", "--force"}, {"rev-parse", "main^{tree}"}} {
		cmd := exec.Command("git", args...)
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1")
		if args[0] == "fast-import" {
			cmd.Stdin = stream
		}
		var err error
		if out, err = cmd.Output(); err != nil {
			b.Fatalf("git %q: %v", args, err)
		}
	}
	return strings.TrimSpace(string(out))
}

// BenchmarkCommands runs a command that does nothing on a repository of 10,000
// files, once on the head and once with the tests of the base. The floor is what git
// itself takes to check two such trees out, and the system to remove them.
func BenchmarkCommands(b *testing.B) {
	const files = 10_000
	base, head := tree{}, tree{}
	for i := range files {
		base[fmt.Sprintf("src/p%d/q%d/list%d.go", i%10, i/10%50, i)] = fmt.Sprintf("package q\n\n// List%d lists.\nfunc List%d() int { return %d }\n%s", i, i, i, strings.Repeat("// more of it\n", i%20))
	}
	base["specs/task.md"] = "---\nspeclint:\n  modify: \"**\"\n  verify: echo 3 passed\n---\n# A\n"
	base["list_test.go"] = "package a\n"
	maps.Copy(head, base)
	head["list_test.go"] = "package a\n\nvar x int\n"
	in := collect(b, base, head, "")
	checks := []*gate.Check{gate.VerifyCommands, gate.BaseTests}
	b.Run("gate", func(b *testing.B) {
		for b.Loop() {
			if out, err := gate.Run(b.Context(), checks, in); err != nil || out.Verdict != report.Pass || len(out.Commands) != 2 {
				b.Fatal(err, out.Verdict, out.Unchecked)
			}
		}
	})
	b.Run("floor", func(b *testing.B) {
		for b.Loop() {
			for range 2 {
				dir, err := os.MkdirTemp("", "floor-")
				if err != nil {
					b.Fatal(err)
				}
				cmd := exec.Command("git", "-C", in.Options.Commands.Repo.Root, "--work-tree="+dir, "checkout", "-q", "-f", in.Change.Head, "--", ".")
				cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "GIT_INDEX_FILE="+dir+".index")
				if out, err := cmd.CombinedOutput(); err != nil {
					b.Fatalf("%v: %s", err, out)
				}
				if err := os.RemoveAll(dir); err != nil {
					b.Fatal(err)
				}
				os.Remove(dir + ".index")
			}
		}
	})
}
