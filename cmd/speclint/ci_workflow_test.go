package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// ghStub answers in the place of GitHub's own program: it writes its arguments to
// calls, fails where FAILS says so, and applies --jq to what is in the file that a
// call is for.
const ghStub = `#!/usr/bin/env bash
printf '%s\n' "$*" >>"$CALLS"
case " $* " in *"$FAILS"*) echo "gh: Resource not accessible by integration (HTTP 403)" >&2; exit 1 ;; esac
filter=
while [ $# -gt 0 ]; do
	if [ "$1" = --jq ]; then filter=$2; fi
	shift
done
if [ -n "$filter" ]; then jq -r "$filter" "$ANSWER"; fi
`

// withGH puts the stub on the path. Its filters are run by jq.
func (r *runner) withGH(answer, fails string) (calls string) {
	r.t.Helper()
	if _, err := exec.LookPath("jq"); err != nil {
		r.t.Skip("SKIPPED: no jq; the scripts that ask GitHub were not run")
	}
	bin := filepath.Join(r.temp, "bin")
	if err := os.Mkdir(bin, 0o777); err != nil {
		r.t.Fatal(err)
	}
	r.file("bin/gh", ghStub)
	calls = r.file("calls", "")
	if fails == "" {
		fails = "nothing that is called"
	}
	r.env = append(r.env, "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "CALLS="+calls, "ANSWER="+r.file("answer.json", answer), "FAILS="+fails)
	return calls
}

const bot, other = `{"id": 2, "user": {"login": "github-actions[bot]"}, "body": `, `{"id": 1, "user": {"login": "somebody"}, "body": `

// TestWorkflowComments holds that there is one comment, which is written anew, and
// that a token that cannot write costs only the comment.
func TestWorkflowComments(t *testing.T) {
	steps := readCI(t, "cmd/speclint/ci/github.yml").job(t, "comment").Steps
	const report = "<!-- speclint gate -->\n## speclint gate: FAIL\n"
	for _, c := range []struct {
		name, comments, fails string
		calls, summary        string
	}{
		{"the first", `[]`, "", "-X POST repos/o/r/issues/7/comments", ""},
		{"again", `[` + bot + `"Hello"}, ` + strings.Replace(bot, "2", "3", 1) + `"<!-- speclint gate -->\nold"}, ` + strings.Replace(bot, "2", "4", 1) + `"<!-- speclint gate -->\nolder"}]`, "", "-X PATCH repos/o/r/issues/comments/3 ", ""},
		{"beside one that looks like it", `[` + other + `"<!-- speclint gate -->"}]`, "", "-X POST repos/o/r/issues/7/comments", ""},
		{"beside that of lint", `[` + bot + `"<!-- speclint -->"}]`, "", "-X POST repos/o/r/issues/7/comments", ""},
		{"a token that cannot read", `[]`, "--paginate", "", report},
		{"a token that cannot write", `[]`, "-X POST", "-X POST", report},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRunner(t, t.TempDir())
			writeFile(t, r.work, "report.md", report)
			r.happen("pull_request_target", "", pull("M1", "main", "W1", "f/r"))
			r.values["github.event.pull_request.number"] = "7"
			calls := r.withGH(c.comments, c.fails)
			got := r.run(steps)
			if got.code != 0 || got.summary != c.summary || strings.Contains(got.log, "::warning") != (c.fails != "") {
				t.Errorf("got the exit code %d and the summary %q, want 0 and %q\n%s", got.code, got.summary, c.summary, got.log)
			}
			if all := r.read(calls); !strings.Contains(all, c.calls) || c.calls == "" && strings.Contains(all, "-X") {
				t.Errorf("got the calls\n%s\nwant %q", all, c.calls)
			}
		})
	}
}

