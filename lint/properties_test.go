package lint_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
	"github.com/speclint/speclint/rules"
)

var linter = lint.New(rules.All, lint.Options{})

func judge(t testing.TB, src string) (report.Spec, []report.Finding) {
	t.Helper()
	s, err := spec.Parse("specs/a.md", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	out := linter.Run(s)
	return out.Spec, out.Findings
}

func exact(t testing.TB, src string) float64 {
	t.Helper()
	s, _ := judge(t, src)
	return s.ScoreExact
}

// goodSpecs are the project's own specs that have everything.
func goodSpecs(t testing.TB) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, pattern := range []string{"../examples/*.md", "../testdata/specs/good/*.md"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: %v, %d files", pattern, err, len(paths))
		}
		for _, p := range paths {
			src, err := os.ReadFile(p)
			if err != nil {
				t.Fatal(err)
			}
			out[filepath.Base(p)] = string(src)
		}
	}
	return out
}

func forEachGood(t *testing.T, f func(t *testing.T, src string)) {
	for name, src := range goodSpecs(t) {
		t.Run(name, func(t *testing.T) { f(t, src) })
	}
}

// same fails when two scores differ by more than the last digits.
func same(t *testing.T, what, before, after string) {
	t.Helper()
	b, a := exact(t, before), exact(t, after)
	if math.Abs(a-b) > 1e-9 {
		t.Errorf("%s changes the score from %.4f to %.4f:\n%s", what, b, a, explain(t, before, after))
	}
}

// explain shows which dimensions moved.
func explain(t *testing.T, before, after string) string {
	b, _ := judge(t, before)
	a, _ := judge(t, after)
	var out strings.Builder
	for i := range b.Dimensions {
		if b.Dimensions[i].Points != a.Dimensions[i].Points {
			fmt.Fprintf(&out, "%s: %.3f to %.3f\n", b.Dimensions[i].Name, b.Dimensions[i].Points, a.Dimensions[i].Points)
		}
	}
	return out.String() + "after:\n" + after
}

func TestGoodSpecsAreReady(t *testing.T) {
	forEachGood(t, func(t *testing.T, src string) {
		s, findings := judge(t, src)
		if s.Score < 80 || !s.Ready {
			t.Errorf("score %d, ready %v, blockers %v, want 80 or more and ready", s.Score, s.Ready, s.Blockers)
		}
		for _, f := range findings {
			if f.Severity > report.Info {
				t.Errorf("a good spec has %v", f)
			}
		}
	})
}

func TestHollowSpecScoresNothing(t *testing.T) {
	forEachGood(t, func(t *testing.T, src string) {
		hollow := hollow(src)
		s, _ := judge(t, hollow)
		if s.Score > 12 || s.Ready {
			t.Errorf("score %d, ready %v, want at most 12 and not ready:\n%s", s.Score, s.Ready, hollow)
		}
	})
}

// hollow replaces the body of every section by TBD.
func hollow(src string) string {
	var out strings.Builder
	lines := strings.Split(src, "\n")
	for i, l := range lines {
		underlined := i+1 < len(lines) && regexp.MustCompile(`^(=+|-{4,})$`).MatchString(lines[i+1])
		label := regexp.MustCompile(`^\*\*[^*]+:\*\*`).FindString(l)
		switch {
		case strings.HasPrefix(l, "#"):
			out.WriteString(l + "\n\nTBD\n\n")
		case underlined:
			out.WriteString(l + "\n" + lines[i+1] + "\n\nTBD\n\n")
		case label != "":
			out.WriteString(label + " TBD\n\n")
		}
	}
	return out.String()
}

func TestShuffledSpecLosesAThird(t *testing.T) {
	forEachGood(t, func(t *testing.T, src string) {
		want := exact(t, src) * 2 / 3
		var scores []float64
		for seed := range uint64(21) {
			lines := strings.Split(src, "\n")
			r := rand.New(rand.NewPCG(seed, 7))
			r.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
			scores = append(scores, exact(t, strings.Join(lines, "\n")))
		}
		slices.Sort(scores)
		t.Logf("shuffled: median %.1f, from %.1f to %.1f, of %.1f", scores[10], scores[0], scores[20], exact(t, src))
		if scores[10] > want {
			t.Errorf("median of the shuffled lines is %.1f, want at most %.1f", scores[10], want)
		}
	})
}

func TestPoorSpecs(t *testing.T) {
	for name, most := range map[string]int{"vague.md": 25, "stuffed.md": 15} {
		src, err := os.ReadFile(filepath.Join("../testdata/specs/poor", name))
		if err != nil {
			t.Fatal(err)
		}
		if s, _ := judge(t, string(src)); s.Score > most || s.Ready {
			t.Errorf("%s: score %d, ready %v, want at most %d and not ready", name, s.Score, s.Ready, most)
		}
	}
}

