package report

import (
	"crypto/sha256"
	"encoding/base64"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var (
	htmlTag  = regexp.MustCompile(`<(/?)([a-z0-9]+)((?: [a-zA-Z-]+(?:="[^"<>]*")?)*) ?/?>`)
	htmlAttr = regexp.MustCompile(` ([a-zA-Z-]+)`)
	quoted   = regexp.MustCompile(`"[^"]*"`)
	styled   = regexp.MustCompile(`(?s)<style>(.*)</style>`)
)

// pageTags and pageAttributes are all that a page has.
var (
	pageTags = strings.Fields(`html head meta title style body a header p h1 h2 h3 span dl div dt dd nav ul ol li main section article strong code pre
		details summary table caption thead tbody tr th td svg rect mark footer ins del`)
	pageAttributes = strings.Fields(`lang charset http-equiv content name class id href aria-labelledby aria-label aria-hidden tabindex scope open
		viewBox preserveAspectRatio width height x`)
	leaves = strings.Fields("meta rect") // have no end
)

// checkPage holds a page to the markup that is ours, whatever text is on it.
func checkPage(t *testing.T, page string) {
	t.Helper()
	page = strings.TrimPrefix(page, "<!DOCTYPE html>\n")
	sum := sha256.Sum256([]byte(styled.FindStringSubmatch(page)[1]))
	if !strings.Contains(page, `content="default-src &#39;none&#39;; style-src &#39;sha256-`+html.EscapeString(base64.StdEncoding.EncodeToString(sum[:]))+`&#39;; `) {
		t.Error("the policy does not allow the style of the page, or more than that")
	}
	page = styled.ReplaceAllString(page, "")
	var open []string
	for _, m := range htmlTag.FindAllStringSubmatch(page, -1) {
		if !slices.Contains(pageTags, m[2]) {
			t.Fatalf("an element that is not ours: %s", m[0])
		}
		for _, a := range htmlAttr.FindAllStringSubmatch(quoted.ReplaceAllString(m[3], ""), -1) {
			if !slices.Contains(pageAttributes, a[1]) {
				t.Fatalf("an attribute that is not ours: %s", m[0])
			}
		}
		switch {
		case slices.Contains(leaves, m[2]):
		case m[1] == "":
			open = append(open, m[2])
		case len(open) == 0 || open[len(open)-1] != m[2]:
			t.Fatalf("%s ends where %q are open", m[0], open)
		default:
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		t.Fatalf("%q do not end", open)
	}
	if rest := htmlTag.ReplaceAllString(page, ""); strings.ContainsAny(rest, "<>") {
		t.Fatalf("markup that is not ours:\n%s", rest)
	}
	for l := range strings.Lines(page) {
		checkSafe(t, "html", strings.TrimSuffix(l, "\n"))
	}
}

var (
	htmlPart  = regexp.MustCompile(`<h2 id="[^"]*"><code class="path">(.*?)</code>|<h2 id="rest-title">|<li class="(error|warning|info)"><p><span class="path">(.*?)</span> <span class="word">.*?</span> (.*?) <span class="rule">(.*?)</span>`)
	htmlPlace = regexp.MustCompile(`^(?:line|(.*):)? ?(\d+)$`)
)

func seenInHTML(t *testing.T, text []byte, _ *Report) []seen {
	t.Helper()
	checkPage(t, string(text))
	plain := func(s string) string { return html.UnescapeString(htmlTag.ReplaceAllString(s, "")) }
	var all []seen
	spec := ""
	for _, m := range htmlPart.FindAllStringSubmatch(string(text), -1) {
		if m[2] == "" {
			spec = plain(m[1])
			continue
		}
		s := seen{rule: plain(m[5]), severity: m[2], path: spec}
		where := plain(m[3])
		if at := htmlPlace.FindStringSubmatch(where); at != nil {
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

func TestFill(t *testing.T) {
	got := fill(`<a href="%">% of %</a>%`, `"><script>`, "a\n<b>&'\u202e", 3, markup("<br>"))
	if want := markup(`<a href="&#34;&gt;&lt;script&gt;">a\n&lt;b&gt;&amp;&#39;\u202e of 3</a><br>`); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for name, wrong := range map[string]func(){
		"an argument too many": func() { fill("<p>%</p>", "a", "b") },
		"one too few":          func() { fill("<p>%%</p>", "a") },
		"one of another type":  func() { fill("<p>%</p>", 1.5) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			wrong()
		}()
	}
}

// Each report is a page that is whole, and says what matters.
func TestHTML(t *testing.T) {
	for name, tt := range map[string]struct {
		report *Report
		want   []string
	}{
		"fail": {reviewed(60), []string{
			"<title>speclint gate: fail</title>", `<body class="fail">`, "forbidden-path", "src/\\x1b[31mlist.go:1-1200", "- Do not modify `src/export.go` &lt;b&gt;",
			"60 files that the spec declares", "<strong class=\"loose\">nothing</strong>", "--sample-seed 17", `<span class="word">approved</span> spec-origin: launched by hand`,
			"if !o.Date.Before(from)", "Which timezone?", "and 3 more lines", "docs/checks.md#forbidden-path",
		}},
		"undecided": {held(Undecided), []string{"Nothing was decided", "Not judged", "the spec names no command to verify with"}},
		"lint": {awkward(), []string{
			"1 of 3 specs are ready", "specs/50% off: a,b|c #1 @all/größe 🎉.md", "2 findings waived, 1 by the baseline", "<mark>quickly</mark>", "docs/rules.md#open-question", "a → b → a", "up to +6.8.",
		}},
		"nothing": {&Report{Command: "lint", Verdict: Pass}, []string{"No spec was judged", "There is nothing to do."}},
	} {
		page := string(formatted(t, "html", tt.report))
		checkPage(t, page)
		for _, want := range tt.want {
			if !strings.Contains(page, want) {
				t.Errorf("%s: no %q", name, want)
			}
		}
	}
}

func FuzzHTML(f *testing.F) {
	for i, s := range hostile {
		f.Add(s, hostile[(i+3)%len(hostile)], i, float64(i)/3, uint8(i*16+i))
	}
	for _, s := range []string{`</code><script>alert(1)</script>`, `" onclick="x`, "</style><style>*{}", "&lt;", "%", "]]><!--", "javascript:alert(1)"} {
		f.Add(s, s, 3, 0.5, uint8(81))
		f.Add(s, "b "+s, 1, 1.5, uint8(36))
	}
	f.Fuzz(func(t *testing.T, a, b string, line int, x float64, verdict uint8) {
		r := fuzzed(a, b, line, x, verdict)
		for i := range r.Sample {
			r.Sample[i].Lines = []HunkLine{{Added, line, a}, {Removed, 1, b}}
		}
		page := string(formatted(t, "html", r))
		checkPage(t, page)
		if want := html.EscapeString(Printable(b)); !strings.Contains(page, want) && len(b) < 100 {
			t.Errorf("no %q in\n%s", want, page)
		}
	})
}
