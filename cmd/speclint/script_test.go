package main

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/schema"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"speclint": main})
}

// TestScripts runs testdata/script: one short script for each promise of the
// command line. Besides testscript's own commands they have those below.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Deadline:            time.Now().Add(8 * time.Minute), // whatever waits for ever
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("USERPROFILE", e.WorkDir)
			for _, who := range []string{"AUTHOR", "COMMITTER"} { // and nothing from the machine's git
				e.Setenv("GIT_"+who+"_NAME", "A")
				e.Setenv("GIT_"+who+"_EMAIL", "a@example.org")
				e.Setenv("GIT_"+who+"_DATE", "2026-01-01T00:00:00Z")
			}
			e.Setenv("GIT_CONFIG_NOSYSTEM", "1")
			e.Setenv("ROOT", repoRoot(t))
			e.Setenv("GIT_CONFIG_GLOBAL", "/dev/null")
			e.Setenv("TMPDIR", os.TempDir())        // outside of what is a repository here
			e.Setenv("GORACE", "atexit_sleep_ms=0") // else each call takes a second
			return nil
		},
		Condition: func(name string) (bool, error) {
			switch name {
			case "chmod": // a file without permissions cannot be read
				return runtime.GOOS != "windows" && os.Getuid() != 0, nil
			case "root": // who may give files away
				return os.Getuid() == 0, nil
			case "full": // a device that takes no byte
				_, err := os.Stat("/dev/full")
				return err == nil, nil
			case "pre-commit": // the framework of that name
				_, err := exec.LookPath("pre-commit")
				return err == nil, nil
			case "config-hooks": // git runs hooks that its configuration names
				e := (*exec.ExitError)(nil)
				err := exec.Command("git", "hook", "list", "--allow-unknown-hook-name", "no-such-hook").Run()
				return errors.As(err, &e) && e.ExitCode() == 1, nil // none is found
			}
			return false, errors.New("unknown condition " + name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "unescape": unescape, "sparse": sparse, "clean": clean, "forge": forge,
			"unfixed": unfixed, "validjson": validJSON, "validschema": validSchema, "lines": countLines, "narrow": narrow,
		},
	})
}

// exits N COMMAND… runs a command that must exit with exactly N.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits N command…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	err = ts.Exec(args[1], args[2:]...)
	if e := (*exec.ExitError)(nil); errors.As(err, &e) {
		got = e.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("got exit code %d, want %d: %s", got, want, strings.Join(args[1:], " "))
	}
}

var escapes = regexp.MustCompile(`\\(x[0-9a-f]{2}|u[0-9a-f]{4}|r)`)

// unescape FILE… replaces \xNN, \uNNNN and \r, which an archive of text cannot
// hold, by what they mean.
func unescape(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		text := escapes.ReplaceAllStringFunc(ts.ReadFile(name), func(e string) string {
			s, err := strconv.Unquote(`"` + e + `"`)
			ts.Check(err)
			return s
		})
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(text), 0o666))
	}
}

// sparse FILE BYTES makes a file of that size without writing it.
func sparse(ts *testscript.TestScript, _ bool, args []string) {
	size, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), nil, 0o666))
	ts.Check(os.Truncate(ts.MkAbs(args[0]), size))
}

// forge FILE KIND ID writes a loose object under a name that is not that of its
// bytes: that of an object which is named as git rev-parse takes it.
func forge(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(ts.Exec("git", "rev-parse", "--verify", args[2]))
	id := strings.TrimSpace(ts.ReadFile("stdout"))
	text := ts.ReadFile(args[0])
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	fmt.Fprintf(z, "%s %d\x00%s", args[1], len(text), text)
	ts.Check(z.Close())
	name := ts.MkAbs(".git/objects/" + id[:2] + "/" + id[2:])
	ts.Check(os.Chmod(name, 0o666))
	ts.Check(os.WriteFile(name, b.Bytes(), 0o666))
}

// clean FILE… holds that nothing is in a file that a terminal might act on.
func clean(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		for line := range strings.SplitSeq(ts.ReadFile(name), "\n") {
			if got := report.Printable(line); got != line {
				ts.Fatalf("%s has raw characters in the line %q", name, line)
			}
		}
	}
}

