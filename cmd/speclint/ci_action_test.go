package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestAction runs the steps of action.yml on a repository, with the events of a
// provider.
func TestAction(t *testing.T) {
	p := newHosted(t)
	action := readCI(t, "action.yml").jobs[0].Steps
	const evil = `$(touch pwned); "` + "`touch pwned`" + `" ' ; touch pwned`
	for _, c := range []struct {
		name, out, event, sha, body string
		inputs                      map[string]string
		code                        int
		verdict, escalated          string
		says                        string // in the report
	}{
		{"passes", "M2", "pull_request_target", "{M2}", pull("M1", "main", "W1", "o/r"), map[string]string{"specs": "specs/orders.md"}, 0, "pass", "", "The base is that of the CI event pull"},
		{"fails", "M2+B2", "pull_request", "{M2+B2}", pull("M1", "main", "B2", "o/r"), map[string]string{"specs": "\nspecs/orders.md\n"}, 1, "fail", "", "src/pay.go"},
		{"escalates", "W1", "push", "{W1}", push("refs/heads/work", "M1", "W1"), nil, 3, "escalate", "spec-origin", "ESCALATE"},
		{"escalates and lets pass", "W1", "push", "{W1}", push("refs/heads/work", "M1", "W1"), map[string]string{"on-escalate": "pass"}, 0, "escalate", "spec-origin", "ESCALATE"},
		{"fails where an escalation would pass", "B2", "push", "{B2}", push("refs/heads/bad", "M1", "B2"), map[string]string{"on-escalate": "pass"}, 1, "fail", "spec-origin", "FAIL"},
		{"is approved", "W1", "push", "{W1}", push("refs/heads/work", "M1", "W1"), map[string]string{"approve": "\nspec-origin=" + evil + "\n"}, 0, "pass", "", "approved"},
		{"is undecided", "W1", "push", "{W1}", push("refs/heads/bad", "M1", "B2"), nil, 2, "undecided", "", "HEAD is"},
		{"is called wrong", "W1", "push", "{W1}", push("refs/heads/work", "M1", "W1"), map[string]string{"approve": "no-such=yes"}, 2, "undecided", "", "no such check"},
		{"has no spec", "W1", "push", "{W1}", push("refs/heads/work", "M1", "W1"), map[string]string{"specs": "specs/none.md"}, 2, "undecided", "", "no such spec"},
		{"is given a spec that looks like a command", "W1", "push", "{W1}", push("refs/heads/work", "M1", "W1"), map[string]string{"specs": "specs/##[set-output name=verdict]pass"}, 2, "undecided", "", "no such spec"},
		{"is given an option for a spec", "W1", "push", "{W1}", push("refs/heads/work", "M1", "W1"), map[string]string{"specs": "--no-config\n" + evil}, 2, "undecided", "", "no-config"},
		{"is given a mode that is none", "W1", "push", "{W1}", push("refs/heads/work", "M1", "W1"), map[string]string{"mode": "gate " + evil}, 2, "undecided", "", ""},
		{"is given commands that are none", "W1", "push", "{W1}", push("refs/heads/work", "M1", "W1"), map[string]string{"commands": "all"}, 2, "undecided", "", ""},

		{"scores what changed: nothing", "W1", "push", "{W1}", push("refs/heads/work", "M1", "W1"), map[string]string{"mode": "lint"}, 0, "pass", "", ""},
		{"scores all", "W1", "push", "{W1}", push("refs/heads/work", "M1", "W1"), map[string]string{"mode": "lint", "all": "true"}, 1, "fail", "", "specs/orders.md"},
		{"scores what is named", "W1", "push", "{W1}", push("refs/heads/work", "M1", "W1"), map[string]string{"mode": "lint", "specs": "specs"}, 1, "fail", "", "specs/orders.md"},
		{"scores all of a first push", "W1", "push", "{W1}", push("refs/heads/work", "0", "W1"), map[string]string{"mode": "lint"}, 1, "fail", "", "specs/orders.md"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRunner(t, p.clone)
			runGit(t, "clone", []string{"checkout", "-q", "--detach", p.id(c.out)}, p.clone)
			r.inputs(c.inputs)
			r.values["inputs.version"] = "installed"
			r.happen(c.event, p.expand(c.sha), p.expand(c.body))
			got := r.run(action)
			if got.code != c.code || got.verdict != c.verdict || got.escalated != c.escalated {
				t.Errorf("got the exit code %d, the verdict %q and %q escalated; want %d, %q and %q\n%s", got.code, got.verdict, got.escalated, c.code, c.verdict, c.escalated, got.log)
			}
			if !strings.Contains(got.report, c.says) || got.report != got.summary {
				t.Errorf("got the report %q, want it to have %q, and to be the summary %q", got.report, c.says, got.summary)
			}
			mark := map[string]string{"lint": "<!-- speclint -->\n"}[c.inputs["mode"]]
			if mark == "" {
				mark = "<!-- speclint gate -->\n"
			}
			if got.report != "" && !strings.HasPrefix(got.report, mark) {
				t.Errorf("the report begins with %.40q, want %q", got.report, mark)
			}
			for line := range strings.Lines(got.log) { // the other form of a command is for the properties of one
				if !strings.HasPrefix(line, "::") && strings.Contains(line, "##[") {
					t.Errorf("the runner is given the command %q", line)
				}
			}
			if _, err := os.Stat(filepath.Join(p.clone, "pwned")); err == nil {
				t.Error("an input was run")
			}
			holdOutputs(t, r, c.inputs["mode"] == "lint" && strings.Contains(c.says, ".md"))
		})
	}
}

