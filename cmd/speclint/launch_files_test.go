package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/config"
	"github.com/speclint/speclint/internal/launch"
)

// A spec that changes between the moment when it is judged and the one when it is
// recorded is not recorded.
func TestLaunchOfWhatChanges(t *testing.T) {
	t.Chdir(t.TempDir())
	write := func(name, text string) {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	git := func(args ...string) {
		cmd := exec.Command("git", args...)
		cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=A", "GIT_COMMITTER_EMAIL=a@example.org"}
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %q: %v: %s", args, err, out)
		}
	}
	const folder = ".kiro/specs/a"
	base := map[string]string{folder + "/design.md": "# Design\n\n- Create: `src/a.go`\n", folder + "/tasks.md": "- [ ] Write it\n", "specs/one.md": "# One\n\n- Create: `src/a.go`\n"}
	reset := func() {
		for name, text := range base {
			if err := os.RemoveAll(name); err != nil {
				t.Fatal(err)
			}
			write(name, text)
		}
	}
	reset()
	git("init", "-q")
	git("add", ".")
	git("commit", "-qm", "base")
	ctx := context.Background()
	repos := newRepos(ctx, os.Getenv)
	defer repos.close()
	repo, err := repos.here()
	if err != nil {
		t.Fatal(err)
	}
	tasks := folder + "/tasks.md"
	for _, c := range []struct {
		name, spec string
		change     func()
		says       string // "" for a spec that is recorded
	}{
		{"nothing", folder, func() {}, ""},
		{"nothing", "specs/one.md", func() {}, ""},
		{"another file", folder, func() { write("src/b.go", "package src\n") }, ""},
		{"ends of lines", folder, func() { write(tasks, "- [ ] Write it\r\n") }, ""}, // which git may have either way
		{"edited", folder, func() { write(tasks, "- [ ] Write more\n") }, tasks + ": changed while it was read"},
		{"edited", "specs/one.md", func() { write("specs/one.md", "# Two\n") }, "specs/one.md: changed while it was read"},
		{"came", folder, func() { write(folder+"/requirements.md", "- Do not touch `src/**`\n") }, folder + "/requirements.md: is part of " + folder + " and was not read with it"},
		{"came beside", folder, func() { write(folder+"/research.md", "- `src/**`\n") }, ""},
		{"gone", folder, func() { _ = os.Remove(tasks) }, tasks + ": cannot be read"},
		{"gone", "specs/one.md", func() { _ = os.Remove("specs/one.md") }, "specs/one.md: cannot be read"},
		{"a folder", folder, func() { _ = os.Remove(tasks); write(tasks+"/a.txt", "a\n") }, tasks + ": is no regular file in git"},
		{"a link", folder, func() { _ = os.Remove(tasks); _ = os.Symlink("design.md", tasks) }, tasks + ": "},
		{"the folder a link", folder, func() {
			_ = os.Rename(folder, "elsewhere")
			_ = os.Symlink("../../elsewhere", folder)
			write(tasks, "- [ ] Write more\n")
		}, tasks + ": "},
	} {
		l := launching{launchCmd: &launchCmd{Spec: c.spec}, cli: &cli{}, streams: streams{getenv: os.Getenv}, ctx: ctx, repos: repos, repo: repo, store: launch.Open(repo)}
		if _, err := l.read(); err != nil {
			t.Fatal(err)
		}
		doc, err := specOf(specOptions(config.Default()), l.path, l.files)
		if err != nil {
			t.Fatal(err)
		}
		c.change()
		r, err := l.record(doc)
		switch {
		case c.says == "" && err != nil, c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)):
			t.Errorf("%s of %s: got %v, want an error that says %q", c.name, c.spec, err, c.says)
		case c.says == "":
			if _, err := l.store.Add(ctx, *r, l.files); err != nil {
				t.Errorf("%s of %s: %v", c.name, c.spec, err)
			}
			git("update-ref", "-d", launch.Ref(r.ID))
		}
		for _, name := range []string{folder, "elsewhere", "src"} {
			if err := os.RemoveAll(name); err != nil {
				t.Fatal(err)
			}
		}
		reset()
	}
}
