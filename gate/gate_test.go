package gate_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/speclint/speclint/gate"
	"github.com/speclint/speclint/internal/report"
)

var update = flag.Bool("update", false, "write what the checks say into their archives")

// TestList holds the list against the folder: a check is two files and one line.
func TestList(t *testing.T) {
	var listed []string
	for _, c := range gate.Checks {
		listed = append(listed, strings.ReplaceAll(c.Name, "-", "_"))
	}
	slices.Sort(listed)
	archives, err := filepath.Glob("*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, f := range archives {
		name := strings.TrimSuffix(f, ".txtar")
		if _, err := os.Stat(name + ".go"); err != nil {
			t.Errorf("%s: no check of that name", f)
		}
		found = append(found, name)
	}
	if !slices.Equal(found, listed) {
		t.Errorf("got archives %q, listed are %q", found, listed)
	}
	if !slices.IsSortedFunc(gate.Checks, func(a, b *gate.Check) int { return strings.Compare(fmt.Sprint(a.Runs), fmt.Sprint(b.Runs)) }) {
		t.Error("a check that runs commands stands before one that does not")
	}
}

// TestExamples runs each check over its own archive: bad*/ gives bad*.want,
// good*/ nothing but what is listed.
func TestExamples(t *testing.T) {
	for _, c := range gate.Checks {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			checkExamples(t, c)
		})
	}
}

func checkExamples(t *testing.T, c *gate.Check) {
	name := strings.ReplaceAll(c.Name, "-", "_") + ".txtar"
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Comment) == 0 || !strings.HasPrefix(c.Doc, string(a.Comment)) {
		t.Errorf("%s: Doc is not the archive, or has no manual page", name)
	}
	bad, good := 0, 0
	for _, example := range examples(a) {
		verdict, got := judge(t, c, a, example)
		if strings.HasPrefix(example, "good") {
			good++
			if verdict != report.Pass {
				t.Errorf("%s: %s: got %s, want pass:\n%s", name, example, verdict, got)
			}
			continue
		}
		bad++
		if verdict == report.Pass {
			t.Errorf("%s: %s passes", name, example)
		}
		i := slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == example+".want" })
		if i < 0 {
			if !*update {
				t.Fatalf("%s: no %s.want", name, example)
			}
			last := 0
			for j, f := range a.Files {
				if strings.HasPrefix(f.Name, example+"/") {
					last = j
				}
			}
			a.Files = slices.Insert(a.Files, last+1, txtar.File{Name: example + ".want"})
			i = last + 1
		}
		if *update {
			a.Files[i].Data = []byte(got)
		} else if want := string(a.Files[i].Data); got != want {
			t.Errorf("%s: %s:\ngot:\n%s\nwant:\n%s", name, example, got, want)
		}
	}
	if bad == 0 || good == 0 {
		t.Errorf("%s: %d bad and %d good examples, want at least one of each", name, bad, good)
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(a), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// examples are the folders of an archive besides base, in order.
func examples(a *txtar.Archive) []string {
	var out []string
	for _, f := range a.Files {
		folder, _, ok := strings.Cut(f.Name, "/")
		if ok && folder != "base" && !slices.Contains(out, folder) {
			out = append(out, folder)
		}
	}
	return out
}

// judge runs one check over one example: the files of base/, then those of the
// example on top of them. The spec is the example's, else the archive's spec.md,
// and stands at specs/task.md on the base.
func judge(t *testing.T, c *gate.Check, a *txtar.Archive, example string) (report.Verdict, string) {
	t.Helper()
	base, over := tree{}, tree{}
	for _, f := range a.Files {
		name := unquoted(t, f.Name)
		switch folder, rest, _ := strings.Cut(name, "/"); {
		case name == "spec.md":
			base["specs/task.md"] = string(f.Data)
		case folder == "base":
			base[rest] = string(f.Data)
		case folder == example:
			over[rest] = string(f.Data)
		}
	}
	if own, ok := over["spec.md"]; ok {
		base["specs/task.md"] = own
		delete(over, "spec.md")
	}
	steps := over["#setup"]
	delete(over, "#setup")
	head := maps.Clone(base)
	maps.Copy(head, over)
	in := collect(t, base, head, steps)
	if c == gate.DecisionLog { // asks what the others found
		return judgeBehind(t, c, in)
	}
	out, err := gate.Run(t.Context(), []*gate.Check{c}, in)
	if err != nil {
		t.Fatal(err)
	}
	return out.Verdict, shown(&out)
}

// judgeBehind runs a check behind the others and keeps what it says, with the
// entries of the logs.
func judgeBehind(t *testing.T, c *gate.Check, in *gate.Input) (report.Verdict, string) {
	t.Helper()
	out, err := gate.Run(t.Context(), gate.Checks[:slices.Index(gate.Checks, c)+1], in)
	if err != nil {
		t.Fatal(err)
	}
	last := out.Checks[len(out.Checks)-1]
	out.Checks, out.Verdict = []report.Check{last}, last.Verdict
	out.Findings = slices.DeleteFunc(out.Findings, func(f report.Finding) bool { return f.Rule != last.Name })
	out.Unchecked = slices.DeleteFunc(out.Unchecked, func(s string) bool { return !strings.HasPrefix(s, last.Name) })
	text := shown(&out)
	for _, e := range out.Log {
		text += fmt.Sprintf("log: %s:%d: %s: %s\n", e.Path, e.Line, e.Kind, e.Text)
	}
	return last.Verdict, text
}

// shown is a result as the archives have it.
func shown(out *gate.Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", out.Verdict)
	for _, f := range out.Findings {
		fmt.Fprintf(&b, "%s:%d: %s: %s", report.Printable(f.Path), f.Start.Line, f.Severity, report.Printable(f.Message))
		if f.Spec != nil {
			fmt.Fprintf(&b, " (line %d of the spec)", f.Spec.Line)
		}
		b.WriteByte('\n')
	}
	for _, u := range out.Unchecked {
		fmt.Fprintf(&b, "unchecked: %s\n", u)
	}
	for _, c := range out.Checks {
		if c.Reason != "" {
			fmt.Fprintf(&b, "%s: %s\n", c.Name, c.Reason)
		}
	}
	return b.String()
}
