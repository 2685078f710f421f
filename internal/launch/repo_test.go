package launch

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/speclint/speclint/internal/git"
)

// place is a folder in which a test builds repositories.
type place struct {
	*testing.T
	dir string
}

func newPlace(t *testing.T) *place { return &place{t, t.TempDir()} }

func (p *place) path(name string) string { return filepath.Join(p.dir, filepath.FromSlash(name)) }

// git runs git in a folder and returns what it prints, trimmed.
func (p *place) git(dir string, args ...string) string {
	p.Helper()
	return p.feed(dir, "", args...)
}

// feed does so with a text on standard input.
func (p *place) feed(dir, in string, args ...string) string {
	p.Helper()
	cmd := exec.Command("git", append([]string{"-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", "-c", "maintenance.auto=false"}, args...)...)
	cmd.Dir, cmd.Stdin = p.path(dir), strings.NewReader(in)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=A", "GIT_COMMITTER_EMAIL=a@example.org"}
	out, err := cmd.CombinedOutput()
	if err != nil {
		p.Fatalf("git %q in %s: %v\n%s", args, dir, err, out)
	}
	return strings.TrimSpace(string(out))
}

func (p *place) write(name, text string) {
	p.Helper()
	if err := os.MkdirAll(filepath.Dir(p.path(name)), 0o777); err != nil {
		p.Fatal(err)
	}
	if err := os.WriteFile(p.path(name), []byte(text), 0o666); err != nil {
		p.Fatal(err)
	}
}

// specText is that of the spec in each repository, specs/range.md.
const specText = "# Range filter\n"

// repo makes a repository with one commit.
func (p *place) repo(dir string, init ...string) {
	p.Helper()
	p.write(dir+"/specs/range.md", specText)
	p.git(dir, append([]string{"init", "-q"}, init...)...)
	p.git(dir, "add", ".")
	p.git(dir, "commit", "-qm", "first")
}

func (p *place) open(dir string) (*Store, *git.Repository) {
	p.Helper()
	program, err := git.Find(os.Getenv)
	if err != nil {
		p.Fatal(err)
	}
	repo, err := program.Open(context.Background(), p.path(dir))
	if err != nil {
		p.Fatal(err)
	}
	return Open(repo), repo
}

// record is a launch of specs/range.md in a repository, with the id given.
func (p *place) record(dir, id string) Record {
	p.Helper()
	return Record{ID: id, Spec: "specs/range.md", SpecBlob: p.git(dir, "rev-parse", "HEAD:specs/range.md"), Base: p.git(dir, "rev-parse", "HEAD"),
		Branch: "main", Worktree: p.path(dir), Tree: p.git(dir, "rev-parse", "HEAD^{tree}"),
		Contract: strings.Repeat("c", 64), Time: noon, Score: 81, Ready: true}
}

// files are those of the spec of record.
func (p *place) files(dir string) []File {
	p.Helper()
	return []File{{Path: "specs/range.md", ID: p.git(dir, "rev-parse", "HEAD:specs/range.md"), Text: []byte(specText)}}
}

// folder is a launch of a spec that is a folder, with its files.
func (p *place) folder(dir, id string) (Record, []File) {
	p.Helper()
	r := p.record(dir, id)
	r.Spec = "openspec/changes/csv"
	var files []File
	for _, name := range []string{"proposal.md", "specs/export.md", "specs/export/spec.md", "tasks.md"} {
		text := "# " + name + "\n"
		files = append(files, File{Path: r.Spec + "/" + name, ID: p.feed(dir, text, "hash-object", "--stdin"), Text: []byte(text)})
	}
	return r, files
}

var noon = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

func (p *place) add(dir, id string) *Launched {
	p.Helper()
	store, _ := p.open(dir)
	l, err := store.Add(context.Background(), p.record(dir, id), p.files(dir))
	if err != nil {
		p.Fatal(err)
	}
	return l
}
