package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/report"
)

// hosted is a repository on a server and the clone that its CI makes of it.
//
//	main     M1 ── M2          src/upstream.go
//	work      ├─ W1            what the spec allows
//	bad       ├─ B1 ── B2      and src/pay.go, which it does not
//	updated   │  W1 ── U       a merge of M2
//	spoilt    │  W1 ── U ── S  and src/pay.go
//	other     └─ O1            src/pay.go; a branch to which a change can be proposed
//	onother      O1 ── O2      what the spec allows
//
// and the merges that the server makes: of M2 and W1, of M2 and B2, of O1 and O2.
type hosted struct {
	t      *testing.T
	origin string
	clone  string
	ids    map[string]string // of commits, by the names above
}

const eventSpec = "# Filter orders\n\n## Files\n- Modify: `src/list.go`\n"

func newHosted(t *testing.T) *hosted {
	t.Helper()
	dir := t.TempDir()
	p := &hosted{t: t, origin: filepath.Join(dir, "origin"), clone: filepath.Join(dir, "clone"), ids: map[string]string{}}
	if err := os.Mkdir(p.origin, 0o777); err != nil {
		t.Fatal(err)
	}
	p.git("init", "-q", "-b", "main")
	writeFile(t, p.origin, "specs/orders.md", eventSpec)
	p.commit("M1", "src/list.go", "package src\n")
	for _, b := range []struct{ branch, from, name, path string }{
		{"work", "main", "W1", "src/list.go"}, {"bad", "main", "B1", "src/list.go"}, {"bad", "bad", "B2", "src/pay.go"},
		{"other", "main", "O1", "src/pay.go"}, {"onother", "other", "O2", "src/list.go"}, {"main", "main", "M2", "src/upstream.go"},
	} {
		p.git("checkout", "-q", "-B", b.branch, b.from)
		p.commit(b.name, b.path, "package src // "+b.name+"\n")
	}
	for _, m := range []struct{ branch, first, second, name string }{
		{"updated", "W1", "M2", "U"}, {"pull/1/merge", "M2", "W1", "M2+W1"}, {"pull/2/merge", "M2", "B2", "M2+B2"},
		{"pull/3/merge", "O1", "O2", "O1+O2"}, {"train", "M2+W1", "B2", "M2+W1+B2"},
	} {
		p.git("checkout", "-q", "-B", m.branch, p.ids[m.first])
		p.git("merge", "-q", "--no-ff", "-X", "theirs", "-m", m.name, p.ids[m.second])
		p.ids[m.name] = p.git("rev-parse", "HEAD")
	}
	p.git("checkout", "-q", "-B", "spoilt", "updated")
	p.commit("S", "src/pay.go", "package src\n")
	p.git("checkout", "-q", "main")
	p.git("tag", "v1", p.ids["W1"])
	runGit(t, "clone", []string{"clone", "-q", "file://" + filepath.ToSlash(p.origin), p.clone}, dir)
	return p
}

func (p *hosted) git(args ...string) string {
	p.t.Helper()
	return strings.TrimSpace(runGit(p.t, "origin", args, p.origin))
}

// commit commits a file, and remembers the commit.
func (p *hosted) commit(name, path, text string) {
	p.t.Helper()
	writeFile(p.t, p.origin, path, text)
	p.git("add", ".")
	p.git("commit", "-q", "-m", name)
	p.ids[name] = p.git("rev-parse", "HEAD")
}

// id is the commit of a name, or the name itself.
func (p *hosted) id(name string) string {
	if id, ok := p.ids[name]; ok {
		return id
	}
	return name
}

// tree is the tree of a commit.
func (p *hosted) tree(name string) string { return p.git("rev-parse", p.id(name)+"^{tree}") }

// expand writes ids in the place of names in braces.
func (p *hosted) expand(text string) string {
	for name, id := range p.ids {
		text = strings.ReplaceAll(text, "{"+name+"}", id)
	}
	return strings.ReplaceAll(text, "{0}", strings.Repeat("0", 40))
}

// judge runs the gate in a clone that has a commit checked out, with variables.
func (p *hosted) judge(clone, out string, env map[string]string) (r *answered, code int, said string) {
	p.t.Helper()
	runGit(p.t, "clone", []string{"checkout", "-q", "--detach", p.id(out)}, clone)
	p.t.Chdir(clone)
	var stdout, stderr strings.Builder
	code = run([]string{"gate", "specs/orders.md", "--format", "json"}, streams{
		in: strings.NewReader(""), out: &stdout, err: &stderr, width: func() int { return 0 },
		getenv: func(name string) string {
			if name == "PATH" {
				return os.Getenv("PATH")
			}
			return p.expand(env[name])
		},
	})
	r = &answered{}
	if err := json.Unmarshal([]byte(stdout.String()), r); err != nil {
		p.t.Fatalf("%v: %s%s", err, stdout.String(), stderr.String())
	}
	return r, code, stderr.String()
}

