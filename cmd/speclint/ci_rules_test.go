package main

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// ciStep is a step of an action or a workflow.
type ciStep struct {
	ID, Name, Uses, Run, Shell, If string
	With, Env                      map[string]string
}

// ciJob is a job of a workflow. An action has one, with neither token nor name.
type ciJob struct {
	name        string
	If          string
	Environment string
	Permissions map[string]string
	Needs       any
	Outputs     map[string]string
	Steps       []ciStep
}

// ciFile is an action or a workflow.
type ciFile struct {
	path string // from the root of the repository
	text string
	on   []string
	jobs []ciJob
}

// job returns the job of a name.
func (f *ciFile) job(t *testing.T, name string) *ciJob {
	t.Helper()
	i := slices.IndexFunc(f.jobs, func(j ciJob) bool { return j.name == name })
	if i < 0 {
		t.Fatalf("%s has no job %q", f.path, name)
	}
	return &f.jobs[i]
}

func readCI(t *testing.T, path string) *ciFile {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repoRoot(t), path))
	if err != nil {
		t.Fatal(err)
	}
	f := &ciFile{path: path, text: strings.ReplaceAll(string(text), "\r\n", "\n")}
	var doc struct {
		On   map[string]any
		Jobs map[string]ciJob
		Runs struct {
			Using string
			Steps []ciStep
		}
	}
	if err := yaml.Unmarshal([]byte(f.text), &doc); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	f.on = slices.Sorted(maps.Keys(doc.On))
	if doc.Runs.Using == "composite" {
		f.jobs = []ciJob{{Steps: doc.Runs.Steps}}
	}
	for _, name := range slices.Sorted(maps.Keys(doc.Jobs)) {
		j := doc.Jobs[name]
		j.name = name
		f.jobs = append(f.jobs, j)
	}
	if len(f.jobs) == 0 || len(f.jobs[0].Steps) == 0 {
		t.Fatalf("%s: no step was read", path)
	}
	return f
}

// ciFiles are the action, the workflows that init writes, and the project's own.
func ciFiles(t *testing.T) []*ciFile {
	t.Helper()
	paths := []string{"action.yml", "cmd/speclint/ci/github.yml", "cmd/speclint/ci/github-commands.yml"}
	own, err := filepath.Glob(filepath.Join(repoRoot(t), ".github/workflows/*.yml"))
	if err != nil || len(own) == 0 {
		t.Fatalf("no workflow of the project: %v", err)
	}
	for _, path := range own {
		paths = append(paths, ".github/workflows/"+filepath.Base(path))
	}
	var files []*ciFile
	for _, path := range paths {
		files = append(files, readCI(t, path))
	}
	return files
}

var (
	usesLine = regexp.MustCompile(`(?m)^\s*(?:- )?uses: (\S+)(.*)$`)
	pinnedTo = regexp.MustCompile(`^[\w.-]+/[\w./-]+@[0-9a-f]{40}$`)
	versionS = regexp.MustCompile(`^ # v\d+\.\d+\.\d+$`)
)

// TestCIRules holds what every action and workflow here has to keep, as each
// exception is a way in.
func TestCIRules(t *testing.T) {
	for _, f := range ciFiles(t) {
		text := strings.ReplaceAll(f.text, "SPECLINT_REF", strings.Repeat("a", 40)+" # v1.2.3")
		for _, m := range usesLine.FindAllStringSubmatch(text, -1) {
			if local := strings.HasPrefix(m[1], "./"); !local && (!pinnedTo.MatchString(m[1]) || !versionS.MatchString(m[2])) {
				t.Errorf("%s uses %q, want a commit, and its version behind it: %q", f.path, m[1], m[2])
			}
		}
		for _, j := range f.jobs {
			for _, s := range j.Steps {
				script(t, f, &s)
			}
			if f.path != "action.yml" {
				token(t, f, &j)
			}
		}
	}
}

// script holds that no expression is part of a script, and that what fails in one
// is not passed over.
func script(t *testing.T, f *ciFile, s *ciStep) {
	t.Helper()
	switch {
	case s.Run == "":
	case strings.Contains(s.Run, "${{"):
		t.Errorf("%s: the step %q has an expression in its script; hand it over in env", f.path, s.ID+s.Name)
	case s.Run == "bash .ci/run", s.Run == "bash .ci/release", s.Run == "bash .ci/fuzz":
	case s.Shell != "bash" || !strings.HasPrefix(s.Run, "set -euo pipefail\n"):
		t.Errorf("%s: the step %q runs in %q and begins %.30q, want bash and set -euo pipefail", f.path, s.ID+s.Name, s.Shell, s.Run)
	}
}

