package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"go.yaml.in/yaml/v4"

	"github.com/speclint/speclint/gate"
	"github.com/speclint/speclint/internal/config"
	"github.com/speclint/speclint/internal/edit"
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
	"github.com/speclint/speclint/rules"
)

// repoRoot returns the root of the repository, seen from the folder that go test
// runs this package in.
func repoRoot(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// docPage is one of the project's Markdown files.
type docPage struct {
	path string // from the root, with slashes
	src  []byte // line endings as LF
	doc  ast.Node
}

// docPages returns README.md and its like, and all that is in docs.
func docPages(t *testing.T) []docPage {
	t.Helper()
	root := repoRoot(t)
	var out []docPage
	for _, pattern := range []string{"*.md", "docs/*.md"} {
		paths, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: %v, %d files", pattern, err, len(paths))
		}
		for _, p := range paths {
			src, err := os.ReadFile(p)
			if err != nil {
				t.Fatal(err)
			}
			rel, err := filepath.Rel(root, p)
			if err != nil {
				t.Fatal(err)
			}
			src = []byte(strings.ReplaceAll(string(src), "\r\n", "\n"))
			doc := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(src))
			out = append(out, docPage{filepath.ToSlash(rel), src, doc})
		}
	}
	return out
}

// line returns the line of an offset, from 1.
func (p *docPage) line(offset int) int { return 1 + strings.Count(string(p.src[:offset]), "\n") }

// each calls f for each node below the page.
func (p *docPage) each(f func(ast.Node)) {
	_ = ast.Walk(p.doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			f(n)
		}
		return ast.WalkContinue, nil
	})
}

// quotable are the languages of blocks that show a text and no command.
var quotable = []string{"markdown", "yaml", "text", "go"}