func TestSeveralDeliverablesAreSplit(t *testing.T) {
	src, err := os.ReadFile("../testdata/specs/poor/six.md")
	if err != nil {
		t.Fatal(err)
	}
	list := "a checkout page, an admin dashboard, an email service, a search, an importer and a blog"
	shapes := map[string]string{
		"bullets":      string(src),
		"sentence":     "# Shop\n\n## Goal\n\nBuild " + list + ".\n",
		"no headings":  "Build " + list + ".\n",
		"features":     "# Shop\n\n## Feature 1: Checkout\n\nCards.\n\n## Feature 2: Search\n\nWords.\n\n## Feature 3: Blog\n\nPosts.\n\n## Feature 4: Mail\n\nReceipts.\n\n## Feature 5: Import\n\nFiles.\n\n## Feature 6: Admin\n\nLists.\n",
		"deliverables": "# Shop\n\n## Deliverables\n\n1. A checkout page\n2. An admin dashboard\n3. An email service\n4. A search engine\n5. A catalog importer\n6. A blog\n",
	}
	for name, src := range shapes {
		s, _ := judge(t, src)
		if s.Autonomy.Mode != "split" || s.Autonomy.Counts.Deliverables != 6 {
			t.Errorf("%s: mode %s, %d deliverables, want split and 6", name, s.Autonomy.Mode, s.Autonomy.Counts.Deliverables)
		}
	}
	forEachGood(t, func(t *testing.T, src string) {
		if s, _ := judge(t, src); s.Autonomy.Counts.Deliverables != 1 {
			t.Errorf("%d deliverables, want 1", s.Autonomy.Counts.Deliverables)
		}
	})
}

const licence = `
Permission is hereby granted, free of charge, to any person obtaining a copy of
this software and associated documentation files (the "Software"), to deal in
the Software without restriction, subject to the following conditions: The above
copyright notice and this permission notice shall be included in all copies or
substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND. IN NO EVENT SHALL
THE AUTHORS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN
ACTION OF CONTRACT, TORT OR OTHERWISE.
`

const filler = `
Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor
incididunt ut labore et dolore magna aliqua. Ut enim ad minim veniam, quis
nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat.
`

// TestNoise holds that what says nothing about the task changes nothing.
func TestNoise(t *testing.T) {
	const smell = "maybe it works properly where appropriate, etc."
	forEachGood(t, func(t *testing.T, src string) {
		headings := regexp.MustCompile(`(?m)^## `).FindAllStringIndex(src, -1)
		for name, noise := range map[string]string{
			"an empty heading": "\n## Notes\n", "an empty known heading": "\n## Risks\n", "filler": filler, "a licence": licence,
			"a fence": "\n```text\n" + smell + "\n```\n", "a quote": "\n> " + smell + "\n", "a comment": "\n<!-- " + smell + " -->\n",
			"a link": "\n[" + smell + "](https://example.com/etc)\n", "the whole again": "\n" + src,
		} {
			same(t, name+" at the end", src, src+noise)
			if name == "the whole again" || strings.Contains(noise, "##") {
				continue
			}
			for _, h := range headings {
				same(t, name+" before a heading", src, src[:h[0]]+noise+"\n"+src[h[0]:])
			}
		}
		paragraph := regexp.MustCompile(`(?m)^[A-Z][^\n]*(\n[^\n#*-][^\n]*)*\n\n`).FindString(src)
		same(t, "a repeated paragraph", src, src+"\n"+paragraph)
	})
}

// TestForm holds that the form of the text changes nothing.
func TestForm(t *testing.T) {
	forEachGood(t, func(t *testing.T, src string) {
		same(t, "CRLF", src, strings.ReplaceAll(src, "\n", "\r\n"))
		same(t, "lone CR", src, strings.ReplaceAll(src, "\n", "\r"))
		same(t, "a byte order mark", src, "\ufeff"+src)
		same(t, "blanks at the ends of lines", src, strings.ReplaceAll(src, "\n\n", " \n\n"))
		same(t, "deeper headings", src, regexp.MustCompile(`(?m)^## `).ReplaceAllString(src, "### "))
		same(t, "all headings deeper", src, regexp.MustCompile(`(?m)^(#+) `).ReplaceAllString(src, "$1# "))
		same(t, "closed headings", src, regexp.MustCompile(`(?m)^(##) (.*)$`).ReplaceAllString(src, "$1 $2 ##"))
		same(t, "another list marker", src, regexp.MustCompile(`(?m)^- `).ReplaceAllString(src, "* "))
		same(t, "numbered lists", src, regexp.MustCompile(`(?m)^- `).ReplaceAllString(src, "1. "))
		same(t, "no emphasis", src, strings.ReplaceAll(src, "**", ""))
		same(t, "emphasis", src, regexp.MustCompile(`(?m)^(- |\d\. )([A-Z][a-z]+) `).ReplaceAllString(src, "$1**$2** "))
		same(t, "lines of 40", src, rewrap(src, 40))
		same(t, "lines of 200", src, rewrap(src, 200))
	})
}

