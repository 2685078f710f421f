package git

import (
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// forge writes a loose object under a name that is not that of its bytes.
func (s *sandbox) forge(dir, id, kind, text string) {
	s.Helper()
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	fmt.Fprintf(z, "%s %d\x00%s", kind, len(text), text)
	if err := z.Close(); err != nil {
		s.Fatal(err)
	}
	name := dir + "/.git/objects/" + id[:2] + "/" + id[2:]
	if err := os.Chmod(s.path(name), 0o666); err != nil {
		s.Fatal(err)
	}
	s.write(name, b.String())
}

// TestObjectsForged: git hands out a loose object without a look at its name.
// What is read here, as the spec is, has to be what its name stands for.
func TestObjectsForged(t *testing.T) {
	for _, format := range []string{"sha1", "sha256"} {
		s := newSandbox(t)
		s.repo("r", "--object-format="+format)
		head := s.commit("r", "sub/b.md", "two\n")
		blob, root, tree := s.git("r", "rev-parse", "HEAD:a.md"), s.git("r", "rev-parse", "HEAD^{tree}"), s.git("r", "rev-parse", "HEAD:sub")
		s.forge("r", blob, "blob", "forged\n")
		s.forge("r", tree, "tree", s.gitRaw("r", "cat-file", "tree", "HEAD~1:sub"))
		s.forge("r", head, "commit", s.gitRaw("r", "cat-file", "commit", "HEAD~1"))
		s.want("git's own answer", s.git("r", "cat-file", "blob", blob), "forged")
		repo := s.open("r")
		for name, read := range map[string]func(*Objects) error{
			"blob":   func(o *Objects) error { _, err := o.Blob(blob, 100); return err },
			"tree":   func(o *Objects) error { _, err := o.Tree(root).Entry("sub/b.md"); return err },
			"commit": func(o *Objects) error { _, err := o.TreeOf(head); return err },
		} {
			o := repo.Objects(context.Background())
			if err := read(o); err == nil {
				t.Errorf("a forged %s was read", name)
			} else {
				s.fails(err, ErrDamaged, "is damaged: its bytes are not those that it is named after; check the repository with git fsck")
			}
			o.Close()
		}
	}
}

// TestMends: one mend for what is not there, the one that fits the clone and the
// CI that it stands in.
func TestMends(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("o")
	s.commit("o", "a.md", "two\n")
	s.git("o", "config", "uploadpack.allowFilter", "true")
	url := "file://" + filepath.ToSlash(s.path("o"))
	s.git("", "clone", "-q", "--depth=1", url, "shallow")
	s.git("", "clone", "-q", "--no-checkout", "--filter=blob:none", url, "partial")
	s.git("", "clone", "-q", url, "whole")
	base, head := s.git("o", "rev-parse", "HEAD~1"), s.git("o", "rev-parse", "HEAD")
	blob := s.git("o", "rev-parse", "HEAD:a.md")
	s.remove("whole/.git/objects")
	s.write("whole/.git/objects/info/x", "")
	for _, c := range []struct {
		clone string
		vars  []string
		want  string
	}{
		{"shallow", nil, "fetch the whole history (git fetch --unshallow)"},
		{"shallow", []string{"GITHUB_ACTIONS=true"}, "fetch the whole history (fetch-depth: 0)"},
		{"shallow", []string{"GITLAB_CI=true"}, "fetch the whole history (GIT_DEPTH: 0)"},
		{"partial", []string{"GITLAB_CI=true"}, "this is a partial clone: clone it without --filter"},
		{"whole", nil, "check the repository with git fsck"},
	} {
		repo := s.open(c.clone, c.vars...)
		q := s.quarantine(repo)
		var errs []error
		if repo.Shallow {
			_, err := repo.Commit(context.Background(), base)
			errs = append(errs, err)
			_, err = repo.Commit(context.Background(), "HEAD~1")
			errs = append(errs, err)
			_, err = q.Range(context.Background(), base, head)
			errs = append(errs, err)
		} else {
			_, err := q.Objects(context.Background()).Blob(blob, 100)
			errs = append(errs, err)
			_, err = tryDiff(q, s.git("o", "rev-parse", base+"^{tree}"), s.git("o", "rev-parse", head+"^{tree}"))
			errs = append(errs, err)
		}
		for _, err := range errs {
			s.fails(err, nil, "; "+c.want)
		}
	}
}

// TestOpenWaits: a pipe in the place of a file of .git has no end, and git would
// wait for one.
func TestOpenWaits(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("r")
	s.remove("r/.git/config")
	if out, err := exec.Command("mkfifo", s.path("r/.git/config")).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	p := s.find("r")
	p.patience = 50 * time.Millisecond
	_, err := p.Open(context.Background(), s.path("r"))
	s.fails(err, nil, "git rev-parse: no answer within 50ms")
}

// TestOpenPipes: nor is a pipe in the place of another file opened.
func TestOpenPipes(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("r")
	for _, name := range []string{"r/.git/packed-refs", "r/.git/objects/info/alternates", "r/.git/refs/heads/topic"} {
		if out, err := exec.Command("mkfifo", s.path(name)).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		p := s.find("r")
		p.patience = 5 * time.Second
		_, err := p.Open(context.Background(), s.path("r"))
		s.fails(err, nil, "is a pipe or a device, and git would wait for its end; remove it")
		s.remove(name)
	}
}

// TestOpenUnreadable: a folder that one may not enter is named, and git is not
// blamed for it.
func TestOpenUnreadable(t *testing.T) {
	needsUnix(t)
	if os.Geteuid() == 0 {
		t.Skip("root may enter everything")
	}
	s := newSandbox(t)
	s.repo("r")
	p := s.find("r")
	s.chmod("r/sub", 0)
	defer s.chmod("r/sub", 0o755)
	_, err := p.Open(context.Background(), s.path("r/sub"))
	s.fails(err, os.ErrPermission, s.path("r/sub")+": cannot be entered: permission denied; make it readable")
}

// TestWorktreeHuge: a file with a hole takes no room on disk and hours to read.
func TestWorktreeHuge(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("r")
	for name, words := range map[string]string{
		"r/x":                 `"x": cannot be read as it is on disk: it has 1099511627776 bytes, and at most 8589934592 are read; remove it`,
		"r/.git/index":        "the index of the repository cannot be read: it has 1099511627776 bytes, more than 1073741824; ",
		"r/.git/info/exclude": "info/exclude: has 1099511627776 bytes, more than 1073741824; remove it",
	} {
		if _, err := os.Stat(s.path(name)); err != nil {
			s.write(name, "")
		}
		old := s.read(name)
		s.write("r/new", "so that ignore files are asked\n")
		if err := os.Truncate(s.path(name), 1<<40); err != nil {
			t.Skip(err) // a disk without holes
		}
		_, _, err := s.tryWorktree("r")
		s.fails(err, nil, words)
		s.write(name, old)
		s.remove("r/new")
	}
}