// token holds that no job that can write has the change on disk or runs anything
// of it, and that one that runs code of the change keeps no token.
func token(t *testing.T, f *ciFile, j *ciJob) {
	t.Helper()
	if !strings.Contains(f.text, "\npermissions: {}\n") && !strings.Contains(f.text, "\npermissions:\n  contents: read\n") {
		t.Errorf("%s: jobs get more than they say; begin with permissions: {}", f.path)
	}
	writes := slices.Contains(slices.Collect(maps.Values(j.Permissions)), "write")
	for _, s := range j.Steps {
		name, _, _ := strings.Cut(s.Uses, "@")
		if name != "actions/checkout" {
			continue
		}
		if writes {
			t.Errorf("%s: the job %s may write, and checks something out", f.path, j.name)
		}
		if s.With["ref"] != "" || s.With["repository"] != "" || s.With["allow-unsafe-pr-checkout"] != "" {
			t.Errorf("%s: the job %s checks out %q %q, want what GitHub gives", f.path, j.name, s.With["repository"], s.With["ref"])
		}
		if trusted := slices.Contains(f.on, "pull_request_target"); !trusted && s.With["persist-credentials"] != "false" {
			t.Errorf("%s: the job %s keeps its token where code of the change runs", f.path, j.name)
		}
	}
}

// TestCIGate holds what the workflows that init writes are for: the static checks
// run from a whole clone, by a workflow that the change cannot edit, before and
// apart from its code; commands run where there is nothing to be had.
func TestCIGate(t *testing.T) {
	gate, commands := readCI(t, "cmd/speclint/ci/github.yml"), readCI(t, "cmd/speclint/ci/github-commands.yml")
	if want := []string{"merge_group", "pull_request_target", "push"}; !slices.Equal(gate.on, want) {
		t.Errorf("the gate runs on %q, want %q", gate.on, want)
	}
	if want := []string{"merge_group", "pull_request"}; !slices.Equal(commands.on, want) {
		t.Errorf("the commands run on %q, want %q", commands.on, want)
	}
	for _, f := range []*ciFile{gate, commands} {
		if !strings.Contains(f.text, "types: [opened, synchronize, reopened, edited]") {
			t.Errorf("%s: does not run when a pull request gets another target (edited)", f.path)
		}
		if strings.Contains(f.text, "secrets.") {
			t.Errorf("%s: names a secret", f.path)
		}
		for _, j := range f.jobs {
			for i, s := range j.Steps {
				if !strings.HasPrefix(s.Uses, "speclint/speclint@") {
					continue
				}
				if i == 0 || j.Steps[0].With["fetch-depth"] != "0" {
					t.Errorf("%s: the job %s judges what is no whole clone", f.path, j.name)
				}
				if f == gate && s.With["commands"] != "none" {
					t.Errorf("%s: the job %s runs commands where the workflow is trusted", f.path, j.name)
				}
			}
		}
	}
	want := map[string]map[string]string{
		"approve": {"actions": "read"}, "comment": {"pull-requests": "write"}, "gate": {"contents": "read"},
		"sarif": {"contents": "read", "security-events": "write"}, "speclint": {},
	}
	for _, j := range gate.jobs {
		if !maps.Equal(j.Permissions, want[j.name]) {
			t.Errorf("the job %s may %v, want %v", j.name, j.Permissions, want[j.name])
		}
	}
	for _, j := range commands.jobs {
		if slices.Contains(slices.Collect(maps.Values(j.Permissions)), "write") {
			t.Errorf("the job %s may %v, beside code of the change", j.name, j.Permissions)
		}
	}
}

// TestCIPins holds that what is written names this build, or says what is left to do.
func TestCIPins(t *testing.T) {
	id := strings.Repeat("c", 40)
	for _, c := range []struct{ id, version, ref, release string }{
		{id, "1.2.3", id + " # v1.2.3", "v1.2.3"},
		{"", "v1.2.3", "v1.2.3 # put the commit of this release here: a tag can be moved", "v1.2.3"},
		{id, "devel", id, id},
		{"", "v0.0.0-20261121120000-cccccccccccc", "main # put the commit of a release here: a branch can be moved", "latest"},
	} {
		if ref, release := named(c.id, c.version); ref != c.ref || release != c.release {
			t.Errorf("%q of the version %q: got %q and %q, want %q and %q", c.id, c.version, ref, release, c.ref, c.release)
		}
	}
}