// answered is what is read of a report.
type answered struct {
	Verdict   string
	Unchecked []string
	Change    *struct {
		Base, Head string
		Files      []struct{ Path string }
	}
}

// outcome is what a run of an event has to come to.
type outcome struct {
	verdict    report.Verdict
	base, head string // names of commits, whose trees are judged
	files      string // that are touched, with blanks between
	says       string // on standard error, or under what was not judged
}

func (p *hosted) hold(clone, out string, env map[string]string, want outcome) {
	p.t.Helper()
	r, code, said := p.judge(clone, out, env)
	if r.Verdict != want.verdict.String() || code != want.verdict.ExitCode() {
		p.t.Errorf("got %s (exit code %d), want %s\n%s", r.Verdict, code, want.verdict, said)
	}
	for _, line := range r.Unchecked {
		said += line + "\n"
	}
	if !strings.Contains(said, p.expand(want.says)) {
		p.t.Errorf("got %q, want it to have %q", said, want.says)
	}
	if r.Change == nil || want.base == "" {
		if r.Change != nil || want.base != "" {
			p.t.Errorf("got the change %+v, want one from %q", r.Change, want.base)
		}
		return
	}
	if r.Change.Base != p.tree(want.base) || r.Change.Head != p.tree(want.head) {
		p.t.Errorf("judged %s to %s, want %s to %s, those of %s and %s", r.Change.Base, r.Change.Head, p.tree(want.base), p.tree(want.head), want.base, want.head)
	}
	var files []string
	for _, f := range r.Change.Files {
		files = append(files, f.Path)
	}
	if want := strings.Fields(want.files); !slices.Equal(files, want) {
		p.t.Errorf("got the files %q, want %q", files, want)
	}
}

const (
	allowed = "src/list.go"
	beyond  = "src/list.go src/pay.go"
)

// pull is the event of a pull request, in the form that GitHub documents.
func pull(base, baseRef, head, headRepo string) string {
	return `{"action": "synchronize", "number": 7, "before": "{M1}", "after": "{` + head + `}",
		"pull_request": {"number": 7, "merge_commit_sha": null,
			"base": {"label": "o:` + baseRef + `", "ref": "` + baseRef + `", "sha": "{` + base + `}", "repo": {"full_name": "o/r"}},
			"head": {"label": "h:work", "ref": "work", "sha": "{` + head + `}", "repo": {"full_name": "` + headRepo + `"}}},
		"repository": {"full_name": "o/r", "default_branch": "main"}, "sender": {"login": "a"}}`
}

// push is that of a push.
func push(ref, before, after string) string {
	zeros := func(id string) string { return map[bool]string{true: "true", false: "false"}[id == "0"] }
	return `{"ref": "` + ref + `", "before": "{` + before + `}", "after": "{` + after + `}", "base_ref": null,
		"created": ` + zeros(before) + `, "deleted": ` + zeros(after) + `, "forced": false, "commits": [],
		"repository": {"full_name": "o/r", "default_branch": "main", "master_branch": "main"}, "pusher": {"name": "a"}}`
}

func mergeGroup(base, head string) string {
	return `{"action": "checks_requested", "merge_group": {"head_sha": "{` + head + `}", "base_sha": "{` + base + `}",
		"head_ref": "refs/heads/gh-readonly-queue/main/pr-7-{` + base + `}", "base_ref": "refs/heads/main"},
		"repository": {"full_name": "o/r", "default_branch": "main"}}`
}

func dispatch(ref string) string {
	return `{"inputs": null, "ref": "` + ref + `", "workflow": ".github/workflows/speclint.yml", "repository": {"full_name": "o/r", "default_branch": "main"}}`
}

// TestEvents judges a repository by the events of its providers: which trees, and
// with which verdict.
func TestEvents(t *testing.T) {
	p := newHosted(t)
	for _, part := range []struct {
		name string
		run  func(t *testing.T, p *hosted)
	}{{"GitHub", gitHubEvents}, {"GitLab", gitLabEvents}, {"shallow", shallowEvents}} {
		t.Run(part.name, func(t *testing.T) { part.run(t, p) })
	}
}

