package report

import (
	"bytes"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	unsafehtml "github.com/yuin/goldmark/renderer/html"
)

// rendered is a comment as a reader gets it.
func rendered(t *testing.T, text []byte) string {
	t.Helper()
	var b bytes.Buffer
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithRendererOptions(unsafehtml.WithUnsafe()))
	if err := md.Convert(text, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// ourMarkup is all the markup that a comment has.
var (
	ourMarkup = regexp.MustCompile(`<(?:!-- speclint gate --|/?(?:h2|h3|ul|li|p|table|thead|tbody|tr|strong|pre|code|del|ins|details|summary|a)|(?:th|td)(?: style="text-align:right")?|/t[hd]|!-- speclint --|a href="https://github\.com/speclint/speclint/blob/main/docs/(?:rules|checks)\.md#[a-z-]+")>`)
	// linked is what GitHub makes something of in rendered text.
	linked = regexp.MustCompile(`(?i)@[a-z0-9]|#[0-9]|gh-[0-9]|www\.|:[a-z0-9_+-]+:|:/`)
	block  = regexp.MustCompile(`(?s)<h3>(.*?)</h3>|<summary>(.*?)</summary>|<tr>\n(.*?)</tr>|<li>(.*?)</li>`)
	cell   = regexp.MustCompile(`(?s)<td[^>]*>(.*?)</td>`)
)

// shown turns HTML into the text that stands on the page.
func shown(fragment string) string {
	return html.UnescapeString(ourMarkup.ReplaceAllString(fragment, ""))
}

func bare(s string) string { return strings.ReplaceAll(s, "\u200b", "") }

func seenInMarkdown(t *testing.T, text []byte, r *Report) []seen {
	t.Helper()
	var all []seen
	path := ""
	for _, m := range block.FindAllStringSubmatch(rendered(t, text), -1) {
		if m[1]+m[2] != "" {
			title := bare(shown(m[1] + m[2]))
			path = ""
			for _, s := range r.Specs {
				if strings.HasPrefix(title, s.Path) {
					path = s.Path
				}
			}
			continue
		}
		cells := cell.FindAllStringSubmatch(m[3], -1)
		if len(cells) != 4 {
			continue
		}
		s := seen{rule: shown(cells[3][1]), severity: shown(cells[1][1]), path: path}
		where := bare(shown(cells[0][1]))
		if at := regexp.MustCompile(`^(?:(.*?):)?(\d+):\d+$`).FindStringSubmatch(where); at != nil {
			s.line, _ = strconv.Atoi(at[2])
			if at[1] != "" {
				s.path = at[1]
			}
		} else if where != "" {
			s.path = where
		}
		all = append(all, s)
	}
	return all
}

func TestMarkdownText(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"plain words, a colon: and 50 % of (all)!", "plain words, a colon: and 50 % of (all)!"},
		{"`a|b` [x](y) <b> &amp; *c* _d_ ~~e~~ $f$ \\", "\\`a&#124;b\\` \\[x\\](y) \\<b\\> &amp;amp; \\*c\\* \\_d\\_ \\~\\~e\\~\\~ \\$f\\$ \\\\"},
		{"@all #12 a@b.c gh-3 GH-4 agh-i", "@&#8203;all \\#&#8203;12 a@&#8203;b.c gh-&#8203;3 GH-&#8203;4 agh-&#8203;i"},
		{"http://x www.x :tada: 3:4", "http:&#8203;//x www&#8203;.x :&#8203;tada: 3:4"},
		{"a\nb\x1b", "a\\\\nb\\\\x1b"},
		{strings.Repeat("é", 401), strings.Repeat("é", 400) + "…"},
	} {
		if got := markdownText(tt.in); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

// However much there is to say, it fits; the worst is kept, and the rest counted.
func TestMarkdownIsLimited(t *testing.T) {
	long := strings.Repeat("|@#<🎉", 200)
	for name, r := range map[string]*Report{
		"findings": many(5000),
		"specs":    {Command: "lint", Verdict: Fail, Specs: make([]Spec, 3000)},
		"unjudged": {Command: "lint", Unchecked: strings.Fields(strings.Repeat(long+" ", 300))},
		"all":      many(4000),
		"change":   held(Fail),
		"whole":    held(Fail),
	} {
		if name == "whole" { // each part of it has more than its share
			path := strings.Repeat("x", 200)
			for range 600 {
				r.Change.Files = append(r.Change.Files, ChangedFile{Path: path, Operation: "modify", AllowedBy: &Allowance{path, 9, path}})
				r.Change.Specs = append(r.Change.Specs, JudgedSpec{path, path, path})
				r.Findings = append(r.Findings, Finding{Rule: path, Path: path, Message: path, Severity: Error, Spec: &SpecLine{Path: path, Line: 3},
					Rewrite: &Rewrite{Lines: []WordLine{{3, []Word{{Added, path}}}}}})
				r.Sample = append(r.Sample, Hunk{Path: path, StartLine: 1, EndLine: 2, Why: path})
				r.Unchecked = append(r.Unchecked, path)
				r.Commands = append(r.Commands, Command{Run: path, On: "head", Verdict: Fail, Reason: path, Output: []string{path, path, path}})
				r.Salvage.Command += path[:6]
			}
		}
		if name == "change" {
			for i := range 4000 {
				path := strconv.Itoa(i) + long
				f := ChangedFile{Path: path, Operation: "modify", AllowedBy: &Allowance{long, 9, long}}
				if i == 3999 {
					f.AllowedBy = nil
				}
				r.Change.Files = append(r.Change.Files, f)
				r.Findings = append(r.Findings, Finding{Rule: "out-of-scope", Path: path, Message: long, Severity: Severity(i % 3), Spec: &SpecLine{Path: long, Line: 3}})
				r.Sample = append(r.Sample, Hunk{Path: path, StartLine: 1, EndLine: 2, Why: long})
				r.Unchecked = append(r.Unchecked, long)
			}
			r.Checks[0].Reason, r.SampleSeed, r.Change.Base, r.Change.SpecFrom = "approved: "+long+long+long, long+long+long, long, long
		}
		if name == "all" {
			for i := range 2000 {
				s := ready(strconv.Itoa(i) + long)
				s.Blockers, s.Ready = []string{long, long}, i%2 == 0
				r.Specs = append(r.Specs, s)
				r.Findings = append(r.Findings, Finding{Path: s.Path, Message: long, Rule: long, Severity: Warning})
				r.Unchecked = append(r.Unchecked, long)
			}
		}
		text := formatted(t, "markdown", r)
		if len(text) > MaxComment || !utf8.Valid(text) {
			t.Errorf("%s: got %d bytes, want at most %d", name, len(text), MaxComment)
		}
		if name == "change" && (!bytes.Contains(text, []byte("| 3999")) || bytes.Count(text, []byte("for which there is no room")) != 3) {
			t.Errorf("the one file that is not declared is left out, or it is not said what else is:\n%.3000s", text)
		}
		if name == "specs" {
			for i := range r.Specs {
				r.Specs[i].Ready = i != 2999
			}
			text = formatted(t, "markdown", r)
			if !bytes.Contains(text, []byte("| not ready |")) {
				t.Error("the one spec that is not ready is left out")
			}
		}
		if !regexp.MustCompile(`\d more\b`).Match(text) {
			t.Errorf("%s: got no word on what is left out:\n%s", name, text[:200])
		}
		if name != "findings" {
			continue
		}
		n := map[string]int{}
		for _, s := range seenInMarkdown(t, text, r) {
			n[s.severity]++
		}
		left := 0
		for _, m := range regexp.MustCompile(`(\d+) more findings`).FindAllSubmatch(text, -1) {
			more, _ := strconv.Atoi(string(m[1]))
			left += more
		}
		if n["info"] > 0 && n["error"] < 1666 || n["error"] == 0 || n["error"]+n["warning"]+n["info"]+left != 5000 {
			t.Errorf("got %v and %d left out of 5000, the errors first", n, left)
		}
	}
}

// Room that one part of a comment leaves is another's: many files all stand there
// when little else is to be said, and of many findings besides both have their share.
func TestMarkdownRoom(t *testing.T) {
	path := strings.Repeat("folder/", 8)
	for _, tt := range []struct{ files, findings, wantFiles, wantFindings int }{
		{431, 0, 431, 0},
		{0, 300, 0, 300},
		{3000, 0, 450, 0},
		{1000, 1000, 70, 100},
	} {
		r := held(Escalate)
		r.Change.Files, r.Findings, r.Commands, r.Salvage = nil, nil, nil, nil
		for i := range tt.files {
			r.Change.Files = append(r.Change.Files, ChangedFile{Path: path + strconv.Itoa(i), Operation: "modify", AllowedBy: &Allowance{"**", 9, "specs/a.md"}})
		}
		for i := range tt.findings {
			r.Findings = append(r.Findings, Finding{Rule: "tests-changed", Path: path + strconv.Itoa(i), Message: "a test that was there lost or changed 3 lines"})
		}
		text := string(formatted(t, "markdown", r))
		files, findings := strings.Count(text, "\n| modify |"), strings.Count(text, "lost or changed 3 lines")
		if files < tt.wantFiles || findings < tt.wantFindings || len(text) > MaxComment {
			t.Errorf("got %d of %d files and %d of %d findings in %d bytes, want %d and %d", files, tt.files, findings, tt.findings, len(text), tt.wantFiles, tt.wantFindings)
		}
		if cut := files < tt.files || findings < tt.findings; cut && len(text) < MaxComment*9/10 {
			t.Errorf("got %d bytes, though there is more to say", len(text))
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	for i, s := range hostile {
		f.Add(s, hostile[(i+3)%len(hostile)], i, uint8(i*16+i))
	}
	for _, s := range []string{
		"`a` | b\\| c \\\\| d", "<!-- speclint --> </details><script>", "[x](javascript:a) ![y](z) [^1] <http://a.b>", "@all #12 gh-3 a/b#4 www.example.com http://e.x a@b.co",
		"**a** _b_ ~~c~~ &amp; &#64;all", "# a #", "- [ ] x", "---", "$x$ :tada:", "1. a", "    code", "WWW.a.b ftp://x.y mailto:a@b.co", "a\\", "``` x", "0) ", "WWW",
	} {
		f.Add(s, s, 3, uint8('C')) // of a change
		f.Add(s, "x "+s, 3, uint8(16))
		f.Add("b "+s+" ", s+s, 3, uint8(36))
	}
	f.Add(":t", "ada:", 3, uint8('C'))
	f.Fuzz(func(t *testing.T, a, b string, line int, verdict uint8) {
		r := fuzzed(a, b, line, 1, verdict)
		text := formatted(t, "markdown", r)
		mark := "<!-- speclint -->"
		if r.Command == "gate" {
			mark = "<!-- speclint gate -->"
		}
		if !bytes.HasPrefix(text, []byte(mark+"\n## speclint")) || len(text) > MaxComment {
			t.Fatalf("got %d bytes: %.80q", len(text), text)
		}
		for l := range strings.Lines(string(text)) {
			checkSafe(t, "markdown", strings.TrimSuffix(l, "\n"))
		}
		page := regexp.MustCompile(`(?s)<pre><code class="language-(?:sh|text)">[^<>]*</code></pre>`).ReplaceAllString(rendered(t, text), "") // in which nothing is linked
		if rest := ourMarkup.ReplaceAllString(page, ""); strings.ContainsAny(rest, "<>") {
			t.Fatalf("markup that is not ours:\n%s\nin\n%s", rest, page)
		}
		seen := shown(regexp.MustCompile(`</?(?:del|ins)>`).ReplaceAllString(page, " ")) // GitHub reads each piece alone
		if m := linked.FindString(seen); m != "" {
			t.Errorf("GitHub would make something of %q in\n%s", m, seen)
		}
		var found [][][]string
		judged := ""
		for _, m := range block.FindAllStringSubmatch(page, -1) {
			columns, others := 4, []int{0, 6}
			if r.Change != nil {
				columns, others = 5, []int{0, 3, 4}
			}
			if c := cell.FindAllStringSubmatch(m[3], -1); len(c) == columns {
				found = append(found, c)
			} else if m[3] != "" && !slices.Contains(others, len(c)) {
				t.Errorf("a row of %d cells: %s", len(c), m[3])
			}
			if li := bare(shown(m[4])); strings.HasPrefix(li, "not ") {
				judged += li
			}
		}
		if len(found) != len(r.Findings) {
			t.Fatalf("got %d findings, want %d, in\n%s", len(found), len(r.Findings), page)
		}
		what := "not judged: "
		if r.Change != nil && r.Verdict != Undecided {
			what = "not checked: "
		}
		if want := what + clip(Printable(a), longest); strings.Trim(judged, " ") != strings.Trim(want, " ") {
			t.Errorf("got %q, want %q", judged, want)
		}
		want := strings.Trim(clip(Printable(b), longest), " ") // the message of each
		for _, c := range found {
			if got := bare(shown(c[2][1])); got != want {
				t.Errorf("got message %q, want %q", got, want)
			}
		}
	})
}
