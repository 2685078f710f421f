package lint_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

// gaming is a way to make a spec look better, or other, without saying more. It is
// held against the spec as it is, or as another change makes it.
type gaming struct {
	name    string
	change  func(src string) string
	holds   func(before, after *report.Spec) error
	against func(src string) string
}

// games are tried on every spec: the project's own, and the real ones where they lie
// beside the checkout.
var games = []gaming{
	{"headings by another usual name", func(src string) string { return headed(src, synonyms) }, unchanged, nil},
	{"headings in Chinese", func(src string) string { return headed(src, translated(1)) }, unchanged, nil},
	{"headings in German", func(src string) string { return headed(src, translated(3)) }, unchanged, nil},
	{"headings in Portuguese", func(src string) string { return headed(src, translated(6)) }, unchanged, nil},
	{"lines of 40", func(src string) string { return wrapped(src, 40) }, unchanged, nil},
	{"lines of 200", func(src string) string { return wrapped(src, 200) }, unchanged, nil},
	{"a heading for everything and nothing below", func(src string) string { return src + "\n## " + strings.Join(headingsIn[0][:], "\n\n## ") + "\n" }, unchanged, nil},
	{"all in a fence", func(src string) string { return "`````text\n" + src + "\n`````\n" }, atMost(5), nil},
	{"all in a comment", func(src string) string { return "<!--\n" + strings.ReplaceAll(src, "--", "==") + "\n-->\n" }, atMost(0), nil},
	{"all in a quote", func(src string) string { return "> " + strings.ReplaceAll(src, "\n", "\n> ") + "\n" }, notHigher(0), nil},
	{"TBD below each heading", hollow, notHigher(0), nil},
	{"a line of all keywords", func(src string) string { return src + "\n\n## Zzz\n\n" + stuffing() + "\n" }, generic, nil},
	{"names made of keywords", func(src string) string { return src + "\n\n## Zzz\n\n" + telling + "\n" }, unchanged, func(src string) string { return src + "\n\n## Zzz\n\n" + silent + "\n" }},
	{"names made of keywords below every heading", func(src string) string { return everywhere(src, telling) }, unchanged, func(src string) string { return everywhere(src, silent) }},
	{"lists as tables", tabled, within(3), nil},
	{"tables as lists", listed, within(5), nil},
}

func TestGaming(t *testing.T) {
	specs := goodSpecs(t)
	for name, src := range foreign {
		specs["foreign/"+name] = src
	}
	tryGames(t, specs)
}

func TestRealGaming(t *testing.T) {
	paths, err := filepath.Glob("../../shared/corpus/specs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		t.Skip("no corpus beside the checkout")
	}
	specs := map[string]string{}
	for _, p := range paths {
		src, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		specs[filepath.Base(p)] = strings.ReplaceAll(string(src), "\r\n", "\n")
	}
	tryGames(t, specs)
}

func tryGames(t *testing.T, specs map[string]string) {
	for name, src := range specs {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, err := spec.Parse("specs/a.md", []byte(src))
			if err != nil || s.Unclosed { // what is added would stand in a fence
				return
			}
			asIs, _ := judge(t, src)
			for i := range games {
				g := &games[i]
				changed, before := g.change(src), asIs
				if changed == src {
					continue
				}
				if g.against != nil {
					before, _ = judge(t, g.against(src))
				}
				after, _ := judge(t, changed)
				if err := g.holds(&before, &after); err != nil {
					t.Errorf("%s: %v", g.name, err)
				}
			}
		})
	}
}

func unchanged(before, after *report.Spec) error {
	if math.Abs(before.ScoreExact-after.ScoreExact) > 1e-9 {
		return moved(before, after)
	}
	return nil
}

// moved says what an edit did to the score.
func moved(before, after *report.Spec) error {
	var parts []string
	for i := range before.Dimensions {
		if b, a := before.Dimensions[i], after.Dimensions[i]; b.Points != a.Points {
			parts = append(parts, fmt.Sprintf("%s %.2f to %.2f", b.Name, b.Points, a.Points))
		}
	}
	return fmt.Errorf("the score goes from %.2f to %.2f: %s", before.ScoreExact, after.ScoreExact, strings.Join(parts, ", "))
}

func notHigher(by float64) func(before, after *report.Spec) error {
	return func(before, after *report.Spec) error {
		if after.ScoreExact > before.ScoreExact+by+1e-9 {
			return moved(before, after)
		}
		return nil
	}
}