func gitHubEvents(t *testing.T, p *hosted) {
	const pr, target = "pull_request", "pull_request_target"
	for _, c := range []struct {
		name, event, body, sha, out string
		want                        outcome
	}{
		{"a merge", pr, pull("M1", "main", "W1", "o/r"), "{M2+W1}", "M2+W1", outcome{report.Pass, "M2", "M2+W1", allowed, ""}},
		{"a merge that leaves the scope", pr, pull("M1", "main", "B2", "o/r"), "{M2+B2}", "M2+B2", outcome{report.Fail, "M2", "M2+B2", beyond, ""}},
		{"a merge of a fork", pr, pull("M1", "main", "W1", "f/r"), "{M2+W1}", "M2+W1", outcome{report.Pass, "M2", "M2+W1", allowed, ""}},
		{"a merge of a fork that leaves the scope", pr, pull("M1", "main", "B2", "f/r"), "{M2+B2}", "M2+B2", outcome{report.Fail, "M2", "M2+B2", beyond, ""}},
		{"a merge into what was the target once", pr, pull("M2", "main", "O2", "o/r"), "{O1+O2}", "O1+O2", outcome{says: "is a commit of the branch \"main\"; check out"}},
		{"a merge that the author of a fork made", pr, pull("M2", "main", "O2", "f/r"), "{M2+W1}", "O1+O2", outcome{says: "is a commit of the branch \"main\"; check out"}},

		{"a head", pr, pull("M2", "main", "W1", "o/r"), "{M2+W1}", "W1", outcome{report.Pass, "M1", "W1", allowed, ""}},
		{"a head that leaves the scope", pr, pull("M2", "main", "B2", "o/r"), "{M2+B2}", "B2", outcome{report.Fail, "M1", "B2", beyond, ""}},
		{"an updated head", pr, pull("M1", "main", "U", "o/r"), "{M2}", "U", outcome{report.Pass, "M2", "U", allowed, ""}},
		{"an updated head that leaves the scope", pr, pull("M1", "main", "S", "o/r"), "{M2}", "S", outcome{report.Fail, "M2", "S", beyond, ""}},
		{"an updated head of a fork, whose branches prove nothing", pr, pull("M1", "main", "U", "f/r"), "{M2}", "U", outcome{report.Fail, "M1", "U", "src/list.go src/upstream.go", ""}},
		{"a base that was the target once", pr, pull("O1", "main", "O2", "o/r"), "{M2}", "O2", outcome{report.Fail, "M1", "O2", beyond, ""}},
		{"a head that is merged by now", pr, pull("M1", "updated", "W1", "o/r"), "{M2+W1}", "W1", outcome{report.Pass, "M1", "W1", allowed, ""}},
		{"something else", pr, pull("M1", "main", "B2", "o/r"), "{M2+B2}", "W1", outcome{says: "this pull_request is about {B2}, and HEAD is {W1}; check out"}},
		{"no head", pr, `{"pull_request": {"base": {"sha": "{M1}"}}}`, "{W1}", "W1", outcome{says: "does not name the commit that it is about"}},

		{"the base on disk", target, pull("M1", "main", "W1", "f/r"), "{M2}", "M2", outcome{report.Pass, "M1", "W1", allowed, ""}},
		{"the base on disk, a head that leaves the scope", target, pull("M1", "main", "B2", "f/r"), "{M2}", "M2", outcome{report.Fail, "M1", "B2", beyond, ""}},
		{"the base on disk, an updated head", target, pull("M1", "main", "U", "f/r"), "{M2}", "M2", outcome{report.Pass, "M2", "U", allowed, ""}},
		{"the base on disk, another target", target, pull("O1", "other", "O2", "o/r"), "{M2}", "M2", outcome{report.Pass, "O1", "O2", allowed, ""}},
		{"a head that is not in the clone", target, strings.ReplaceAll(pull("M1", "main", "W1", "f/r"), "{W1}", strings.Repeat("a", 40)), "{M2}", "M2", outcome{says: "git fetch origin refs/pull/7/head"}},
		{"the target behind the base", target, pull("M1", "main", "W1", "f/r"), "{M2}", "M1", outcome{says: "this pull_request_target is about {W1}, and HEAD is {M1}"}},

		{"a push", "push", push("refs/heads/work", "M1", "W1"), "{W1}", "W1", outcome{report.Pass, "M1", "W1", allowed, ""}},
		{"a push that leaves the scope", "push", push("refs/heads/bad", "B1", "B2"), "{B2}", "B2", outcome{report.Fail, "B1", "B2", "src/pay.go", ""}},
		{"a push that updates", "push", push("refs/heads/updated", "W1", "U"), "{U}", "U", outcome{report.Pass, "M2", "U", allowed, "it takes in commits of main"}},
		{"a push that updates and leaves the scope", "push", push("refs/heads/spoilt", "W1", "S"), "{S}", "S", outcome{report.Fail, "M2", "S", beyond, "it takes in commits of main"}},
		{"a first push", "push", push("refs/heads/bad", "0", "B2"), "{B2}", "B2", outcome{report.Fail, "M1", "B2", beyond, ""}},
		{"a push instead of what is gone", "push", strings.Replace(push("refs/heads/bad", "B1", "B2"), "{B1}", strings.Repeat("a", 40), 1), "{B2}", "B2", outcome{report.Fail, "M1", "B2", beyond, "it replaced history"}},
		{"a push instead of what is there", "push", push("refs/heads/bad", "W1", "B2"), "{B2}", "B2", outcome{report.Fail, "M1", "B2", beyond, "it replaced history"}},
		{"a push back", "push", push("refs/heads/bad", "B2", "B1"), "{B1}", "B1", outcome{report.Pass, "M1", "B1", allowed, "it replaced history"}},
		{"a push to main", "push", push("refs/heads/main", "M2", "M2+B2"), "{M2+B2}", "M2+B2", outcome{report.Fail, "M2", "M2+B2", beyond, ""}},
		{"a push instead of main", "push", push("refs/heads/main", "B2", "W1"), "{W1}", "W1", outcome{says: "the push replaced history: {B2} is no ancestor of"}},
		{"the first push of all", "push", push("refs/heads/main", "0", "M2"), "{M2}", "M2", outcome{says: "this push of the default branch \"main\" names no base"}},
		{"a branch that brings nothing", "push", push("refs/heads/release", "0", "M1"), "{M1}", "M1", outcome{says: "nothing to judge"}},
		{"a deletion", "push", push("refs/heads/work", "W1", "0"), "{M2}", "M2", outcome{says: "this push deletes \"refs/heads/work\": there is nothing to judge"}},
		{"a tag", "push", push("refs/tags/v1", "0", "W1"), "{W1}", "W1", outcome{says: "a tag names a commit and is no change"}},
		{"a push of something else", "push", push("refs/heads/bad", "B1", "B2"), "{B2}", "W1", outcome{says: "this push is about {B2}, and HEAD is {W1}"}},
		{"a push, a merge of it checked out", "push", push("refs/heads/bad", "B1", "B2"), "{B2}", "M2+B2", outcome{says: "this push is about {B2}, and HEAD is {M2+B2}"}},
		{"a push from an option", "push", strings.Replace(push("refs/heads/bad", "M1", "B2"), "{M1}", "--output=x", 1), "{B2}", "B2", outcome{report.Fail, "M1", "B2", beyond, "it replaced history"}},

		{"a merge group", "merge_group", mergeGroup("M2", "M2+W1"), "{M2+W1}", "M2+W1", outcome{report.Pass, "M2", "M2+W1", allowed, ""}},
		{"one behind another that leaves the scope", "merge_group", mergeGroup("M2+W1", "M2+W1+B2"), "{M2+W1+B2}", "M2+W1+B2", outcome{report.Fail, "M2+W1", "M2+W1+B2", beyond, ""}},
		{"a merge group, something else checked out", "merge_group", mergeGroup("M2", "M2+B2"), "{M2+B2}", "M2+W1", outcome{says: "this merge_group is about {M2+B2}"}},

		{"a call by hand", "workflow_dispatch", dispatch("refs/heads/bad"), "{B2}", "B2", outcome{report.Fail, "M1", "B2", beyond, ""}},
		{"a call by hand on main", "workflow_dispatch", dispatch("refs/heads/main"), "{M2}", "M2", outcome{says: "names no base"}},
		{"a schedule", "schedule", `{"schedule": "0 0 * * *"}`, "{M2}", "M2", outcome{says: "the event \"schedule\" of this GitHub run names no base"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := *p
			p.t = t
			file := filepath.Join(t.TempDir(), "event.json")
			if err := os.WriteFile(file, []byte(p.expand(c.body)), 0o666); err != nil {
				t.Fatal(err)
			}
			p.hold(p.clone, c.out, map[string]string{
				"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": c.event, "GITHUB_EVENT_PATH": file, "GITHUB_SHA": c.sha,
			}, c.want)
		})
	}
}