// TestWorkflowApproves holds that nothing is approved but by a reviewer of the
// environment, whom GitHub names.
func TestWorkflowApproves(t *testing.T) {
	review := func(state, environment string) string {
		return `[{"state": "` + state + `", "comment": "fine", "user": {"login": "maintainer"}, "environments": [{"name": "` + environment + `"}]}]`
	}
	for _, path := range []string{"cmd/speclint/ci/github.yml", "cmd/speclint/ci/github-commands.yml"} {
		job := readCI(t, path).job(t, "approve")
		if job.Environment != "speclint" {
			t.Errorf("%s: approve waits for the environment %q, want speclint", path, job.Environment)
		}
		for _, c := range []struct {
			name, answer, fails string
			code                int
		}{
			{"by a reviewer", review("approved", "speclint"), "", 0},
			{"by nobody: the environment has no reviewers", `[]`, "", 1},
			{"for another environment", review("approved", "production"), "", 1},
			{"not", review("rejected", "speclint"), "", 1},
			{"nobody knows", `[]`, "approvals", 1},
		} {
			t.Run(c.name, func(t *testing.T) {
				r := newRunner(t, t.TempDir())
				r.withGH(c.answer, c.fails)
				got := r.run(job.Steps)
				if got.code != c.code || strings.Contains(got.summary, "approved by maintainer") != (c.code == 0) {
					t.Errorf("%s: got the exit code %d and %q, want %d\n%s", path, got.code, got.summary, c.code, got.log)
				}
			})
		}
	}
}

// TestWorkflowVerdicts holds that the check to require passes for the outcomes
// that are listed, and for no other.
func TestWorkflowVerdicts(t *testing.T) {
	for _, w := range []struct {
		path, job string
		passes    []string // event verdict approve lint escalated
	}{
		{"cmd/speclint/ci/github.yml", "speclint", []string{
			"* pass * * *", "pull_request_target escalate success * *", "merge_group escalate * * *", "push escalate * * *",
		}},
		{"cmd/speclint/ci/github-commands.yml", "speclint-commands", []string{
			"* pass * success -", "* pass * success spec-origin", "* escalate * success -", "* escalate * success spec-origin",
			"pull_request escalate success success base-tests", "merge_group escalate * success base-tests",
		}},
	} {
		t.Run(w.job, func(t *testing.T) {
			r := newRunner(t, t.TempDir())
			steps := readCI(t, w.path).job(t, w.job).Steps
			for _, verdict := range []string{"pass", "fail", "undecided", "escalate", ""} {
				for _, event := range []string{"pull_request_target", "pull_request", "merge_group", "push"} {
					for _, approve := range []string{"success", "failure", "skipped"} {
						for _, lint := range []string{"success", "failure"} {
							for _, escalated := range []string{"-", "spec-origin", "base-tests"} {
								if w.job == "speclint" && (lint == "failure" || escalated != "-") {
									continue // it does not ask
								}
								r.values["needs.gate.outputs.verdict"], r.values["needs.commands.outputs.verdict"] = verdict, verdict
								r.values["needs.approve.result"], r.values["needs.lint.result"] = approve, lint
								r.values["needs.commands.outputs.escalated"] = strings.Trim(escalated, "-")
								r.env = []string{"GITHUB_EVENT_NAME=" + event}
								got := r.run(steps)
								state := strings.Join([]string{event, verdict, approve, lint, escalated}, " ")
								if want := matchesAny(w.passes, state); (got.code == 0) != want {
									t.Errorf("%s: got the exit code %d, want a pass: %v\n%s", state, got.code, want, got.log)
								}
							}
						}
					}
				}
			}
		})
	}
}

// matchesAny tells whether a state is among those with a star for any word.
func matchesAny(patterns []string, state string) bool {
	words := strings.Split(state, " ")
next:
	for _, p := range patterns {
		for i, want := range strings.Split(p, " ") {
			if want != "*" && want != words[i] {
				continue next
			}
		}
		return true
	}
	return false
}

