package main

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/speclint/speclint/gate"
	"github.com/speclint/speclint/internal/edit"
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/schema"
)

// TestModesAgree brings random changes to one repository in by each mode. What is
// said of a change has to be the same, but for what the design ties to a mode.
// SPECLINT_MODES=n tries n changes.
func TestModesAgree(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the changes have links and executable bits")
	}
	count := 12
	if text := os.Getenv("SPECLINT_MODES"); text != "" {
		var err error
		if count, err = strconv.Atoi(text); err != nil {
			t.Fatalf("SPECLINT_MODES: %v", err)
		}
	}
	m := newModes(t)
	for seed := range count {
		m.seed = uint64(seed)
		m.change(rand.New(rand.NewPCG(m.seed, 9)))
		m.git("reset", "-q", "--hard")
		m.git("clean", "-fdxq")
	}
	t.Logf("%d changes: %v", count, m.verdicts)
	for _, v := range []string{"pass", "escalate", "fail"} {
		if m.verdicts[v] == 0 {
			t.Errorf("no change is a %s: they are not random enough to mean anything", v)
		}
	}
}

// modes is the repository, checked out in the current folder.
type modes struct {
	*testing.T
	base     string // the commit that HEAD is
	moved    string // one on top of it, of which the changes know nothing
	schema   *jsonschema.Schema
	seed     uint64
	verdicts map[string]int
}

func newModes(t *testing.T) *modes {
	t.Chdir(t.TempDir())
	m := &modes{T: t, verdicts: map[string]int{}}
	m.git("init", "-q", "-b", "task")
	for path, text := range baseFiles {
		m.write(path, text)
	}
	m.chmod("lib/run.sh")
	m.link("lib/link", "../src/a.go")
	m.git("add", "-A")
	m.git("commit", "-qm", "base")
	m.base = m.git("rev-parse", "HEAD")
	m.git("rm", "-qr", "specs", "docs")
	m.moved = m.git("commit-tree", "-p", m.base, "-m", "upstream", m.git("write-tree"))
	m.git("reset", "-q", "--hard")
	m.schema = reportSchema(t)
	return m
}

func reportSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema.Report()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// git runs git and returns what it prints, trimmed.
func (m *modes) git(args ...string) string { return strings.TrimSpace(string(m.output(args...))) }

func (m *modes) output(args ...string) []byte {
	m.Helper()
	cmd := exec.Command("git", args...)
	cmd.Env = append(os.Environ(), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null",
		"GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=A", "GIT_COMMITTER_EMAIL=a@example.org")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		m.Fatalf("git %q: %v\n%s", args, err, &stderr)
	}
	return out
}

// change makes one random change and judges it by each mode.
func (m *modes) change(r *rand.Rand) {
	named := pick(r, [][]string{{"specs/task.md"}, {"specs/wide.md"}, {"specs/wide.md"}, {"specs/wide.md", "specs/task.md"}, {"specs/new.md"}, nil}) // nil: by the branch
	if slices.Contains(named, "specs/new.md") {
		m.write("specs/new.md", baseFiles["specs/wide.md"])
	}
	between := m.base
	for i := range 1 + r.IntN(1+r.IntN(6)) {
		m.step(r)
		if i == 0 && r.IntN(4) == 0 { // a commit of its own
			m.git("add", "-A")
			between = m.git("commit-tree", "-p", m.base, "-m", "first", m.git("write-tree"))
			m.git("read-tree", m.base)
		}
	}
	gate := func(args ...string) *judgedBy { return m.gate(append(slices.Clone(named), args...)...) }

	against := pick(r, [][]string{nil, {"--base", m.base}, {"--base", m.moved}})
	disk := func() *judgedBy { return gate(append([]string{"--worktree", "--final"}, against...)...) }
	var worktree *judgedBy
	if r.IntN(2) == 0 { // it makes no difference whether the change is staged
		worktree = disk()
	}
	m.git("add", "-A")
	tree := m.git("write-tree")
	if tree == m.git("rev-parse", m.base+"^{tree}") {
		return
	}
	if worktree == nil {
		worktree = disk()
	}
	head := m.git("commit-tree", "-p", between, "-m", "change", tree)
	patch := m.output("diff-tree", "-p", "--binary", m.base, head)
	span := gate("--base", pick(r, []string{m.base, m.moved}), "--head", head)
	m.verdicts[span.Verdict]++
	m.same("worktree", worktree, span)
	m.same("patch with a base", m.patch(patch, named, "--base", m.base), span)
	m.same("patch in another order", m.patch(shuffled(r, patch), named, "--base", m.base), span)

	loose := m.patch(patch, named)
	if !loose.unchecks(noBase) || loose.Verdict != worst(span.worst(), "escalate") {
		m.Errorf("seed %d: a patch without a base: got %s, %q, want escalate at best", m.seed, loose.Verdict, loose.Unchecked)
	}
	loose.Unchecked = slices.DeleteFunc(loose.Unchecked, noBase)
	m.same("patch without a base", loose, span)

	staged := gate("--staged")
	if staged.finds("missing-deliverable") {
		m.Errorf("seed %d: staged: something is said to be missing", m.seed)
	}
	staged.without("missing-deliverable") // nobody says that the work is complete
	span.without("missing-deliverable")
	m.same("staged", staged, span)

	m.write("zz/outside "+strconv.FormatUint(m.seed, 10), "text\n")
	m.git("add", "-A")
	outside := gate("--staged")
	if outside.Verdict != "fail" {
		m.Errorf("seed %d: with a file outside the scope: got %s, want fail", m.seed, outside.Verdict)
	}
	outside.without("missing-deliverable")
	for i, c := range outside.Checks {
		if was := staged.Checks[i].Verdict; worst(was, c.Verdict) != c.Verdict {
			m.Errorf("seed %d: %s: with a file outside the scope, %s becomes %s", m.seed, c.Name, was, c.Verdict)
		}
	}
}

