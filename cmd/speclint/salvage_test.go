package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/report"
)

// TestSalvage runs the command that keeps what can be kept, in real repositories:
// it leaves exactly that, which then passes, and what was on disk or in a commit is
// still to be had.
func TestSalvage(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the command is for a POSIX shell")
	}
	for _, tt := range []struct {
		name string
		args []string
		make func(r *salvaged)
		then []string // how to judge what is left
	}{
		{"staged", []string{"--staged"}, func(r *salvaged) { r.git("add", "-A") }, []string{"--staged"}},
		{"staged, and changed again on disk", []string{"--staged"}, func(r *salvaged) {
			r.git("add", "-A")
			r.write("other/pay.go", "lost other/pay.go\nlater\n")
			r.write("src/a.go", "later\n")
		}, []string{"--staged"}},
		{"worktree", []string{"--worktree"}, func(r *salvaged) {}, []string{"--worktree"}},
		{"worktree, staged in part", []string{"--worktree"}, func(r *salvaged) {
			r.git("add", "src/a.go", "other/pay.go", "other/new.go")
			r.write("other/new.go", "again\n")
		}, []string{"--worktree"}},
		{"worktree, all staged", []string{"--worktree"}, func(r *salvaged) { r.git("add", "-A") }, []string{"--worktree"}},
		{"worktree, all committed", []string{"--worktree", "--base", "main"}, func(r *salvaged) {
			r.git("add", "-A")
			r.git("commit", "-qm", "all")
		}, []string{"--worktree", "--base", "main"}},
		{"range", []string{"--base", "main"}, func(r *salvaged) {
			r.git("add", "src")
			r.git("commit", "-qm", "first")
			r.git("add", "-A")
			r.git("commit", "-qm", "second")
		}, []string{"--base", "main"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newSalvaged(t)
			tt.make(r)
			before := r.texts()
			got := r.gate(tt.args...)
			if got.Verdict != "fail" || got.Salvage == nil || got.Salvage.Command == "" {
				t.Fatalf("got %+v, want a command", got)
			}
			slices.Sort(r.kept)
			if !slices.Equal(got.Salvage.Keep, r.kept) {
				t.Errorf("got %q to keep, want %q", got.Salvage.Keep, r.kept)
			}
			if now := r.texts(); !bytes.Equal(now, before) {
				t.Error("the gate itself changed something")
			}
			r.sh("cd src && " + got.Salvage.Command) // from whichever folder
			left := r.gate(tt.then...)
			var paths []string
			for _, f := range left.Change.Files {
				paths = append(paths, f.Path)
			}
			if left.Verdict != "pass" || !slices.Equal(paths, r.kept) {
				t.Errorf("after %s\nit is %s, and the files are %q, want %q", got.Salvage.Command, left.Verdict, paths, r.kept)
			}
			if left.Salvage != nil {
				t.Errorf("there is still something to salvage: %+v", left.Salvage)
			}
			for _, text := range r.lost {
				if !r.somewhere(text) {
					t.Errorf("after %s\nnothing has %q any more", got.Salvage.Command, text)
				}
			}
		})
	}
}

// A hint is no promise where it could not be kept.
func TestSalvageWithoutCommand(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the names are none there")
	}
	r := newSalvaged(t)
	r.write("other/\x1b[31m.go", "x\n")
	r.git("add", "-A")
	if got := r.gate("--staged"); got.Salvage == nil || got.Salvage.Command != "" || len(got.Salvage.Drop) == 0 {
		t.Errorf("a name that acts on a terminal: got %+v", got.Salvage)
	}
	r.git("reset", "-q", "--hard")
	r.write("src/only.go", "x\n")
	r.git("add", "-A")
	if got := r.gate("--staged"); got.Salvage != nil {
		t.Errorf("all can be kept: got %+v", got.Salvage)
	}
	r.git("reset", "-q", "--hard")
	r.write("other/only.go", "x\n")
	r.git("add", "-A")
	if got := r.gate("--staged"); got.Salvage != nil {
		t.Errorf("nothing can be kept: got %+v", got.Salvage)
	}
}

