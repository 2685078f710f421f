package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/config"
	"github.com/speclint/speclint/internal/edit"
	"github.com/speclint/speclint/internal/report"
)

// inFolder runs a test in a folder of its own that has the files.
func inFolder(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// speclint runs the program.
func speclint(stdin string, tty bool, args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = run(args, streams{
		in: strings.NewReader(stdin), out: &out, err: &err, getenv: func(string) string { return "" },
		tty: tty, width: func() int { return 0 },
	})
	return code, out.String(), err.String()
}

func content(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

const thin = "# Orders\n\n## Why\n\nPaging by hand takes nine minutes.\n"

// The fixes of the JSON report, made by hand, give what --fix writes.
func TestFixByHand(t *testing.T) {
	for name, src := range map[string]string{"plain": thin, "CRLF": strings.ReplaceAll(thin, "\n", "\r\n"), "BOM": "\ufeff" + thin, "not ASCII": strings.ReplaceAll(thin, "Orders", "Aufträge 日本")} {
		t.Run(name, func(t *testing.T) {
			inFolder(t, map[string]string{"a.md": src})
			_, out, _ := speclint("", false, "lint", "--format", "json", "a.md")
			var r struct {
				Findings []struct{ Fix *report.Fix }
			}
			if err := json.Unmarshal([]byte(out), &r); err != nil {
				t.Fatal(err)
			}
			var edits []report.Edit
			for _, f := range r.Findings {
				if f.Fix != nil {
					edits = append(edits, f.Fix.Edits...)
				}
			}
			want, err := edit.Apply([]byte(src), edit.Sorted(edits))
			if err != nil || len(edits) < 5 {
				t.Fatalf("got %d edits and error %v", len(edits), err)
			}
			speclint("", false, "lint", "--fix", "a.md")
			if got := content(t, "a.md"); got != string(want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// What is no longer what was judged is not written over, and nothing else is
// written either.
func TestFixOfWhatChanged(t *testing.T) {
	for name, meddle := range map[string]func() error{
		"changed":         func() error { return os.WriteFile("b.md", []byte(thin+"\nMore.\n"), 0o666) },
		"vanished":        func() error { return os.Remove("b.md") },
		"became a folder": func() error { os.Remove("b.md"); return os.Mkdir("b.md", 0o777) },
	} {
		t.Run(name, func(t *testing.T) {
			inFolder(t, map[string]string{"a.md": thin, "b.md": thin})
			c := lintCmd{outputs: outputs{Format: "text"}, fixing: fixing{Fix: true}}
			files := []string{"a.md", "b.md"}
			judge := func(files []string, in io.Reader) []judged {
				return c.judgeAll(config.Default(), onDisk(files), newRepos(t.Context(), os.Getenv), in)
			}
			outs := judge(files, nil)
			if err := meddle(); err != nil {
				t.Fatal(err)
			}
			var out, stderr bytes.Buffer
			_, changed, err := c.fix(files, outs, judge, nil, &cli{}, &streams{out: &out, err: &stderr})
			if err == nil || !strings.HasPrefix(err.Error(), "b.md: ") || changed || out.Len()+stderr.Len() > 0 {
				t.Errorf("got changed %v, error %v, %q and %q, want an error that names b.md", changed, err, out.String(), stderr.String())
			}
			if got := content(t, "a.md"); got != thin {
				t.Errorf("got %q in a.md, want it as it was", got)
			}
			entries, err := os.ReadDir(".")
			if err != nil || len(entries) > 2 {
				t.Errorf("got %v and error %v, want nothing left behind", entries, err)
			}
		})
	}
}

// A person sees words, in colours only on a terminal that shall have them, and
// a program a patch.
func TestDiffOnTerminal(t *testing.T) {
	inFolder(t, map[string]string{"a.md": thin})
	for _, tt := range []struct {
		tty  bool
		args []string
		want string
	}{
		{true, nil, "a.md:1\n  # Orders\n\n  \x1b[32m{+## Goal+}\x1b[m\n"},
		{true, []string{"--color", "never"}, "a.md:1\n  # Orders\n\n  {+## Goal+}\n"},
		{true, []string{"--format", "json"}, "diff --git a/a.md b/a.md\n--- a/a.md\n"},
		{false, nil, "diff --git a/a.md b/a.md\n--- a/a.md\n"},
		{false, []string{"--color", "always"}, "diff --git a/a.md b/a.md\n--- a/a.md\n"},
	} {
		code, out, _ := speclint("", tt.tty, append([]string{"lint", "--diff", "a.md"}, tt.args...)...)
		if code != 1 || !strings.HasPrefix(out, tt.want) || !strings.HasPrefix(tt.want, "a.md") && strings.Contains(out, "\x1b") {
			t.Errorf("%v %q: got exit %d and %q, want it to begin with %q", tt.tty, tt.args, code, out, tt.want)
		}
	}
}