func atMost(most float64) func(before, after *report.Spec) error {
	return func(before, after *report.Spec) error {
		if after.ScoreExact > most {
			return moved(before, after)
		}
		return nil
	}
}

func within(points float64) func(before, after *report.Spec) error {
	return func(before, after *report.Spec) error {
		if math.Abs(after.ScoreExact-before.ScoreExact) > points {
			return moved(before, after)
		}
		return nil
	}
}

// generic holds that no dimension gains more than one generic item earns.
func generic(before, after *report.Spec) error {
	for i := range before.Dimensions {
		if b, a := before.Dimensions[i], after.Dimensions[i]; a.Points > b.Points+spec.Generic*b.Weight+1e-9 || a.Points < b.Points-1e-9 {
			return moved(before, after)
		}
	}
	return nil
}

func stuffing() string {
	line, err := os.ReadFile("../testdata/specs/poor/stuffed.md")
	if err != nil {
		panic(err)
	}
	return string(line)
}

// telling are names of code, links and addresses that are made of the words we look
// for, silent such names that are not.
const (
	telling = "- `mustNotChangeOutOfScope`, `stop_and_ask_if_unsure`, `GIVEN_WHEN_THEN_SHALL`, `goalBecauseProblem`\n" +
		"- successCriteriaDoneWhen, out_of_scope_files, PullRequestReport, verify_run_tests, AtMostOnlyWithout\n" +
		"- [x](https://example.com/do-not-modify/stop-and-ask/done-when/pull-request/because) <https://example.com/out-of-scope>\n"
	silent = "- `applePearPlumGrapeFig`, `oak_and_elm_if_birch`, `IRON_ZINC_TIN_LEAD`, `larkRavenOwl`\n" +
		"- appleCherryPearQuince, oak_of_elm_birch, IronZincCopper, tin_lead_gold, LarkRavenOwlFinch\n" +
		"- [x](https://example.com/oak-elm-birch/larch-and-fir/pear-plum/iron-copper/finch) <https://example.com/oak-of-elm>\n"
)

// everywhere puts a text below a heading of each dimension.
func everywhere(src, text string) string {
	return src + "\n\n## " + strings.Join(headingsIn[0][:], "\n\n"+text+"\n\n## ") + "\n\n" + text + "\n"
}

// synonyms are usual headings and another usual one for the same.
var synonyms = map[string]string{
	"goals": "Objectives", "goal": "Objective", "acceptance criteria": "Success criteria", "success criteria": "Acceptance criteria", "non-goals": "Out of scope",
	"out of scope": "Non-goals", "motivation": "Background", "why": "Motivation", "test plan": "Verification", "verification": "How to verify", "testing strategy": "Test plan",
	"constraints": "Constraint", "files": "Files to change", "open questions": "Unresolved questions", "unresolved questions": "Open questions", "deliverables": "Output",
	"summary": "Overview", "overview": "Summary", "tasks": "Implementation plan", "definition of done": "Done when",
}

// translated are the headings of headingsIn in one of its languages.
func translated(language int) map[string]string {
	out := map[string]string{}
	for d, name := range headingsIn[0] {
		out[strings.ToLower(name)] = headingsIn[language][d]
	}
	return out
}

var headingLine = regexp.MustCompile(`^(#{1,6}) (.*?)\s*$`)

// headed gives headings other names.
func headed(src string, names map[string]string) string {
	return eachLine(src, func(line string) string {
		if m := headingLine.FindStringSubmatch(line); m != nil {
			if other, ok := names[strings.ToLower(m[2])]; ok {
				return m[1] + " " + other
			}
		}
		return line
	})
}

// eachLine changes the lines that are no code, front matter or comment.
func eachLine(src string, f func(line string) string) string {
	lines := strings.Split(src, "\n")
	for _, b := range blocks(lines) {
		if b.text {
			for i := b.from; i < b.to; i++ {
				lines[i] = f(lines[i])
			}
		}
	}
	return strings.Join(lines, "\n")
}

// block are some lines; text says that they are no code, front matter or comment.
type block struct {
	from, to int
	text     bool
}