// TestDocsCommands runs what the docs show. In a block of the language
// "console" every "$ " line is a command, with "# exits N" behind it unless it
// exits 0, and "< FILE" before that for its standard input; the lines below it are
// what it prints, without what a line "…" stands for. A block with a file name behind its language is that file from
// there on, one with "+" before the name goes behind what the file has. The commands of a page run one
// after the other, in a repository of their own that has the examples and the
// specs of testdata. Any other block that could pass for commands is an error.
func TestDocsCommands(t *testing.T) {
	root := repoRoot(t)
	for _, p := range docPages(t) {
		t.Run(p.path, func(t *testing.T) {
			dir := sandbox(t, root)
			var edits []report.Edit
			p.each(func(n ast.Node) {
				if block, ok := n.(*ast.FencedCodeBlock); ok {
					edits = append(edits, checkBlock(t, &p, block, dir)...)
				} else if block, ok := n.(*ast.HTMLBlock); ok {
					checkPicture(t, &p, string(block.Lines().Value(p.src)), root, dir)
				} else if n.Kind() == ast.KindCodeBlock {
					t.Errorf("%s: an indented block of code cannot be checked; fence it", p.path)
				}
			})
			if *update && len(edits) > 0 && !t.Failed() {
				out, err := edit.Apply(p.src, edits)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(root, p.path), out, 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// sandbox is a repository with what the docs refer to.
func sandbox(t *testing.T, root string) string {
	t.Helper()
	dir := t.TempDir()
	for _, part := range []string{"examples", "testdata/specs"} {
		if err := os.CopyFS(filepath.Join(dir, part), os.DirFS(filepath.Join(root, part))); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, ".git"), 0o777); err != nil {
		t.Fatal(err)
	}
	return dir
}

// checkBlock runs a block and returns what has to be mended in it.
func checkBlock(t *testing.T, p *docPage, block *ast.FencedCodeBlock, dir string) []report.Edit {
	t.Helper()
	lang := string(block.Language(p.src))
	if lang != "console" {
		file, text := fileName(block, p.src), string(block.Lines().Value(p.src))
		switch {
		case lang == "yaml" && (file == config.File || p.path == "docs/config.md"):
			checkConfig(t, p, text)
		case lang == "yaml" && file == ".pre-commit-config.yaml" && !strings.Contains(text, "repo: local"): // see TestDocsPreCommit
		case lang == "yaml" && file != "":
			checkCalls(t, p, text, dir)
		case lang == "yaml":
			checkFrontMatter(t, p, text)
		}
		if more, ok := strings.CutPrefix(file, "+"); ok {
			have, err := os.ReadFile(filepath.Join(dir, more))
			if err != nil {
				t.Error(err)
			}
			file, text = more, string(have)+"\n"+text
		}
		if file != "" {
			writeFile(t, dir, file, text)
		}
		if !slices.Contains(quotable, lang) {
			t.Errorf("%s: a block of the language %q is not checked; write console, or one of %q", p.path, lang, quotable)
		}
		return nil
	}
	if block.Lines().Len() == 0 {
		t.Errorf("%s: a console block without a command", p.path)
		return nil
	}
	at := report.Edit{Start: block.Lines().At(0).Start, End: block.Lines().At(block.Lines().Len() - 1).Stop}
	want := string(p.src[at.Start:at.End])
	where := fmt.Sprintf("%s:%d", p.path, p.line(at.Start))
	for i, cmd := range strings.Split("\n"+want, "\n$ ") {
		if i == 0 {
			if cmd != "" {
				t.Errorf("%s: the block begins with %q, want a command behind \"$ \"", where, cmd)
			}
			continue
		}
		line, output, _ := strings.Cut(cmd, "\n")
		line, _, _ = strings.Cut(line, "  # exits ")
		at.Text += "$ " + runLine(t, where, line, strings.Trim(output, "\n"), dir)
	}
	if at.Text == want || *update {
		return []report.Edit{at}
	}
	t.Errorf("%s is stale; go test ./cmd/speclint -update writes it\ngot:\n%s\nwant:\n%s", where, at.Text, want)
	return nil
}

// fileName is what stands behind the language of a block.
func fileName(block *ast.FencedCodeBlock, src []byte) string {
	if block.Info == nil {
		return ""
	}
	_, name, _ := strings.Cut(string(block.Info.Value(src)), " ")
	return strings.TrimSpace(name)
}

func writeFile(t *testing.T, dir, name, text string) {
	t.Helper()
	if !filepath.IsLocal(name) {
		t.Fatalf("%q is no file below the current directory", name)
	}
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// checkCalls holds that the calls of speclint in a workflow or the like decide
// something, which no mistaken call does.
func checkCalls(t *testing.T, p *docPage, block, dir string) {
	t.Helper()
	var doc any
	if err := yaml.Unmarshal([]byte(block), &doc); err != nil {
		t.Errorf("%s: %v", p.path, err)
		return
	}
	calls := 0
	var visit func(key string, value any)
	visit = func(key string, value any) {
		switch v := value.(type) {
		case map[string]any:
			if uses, _ := v["uses"].(string); strings.HasPrefix(uses, "speclint/speclint@") {
				calls++ // TestDocsAction looks at its inputs
			}
			for key, value := range v {
				visit(key, value)
			}
		case []any:
			for _, value := range v {
				visit(key, value)
			}
		case string:
			if args := strings.Fields(v); slices.Contains([]string{"run", "entry", "script"}, key) && args[0] == "speclint" {
				calls++
				args = strings.Fields(os.Expand(strings.ReplaceAll(v, `"`, ""), func(name string) string { return strings.ToLower(name) + ".out" }))
				if out, code := inSandbox(t, args[1:], dir, ""); code == report.Undecided.ExitCode() {
					t.Errorf("%s: %q exits %d and says:\n%s", p.path, v, code, out)
				}
			}
		}
	}
	if visit("", doc); calls == 0 {
		t.Errorf("%s: no call of speclint in:\n%s", p.path, block)
	}
}

// elided leaves out of an output what the page leaves out: in the place of a line
// "…" as many lines as there are between those above it and those below it.
func elided(output, shown string) string {
	above, below, ok := strings.Cut("\n"+shown+"\n", "\n…\n")
	lines := strings.SplitAfter(output, "\n")
	first, last := strings.Count(above, "\n"), strings.Count(below, "\n")
	if !ok || first+last >= len(lines)-1 {
		return output
	}
	return strings.Join(lines[:first], "") + "…\n" + strings.Join(lines[len(lines)-1-last:], "")
}

// inSandbox runs speclint as a terminal of 80 columns would show it. Stdin is a file
// of the sandbox, "" for none.
func inSandbox(t *testing.T, args []string, dir, stdin string) (string, int) {
	t.Helper()
	t.Chdir(dir)
	var out strings.Builder
	in, err := os.ReadFile(stdin)
	if err != nil && stdin != "" {
		t.Error(err)
	}
	code := run(args, streams{
		in: bytes.NewReader(in), out: &out, err: &out, width: func() int { return 0 },
		getenv: func(name string) string {
			return map[string]string{"COLUMNS": "80", "PATH": os.Getenv("PATH"), "SOURCE_DATE_EPOCH": docsEpoch}[name]
		},
	})
	return out.String(), code
}

// TestDocsFileNames holds that whoever reads a page is told what a block with a file
// name is: no viewer of Markdown shows what stands behind its language.
func TestDocsFileNames(t *testing.T) {
	for _, p := range docPages(t) {
		said := 0 // where the block before ends
		p.each(func(n ast.Node) {
			block, ok := n.(*ast.FencedCodeBlock)
			if !ok || block.Info == nil {
				return
			}
			at := block.Info.Segment.Start
			if name := strings.TrimPrefix(fileName(block, p.src), "+"); name != "" && !strings.Contains(string(p.src[said:at]), "`"+name+"`") {
				t.Errorf("%s:%d: the text above does not say that this is `%s`", p.path, p.line(at), name)
			}
			if n := block.Lines().Len(); n > 0 {
				said = block.Lines().At(n - 1).Stop
			}
		})
	}
}

// docsEpoch is the moment at which all of the docs happens, that of runGit in seconds.
const docsEpoch = "1795262400"

// runGit runs git on a day that is always the same, and without anybody's config.
func runGit(t *testing.T, where string, args []string, dir string) string {
	t.Helper()
	out, err := tryGit(args, dir)
	if err != nil {
		t.Errorf("%s: git %q: %v\n%s", where, args, err, out)
	}
	return out
}

func tryGit(args []string, dir string) (string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + os.DevNull, "SOURCE_DATE_EPOCH=" + docsEpoch}
	for _, who := range []string{"AUTHOR", "COMMITTER"} {
		cmd.Env = append(cmd.Env, "GIT_"+who+"_NAME=A", "GIT_"+who+"_EMAIL=a@example.org", "GIT_"+who+"_DATE=2026-11-21T12:00:00Z")
	}
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// checkFrontMatter holds that a block of YAML is front matter without a mistake.
func checkFrontMatter(t *testing.T, p *docPage, block string) {
	t.Helper()
	s, err := spec.Parse(p.path, []byte("---\n"+block+"---\n"))
	if err != nil {
		t.Error(err)
		return
	}
	if c := s.Contract(); !c.Allows() || len(c.Broken)+len(c.Clashes) > 0 {
		t.Errorf("%s: the front matter allows nothing, or has mistakes: %+v %+v", p.path, c.Broken, c.Clashes)
	}
}

// checkConfig holds that a block of YAML is a config without a mistake.
func checkConfig(t *testing.T, p *docPage, block string) {
	t.Helper()
	if _, err := config.Parse(p.path, []byte(block), configNames()); err != nil {
		t.Error(err)
	}
	validateConfig(t, block)
}

// runLine returns a command line with its exit code, and what it prints.
func runLine(t *testing.T, where, line, output, dir string) string {
	t.Helper()
	call, stdin, _ := strings.Cut(line, " < ")
	args := strings.Fields(call)
	switch {
	case strings.ContainsAny(call+stdin, "'\"|<>&;`$*~\\"):
		t.Errorf("%s: %q needs a shell, and cannot be checked", where, line)
	case strings.HasPrefix(line, "go test ") || strings.HasPrefix(line, "go install "+module) || line == "bash .ci/run" || line == "bash .ci/release":
		if output != "" {
			t.Errorf("%s: the output of %q is not checked; leave it out", where, line)
		}
	case strings.HasPrefix(line, "speclint "), strings.HasPrefix(line, "go run ./cmd/speclint "):
		args = args[1:]
		if line[0] == 'g' {
			args = args[2:]
		}
		out, code := inSandbox(t, args, dir, stdin)
		if code != report.Pass.ExitCode() {
			line += fmt.Sprintf("  # exits %d", code)
		}
		return line + "\n" + elided(out, output)
	case strings.HasPrefix(line, "git commit "): // which a hook may stop
		out, err := tryGit(args[1:], dir)
		if e := (*exec.ExitError)(nil); errors.As(err, &e) {
			line += fmt.Sprintf("  # exits %d", e.ExitCode())
		} else if err != nil {
			t.Errorf("%s: %q: %v", where, line, err)
		}
		return line + "\n" + out
	case strings.HasPrefix(line, "git "):
		return line + "\n" + runGit(t, where, args[1:], dir)
	default:
		t.Errorf("%s: %q is no command that can be checked", where, line)
	}
	return line + "\n"
}

// TestDocsNames holds that the docs name no command, flag or test that is not
// there.
func TestDocsNames(t *testing.T) {
	tests := testNames(t)
	k, err := newParser(&cli{}, []string{"--help"})
	if err != nil {
		t.Fatal(err)
	}
	known := append(commandNames(), "help", "--version", "--git", "--no-assume-unchanged", "--amend", "--no-verify", "--install-hooks", "--ignore-missing") // the program's own, of patches, of git, of pre-commit, of sha256sum
	for _, node := range append(slices.Clone(k.Model.Children), k.Model.Node) {
		for _, f := range node.Flags {
			known = append(known, "--"+f.Name)
		}
	}
	name := regexp.MustCompile("`speclint ([a-z]+)|(--[a-z][a-z-]+)")
	for _, p := range docPages(t) {
		if p.path == "docs/rules.md" || p.path == "docs/comparison.md" { // they have other tools' commands
			continue
		}
		for _, m := range name.FindAllSubmatchIndex(p.src, -1) {
			got := strings.TrimPrefix(string(p.src[m[0]:m[1]]), "`speclint ")
			if !slices.Contains(known, got) {
				t.Errorf("%s:%d names %q, which is no command or flag; known are %q", p.path, p.line(m[0]), got, known)
			}
		}
		for _, name := range regexp.MustCompile(`\b(Test|Fuzz)[A-Z]\w+`).FindAllString(string(p.src), -1) {
			if !strings.Contains(tests, "func "+name+"(") {
				t.Errorf("%s names %s, which is no test", p.path, name)
			}
		}
	}
}

// testNames returns the source of all tests.
func testNames(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(repoRoot(t), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		src, err := os.ReadFile(path)
		b.Write(src)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// tables calls f for each row of the page's tables, with the cell that heads
// the first column, and the text of the code in each cell, or all of its text
// where it has none.
func (p *docPage) tables(f func(head string, cells [][]string)) {
	head := ""
	p.each(func(n ast.Node) {
		if n.Kind() != xast.KindTableHeader && n.Kind() != xast.KindTableRow {
			return
		}
		var cells [][]string
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			cells = append(cells, cellTexts(c, p.src))
		}
		if n.Kind() == xast.KindTableHeader {
			head = cells[0][0]
			return
		}
		f(head, cells)
	})
}

func cellTexts(cell ast.Node, src []byte) []string {
	var spans []string
	all := ""
	_ = ast.Walk(cell, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		span := ""
		for c := n.FirstChild(); entering && c != nil; c = c.NextSibling() {
			if text, ok := c.(*ast.Text); ok {
				span += string(text.Value(src))
			}
		}
		if all += span; entering && n.Kind() == ast.KindCodeSpan {
			spans = append(spans, span)
		}
		return ast.WalkContinue, nil
	})
	if len(spans) == 0 {
		return []string{all}
	}
	return spans
}

// TestDocsGrammar holds that each example in the tables of the contract is
// understood where the table says that it may stand.
func TestDocsGrammar(t *testing.T) {
	contract := func(section, line string) *spec.Contract {
		s, err := spec.Parse("a.md", []byte("# A task\n\n## "+section+"\n\n"+line+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		return s.Contract()
	}
	show := func(c *spec.Contract) string {
		text, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	rows := 0
	for _, p := range docPages(t) {
		p.tables(func(head string, cells [][]string) {
			if head != "to" {
				return
			}
			for _, line := range cells[1] {
				for section := range strings.SplitSeq(cells[2][0], ", ") {
					rows++
					c := contract(section, line)
					unseen := slices.ContainsFunc(c.Escalate, func(t spec.Trigger) bool { return !t.Enforced })
					if show(c) == show(contract(section, "A sentence.")) || unseen || len(c.Unenforced)+len(c.Broken)+len(c.Clashes) > 0 {
						t.Errorf("%s: %q under %q is not understood: %s", p.path, line, section, show(c))
					}
				}
			}
		})
	}
	if rows < 12 {
		t.Errorf("%d examples, want the whole table", rows)
	}
}

// TestDocsFrontMatter holds that docs/contract.md shows every key of the front matter.
func TestDocsFrontMatter(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(repoRoot(t), "schema", "front-matter.v1.json"))
	if err != nil {
		t.Fatal(err)
	}
	var top struct {
		Properties map[string]any
		Defs       map[string]any `json:"$defs"`
	}
	if err := json.Unmarshal(text, &top); err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(filepath.Join(repoRoot(t), "docs", "contract.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, front, _ := strings.Cut(string(page), "## In front matter\n")
	_, front, _ = strings.Cut(front, "```yaml\n")
	front, _, _ = strings.Cut(front, "```")
	keys := slices.Sorted(maps.Keys(top.Properties))
	for _, def := range []string{"command", "trigger"} {
		keys = append(keys, propertyNames(top.Defs[def])...)
	}
	for _, key := range append(keys, propertyNames(top.Properties["limits"])...) {
		if !regexp.MustCompile(`[ {]` + regexp.QuoteMeta(key) + `: `).MatchString(strings.ReplaceAll(front, "\n", " ")) {
			t.Errorf("docs/contract.md shows no %q in front matter:\n%s", key, front)
		}
	}
}

// propertyNames lists the keys of the objects that a part of a JSON Schema describes.
func propertyNames(schema any) (names []string) {
	switch v := schema.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if object, ok := v[key].(map[string]any); ok && key == "properties" {
				names = append(names, slices.Sorted(maps.Keys(object))...)
			} else {
				names = append(names, propertyNames(v[key])...)
			}
		}
	case []any:
		for _, e := range v {
			names = append(names, propertyNames(e)...)
		}
	}
	return names
}

// TestDocsScore holds the weights and requirements of the profiles and the
// substance of the examples in docs/score.md.
func TestDocsScore(t *testing.T) {
	var dimensions []string
	for d := range spec.Dimension(spec.NumDimensions) {
		dimensions = append(dimensions, d.String())
	}
	rows := 0
	for _, p := range docPages(t) {
		p.tables(func(head string, cells [][]string) {
			rows++
			switch head {
			case "dimension":
				d := slices.Index(dimensions, cells[0][0])
				if len(cells) != 2+len(lint.Profiles) || d < 0 {
					t.Fatalf("%s: the row of %q has %d cells; want a dimension, what it asks for, and its weight in each profile", p.path, cells[0][0], len(cells))
				}
				for i, profile := range lint.Profiles {
					if want := fmt.Sprint(profile.Weights[d]); cells[2+i][0] != want {
						t.Errorf("%s: %s weighs %s in the profile %q, want %s", p.path, cells[0][0], cells[2+i][0], profile.Name, want)
					}
				}
			case "profile":
				i := slices.IndexFunc(lint.Profiles, func(p lint.Profile) bool { return p.Name == cells[0][0] })
				if i < 0 || !slices.Equal(cells[1], lint.Profiles[i].Require) {
					t.Errorf("%s: %s requires %q; want what lint.Profiles has: %+v", p.path, cells[0][0], cells[1], lint.Profiles)
				}
			case "s":
				s, err := spec.Parse("a.md", []byte("# A task\n\n## Success criteria\n\n- "+cells[2][0]+"\n"))
				if err != nil {
					t.Fatal(err)
				}
				if got := fmt.Sprint(s.Items[len(s.Items)-1].Substance(spec.Success)); got != cells[0][0] {
					t.Errorf("%s: %q has substance %s, the table says %s", p.path, cells[2][0], got, cells[0][0])
				}
			default:
				rows--
			}
		})
	}
	if rows != spec.NumDimensions+len(lint.Profiles)+4 {
		t.Errorf("%d rows, want one for each dimension, profile and substance", rows)
	}
}

// TestDocsLinks holds that relative links lead to a file, and to a heading in it.
func TestDocsLinks(t *testing.T) {
	root, all := repoRoot(t), docPages(t)
	anchors := map[string][]string{}
	for _, p := range all {
		p.each(func(n ast.Node) {
			if h, ok := n.(*ast.Heading); ok {
				anchors[p.path] = append(anchors[p.path], slug(string(h.Lines().Value(p.src))))
			}
		})
	}
	for _, p := range all {
		p.each(func(n ast.Node) {
			var to string
			switch link := n.(type) {
			case *ast.Link:
				to = string(link.Destination)
			case *ast.Image:
				if to = string(link.Destination); !strings.Contains(string(p.src), "<!-- picture "+to+": ") {
					t.Errorf("%s shows %s, and says by no comment how it is made", p.path, to)
				}
			}
			if to == "" || strings.Contains(to, "://") {
				return
			}
			target, anchor, _ := strings.Cut(to, "#")
			at := p.path
			if target != "" {
				at = filepath.ToSlash(filepath.Join(filepath.Dir(p.path), target))
			}
			if _, err := os.Stat(filepath.Join(root, at)); err != nil {
				t.Errorf("%s links to %s: %v", p.path, to, plain(err))
			} else if anchor != "" && !slices.Contains(anchors[at], anchor) {
				t.Errorf("%s links to %s, and %s has no such heading; it has %q", p.path, to, at, anchors[at])
			}
		})
	}
}

// TestDocsIndex holds that docs/README.md leads to every page.
func TestDocsIndex(t *testing.T) {
	index, err := os.ReadFile(filepath.Join(repoRoot(t), "docs", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range docPages(t) {
		if name, ok := strings.CutPrefix(p.path, "docs/"); ok && name != "README.md" && !strings.Contains(string(index), "]("+name+")") {
			t.Errorf("docs/README.md does not lead to %s", p.path)
		}
	}
}

// slug is the anchor that a heading gets where Markdown is shown.
func slug(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-', r == '_', 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			return r
		}
		return -1
	}, strings.ToLower(heading))
}

// TestRulesPage holds docs/rules.md against the rules.
func TestRulesPage(t *testing.T) {
	golden(t, filepath.Join(repoRoot(t), "docs/rules.md"), rulesPage())
}

// TestChecksPage holds docs/checks.md against the checks of gate.
func TestChecksPage(t *testing.T) {
	golden(t, filepath.Join(repoRoot(t), "docs/checks.md"), checksPage())
}

func checksPage() string {
	var b strings.Builder
	b.WriteString("# Checks\n\nWritten by `go test ./cmd/speclint -update` from the archives in [gate](../gate); `speclint explain` prints the same.\n\n" +
		"A check passes, fails, escalates to a person, or is undecided when it could not look. Fail beats undecided beats escalate beats pass.\n\n| check | finds |\n|---|---|\n")
	for _, c := range gate.Checks {
		fmt.Fprintf(&b, "| [%s](#%s) | %s |\n", c.Name, c.Name, escaped(c.Summary()))
	}
	for _, c := range gate.Checks {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n", c.Name, escaped(strings.TrimSpace(c.Manual())))
	}
	return b.String()
}

func rulesPage() string {
	var b strings.Builder
	b.WriteString("# Rules\n\nWritten by `go test ./cmd/speclint -update` from the archives in [rules](../rules); `speclint explain` prints the same.\n\n" +
		"A finding of severity error blocks: the spec is not ready, whatever its score. Some rules give a finding another severity than their own; their page says when.\n" +
		"[score.md](score.md) says what it means that a rule costs points, and who read the findings that are counted here.\n\n| rule | severity | finds |\n|---|---|---|\n")
	for _, r := range rules.All {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s |\n", r.Name, r.Name, r.Severity, escaped(r.Summary()))
	}
	for _, r := range rules.All {
		fmt.Fprintf(&b, "\n## %s\n\nSeverity: %s. %s\n\n%s\n", r.Name, r.Severity, costs(r), escaped(strings.TrimSpace(r.Manual())))
		b.WriteString("\nFires on:\n\n" + fenced("markdown", r.Example("bad.md")))
		if other := r.Example("beside.md"); other != "" {
			b.WriteString("\nbeside\n\n" + fenced("markdown", other))
		}
		b.WriteString("\nand says:\n\n" + fenced("text", r.Example("bad.want")))
		b.WriteString("\nSilent on:\n\n" + fenced("markdown", r.Example("good.md")))
	}
	return b.String()
}

// costs says what a finding of the rule takes from the score.
func costs(r *lint.Rule) string {
	switch {
	case r.Reports && r.Read > 0:
		return fmt.Sprintf("Takes no points; it shows how many of the dimension %s are not earned. %s.", r.Missing, measured(r))
	case r.Reports:
		return fmt.Sprintf("Takes no points; it shows how many of the dimension %s are not earned.", r.Missing)
	case r.Cost == 0 && r.Read > 0:
		return fmt.Sprintf("Costs no points; %s.", measured(r))
	case r.Cost == 0:
		return "Costs no points."
	case r.Precision() < lint.MinPrecision:
		return fmt.Sprintf("Costs no points: %s.", measured(r))
	}
	return fmt.Sprintf("Costs %.0f %% of its item's points, %.1f times its precision: %s.", 100*r.Cost*r.Precision(), r.Cost, measured(r))
}

// measured says how many of the rule's findings on real specs were right.
func measured(r *lint.Rule) string {
	if r.Read == 0 {
		return "its precision on real specs is not measured"
	}
	return fmt.Sprintf("%d of %d findings that were read on real specs were right", r.Right, r.Read)
}

// escaped keeps Markdown from taking "<name>" outside code for a tag.
func escaped(manual string) string {
	parts := strings.Split(manual, "`")
	for i := 0; i < len(parts); i += 2 {
		parts[i] = strings.ReplaceAll(parts[i], "<", `\<`)
	}
	return strings.Join(parts, "`")
}

// fenced puts a text in a fence that is longer than any in it.
func fenced(lang, text string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence + lang + "\n" + text + fence + "\n"
}
