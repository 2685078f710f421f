package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// actionFace is what callers of the action see.
type actionFace struct {
	Inputs, Outputs map[string]struct{ Default string }
}

func readAction(t *testing.T) (a actionFace) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repoRoot(t), "action.yml"))
	if err == nil {
		err = yaml.Unmarshal(text, &a)
	}
	if err != nil || len(a.Inputs) == 0 || len(a.Outputs) == 0 {
		t.Fatalf("action.yml: %v, %+v", err, a)
	}
	return a
}

// runner runs the scripts of an action or a workflow as GitHub's runner does, with
// the variables that it would set.
type runner struct {
	t      *testing.T
	temp   string            // RUNNER_TEMP, the files of commands, and the home folder
	work   string            // where the repository is checked out
	values map[string]string // of expressions such as inputs.mode
	event  any               // the payload
	env    []string          // besides
}

// newRunner skips the test where there is no bash to run anything by.
func newRunner(t *testing.T, work string, env ...string) *runner {
	t.Helper()
	if _, err := exec.LookPath("bash"); err != nil || runtime.GOOS == "windows" {
		t.Skip("SKIPPED: no bash as on Unix; the scripts of action.yml and of the workflows were not run")
	}
	return &runner{t: t, temp: t.TempDir(), work: work, values: map[string]string{"github.token": "a-token"}, env: env}
}

// inputs sets those of the action, the defaults first.
func (r *runner) inputs(set map[string]string) {
	r.t.Helper()
	action := readAction(r.t)
	for name, in := range action.Inputs {
		r.values["inputs."+name] = in.Default
	}
	for name, value := range set {
		if _, known := action.Inputs[name]; !known {
			r.t.Fatalf("action.yml has no input %q", name)
		}
		r.values["inputs."+name] = value
	}
}

// happen sets the event.
func (r *runner) happen(name, sha, body string) {
	r.t.Helper()
	if err := json.Unmarshal([]byte(body), &r.event); err != nil {
		r.t.Fatal(err)
	}
	file := r.file("event.json", body)
	r.env = append(r.env, "GITHUB_ACTIONS=true", "GITHUB_EVENT_NAME="+name, "GITHUB_EVENT_PATH="+file, "GITHUB_SHA="+sha)
}

func (r *runner) file(name, text string) string {
	r.t.Helper()
	path := filepath.Join(r.temp, name)
	if err := os.WriteFile(path, []byte(text), 0o777); err != nil {
		r.t.Fatal(err)
	}
	return path
}

var expression = regexp.MustCompile(`\$\{\{(.*?)\}\}`)

// expand evaluates the expressions of a value: names, and the first that is not
// empty of several.
func (r *runner) expand(text string) string {
	return expression.ReplaceAllStringFunc(text, func(e string) string {
		e = expression.FindStringSubmatch(e)[1]
		for name := range strings.SplitSeq(e, "||") {
			if v := r.value(strings.TrimSpace(name)); v != "" {
				return v
			}
		}
		return ""
	})
}

func (r *runner) value(name string) string {
	if path, ok := strings.CutPrefix(name, "github.event."); ok {
		at := r.event
		for key := range strings.SplitSeq(path, ".") {
			m, _ := at.(map[string]any)
			at = m[key]
		}
		s, _ := at.(string)
		if n, ok := at.(float64); ok {
			data, err := json.Marshal(n)
			s = cmp.Or(string(data), s)
			if err != nil {
				r.t.Fatal(err)
			}
		}
		return s
	}
	return r.values[name]
}

// ran is what a step came to.
type ran struct {
	code               int
	log, summary       string
	verdict, escalated string
	report             string // the text of the file
}

// run runs the steps of a job that have a script, up to the first that fails.
func (r *runner) run(steps []ciStep) (out ran) {
	r.t.Helper()
	for _, s := range steps {
		if s.Run == "" {
			continue
		}
		results := map[string]string{"GITHUB_OUTPUT": r.file("output", ""), "GITHUB_STEP_SUMMARY": r.file("summary", "")}
		cmd := exec.Command("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", r.file("step.sh", s.Run))
		cmd.Dir = r.work
		cmd.Env = append([]string{
			"PATH=" + os.Getenv("PATH"), "HOME=" + r.temp, "RUNNER_TEMP=" + r.temp, "RUNNER_OS=Linux", "RUNNER_ARCH=X64",
			"GITHUB_REPOSITORY=o/r", "GITHUB_RUN_ID=77", "GIT_CONFIG_NOSYSTEM=1",
		}, r.env...)
		for name, value := range results {
			cmd.Env = append(cmd.Env, name+"="+value)
		}
		for name, value := range s.Env {
			cmd.Env = append(cmd.Env, name+"="+r.expand(value))
		}
		log, err := cmd.CombinedOutput()
		if e := (*exec.ExitError)(nil); errors.As(err, &e) {
			out.code = e.ExitCode()
		} else if err != nil {
			r.t.Fatal(err)
		}
		out.log += string(log)
		out.summary += r.read(results["GITHUB_STEP_SUMMARY"])
		for line := range strings.Lines(r.read(results["GITHUB_OUTPUT"])) {
			name, value, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
			if !ok {
				r.t.Errorf("the step %q puts out the line %q", s.ID, line)
			}
			r.values["steps."+s.ID+".outputs."+name] = value
		}
		if out.code != 0 {
			break
		}
	}
	out.verdict, out.escalated = r.values["steps.run.outputs.verdict"], r.values["steps.run.outputs.escalated"]
	if path := r.values["steps.run.outputs.report"]; path != "" {
		out.report = r.read(path)
	}
	return out
}

func (r *runner) read(path string) string {
	r.t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		r.t.Fatal(err)
	}
	return string(text)
}