func blocks(lines []string) (out []block) {
	state, mark := "", ""
	for i, line := range lines {
		trimmed := strings.TrimLeft(line, " \t>")
		was := state
		switch {
		case state == "front":
			if line == "---" || line == "..." {
				state = ""
			}
		case state == "fence":
			if strings.HasPrefix(trimmed, mark) && strings.Trim(trimmed, mark[:1]+" ") == "" {
				state = ""
			}
		case state == "comment":
			if strings.Contains(line, "-->") {
				state = ""
			}
		case i == 0 && line == "---":
			state = "front"
		case strings.HasPrefix(trimmed, "```") || strings.HasPrefix(trimmed, "~~~"):
			state, mark = "fence", trimmed[:len(trimmed)-len(strings.TrimLeft(trimmed, trimmed[:1]))]
		case strings.Contains(line, "<!--") && !strings.Contains(line, "-->"):
			state = "comment"
		}
		text := was == "" && state == ""
		if n := len(out); n > 0 && out[n-1].text == text {
			out[n-1].to = i + 1
			continue
		}
		out = append(out, block{i, i + 1, text})
	}
	return out
}

var plainLine = regexp.MustCompile(`^[A-Za-z][^|<>\x60\[\]*_~=:&\\$]*[^ |<>\x60\[\]*_~=:&\\$]$`)

// wrapped breaks paragraphs of plain words elsewhere.
func wrapped(src string, width int) string {
	lines := strings.Split(src, "\n")
	var out []string
	for _, b := range blocks(lines) {
		for i := b.from; i < b.to; {
			to := i
			for b.text && to < b.to && plainLine.MatchString(lines[to]) {
				to++
			}
			alone := (i == 0 || lines[i-1] == "") && (to == len(lines) || lines[to] == "")
			if to == i || !alone {
				to = max(to, i+1)
				out = append(out, lines[i:to]...)
			} else {
				out = append(out, filled(strings.Join(lines[i:to], " "), width)...)
			}
			i = to
		}
	}
	return strings.Join(out, "\n")
}

// filled breaks a text before words that begin nothing else at the start of a line.
func filled(text string, width int) (out []string) {
	line := ""
	for _, word := range strings.Fields(text) {
		first := word[0]
		letter := 'a' <= first && first <= 'z' || 'A' <= first && first <= 'Z'
		if line != "" && len(line)+1+len(word) > width && letter {
			out = append(out, line)
			line = word
			continue
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	return append(out, line)
}

var stepLine = regexp.MustCompile(`(?i)^[-*+] \W*(?:given|when|then|and|but|if|while)\b`) // several are one scenario

var bulletLine = regexp.MustCompile(`^[-*+] ([^\[| ][^|]*)$`)

// tabled makes a table of one column of each list of single lines.
func tabled(src string) string {
	lines := strings.Split(src, "\n")
	var out []string
	for _, b := range blocks(lines) {
		for i := b.from; i < b.to; {
			to := i
			for b.text && to < b.to && bulletLine.MatchString(lines[to]) && !stepLine.MatchString(lines[to]) {
				to++
			}
			alone := (i == 0 || lines[i-1] == "") && (to == len(lines) || lines[to] == "")
			if to == i || !alone {
				to = max(to, i+1)
				out = append(out, lines[i:to]...)
			} else {
				out = append(out, "| Item |", "|---|")
				for _, line := range lines[i:to] {
					out = append(out, "| "+bulletLine.FindStringSubmatch(line)[1]+" |")
				}
			}
			i = to
		}
	}
	return strings.Join(out, "\n")
}

var rowLine = regexp.MustCompile(`^\|(.*)\|\s*$`)

// listed makes a list of each table, a bullet of each row.
func listed(src string) string {
	lines := strings.Split(src, "\n")
	var out []string
	for _, b := range blocks(lines) {
		for i := b.from; i < b.to; {
			to := i
			for b.text && to < b.to && rowLine.MatchString(lines[to]) {
				to++
			}
			if to < i+3 || strings.Trim(lines[i+1], "|-: ") != "" || strings.Contains(strings.Join(lines[i:to], ""), `\|`) {
				to = max(to, i+1)
				out = append(out, lines[i:to]...)
			} else {
				for _, line := range lines[i+2 : to] {
					cells := strings.Split(rowLine.FindStringSubmatch(line)[1], "|")
					for k := range cells {
						cells[k] = strings.TrimSpace(cells[k])
					}
					cells = slices.DeleteFunc(cells, func(c string) bool { return c == "" })
					out = append(out, "- "+strings.Join(cells, "; "))
				}
			}
			i = to
		}
	}
	return strings.Join(out, "\n")
}