// holdOutputs holds that the files that the step names are what they are called.
func holdOutputs(t *testing.T, r *runner, scored bool) {
	t.Helper()
	for _, name := range []string{"json", "sarif"} {
		path := r.values["steps.run.outputs."+name]
		if path == "" {
			continue
		}
		var doc any
		if err := json.Unmarshal([]byte(r.read(path)), &doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := r.values["steps.run.outputs.score"]; scored && (got == "" || strings.Trim(got, "0123456789") != "") {
		t.Errorf("got the score %q, want a number", got)
	}
}

// TestActionInstalls holds that what is downloaded is what its checksum says, or
// is not run.
func TestActionInstalls(t *testing.T) {
	install := readCI(t, "action.yml").jobs[0].Steps[:1]
	archive := tarball(t, "speclint", "#!/bin/sh\necho \"speclint 1.2.3: $1\"\n")
	sum := fmt.Sprintf("%x", sha256.Sum256(archive))
	const name = "speclint_1.2.3_linux_amd64.tar.gz"
	for _, c := range []struct {
		name    string
		inputs  map[string]string
		listing string
		code    int
		says    string
	}{
		{"by checksums.txt", map[string]string{"version": "1.2.3"}, strings.Repeat("0", 64) + "  other\n" + sum + "  " + name + "\n", 0, "speclint 1.2.3: version"},
		{"with a v", map[string]string{"version": "v1.2.3"}, sum + " *" + name + "\n", 0, "speclint 1.2.3: version"},
		{"by its own checksum", map[string]string{"version": "1.2.3", "sha256": strings.ToUpper(sum)}, "", 0, "speclint 1.2.3: version"},
		{"another checksum", map[string]string{"version": "1.2.3", "sha256": strings.Repeat("ab", 32)}, sum + "  " + name + "\n", 2, "should have abab"},
		{"no checksum", map[string]string{"version": "1.2.3"}, sum + "  " + name + ".sig\n", 2, "no SHA-256 of 64 digits is known"},
		{"no release", map[string]string{"version": "1.2.4"}, "", 2, "of release 1.2.4 cannot be downloaded"},
		{"no version", map[string]string{"version": "latest"}, "", 2, "the version has to be"},
		{"a version that leads elsewhere", map[string]string{"version": "1.2.3/../../x"}, "", 2, "the version has to be"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRunner(t, t.TempDir())
			releases := filepath.Join(r.temp, "releases")
			writeFile(t, releases, "v1.2.3/"+name, string(archive))
			writeFile(t, releases, "v1.2.3/checksums.txt", c.listing)
			r.inputs(c.inputs)
			r.values["inputs.releases"] = "file://" + releases
			got := r.run(install)
			program := r.values["steps.install.outputs.program"]
			if got.code != c.code || !strings.Contains(got.log, c.says) || (program == "") != (c.code != 0) {
				t.Errorf("got the exit code %d and the program %q, want %d and %q in:\n%s", got.code, program, c.code, c.says, got.log)
			}
		})
	}
}

// TestActionBuilds builds what the action is pinned to, which is what the version
// source does.
func TestActionBuilds(t *testing.T) {
	r := newRunner(t, t.TempDir())
	r.inputs(map[string]string{"version": "source"})
	r.values["github.action_path"] = repoRoot(t)
	r.env = append(r.env, "GOWORK=/none", "GOFLAGS=-mod=mod") // of somebody else
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOPROXY"} {
		value, err := exec.Command("go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		r.env = append(r.env, name+"="+strings.TrimSpace(string(value)))
	}
	if got := r.run(readCI(t, "action.yml").jobs[0].Steps[:1]); got.code != 0 || !strings.HasPrefix(got.log, "speclint devel") {
		t.Errorf("got the exit code %d and:\n%s", got.code, got.log)
	}
}

// tarball is an archive as releases have it.
func tarball(t *testing.T, name, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	for _, err := range []error{
		w.WriteHeader(&tar.Header{Name: name, Mode: 0o755, Size: int64(len(text))}),
		func() error { _, err := w.Write([]byte(text)); return err }(),
		w.Close(), z.Close(),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}