var (
	callsAction = regexp.MustCompile(`uses: speclint/speclint@.*\n\s+with: \{(.*)\}`)
	inputName   = regexp.MustCompile(`([\w-]+): `)
)

// TestDocsAction holds the tables of docs/ci.md, and the calls in all pages,
// against the action and the workflows.
func TestDocsAction(t *testing.T) {
	action, calls := readAction(t), 0
	for _, p := range docPages(t) {
		for _, call := range callsAction.FindAllSubmatch(p.src, -1) {
			for _, name := range inputName.FindAllSubmatch(call[1], -1) {
				calls++
				if _, known := action.Inputs[string(name[1])]; !known {
					t.Errorf("%s: the action has no input %q", p.path, name[1])
				}
			}
		}
	}
	if calls == 0 {
		t.Error("no call of the action was found")
	}
	jobs := map[string]bool{}
	for _, path := range []string{"cmd/speclint/ci/github.yml", "cmd/speclint/ci/github-commands.yml"} {
		for _, j := range readCI(t, path).jobs {
			jobs[j.name] = true
		}
	}
	for _, p := range docPages(t) {
		if p.path != "docs/ci.md" {
			continue
		}
		p.tables(func(head string, cells [][]string) {
			switch head {
			case "input":
				in, known := action.Inputs[cells[0][0]]
				if !known || cells[1][0] != in.Default && cells[1][0] != "GitHub's" {
					t.Errorf("the table has the input %q with the default %q; action.yml has %q (%v)", cells[0][0], cells[1][0], in.Default, known)
				}
				delete(action.Inputs, cells[0][0])
			case "output":
				for _, name := range cells[0] {
					if _, known := action.Outputs[name]; !known {
						t.Errorf("the table has the output %q, which the action has not", name)
					}
					delete(action.Outputs, name)
				}
			case "file":
				if !jobs[cells[1][0]] {
					t.Errorf("the table has the job %q, which no workflow has", cells[1][0])
				}
				delete(jobs, cells[1][0])
				jobs["approve"] = jobs["approve"] || cells[1][0] == "approve" && cells[0][0] == ""
			}
		})
	}
	delete(jobs, "approve") // both have one
	if len(action.Inputs)+len(action.Outputs)+len(jobs) > 0 {
		t.Errorf("the page is silent about the inputs %v, the outputs %v and the jobs %v", action.Inputs, action.Outputs, jobs)
	}
}

// TestOwnWorkflows holds that this project gates itself by the workflows that init
// writes, with the action of the checkout: of the target branch where the workflow
// is trusted. A merge queue would check out the change, so the one has none.
func TestOwnWorkflows(t *testing.T) {
	for _, c := range []struct {
		own, of, head string
		changes       []string
	}{
		{"gate.yml", "github.yml",
			"# This project's own gate: what speclint init action writes, with the action of the\n# target branch. TestOwnWorkflows says how the two differ, and go test -update writes this.\n",
			[]string{"name: speclint\n\non:", "name: gate\n\non:", "  merge_group:\n  push:\n    branches: [main] # the default branch\n", ""}},
		{"gate-commands.yml", "github-commands.yml",
			"# This project's own gate, the part that runs code of the change, this program's too:\n# what speclint init action writes, with the action of the change. gate.yml judges by the\n# one of the target branch. TestOwnWorkflows says how they differ.\n",
			[]string{"name: speclint commands\n\non:", "name: gate commands\n\non:", "  merge_group:\n", ""}},
	} {
		f := readCI(t, "cmd/speclint/ci/"+c.of)
		_, body, _ := strings.Cut(f.text, "\nname: ")
		text := c.head + "name: " + body
		for i := 0; i < len(c.changes); i += 2 {
			if !strings.Contains(text, c.changes[i]) {
				t.Fatalf("%s has no %q", c.of, c.changes[i])
			}
			text = strings.Replace(text, c.changes[i], c.changes[i+1], 1)
		}
		text = strings.NewReplacer("speclint/speclint@SPECLINT_REF", "./", "speclint-commands.yml", "gate-commands.yml", "speclint.yml", "gate.yml").Replace(text)
		golden(t, filepath.Join(repoRoot(t), ".github", "workflows", c.own), text)
	}
}
