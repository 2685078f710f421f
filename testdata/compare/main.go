// Compare runs other linters on the specs beside it and writes what they say to
// results.json, from which a test makes the tables of docs/comparison.md:
//
//	go run ./testdata/compare
//
// from the root of the repository, with the tools on PATH; docs/comparison.md says
// how to get them. What is said of a tool that is not there stays as it was.
package main

import (
	"bytes"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Result is what one tool said.
type Result struct {
	Tool    string `json:"tool"`
	Version string `json:"version"`
	Command string `json:"command"` // with SPEC for the file, CHANGE for the OpenSpec change
	Date    string `json:"date"`
	Said    []Said `json:"said"`
}

// Said is a tool's answer to one file.
type Said struct {
	File string `json:"file"`
	Says string `json:"says"`
	Exit int    `json:"exit"`
}

// tool is another linter: how it is called, and where its answer stands in its output.
type tool struct {
	name, program string
	version       []string // nil for what its Go build info says
	args          []string
	says          func(out []byte) string
}

func main() {
	if err := compare(filepath.Join("testdata", "compare")); err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(1)
	}
}

func compare(dir string) error {
	specs, err := texts(dir)
	if err != nil {
		return err
	}
	path := filepath.Join(dir, "results.json")
	var results []Result
	if old, err := os.ReadFile(path); err == nil {
		if err := json.Unmarshal(old, &results); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	for _, t := range tools() {
		if _, err := exec.LookPath(t.program); err != nil {
			fmt.Fprintf(os.Stderr, "%s is not on PATH; what is known of it stays\n", t.program)
			continue
		}
		r, err := t.judge(dir, specs)
		if err != nil {
			return err
		}
		results = slices.DeleteFunc(results, func(old Result) bool { return old.Tool == r.Tool })
		results = append(results, r)
	}
	out, err := json.MarshalIndent(results, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(out, '\n'), 0o666)
}

// texts returns the specs. The last one is the precise one with its lines in
// another order, and is written anew.
func texts(dir string) ([]spec, error) {
	var out []spec
	for _, path := range []string{filepath.Join(dir, "specs", "vague.md"), filepath.Join(dir, "specs", "hollow.md"), filepath.Join("examples", "date-range.md")} {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		out = append(out, spec{filepath.Base(path), text})
	}
	lines := strings.SplitAfter(string(out[2].text), "\n")
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	shuffled := spec{"shuffled.md", []byte(strings.Join(lines, ""))}
	return append(out, shuffled), os.WriteFile(filepath.Join(dir, "specs", shuffled.name), shuffled.text, 0o666)
}

type spec struct {
	name string
	text []byte
}

func tools() []tool {
	return []tool{
		{"SpecCritic", "speccritic", nil, []string{"check", "SPEC", "--preflight-mode", "only"}, func(out []byte) string {
			var r struct {
				Summary struct {
					Verdict  string
					Score    int
					Critical int `json:"critical_count"`
					Warn     int `json:"warn_count"`
				}
			}
			if json.Unmarshal(out, &r) != nil {
				return ""
			}
			return fmt.Sprintf("%s, %d of 100, %d critical", r.Summary.Verdict, r.Summary.Score, r.Summary.Critical)
		}},
		{"spec-linter", "spec-linter", []string{"--version"}, []string{"check", "SPEC"}, matched(`\d+ error\(s\), \d+ warning\(s\)`)},
		{"textlint with write-good", "textlint", []string{"--version"}, []string{"--rule", "write-good", "--format", "json", "SPEC"}, func(out []byte) string {
			return fmt.Sprintf("%d findings", bytes.Count(out, []byte(`"ruleId"`)))
		}},
		{"markdownlint-cli2", "markdownlint-cli2", []string{"--version"}, []string{"SPEC"}, matched(`Summary: (.*)`)},
		{"OpenSpec", "openspec", []string{"--version"}, []string{"validate", "CHANGE", "--strict", "--no-interactive"}, matched(`Change '\w+' (.*)`)},
	}
}

func matched(expr string) func([]byte) string {
	re := regexp.MustCompile(expr)
	return func(out []byte) string {
		m := re.FindSubmatch(out)
		if m == nil {
			return ""
		}
		return string(m[len(m)-1])
	}
}

// judge runs the tool on each spec, in a folder of its own, or on each OpenSpec change.
func (t *tool) judge(dir string, specs []spec) (Result, error) {
	r := Result{Tool: t.name, Command: t.program + " " + strings.Join(t.args, " "), Date: time.Now().UTC().Format(time.DateOnly)}
	var err error
	if r.Version, err = t.numbered(); err != nil {
		return r, err
	}
	work, err := os.MkdirTemp("", "compare")
	if err != nil {
		return r, err
	}
	defer os.RemoveAll(work)
	var names []string
	if slices.Contains(t.args, "CHANGE") {
		if err := os.CopyFS(work, os.DirFS(dir)); err != nil {
			return r, err
		}
		names = []string{"hollow", "precise", "shall"}
	} else {
		for _, s := range specs {
			if err := os.WriteFile(filepath.Join(work, s.name), s.text, 0o666); err != nil {
				return r, err
			}
			names = append(names, s.name)
		}
	}
	for _, name := range names {
		args := slices.Clone(t.args)
		for i, a := range args {
			if a == "SPEC" || a == "CHANGE" {
				args[i] = name
			}
		}
		cmd := exec.Command(t.program, args...)
		cmd.Dir = work
		cmd.Env = append(os.Environ(), "NO_COLOR=1", "DO_NOT_TRACK=1", "OPENSPEC_TELEMETRY=0")
		out, err := cmd.CombinedOutput()
		if e := (*exec.ExitError)(nil); err != nil && !errors.As(err, &e) {
			return r, err
		}
		said := Said{File: name, Says: t.says(out), Exit: cmd.ProcessState.ExitCode()}
		if said.Says == "" {
			return r, fmt.Errorf("%s %q: says nothing that is known:\n%s", t.program, args, out)
		}
		r.Said = append(r.Said, said)
	}
	return r, nil
}

// numbered is the version of the tool, or the commit that it was built from.
func (t *tool) numbered() (string, error) {
	if t.version == nil {
		path, err := exec.LookPath(t.program)
		if err != nil {
			return "", err
		}
		info, err := buildinfo.ReadFile(path)
		if err != nil {
			return "", err
		}
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				return s.Value[:min(len(s.Value), 12)], nil
			}
		}
		return info.Main.Version, nil
	}
	out, err := exec.Command(t.program, t.version...).Output()
	m := regexp.MustCompile(`\d+\.\d+\.\d+`).Find(out)
	if m == nil {
		return "", fmt.Errorf("%s %q: %v, and no version in %q", t.program, t.version, err, out)
	}
	return string(m), nil
}
