package main

import (
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/report"
)

// gitLabEvents are told by the variables of a job.
func gitLabEvents(t *testing.T, p *hosted) {
	request := func(more ...string) map[string]string {
		return variables("CI_PIPELINE_SOURCE=merge_request_event", "CI_COMMIT_BEFORE_SHA={0}", "CI_COMMIT_REF_NAME=work", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main",
			"CI_MERGE_REQUEST_PROJECT_ID=1", "CI_PROJECT_ID=1", strings.Join(more, " "))
	}
	branch := func(name string, more ...string) map[string]string {
		return variables("CI_PIPELINE_SOURCE=push", "CI_COMMIT_BRANCH="+name, "CI_COMMIT_REF_NAME="+name, strings.Join(more, " "))
	}
	for _, c := range []struct {
		name, out string
		env       map[string]string
		want      outcome
	}{
		{"detached", "W1", request("CI_COMMIT_SHA={W1} CI_MERGE_REQUEST_DIFF_BASE_SHA={M1}"), outcome{report.Pass, "M1", "W1", allowed, ""}},
		{"detached, beyond the scope", "B2", request("CI_COMMIT_SHA={B2} CI_MERGE_REQUEST_DIFF_BASE_SHA={M1}"), outcome{report.Fail, "M1", "B2", beyond, ""}},
		{"detached and updated", "U", request("CI_COMMIT_SHA={U} CI_MERGE_REQUEST_DIFF_BASE_SHA={M2}"), outcome{report.Pass, "M2", "U", allowed, ""}},
		{"updated, and the base is old", "S", request("CI_COMMIT_SHA={S} CI_MERGE_REQUEST_DIFF_BASE_SHA={M1}"), outcome{report.Fail, "M2", "S", beyond, ""}},
		{"the base was the target once", "O2", request("CI_COMMIT_SHA={O2} CI_MERGE_REQUEST_DIFF_BASE_SHA={O1}"), outcome{report.Fail, "M1", "O2", beyond, ""}},
		{"in the project of a fork", "U", request("CI_COMMIT_SHA={U} CI_MERGE_REQUEST_DIFF_BASE_SHA={M1} CI_PROJECT_ID=2"), outcome{report.Fail, "M1", "U", "src/list.go src/upstream.go", ""}},
		{"something else", "W1", request("CI_COMMIT_SHA={B2} CI_MERGE_REQUEST_DIFF_BASE_SHA={M1}"), outcome{says: "this merge request is about {B2}, and HEAD is {W1}"}},
		{"merged results", "M2+W1", request("CI_COMMIT_SHA={M2+W1} CI_MERGE_REQUEST_DIFF_BASE_SHA={M1} CI_MERGE_REQUEST_TARGET_BRANCH_SHA={M2} CI_MERGE_REQUEST_SOURCE_BRANCH_SHA={W1}"),
			outcome{report.Pass, "M2", "M2+W1", allowed, ""}},
		{"merged results, beyond the scope", "M2+B2", request("CI_COMMIT_SHA={M2+B2} CI_MERGE_REQUEST_DIFF_BASE_SHA={M1} CI_MERGE_REQUEST_TARGET_BRANCH_SHA={M2} CI_MERGE_REQUEST_SOURCE_BRANCH_SHA={B2}"),
			outcome{report.Fail, "M2", "M2+B2", beyond, ""}},
		{"a merge train", "M2+W1+B2", request("CI_COMMIT_SHA={M2+W1+B2} CI_MERGE_REQUEST_DIFF_BASE_SHA={M1} CI_MERGE_REQUEST_TARGET_BRANCH_SHA={M2+W1} CI_MERGE_REQUEST_SOURCE_BRANCH_SHA={B2}"),
			outcome{report.Fail, "M2+W1", "M2+W1+B2", beyond, ""}},

		{"a push", "W1", branch("work", "CI_COMMIT_SHA={W1} CI_COMMIT_BEFORE_SHA={M1}"), outcome{report.Pass, "M1", "W1", allowed, ""}},
		{"a push that updates", "U", branch("updated", "CI_COMMIT_SHA={U} CI_COMMIT_BEFORE_SHA={W1}"), outcome{report.Pass, "M2", "U", allowed, "it takes in commits of main"}},
		{"a first push", "B2", branch("bad", "CI_COMMIT_SHA={B2} CI_COMMIT_BEFORE_SHA={0}"), outcome{report.Fail, "M1", "B2", beyond, ""}},
		{"a forced push", "B2", branch("bad", "CI_COMMIT_SHA={B2} CI_COMMIT_BEFORE_SHA={W1}"), outcome{report.Fail, "M1", "B2", beyond, "it replaced history"}},
		{"a push to main", "M2+B2", branch("main", "CI_COMMIT_SHA={M2+B2} CI_COMMIT_BEFORE_SHA={M2}"), outcome{report.Fail, "M2", "M2+B2", beyond, ""}},
		{"a schedule of main", "M2", branch("main", "CI_PIPELINE_SOURCE=schedule CI_COMMIT_SHA={M2} CI_COMMIT_BEFORE_SHA={0}"), outcome{says: "names no base"}},
		{"a tag", "W1", variables("CI_COMMIT_TAG=v1 CI_COMMIT_SHA={W1} CI_COMMIT_BEFORE_SHA={0}"), outcome{says: "a tag names a commit and is no change"}},
		{"nothing", "W1", variables("CI_COMMIT_SHA={W1}"), outcome{says: "this GitLab run names no base"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := *p
			p.t = t
			c.env["GITLAB_CI"], c.env["CI_DEFAULT_BRANCH"] = "true", "main"
			p.hold(p.clone, c.out, c.env, c.want)
		})
	}
}