// patch judges a patch from a file.
func (m *modes) patch(text []byte, named []string, args ...string) *judgedBy {
	m.Helper()
	name := m.base + ".patch" // no name of the change
	if err := os.WriteFile(".git/"+name, text, 0o666); err != nil {
		m.Fatal(err)
	}
	return m.gate(slices.Concat(named, args, []string{"--patch", ".git/" + name})...)
}

// shuffled is a patch with its files in another order. What is deleted to make
// room for something else stays before it.
func shuffled(r *rand.Rand, patch []byte) []byte {
	at := regexp.MustCompile(`(?m)^diff --git `).FindAllIndex(patch, -1)
	var gone, rest [][]byte
	for i, from := range at {
		end := len(patch)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		if part := patch[from[0]:end]; bytes.Contains(part[:min(len(part), 1000)], []byte("\ndeleted file mode ")) {
			gone = append(gone, part)
		} else {
			rest = append(rest, part)
		}
	}
	for _, list := range [][][]byte{gone, rest} {
		r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	}
	return bytes.Join(slices.Concat(gone, rest), nil)
}

// judgedBy is what a report says of a change. What it leaves out is of the mode.
type judgedBy struct {
	Verdict  string
	Findings []map[string]any
	Checks   []judgedCheck
	Change   struct {
		Base, Head           string
		SpecBlob             string `json:"spec_blob"`
		SpecFrom             string `json:"spec_from"`
		Specs, Files, Totals any
	}
	Unchecked []string
}

type judgedCheck struct{ Name, Verdict, Reason string }

// gate runs the command, in this process.
func (m *modes) gate(args ...string) *judgedBy {
	m.Helper()
	var out, errs bytes.Buffer
	code := run(append([]string{"gate", "--format", "json"}, args...), streams{
		in: strings.NewReader(""), out: &out, err: &errs, width: func() int { return 0 },
		getenv: func(name string) string {
			if name == "PATH" {
				return os.Getenv(name)
			}
			return ""
		},
	})
	var got judgedBy
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		m.Fatalf("seed %d: gate %q: %v %s\n%s", m.seed, args, err, &errs, &out)
	}
	if v, err := jsonschema.UnmarshalJSON(&out); err != nil || m.schema.Validate(v) != nil {
		m.Errorf("seed %d: gate %q: the report is not as its schema says: %v", m.seed, args, m.schema.Validate(v))
	}
	if got.Checks == nil && code == report.Undecided.ExitCode() {
		return &got // it differs in nothing
	}
	atBest := "pass"
	if got.unchecks(noBase) {
		atBest = "escalate"
	}
	want := worst(atBest, got.worst())
	if wantCode := verdictNamed(want).ExitCode(); got.Verdict != want || code != wantCode {
		m.Errorf("seed %d: gate %q: got %s, exit code %d, want %s, %d", m.seed, args, got.Verdict, code, want, wantCode)
	}
	got.without("history") // of a range alone
	for _, c := range gate.Checks {
		if c.Runs { // unless a check of a mode alone failed before
			got.without(c.Name)
		}
	}
	return &got
}

func noBase(sentence string) bool { return strings.HasPrefix(sentence, "the patch names no base") }

func (j *judgedBy) unchecks(what func(string) bool) bool {
	return slices.ContainsFunc(j.Unchecked, what)
}

func (j *judgedBy) finds(check string) bool {
	return slices.ContainsFunc(j.Findings, func(f map[string]any) bool { return f["rule"] == check })
}

// without takes away what a check says.
func (j *judgedBy) without(check string) {
	j.Checks = slices.DeleteFunc(j.Checks, func(c judgedCheck) bool { return c.Name == check })
	j.Findings = slices.DeleteFunc(j.Findings, func(f map[string]any) bool { return f["rule"] == check })
	j.Unchecked = slices.DeleteFunc(j.Unchecked, func(s string) bool { return strings.HasPrefix(s, check+":") })
}

// worst is the verdict of the checks that are left.
func (j *judgedBy) worst() string {
	var all []string
	for _, c := range j.Checks {
		all = append(all, c.Verdict)
	}
	return worst(all...)
}

// same holds two reports against each other, with the verdicts of the checks that
// are left.
func (m *modes) same(name string, got, want *judgedBy) {
	m.Helper()
	a, b := *got, *want
	a.Verdict, b.Verdict = a.worst(), b.worst()
	if reflect.DeepEqual(a, b) {
		return
	}
	one, _ := json.MarshalIndent(a, "", " ")
	other, _ := json.MarshalIndent(b, "", " ")
	m.Errorf("seed %d: %s says something else than the range:\n%s", m.seed, name, edit.Preview(name, other, one, false))
}

func worst(names ...string) string {
	var all []report.Verdict
	for _, name := range names {
		all = append(all, verdictNamed(name))
	}
	return report.Worst(all...).String()
}

func verdictNamed(name string) report.Verdict {
	all := []report.Verdict{report.Pass, report.Fail, report.Escalate}
	if i := slices.IndexFunc(all, func(v report.Verdict) bool { return v.String() == name }); i >= 0 {
		return all[i]
	}
	return report.Undecided
}
