package measure

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

var update = flag.Bool("update", false, "write what is measured into the archive")

// unpack writes the files of the archive to a folder of the test.
func unpack(t *testing.T) (dir string, archive *txtar.Archive) {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join("testdata", "corpus.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "specs"), 0o777); err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		data := bytes.ReplaceAll(f.Data, []byte("\r\n"), []byte("\n"))
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(f.Name)), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir, archive
}

// TestMeasure holds what is printed of a small corpus.
func TestMeasure(t *testing.T) {
	dir, archive := unpack(t)
	var out, errs bytes.Buffer
	if code := Run([]string{"-phrases", "-rounds", "0", dir}, &out, &errs); code != 0 {
		t.Fatalf("got exit code %d: %s", code, &errs)
	}
	want := &archive.Files[len(archive.Files)-1]
	if *update {
		want.Data = out.Bytes()
		if err := os.WriteFile(filepath.Join("testdata", "corpus.txtar"), txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if text := strings.ReplaceAll(string(want.Data), "\r\n", "\n"); out.String() != text {
		t.Errorf("go test ./internal/measure -update writes it\ngot:\n%s\nwant:\n%s", &out, text)
	}
}

// TestSpeed holds that the speed stands last, as a ratio.
func TestSpeed(t *testing.T) {
	dir, _ := unpack(t)
	var out, errs bytes.Buffer
	code := Run([]string{"-rounds", "1", dir}, &out, &errs)
	if !regexp.MustCompile(`\n\nspeed: \d+ KB judged in [0-9.µms]+, parsed by goldmark alone in [0-9.µms]+: [0-9.]+ times as long\n$`).Match(out.Bytes()) || code != 0 {
		t.Errorf("got exit code %d, %q and %q", code, &errs, out.String()[max(0, out.Len()-200):])
	}
}

// TestRefused holds that what cannot be measured is no measurement.
func TestRefused(t *testing.T) {
	for _, c := range []struct{ name, file, text, want string }{
		{"no folder", "", "", "name one folder"},
		{"no labels", "labels.jsonl", "", "labels.jsonl"},
		{"a label that is none", "labels.jsonl", `{"id": "one", "labels": {"goal": {"v": 3}}}`, "no label 0, 1 or 2 for goal"},
		{"a dimension without a label", "labels.jsonl", `{"id": "one", "labels": {"goal": {"v": 1}}}`, "no label 0, 1 or 2 for why"},
		{"broken JSON", "specs.jsonl", "{}\n{", "specs.jsonl:2: "},
		{"a file outside", "specs.jsonl", `{"id": "one", "file": "../one.md"}`, "is not below the folder"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, _ := unpack(t)
			args := []string{dir}
			switch {
			case c.file == "":
				args = nil
			case c.text == "":
				if err := os.Remove(filepath.Join(dir, c.file)); err != nil {
					t.Fatal(err)
				}
			default:
				if err := os.WriteFile(filepath.Join(dir, c.file), []byte(c.text), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			var out, errs bytes.Buffer
			if code := Run(args, &out, &errs); code != 2 || out.Len() > 0 || !strings.Contains(errs.String(), c.want) {
				t.Errorf("got exit code %d, %q and %q, want 2, nothing, and %q", code, &out, &errs, c.want)
			}
		})
	}
}

// TestFindings holds that a sample can be drawn again, that another seed draws
// another, and that no file has more than its part of it.
func TestFindings(t *testing.T) {
	dir, _ := unpack(t)
	draw := func(args ...string) string {
		var out, errs bytes.Buffer
		if code := Run(append(args, dir), &out, &errs); code != 0 {
			t.Fatalf("%v: exit code %d: %s", args, code, &errs)
		}
		return out.String()
	}
	first := draw("-findings", "missing-escalation", "-sample", "2")
	if again := draw("-findings", "missing-escalation", "-sample", "2"); again != first || strings.Count(first, "\n--- ") != 2 || !strings.Contains(first, "people say ") {
		t.Errorf("got\n%s\nand then\n%s\nwant two findings with what people say, both times the same", first, again)
	}
	seeds := map[string]bool{}
	for seed := range 9 {
		seeds[draw("-findings", "missing-escalation", "-seed", strconv.Itoa(seed))] = true
	}
	if len(seeds) == 1 {
		t.Error("nine seeds draw one order")
	}
	var out, errs bytes.Buffer
	if code := Run([]string{"-findings", "hegde", dir}, &out, &errs); code != 2 || !strings.Contains(errs.String(), "no rule has that name") {
		t.Errorf("an unknown rule: exit code %d, %q", code, &errs)
	}
	js := []judged{{text: &text{File: "a.md"}}, {text: &text{File: "b.md"}}}
	for line := range 9 {
		js[0].findings = append(js[0].findings, report.Finding{Rule: "hedge", Start: report.Position{Line: line + 1}})
	}
	js[1].findings = js[0].findings[:1]
	if !slices.ContainsFunc(findingsOf(js, "hedge", 1)[:perFile+1], func(f found) bool { return f.in.File == "b.md" }) {
		t.Error("a file with nine findings hides one that has a single finding")
	}
}

// TestOutcome holds the arithmetic.
func TestOutcome(t *testing.T) {
	var o outcome
	for _, c := range [][2]report.State{
		{report.Present, report.Present}, {report.Present, report.Present}, {report.Present, report.Partial},
		{report.Absent, report.Present}, {report.Absent, report.Absent}, {report.Partial, report.Absent},
	} {
		o.count(c[0], c[1])
	}
	if o.precision() != 2.0/3 || o.recall() != 2.0/3 || o.f1() != 2.0/3 || o.agree != 3 || o.n != 6 {
		t.Errorf("got %+v with F1 %v, want two thirds of all, and 3 of 6 agreeing", o, o.f1())
	}
}

// TestBlind holds that a phrase which only one repository has is in no table when the
// repository is read blind, and that the phrases within and beside it still are.
func TestBlind(t *testing.T) {
	s, err := spec.Parse("a.md", []byte("# A\n\n## Proof\n\n- Run `pytest` when it expires, and if it fails stop and flag it to a human.\n\nProof: see below.\n"))
	if err != nil {
		t.Fatal(err)
	}
	var lone []spec.Phrase
	for _, p := range spec.Vocabulary() {
		if p.Text == "proof" && p.Kind == spec.HeadingPhrase || p.Text == "expires" || p.Text == "stop and flag" || p.Text == "flag it to" {
			lone = append(lone, p)
		}
	}
	got := without(s, lone)
	if want := "# A\n\n## Proof ·\n\n- Run `pytest` when it qqqqqqq, and if it fails stop and · flag it · to a human.\n\nProof ·: see below.\n"; string(got) != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if left := remains(t, got, lone); len(left) > 0 {
		t.Errorf("%q are still found", left)
	}
}

// remains returns which of some phrases are found in a text.
func remains(t *testing.T, source []byte, phrases []spec.Phrase) (left []string) {
	t.Helper()
	s, err := spec.Parse("a.md", source)
	if err != nil {
		t.Fatal(err)
	}
	newFinder(phrases).in(s, func(k int) { left = append(left, phrases[k].Text) })
	return left
}
