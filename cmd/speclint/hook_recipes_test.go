package main

import (
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/yuin/goldmark/ast"
	"go.yaml.in/yaml/v4"
)

// preCommitHook is one of those that the project offers to pre-commit.
type preCommitHook struct {
	ID            string `yaml:"id"`
	Name          string `yaml:"name"`
	Description   string `yaml:"description"`
	Language      string `yaml:"language"`
	Entry         string `yaml:"entry"`
	Files         string `yaml:"files"`
	Least         string `yaml:"minimum_pre_commit_version"`
	PassFilenames *bool  `yaml:"pass_filenames"`
	Stages        any    `yaml:"stages"`
}

func preCommitHooks(t *testing.T) []preCommitHook {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repoRoot(t), ".pre-commit-hooks.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var hooks []preCommitHook
	if err := yaml.Unmarshal(text, &hooks); err != nil {
		t.Fatal(err)
	}
	return hooks
}

// TestPreCommitHooks holds what the hooks say to the program: each has a twin that
// builds nothing, and lint gets the files that it would find by itself. The hooks
// name no stage: from version 3.2 of pre-commit on it has another name.
func TestPreCommitHooks(t *testing.T) {
	hooks := preCommitHooks(t)
	if len(hooks) != 4 {
		t.Fatalf("got %d hooks, want lint and gate, each twice", len(hooks))
	}
	for i, h := range hooks {
		if h.Stages != nil || h.Least != "3.0.0" {
			t.Errorf("%s: got stages %v and version %q, want none and 3.0.0", h.ID, h.Stages, h.Least)
		}
		if _, err := newParser(&cli{}, strings.Fields(h.Entry)[1:]); err != nil {
			t.Errorf("%s: %q: %v", h.ID, h.Entry, err)
		}
		if i < 2 {
			twin := hooks[i+2]
			twin.ID, twin.Language = strings.TrimSuffix(twin.ID, "-system"), map[string]string{"system": "golang"}[twin.Language]
			twin.PassFilenames, h.PassFilenames = nil, nil
			if twin != h {
				t.Errorf("got %+v, want it as %+v", twin, h)
			}
		}
	}
	files := regexp.MustCompile(hooks[0].Files)
	for _, path := range []string{
		"specs/a.md", "specs/b/c.md", "specs/a.txt", "specs.md", "a/specs/b.md", "spec/a.md", "spec/a/b.md", "specx/a.md",
		"a.spec.md", "x/y/a.spec.md", ".spec.md", "a.spec.mdx", "SPEC.md", "x/SPEC.md", "docs/specs/a.md", "docs/specs/a/b.md", "docs/a.md",
		"openspec/changes/a/b.md", "openspec/changes/a/b/c.md", "openspec/changes/a/specs/b.md", "openspec/changes/a/specs/b/c.md", "openspec/a.md", "openspec/changes/a.md",
		".kiro/specs/a/b.md", ".kiro/specs/a.md", ".kiro/specs/a/b/c.md", ".specify/specs/a.md", ".specify/specs/a/b.md", "README.md",
	} {
		usual := slices.ContainsFunc(usualPlaces, func(glob string) bool { return doublestar.MatchUnvalidated(glob, path) })
		if got := files.MatchString(path); got != usual {
			t.Errorf("%s: pre-commit hands it over: %v; it is a usual place of specs: %v", path, got, usual)
		}
	}
}

// recipe is the file of a name that docs/hooks.md shows.
func recipe(t *testing.T, name string) string {
	t.Helper()
	for _, p := range docPages(t) {
		text := ""
		p.each(func(n ast.Node) {
			if block, ok := n.(*ast.FencedCodeBlock); ok && p.path == "docs/hooks.md" && fileName(block, p.src) == name {
				text = string(block.Lines().Value(p.src))
			}
		})
		if text != "" {
			return text
		}
	}
	t.Fatalf("docs/hooks.md shows no %s", name)
	return ""
}

// TestDocsPreCommit holds that the page names hooks that there are.
func TestDocsPreCommit(t *testing.T) {
	var doc struct {
		Repos []struct{ Hooks []preCommitHook }
	}
	if err := yaml.Unmarshal([]byte(recipe(t, ".pre-commit-config.yaml")), &doc); err != nil || len(doc.Repos) != 1 {
		t.Fatalf("got %d repositories and error %v, want one", len(doc.Repos), err)
	}
	known := preCommitHooks(t)
	for _, h := range doc.Repos[0].Hooks {
		if !slices.ContainsFunc(known, func(k preCommitHook) bool { return k.ID == h.ID }) {
			t.Errorf("docs/hooks.md names the hook %q, which the project does not offer", h.ID)
		}
	}
}

// TestHookRecipes runs the lines that others are to run, as they do: by sh, in the
// hook of a repository in which somebody commits.
func TestHookRecipes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the hook is a shell script")
	}
	var lefthook struct {
		PreCommit struct{ Jobs []struct{ Run string } } `yaml:"pre-commit"`
	}
	if err := yaml.Unmarshal([]byte(recipe(t, "lefthook.yml")), &lefthook); err != nil || len(lefthook.PreCommit.Jobs) != 1 {
		t.Fatalf("lefthook.yml: got %d jobs and error %v, want one", len(lefthook.PreCommit.Jobs), err)
	}
	dir := t.TempDir()
	runGit(t, "recipes", []string{"init", "-q", "-b", "orders"}, dir)
	writeFile(t, dir, "specs/orders.md", "# Filter orders\n\n## Files\n\n- Modify: `src/list.go`\n")
	writeFile(t, dir, "src/list.go", "package src\n")
	runGit(t, "recipes", []string{"add", "."}, dir)
	runGit(t, "recipes", []string{"commit", "-qm", "base"}, dir)
	for name, line := range map[string]string{"lefthook": lefthook.PreCommit.Jobs[0].Run, "husky": recipe(t, ".husky/pre-commit")} {
		hook := filepath.Join(dir, ".git/hooks/pre-commit")
		if err := os.MkdirAll(filepath.Dir(hook), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(hook, []byte("#!/bin/sh\nexec sh -e -c '"+strings.TrimSpace(line)+"'\n"), 0o777); err != nil {
			t.Fatal(err)
		}
		writeFile(t, dir, "src/pay.go", "package src\n")
		runGit(t, name, []string{"add", "src/pay.go"}, dir)
		if out, err := tryGit([]string{"commit", "-qm", "leaves"}, dir); err == nil || !strings.Contains(out, "src/pay.go: error") {
			t.Errorf("%s: a commit that leaves the scope got error %v and said:\n%s", name, err, out)
		}
		runGit(t, name, []string{"rm", "-qf", "src/pay.go"}, dir)
		writeFile(t, dir, "src/list.go", "package src // "+name+"\n")
		if out := runGit(t, name, []string{"commit", "-qam", "honest"}, dir); !strings.Contains(out, "speclint: ESCALATE") {
			t.Errorf("%s: an honest commit said:\n%s", name, out)
		}
	}
}
