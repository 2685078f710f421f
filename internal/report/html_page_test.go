package report

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// reviewed is the report of a change with something of everything, and with so
// many more files.
func reviewed(files int) *Report {
	r := held(Fail)
	nasty := `</code><script>alert(1)</script> "onclick="x' &amp; ` + "\u202e" + strings.Repeat("long ", 60)
	r.Unchecked = append(r.Unchecked, nasty)
	for i := range files {
		f := ChangedFile{Path: fmt.Sprintf("src/module%d/a_rather_long_name_of_a_file_%d.go", i%7, i), Operation: "modify", Added: i, Deleted: i / 2, Class: "source", AllowedBy: &Allowance{"src/**", 9, "specs/orders.md"}}
		if i%50 == 3 {
			f.AllowedBy, f.Path = nil, fmt.Sprintf("other/%d/%s", i, nasty)
			r.Findings = append(r.Findings, Finding{Rule: "out-of-scope", Severity: Error, Path: f.Path, Message: "was modified, and no line of the spec allows it"})
		}
		r.Change.Files = append(r.Change.Files, f)
	}
	r.Change.Files = append(r.Change.Files, ChangedFile{Path: "specs/orders.md", Operation: "modify", Added: 1, Class: "docs", Own: true})
	r.Change.Totals.Files = len(r.Change.Files)
	if files > 0 {
		r.Checks = append(r.Checks, Check{"out-of-scope", Fail, ""})
	}
	for _, name := range strings.Fields("special-file unsafe-path hidden-change history wrong-operation invisible-text conflict-markers escalation") {
		r.Checks = append(r.Checks, Check{Name: name, Verdict: Pass})
	}
	r.Checks = append(r.Checks, Check{"tests-changed", Undecided, "src/a_test.go: an object is missing; " + nasty})
	r.Findings = append(r.Findings, Finding{Rule: "special-file", Severity: Info, Path: nasty, Message: nasty})
	r.Log = []LogEntry{{"decision", "`from` and `to` are inclusive; " + nasty, 3, "docs/decisions/orders.md"}, {"question", "Which timezone?", 9, "docs/decisions/orders.md"}}
	r.Sample[1].Lines = []HunkLine{
		{Same, 2, "\tfor _, o := range orders {\n"}, {Removed, 3, "\t\tif o.Date == day {\n"},
		{Added, 4, "\t\tif !o.Date.Before(from) && !o.Date.After(to) { // " + nasty + "\n"}, {Added, 5, "\t\t\tout = append(out, o)\n"}, {Same, 6, "\t\t}"},
	}
	r.Sample[1].More = 3
	return r
}

// TestPagesInBrowser looks at the pages as their readers do. SPECLINT_SHOTS names a
// folder that keeps the pictures.
func TestPagesInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser takes a while")
	}
	b := startBrowser(t)
	checks, err := os.ReadFile("testdata/page.js")
	if err != nil {
		t.Fatal(err)
	}
	shots, kept := os.LookupEnv("SPECLINT_SHOTS")
	if !kept {
		shots = t.TempDir()
	}
	passing := held(Pass)
	passing.Findings = nil
	for name, r := range map[string]*Report{
		"change": reviewed(0), "change-400": reviewed(400), "change-pass": passing, "change-undecided": held(Undecided), "change-escalate": held(Escalate), "change-commands": ran(),
		"spec": notReady(), "specs": awkward(),
	} {
		file := filepath.Join(t.TempDir(), name+".html")
		if err := os.WriteFile(file, formatted(t, "html", r), 0o666); err != nil {
			t.Fatal(err)
		}
		for _, width := range []int{390, 1280} {
			for _, scheme := range []string{"light", "dark"} {
				b.look(file, width, scheme)
				var wrong []string
				b.evaluate(string(checks), &wrong)
				for _, w := range append(wrong, b.said...) {
					t.Errorf("%s at %d, %s: %s", name, width, scheme, w)
				}
				if !kept && (width > 600 || scheme == "dark") {
					continue // one picture shows whether there is anything to be seen
				}
				b.shot(filepath.Join(shots, fmt.Sprintf("%s-%d-%s.png", name, width, scheme)), width, 3000)
			}
		}
		b.tabThrough(name)
	}
}

// tabThrough goes through a page by keyboard: what has the focus can be seen to
// have it, and all that can be followed or scrolled is reached.
func (b *browser) tabThrough(name string) {
	b.t.Helper()
	var want int
	b.evaluate(`[...document.querySelectorAll("a[href],summary,pre[tabindex]")].filter((e) => e.checkVisibility()).length`, &want)
	reached := map[string]bool{}
	for range min(want, 60) {
		b.press("Tab", 9)
		var at struct {
			Path    string
			Visible bool
			Top     float64
		}
		b.evaluate(`(() => {
			const e = document.activeElement, style = getComputedStyle(e);
			return {path: [...document.querySelectorAll("*")].indexOf(e) + e.tagName, top: e.getBoundingClientRect().top,
				visible: e.matches(":focus-visible") && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2};
		})()`, &at)
		if reached[at.Path] = true; !at.Visible {
			b.t.Errorf("%s: the focus on %s is not to be seen", name, at.Path)
		}
	}
	if len(reached) < min(want, 60) {
		b.t.Errorf("%s: the keyboard reaches %d places of %d", name, len(reached), want)
	}
}