// TestWorkflowGate runs the job that judges, that of this project too: the change is a pull request of a
// fork, of which nothing is in the clone, and nothing comes onto the disk.
func TestWorkflowGate(t *testing.T) {
	p := newHosted(t)
	p.ids["F"] = p.git("commit-tree", "-p", p.id("W1"), "-m", "F", p.tree("B2"))
	p.git("update-ref", "refs/pull/7/head", p.ids["F"])
	init, own := "cmd/speclint/ci/github.yml", ".github/workflows/gate.yml"
	for _, c := range []struct {
		file    string
		head    string
		code    int
		verdict string
	}{{init, "F", 1, "fail"}, {init, "W1", 0, "escalate"}, {own, "F", 1, "fail"}, {own, "W1", 0, "escalate"}} {
		job := readCI(t, c.file).job(t, "gate")
		r := newRunner(t, p.clone)
		runGit(t, "clone", []string{"checkout", "-q", "--detach", p.id("M2")}, p.clone)
		r.happen("pull_request_target", p.id("M2"), p.expand(pull("M1", "main", c.head, "f/r")))
		got := r.run(job.Steps)
		for _, s := range job.Steps {
			if (strings.HasPrefix(s.Uses, "speclint/") || s.Uses == "./") && got.code == 0 {
				r.inputs(s.With)
				r.values["inputs.version"] = "installed"
				got = r.run(readCI(t, "action.yml").jobs[0].Steps)
			}
		}
		if got.code != c.code || got.verdict != c.verdict {
			t.Errorf("%s, %s: got the exit code %d and %q, want %d and %q\n%s", c.file, c.head, got.code, got.verdict, c.code, c.verdict, got.log)
		}
		if _, err := os.Stat(filepath.Join(p.clone, "src/pay.go")); err == nil {
			t.Errorf("%s: a file of the change lies on disk", c.head)
		}
	}
}

// TestGitLabTemplate runs the scripts of the jobs that init writes for GitLab.
func TestGitLabTemplate(t *testing.T) {
	p := newHosted(t)
	text, err := os.ReadFile(filepath.Join(repoRoot(t), "cmd/speclint/ci/gitlab.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var jobs map[string]struct {
		Extends, Stage string
		Variables      map[string]string
		Before         []string `yaml:"before_script"`
		Script         []string
	}
	if err := yaml.Unmarshal(text, &jobs); err != nil {
		t.Fatal(err)
	}
	if v := jobs[".speclint"].Variables; v["GIT_DEPTH"] != "0" || v["GIT_STRATEGY"] != "clone" {
		t.Errorf("jobs get the variables %v, want a whole and fresh clone", v)
	}
	for _, c := range []struct {
		job, head string
		code      int
	}{
		{"speclint-gate", "B2", 1}, {"speclint-gate", "W1", 3}, {"speclint-commands", "W1", 3}, {"speclint-commands", "B2", 1},
		{"speclint-lint", "W1", 0},
	} {
		job := jobs[c.job]
		if job.Extends != ".speclint" || len(job.Script) == 0 {
			t.Fatalf("%s: got %+v", c.job, job)
		}
		r := newRunner(t, p.clone, "GITLAB_CI=true", "CI_COMMIT_SHA="+p.id(c.head), "CI_MERGE_REQUEST_DIFF_BASE_SHA="+p.id("M1"),
			"CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main", "CI_PROJECT_ID=1", "CI_MERGE_REQUEST_PROJECT_ID=1")
		runGit(t, "clone", []string{"checkout", "-q", "--detach", p.id(c.head)}, p.clone)
		before := jobs[".speclint"].Before
		lines := append([]string{before[len(before)-1]}, job.Script...)
		reports := filepath.Join(p.clone, ".speclint-reports")
		if err := os.RemoveAll(reports); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(t.TempDir(), reports); err != nil { // of the change
			t.Skip(err)
		}
		if got := r.run([]ciStep{{Run: "set -e\n" + strings.Join(lines, "\n")}}); got.code != c.code {
			t.Errorf("%s of %s: got the exit code %d, want %d\n%s", c.job, c.head, got.code, c.code, got.log)
		}
		if info, err := os.Lstat(reports); err != nil || !info.IsDir() {
			t.Errorf("%s: the reports are where the change says: %v (error %v)", c.job, info, err)
		}
	}
}