// variables reads NAME=VALUE, with blanks between; the later ones hold.
func variables(all ...string) map[string]string {
	env := map[string]string{}
	for _, v := range strings.Fields(strings.Join(all, " ")) {
		name, value, _ := strings.Cut(v, "=")
		env[name] = value
	}
	return env
}

// shallowEvents holds that no event is judged by less than it is
// about where the clone is cut off, and that the mend is the hosted's own.
func shallowEvents(t *testing.T, p *hosted) {
	if runtime.GOOS == "windows" {
		t.Skip("file:// as Unix has it")
	}
	body := filepath.Join(t.TempDir(), "event.json")
	gitHub := map[string]string{"GITHUB_ACTIONS": "true", "GITHUB_EVENT_PATH": body}
	for _, c := range []struct {
		name, branch, depth, out, event, body string
		more                                  map[string]string
		want                                  outcome
	}{
		{"a merge", "pull/2/merge", "1", "M2+B2", "pull_request", pull("M1", "main", "B2", "o/r"), nil, outcome{says: "fetch-depth: 0"}},
		{"a merge with its parents", "pull/2/merge", "2", "M2+B2", "pull_request", pull("M1", "main", "B2", "o/r"), nil, outcome{says: "fetch-depth: 0"}},
		{"a head", "bad", "1", "B2", "pull_request", pull("M1", "main", "B2", "o/r"), nil, outcome{says: "fetch-depth: 0"}},
		{"the base on disk", "main", "1", "M2", "pull_request_target", pull("M1", "main", "B2", "o/r"), map[string]string{"GITHUB_SHA": "{M2}"}, outcome{says: "fetch-depth: 0"}},
		{"a push", "bad", "1", "B2", "push", push("refs/heads/bad", "B1", "B2"), nil, outcome{says: "fetch-depth: 0"}},
		{"a push of which all is there", "bad", "2", "B2", "push", push("refs/heads/bad", "B1", "B2"), nil, outcome{report.Fail, "B1", "B2", "src/pay.go", ""}},
		{"a push to main", "main", "1", "M2", "push", push("refs/heads/main", "M1", "M2"), nil, outcome{says: "fetch-depth: 0"}},
		{"a first push", "bad", "2", "B2", "push", push("refs/heads/bad", "0", "B2"), nil, outcome{says: "fetch-depth: 0"}},
		{"a merge group", "pull/2/merge", "1", "M2+B2", "merge_group", mergeGroup("M2", "M2+B2"), nil, outcome{says: "fetch-depth: 0"}},
		{"a call by hand", "bad", "1", "B2", "workflow_dispatch", dispatch("refs/heads/bad"), map[string]string{"GITHUB_SHA": "{B2}"}, outcome{says: "fetch-depth: 0"}},
		{"a merge request", "bad", "1", "B2", "", "", variables("GITLAB_CI=true CI_COMMIT_SHA={B2} CI_MERGE_REQUEST_DIFF_BASE_SHA={M1}"), outcome{says: "GIT_DEPTH: 0"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := *p
			p.t = t
			clone := filepath.Join(t.TempDir(), "clone")
			runGit(t, "clone", []string{"clone", "-q", "--depth", c.depth, "--branch", c.branch, "file://" + filepath.ToSlash(p.origin), clone}, t.TempDir())
			if err := os.WriteFile(body, []byte(p.expand(c.body)), 0o666); err != nil {
				t.Fatal(err)
			}
			env := map[string]string{"GITHUB_EVENT_NAME": c.event}
			if c.event != "" {
				maps.Copy(env, gitHub)
			}
			maps.Copy(env, c.more)
			p.hold(clone, c.out, env, c.want)
		})
	}
}