// rewrap breaks the lines of paragraphs and list items anew, code spans whole.
func rewrap(src string, width int) string {
	var out, block []string
	indent := ""
	flush := func() {
		line := ""
		words := regexp.MustCompile("\\S*`[^`]*`\\S*|\\S+").FindAllString(strings.Join(block, " "), -1)
		for _, w := range words {
			if line != "" && len(line)+1+len(w) > width {
				out = append(out, line)
				line = indent + w
				continue
			}
			line = strings.TrimPrefix(line+" "+w, " ")
		}
		if line != "" {
			out = append(out, line)
		}
		block = nil
	}
	fence := false
	lines := strings.Split(src, "\n")
	for i, l := range lines {
		raw := strings.HasPrefix(l, "#") || strings.HasPrefix(l, "|") || l == "" || strings.Trim(l, "=-") == "" || i+1 < len(lines) && lines[i+1] != "" && strings.Trim(lines[i+1], "=-") == ""
		if strings.HasPrefix(l, "```") {
			fence, raw = !fence, true
		}
		item := regexp.MustCompile(`^(- |\d+\. )`).FindString(l)
		if raw || fence || item != "" {
			flush()
			indent = strings.Repeat(" ", len(item))
		}
		if raw || fence {
			out = append(out, l)
			continue
		}
		block = append(block, l)
	}
	flush()
	return strings.Join(out, "\n")
}

// TestOrder holds that the order of sections and bullets changes nothing.
func TestOrder(t *testing.T) {
	forEachGood(t, func(t *testing.T, src string) {
		at := regexp.MustCompile(`(?m)^## `).FindAllStringIndex(src, -1)
		for seed := range uint64(5) {
			r := rand.New(rand.NewPCG(seed, 3))
			if len(at) > 2 {
				head, sections := src[:at[0][0]], []string{}
				for i, a := range at {
					end := len(src)
					if i+1 < len(at) {
						end = at[i+1][0]
					}
					sections = append(sections, strings.TrimRight(src[a[0]:end], "\n")+"\n\n")
				}
				r.Shuffle(len(sections), func(i, j int) { sections[i], sections[j] = sections[j], sections[i] })
				same(t, "another order of sections", src, head+strings.Join(sections, ""))
			}
			same(t, "another order of bullets", src, shuffleBullets(src, r))
		}
	})
}

func shuffleBullets(src string, r *rand.Rand) string {
	list := regexp.MustCompile(`(?m)(^- .*\n(  .*\n)*)+`)
	bullet := regexp.MustCompile(`(?m)^- .*\n(  .*\n)*`)
	return list.ReplaceAllStringFunc(src, func(l string) string {
		bullets := bullet.FindAllString(l, -1)
		r.Shuffle(len(bullets), func(i, j int) { bullets[i], bullets[j] = bullets[j], bullets[i] })
		return strings.Join(bullets, "")
	})
}

// TestDeletingNeverRaises removes each bullet, row and sentence in turn.
func TestDeletingNeverRaises(t *testing.T) {
	forEachGood(t, func(t *testing.T, src string) {
		whole := exact(t, src)
		s, err := spec.Parse("a.md", []byte(src))
		if err != nil {
			t.Fatal(err)
		}
		for _, it := range s.Items {
			if it.Kind == spec.Title || it.Kind == spec.Fence {
				continue
			}
			cut := src[:it.Range.Start] + src[it.Range.End:]
			if it.Kind == spec.Row {
				line := s.LineRange(s.Line(it.Range.Start))
				cut = src[:line.Start] + strings.TrimPrefix(src[line.End:], "\n")
			}
			if got := exact(t, cut); got > whole+1e-9 {
				t.Errorf("without %q the score rises from %.4f to %.4f:\n%s", it.Text, whole, got, explain(t, src, cut))
			}
		}
	})
}

// TestSmellNeverRaises puts each phrase of the word rules into each item.
func TestSmellNeverRaises(t *testing.T) {
	var smells []string
	for _, r := range rules.All {
		for i := 0; i < len(r.Phrases); i += max(1, len(r.Phrases)/6) {
			smells = append(smells, r.Phrases[i])
		}
	}
	smells = append(smells, "TBD")
	forEachGood(t, func(t *testing.T, src string) {
		whole := exact(t, src)
		for _, at := range regexp.MustCompile(`(?m)^- [A-Z][a-z]+ `).FindAllStringIndex(src, -1) {
			for _, smell := range smells {
				changed := src[:at[1]] + smell + " " + src[at[1]:]
				if got := exact(t, changed); got > whole+1e-9 {
					t.Errorf("%q raises the score from %.4f to %.4f:\n%s", smell, whole, got, explain(t, src, changed))
				}
			}
		}
	})
}