// lines FILE N holds that a file has N lines.
func countLines(ts *testscript.TestScript, _ bool, args []string) {
	if got := strings.Count(ts.ReadFile(args[0]), "\n"); strconv.Itoa(got) != args[1] {
		ts.Fatalf("got %d lines in %s, want %s", got, args[0], args[1])
	}
}

// narrow FILE N holds that no line of a file is longer than N characters but
// those that are to be searched for.
func narrow(ts *testscript.TestScript, _ bool, args []string) {
	most, err := strconv.Atoi(args[1])
	ts.Check(err)
	for line := range strings.SplitSeq(ts.ReadFile(args[0]), "\n") {
		if n := len([]rune(line)); n > most && !strings.Contains(line, ": error: ") && !strings.Contains(line, ": warning: ") && !strings.Contains(line, ": info: ") && !strings.Contains(line, "NOT READY") {
			ts.Fatalf("got %d columns, want at most %d: %s", n, most, line)
		}
	}
}

// validJSON FILE SCHEMA holds a file to a schema of ours or to that of SARIF, and
// a report to what no schema can say: nothing is null but what may be absent in a change, lists are sorted.
func validJSON(ts *testscript.TestScript, _ bool, args []string) {
	text := map[string][]byte{"report": schema.Report(), "front-matter": schema.FrontMatter(), "plan": schema.Plan(), "launch": schema.Launch(), "status": schema.Status()}[args[1]]
	if args[1] == "sarif" {
		var err error
		text, err = os.ReadFile("../../internal/report/testdata/sarif/sarif-schema-2.1.0.json")
		ts.Check(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	ts.Check(err)
	c := jsonschema.NewCompiler()
	ts.Check(c.AddResource("schema.json", doc))
	s, err := c.Compile("schema.json")
	ts.Check(err)
	got := []byte(ts.ReadFile(args[0]))
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(got))
	ts.Check(err)
	ts.Check(s.Validate(v))
	if args[1] == "report" {
		sorted(ts, got)
	}
}

func sorted(ts *testscript.TestScript, src []byte) {
	nulls := bytes.Count(src, []byte(": null")) - bytes.Count(src, []byte(`"path_bytes": null`)) - bytes.Count(src, []byte(`"allowed_by": null`)) - bytes.Count(src, []byte(`"launch": null`))
	if nulls > 0 {
		ts.Fatalf("got null in a report")
	}
	var r struct {
		Specs    []struct{ Blockers []string }
		Findings []struct {
			Rule, Path string
			Start      struct{ Line, Column int }
		}
	}
	ts.Check(json.Unmarshal(src, &r))
	for _, s := range r.Specs {
		if !slices.IsSorted(s.Blockers) || len(slices.Compact(slices.Clone(s.Blockers))) != len(s.Blockers) {
			ts.Fatalf("got blockers %q, want them sorted, each once", s.Blockers)
		}
	}
	for i := range max(len(r.Findings)-1, 0) {
		a, b := r.Findings[i], r.Findings[i+1]
		if slices.Compare([]int{a.Start.Line, a.Start.Column}, []int{b.Start.Line, b.Start.Column}) > 0 && a.Path == b.Path || a.Path > b.Path {
			ts.Fatalf("got %+v before %+v", a, b)
		}
	}
}

// unfixed FILE OUT writes a report without its fixes.
func unfixed(ts *testscript.TestScript, _ bool, args []string) {
	var r map[string]any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &r))
	for _, list := range []string{"findings", "waived"} {
		for _, f := range r[list].([]any) {
			delete(f.(map[string]any), "fix")
		}
	}
	out, err := json.MarshalIndent(r, "", "  ")
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), out, 0o666))
}

// validSchema FILE holds a file to the draft of JSON Schema that it names.
func validSchema(ts *testscript.TestScript, _ bool, args []string) {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(ts.ReadFile(args[0])))
	ts.Check(err)
	meta, err := jsonschema.NewCompiler().Compile(strings.TrimSuffix(doc.(map[string]any)["$schema"].(string), "#"))
	ts.Check(err)
	ts.Check(meta.Validate(doc))
}