// salvaged is a repository with a change of which some files can be kept.
type salvaged struct {
	*testing.T
	dir  string
	kept []string
	lost []string // texts of what cannot be
}

func newSalvaged(t *testing.T) *salvaged {
	r := &salvaged{T: t, dir: t.TempDir()}
	t.Chdir(r.dir)
	r.git("init", "-q", "-b", "main")
	r.write("specs/task.md", "# Filter orders\n\n## Files\n\n- Modify: `src/**`\n- Create: `src/**`\n- Delete: `src/**`\n")
	for _, path := range []string{"src/a.go", "src/gone.go", "other/pay.go", "other/gone.go", "other/mode.sh"} {
		r.write(path, path+"\n")
	}
	r.git("add", "-A")
	r.git("commit", "-qm", "base")
	r.git("switch", "-q", "-c", "work")
	for _, path := range []string{"src/a.go", "src/new.go", "src/deep/er.go", "src/it's.go"} {
		r.kept = append(r.kept, path)
		r.write(path, "kept "+path+"\n")
	}
	for _, path := range []string{"other/pay.go", "other/new.go", "other/it's $HOME \"x\" `id`.go", "src*/[a].go", "-dash.go", ":colon.go", "!bang & ;.go", "größe.go"} {
		r.write(path, "lost "+path+"\n")
		r.lost = append(r.lost, "lost "+path+"\n")
	}
	for _, path := range []string{"src/gone.go", "other/gone.go"} {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod("other/mode.sh", 0o755); err != nil {
		t.Fatal(err)
	}
	r.kept = append(r.kept, "src/gone.go")
	return r
}

func (r *salvaged) write(path, text string) {
	r.Helper()
	err := os.MkdirAll(filepath.Dir(path), 0o777)
	if err == nil {
		err = os.WriteFile(path, []byte(text), 0o666)
	}
	if err != nil {
		r.Fatal(err)
	}
}

// run runs a program in the repository, without anybody's config.
func (r *salvaged) run(name string, args ...string) []byte {
	r.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = r.dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull)
	for _, who := range []string{"AUTHOR", "COMMITTER"} {
		cmd.Env = append(cmd.Env, "GIT_"+who+"_NAME=A", "GIT_"+who+"_EMAIL=a@example.org")
	}
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.Fatalf("%s %q: %v\n%s", name, args, err, out)
	}
	return out
}

func (r *salvaged) git(args ...string) []byte { r.Helper(); return r.run("git", args...) }
func (r *salvaged) sh(script string)          { r.Helper(); r.run("sh", "-c", script) }

// texts are what is on disk and what is staged.
func (r *salvaged) texts() []byte {
	return append(r.run("sh", "-c", "find . -path ./.git -prune -o -type f -print0 | sort -z | xargs -0 cat"), r.git("ls-files", "-s")...)
}

// somewhere reports whether a text is on disk or in the repository.
func (r *salvaged) somewhere(text string) bool {
	r.Helper()
	cmd := exec.Command("git", "hash-object", "--stdin")
	cmd.Stdin = strings.NewReader(text)
	id, err := cmd.Output()
	if err != nil {
		r.Fatal(err)
	}
	if bytes.Contains(r.git("rev-list", "--objects", "--all"), bytes.TrimSpace(id)) { // a stash is a reference, too
		return true
	}
	return bytes.Contains(r.texts(), []byte(text))
}

// gated is what a report says of salvage.
type gated struct {
	Verdict string
	Change  report.Change
	Salvage *report.Salvage
}

func (r *salvaged) gate(args ...string) gated {
	r.Helper()
	var out, errs bytes.Buffer
	run(append([]string{"gate", "specs/task.md", "--format", "json"}, args...), streams{
		in: strings.NewReader(""), out: &out, err: &errs, width: func() int { return 0 },
		getenv: func(name string) string { return map[string]string{"PATH": os.Getenv("PATH")}[name] },
	})
	var got gated
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		r.Fatalf("%v: %s%s", err, &out, &errs)
	}
	return got
}