// TestStuffing holds that a line of all cue words earns at most one generic
// item in each dimension, wherever it stands.
func TestStuffing(t *testing.T) {
	line, err := os.ReadFile("../testdata/specs/poor/stuffed.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, heading := range []string{"", "## Goal\n\n", "## Success criteria\n\n- ", "## Scope\n\n- ", "## Files\n\n- ", "## Out of scope\n\n- ", "## Escalation\n\n- ", "## Output\n\n- ", "## Verification\n\n- ", "## Constraints\n\n- ", "## Why\n\n"} {
		s, _ := judge(t, heading+string(line))
		for _, d := range s.Dimensions {
			if d.Points > spec.Generic*d.Weight+1e-9 {
				t.Errorf("below %q %s has %.2f points, want at most %.2f", heading, d.Name, d.Points, spec.Generic*d.Weight)
			}
		}
	}
}

// TestLocality holds that an edit moves only the dimensions that list its item.
func TestLocality(t *testing.T) {
	forEachGood(t, func(t *testing.T, src string) {
		s, err := spec.Parse("a.md", []byte(src))
		if err != nil {
			t.Fatal(err)
		}
		before, _ := judge(t, src)
		for _, it := range s.Items {
			if it.Kind != spec.Bullet || len(it.Code) > 0 {
				continue
			}
			changed := src[:it.Range.Start] + "TBD" + src[it.Range.End:]
			after, _ := judge(t, changed)
			for i, d := range after.Dimensions {
				if d.Points != before.Dimensions[i].Points && it.Substance(spec.Dimension(i)) == 0 {
					t.Errorf("hollowing %q moves %s from %.3f to %.3f", it.Text, d.Name, before.Dimensions[i].Points, d.Points)
				}
			}
		}
	})
}

// TestSharesAndGains holds that shares and open gaps add up to what is missing,
// and that a stated gain is what a run without the finding gives.
func TestSharesAndGains(t *testing.T) {
	src := "# Filter the orders by date\n\n## Goal\n\nLet support filter the order list by date if possible and by name as needed.\n\n## Success criteria\n\n- When a range is chosen, the table shows only the orders in it where applicable.\n- When the range is empty, all orders are shown if feasible.\n\n## Out of scope\n\n- Exports.\n"
	s, findings := judge(t, src)
	reported := map[string]bool{}
	shares := 0.0
	costing := 0
	for _, f := range findings {
		shares += f.Share
		if name, ok := strings.CutPrefix(f.Rule, "missing-"); ok {
			reported[name] = true
		} else if f.Gain > 0 {
			costing++
		}
	}
	if costing < 3 {
		t.Fatalf("%d findings cost points, want at least 3 to test with: %v", costing, findings)
	}
	gaps := 0.0
	for i, d := range s.Dimensions {
		if reported[d.Name] {
			continue
		}
		gaps += d.Weight - unpenalized(t, src, i)
	}
	if lost := 100 - s.ScoreExact; math.Abs(shares+gaps-lost) > 0.05 {
		t.Errorf("shares %.4f and gaps %.4f make %.4f, lost are %.4f", shares, gaps, shares+gaps, lost)
	}
	for _, f := range findings {
		if f.Gain == 0 || strings.HasPrefix(f.Rule, "missing-") {
			continue
		}
		line := strings.Split(src, "\n")[f.Start.Line-1]
		mended := line[:f.Start.Column-1] + strings.TrimLeft(line[f.End.Column-1:], " ")
		got := exact(t, strings.Replace(src, line, mended, 1)) - s.ScoreExact
		if math.Abs(got-f.Gain) > 1e-9 {
			t.Errorf("%v promises +%.4f, mending it gives +%.4f", f, f.Gain, got)
		}
	}
}

// unpenalized returns a dimension's points without any finding.
func unpenalized(t *testing.T, src string, dimension int) float64 {
	t.Helper()
	s, err := spec.Parse("a.md", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	out := lint.New(nil, lint.Options{}).Run(s).Spec
	return out.Dimensions[dimension].Points
}

// The kinds of text that a spec may name are those that it can be judged by,
// and each profile is a whole one.
func TestProfiles(t *testing.T) {
	var names []string
	for _, p := range lint.Profiles {
		names = append(names, p.Name)
		sum := 0.0
		for _, w := range p.Weights {
			sum += w
		}
		if sum != 100 {
			t.Errorf("%s: weights add up to %v, want 100", p.Name, sum)
		}
	}
	if !slices.Equal(names, spec.Profiles) {
		t.Errorf("got profiles %q, front matter knows %q", names, spec.Profiles)
	}
}
