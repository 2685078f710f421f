package git

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// checkedOut is a checkout of a tree that the test removes, in a folder of its own.
func (s *sandbox) checkedOut(q *Quarantine, id string, o CheckoutOptions) *Checkout {
	s.Helper()
	c, err := q.Checkout(context.Background(), id, s.empty(), o)
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() {
		if err := c.Close(); err != nil {
			s.Error(err)
		}
	})
	return c
}

// empty makes an empty folder.
func (s *sandbox) empty() string {
	s.Helper()
	dir, err := os.MkdirTemp(s.dir, "checkout-")
	if err != nil {
		s.Fatal(err)
	}
	return dir
}

// shown is what a checkout has on disk, a line each, without its own .git.
func (s *sandbox) shown(c *Checkout) string {
	s.Helper()
	var lines []string
	err := filepath.WalkDir(c.Dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == c.Dir {
			return err
		}
		rel, _ := filepath.Rel(c.Dir, path)
		switch rel = filepath.ToSlash(rel); {
		case rel == ".git":
			return filepath.SkipDir
		case d.Type()&fs.ModeSymlink != 0:
			to, err := os.Readlink(path)
			lines = append(lines, fmt.Sprintf("%q -> %s", rel, to))
			return err
		case d.IsDir():
			if entries, err := os.ReadDir(path); err != nil || len(entries) == 0 {
				lines = append(lines, fmt.Sprintf("%q/", rel))
				return err
			}
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		text, err := os.ReadFile(path)
		mark := ""
		if info.Mode()&0o100 != 0 && runtime.GOOS != "windows" {
			mark = "*"
		}
		if len(text) > 60 {
			text = fmt.Appendf(nil, "%d bytes", len(text))
		}
		lines = append(lines, fmt.Sprintf("%q%s = %q", rel, mark, text))
		return err
	})
	if err != nil {
		s.Fatal(err)
	}
	return rows(lines...)
}

func (s *sandbox) unlike(c *Checkout) string {
	var lines []string
	for _, u := range c.Unlike {
		lines = append(lines, fmt.Sprintf("%q %.17s", u.Path, u.Why))
	}
	return rows(lines...)
}

// TestCheckout: files are as git has them, whatever the repository and the tree say
// of filters, line ends, hooks and encodings.
func TestCheckout(t *testing.T) {
	needsUnix(t)
	for _, format := range []string{"sha1", "sha256"} {
		t.Run(format, func(t *testing.T) {
			s := newSandbox(t)
			s.repo("r", "--object-format="+format)
			s.program("evil", "RAN")
			s.program("hooks/post-checkout", "RAN")
			s.program("hooks/post-index-change", "RAN")
			for _, set := range []string{"core.autocrlf=true", "core.eol=crlf", "core.symlinks=false", "core.fsmonitor=" + s.path("evil"), "core.hooksPath=" + s.path("hooks"), "filter.evil.smudge=" + s.path("evil"), "filter.evil.required=true", "filter.lfs.smudge=" + s.path("evil"), "filter.lfs.process=" + s.path("evil"), "core.sparseCheckout=true"} {
				key, value, _ := strings.Cut(set, "=")
				s.git("r", "config", key, value)
			}
			s.write("r/.git/info/attributes", "* filter=evil\n")
			s.write("r/.git/info/sparse-checkout", "nothing\n")
			commit := strings.Repeat("1", map[string]int{"sha1": 40, "sha256": 64}[format])
			text := strings.Repeat("0123456789\n", 100_000)
			id := s.trees("r", tree{
				".gitattributes": {Regular, "* text eol=crlf filter=evil ident working-tree-encoding=UTF-16\n"},
				"a.txt":          {Regular, "1\n$Id$\n"}, "crlf": {Regular, "1\r\n"}, "empty": {Regular, ""}, "run.sh": {Executable, "#!/bin/sh\n"},
				"large": {Regular, text}, "deep/er/down/file": {Regular, "x"}, "caf\xe9/\xff": {Regular, "bytes"}, "nl\n\"q\" ": {Regular, "odd"},
				"link": {Symlink, "deep/er"}, "deep/up": {Symlink, "../a.txt"}, "deep/none": {Symlink, "nothing/here"},
				"lib/sub": {Submodule, commit}, "film": {Regular, "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 9\n"},
			})[0]
			c := s.checkedOut(s.quarantine(s.open("r")), id, CheckoutOptions{})
			s.want("on disk", s.shown(c), rows(
				`".gitattributes" = "63 bytes"`, `"a.txt" = "1\n$Id$\n"`, `"caf\xe9/\xff" = "bytes"`, `"crlf" = "1\r\n"`, `"deep/er/down/file" = "x"`, `"deep/none" -> nothing/here`, `"deep/up" -> ../a.txt`,
				`"empty" = ""`, `"film" = "66 bytes"`, `"large" = "1100000 bytes"`, `"lib/sub"/`, `"link" -> deep/er`, `"nl\n\"q\" " = "odd"`, `"run.sh"* = "#!/bin/sh\n"`))
			s.want("unlike", s.unlike(c), rows(`"film" is an LFS pointer`, `"lib/sub" is a submodule: a`))
			s.want("tree", c.Tree, id)
			s.changes(c, "nothing")
			s.absent("RAN", "a program of the repository ran")
		})
	}
}

// changes holds Changed to paths.
func (s *sandbox) changes(c *Checkout, want string) {
	s.Helper()
	got, err := c.Changed(context.Background())
	if err != nil {
		s.Fatal(err)
	}
	s.want("changed", list(got), want)
}

// TestCheckoutIsARepository: commands can ask git, and what they do there does not
// reach the real repository.
func TestCheckoutIsARepository(t *testing.T) {
	for _, format := range []string{"sha1", "sha256"} {
		s := newSandbox(t)
		s.repo("r", "--object-format="+format)
		id := s.trees("r", tree{"a": {Regular, "a\n"}, "d/b": {Executable, "b\n"}, "l": {Symlink, "a"}, "out": {Symlink, "../x"}, "m": {Submodule, map[string]string{"sha1": oneID, "sha256": oneID + strings.Repeat("1", 24)}[format]}})[0]
		q := s.quarantine(s.open("r"))
		before := s.withoutTimes("r")
		c := s.checkedOut(q, id, CheckoutOptions{})
		dir, err := filepath.Rel(s.dir, c.Dir)
		if err != nil {
			t.Fatal(err)
		}
		for args, want := range map[string]string{
			"rev-parse --show-toplevel": filepath.ToSlash(c.Dir), "ls-files": "a\nd/b\nl\nm\nout", "status --porcelain": "", "diff-files --raw": "", "diff-index --raw HEAD": "",
			"rev-parse HEAD^{tree}": id, "rev-list --count HEAD": "1", "cat-file -p HEAD:a": "a", "rev-parse --is-shallow-repository": "true", "fsck --no-progress --no-dangling": "", "config --get user.name": "",
		} {
			if args == "config --get user.name" {
				if out, err := s.try(dir, strings.Fields(args)...); err == nil {
					t.Errorf("git %s: got %q, want nothing", args, out)
				}
				continue
			}
			s.want("git "+args, s.git(dir, strings.Fields(args)...), want)
		}
		s.write(dir+"/a", "b\n")
		s.want("after a change", s.git(dir, "diff", "--name-only"), "a")
		s.git(dir, "commit", "-qam", "of a test")
		s.git(dir, "config", "core.hooksPath", "/x")
		s.want("the repository", s.withoutTimes("r"), before)
		s.changes(c, "a")
	}
}

// withoutTimes is a snapshot without times: git renews those of an object that it
// would write and has.
func (s *sandbox) withoutTimes(dir string) string {
	s.Helper()
	var out []string
	err := walkFiles(s.path(dir), func(path string, info os.FileInfo) {
		text, err := os.ReadFile(path)
		if err != nil {
			s.Fatal(err)
		}
		out = append(out, fmt.Sprintf("%s %v %q", path, info.Mode(), text))
	})
	if err != nil {
		s.Fatal(err)
	}
	return rows(out...)
}

// TestCheckoutOverlay: what is laid over a tree takes the place of what is there.
func TestCheckoutOverlay(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	id := s.trees("r", tree{"a": {Regular, "a"}, "d/b": {Regular, "b"}, "d/c": {Regular, "c"}, "t/x_test": {Executable, "head"}})[0]
	blob := func(text string) string { return s.feed("r", text, "hash-object", "-w", "--stdin") }
	test, to := blob("base"), blob("d/b")
	q := s.quarantine(s.open("r"))
	for _, c := range []struct {
		name    string
		overlay []Entry
		want    string
	}{
		{"a test as it was", []Entry{{"t/x_test", Regular, test}}, rows(`"a" = "a"`, `"d/b" = "b"`, `"d/c" = "c"`, `"t/x_test" = "base"`)},
		{"a test that is gone", []Entry{{Path: "t/x_test"}}, rows(`"a" = "a"`, `"d/b" = "b"`, `"d/c" = "c"`)},
		{"what is not there is removed", []Entry{{Path: "t/none"}, {Path: "d"}}, rows(`"a" = "a"`, `"d/b" = "b"`, `"d/c" = "c"`, `"t/x_test"* = "head"`)},
		{"a file for a folder", []Entry{{"d", Executable, test}}, rows(`"a" = "a"`, `"d"* = "base"`, `"t/x_test"* = "head"`)},
		{"a folder for a file", []Entry{{"a/new", Regular, test}, {Path: "a"}}, rows(`"a/new" = "base"`, `"d/b" = "b"`, `"d/c" = "c"`, `"t/x_test"* = "head"`)},
		{"a link", []Entry{{"l", Symlink, to}, {"d/c", Submodule, oneID}}, rows(`"a" = "a"`, `"d/b" = "b"`, `"d/c"/`, `"l" -> d/b`, `"t/x_test"* = "head"`)},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := s.checkedOut(q, id, CheckoutOptions{Overlay: c.overlay})
			s.want(c.name, s.shown(out), c.want)
			s.changes(out, "nothing")
			dir, _ := filepath.Rel(s.dir, out.Dir)
			s.want("git", s.git(dir, "status", "--porcelain"), "")
			s.want("tree", s.git(dir, "rev-parse", "HEAD^{tree}"), out.Tree)
		})
	}
	for name, overlay := range map[string][]Entry{
		"stands twice":  {{"a", Regular, test}, {Path: "a"}},
		"is no folder":  {{"n/o/p", Regular, test}, {"n", Regular, test}},
		"no file":       {{"a", Directory, test}},
		"no file that":  {{"../a", Regular, test}},
		"that can be":   {{"a", Regular, "HEAD:a"}},
		"is not in the": {{"a", Regular, oneID}},
		"git refuses":   {{"x/.git/config", Regular, test}},
	} {
		s.refuses(q, id, CheckoutOptions{Overlay: overlay}, nil, name)
	}
}

// refuses holds a checkout to fail, and to leave nothing.
func (s *sandbox) refuses(q *Quarantine, id string, o CheckoutOptions, kind error, words string) {
	s.Helper()
	dir := s.empty()
	_, err := q.Checkout(context.Background(), id, dir, o)
	s.fails(err, kind, words)
	if _, err := os.Lstat(dir); err == nil {
		s.Errorf("%s: the folder is still there", words)
	}
}

// TestCheckoutRefuses: trees that no disk, or not every disk, can have.
func TestCheckoutRefuses(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	q := s.quarantine(s.open("r"))
	blob := s.git("r", "rev-parse", "HEAD:a.md")
	folder := s.git("r", "rev-parse", "HEAD:sub")
	raw := func(entries ...string) string {
		var text strings.Builder
		for _, e := range entries {
			head, id, _ := strings.Cut(e, "@")
			text.WriteString(head + "\x00")
			for i := 0; i < len(id); i += 2 {
				var c byte
				fmt.Sscanf(id[i:i+2], "%02x", &c)
				text.WriteByte(c)
			}
		}
		return s.feed("r", text.String(), "hash-object", "-t", "tree", "-w", "--literally", "--stdin")
	}
	for name, id := range map[string]string{
		".git":               raw("40000 .git@" + folder),
		".GIT":               raw("40000 .GIT@" + folder),
		"git~1":              raw("100644 git~1@" + blob),
		".g\u200cit":         raw("100644 .g\u200cit@" + blob),
		"..":                 raw("40000 ..@" + folder),
		".":                  raw("40000 .@" + folder),
		"twice":              raw("100644 a@"+blob, "100644 a@"+blob),
		"a link and folder":  raw("120000 sub@"+blob, "40000 sub@"+folder),
		"a missing object":   raw("100644 a@" + oneID),
		"a tree as a file":   raw("100644 a@" + folder),
		"a missing tree":     oneID,
		"a file as the tree": blob,
	} {
		dir := s.empty()
		_, failed := q.Checkout(context.Background(), id, dir, CheckoutOptions{})
		if failed == nil {
			t.Errorf("%s: got no error, want one", name)
		} else if _, err := os.Lstat(dir); err == nil {
			t.Errorf("%s: the folder is still there", name)
		}
	}
}

// TestCheckoutForged: an object in the place of another.
func TestCheckoutForged(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	id, blob := s.git("r", "rev-parse", "HEAD^{tree}"), s.git("r", "rev-parse", "HEAD:a.md")
	evil := s.feed("r", "evil\n", "hash-object", "-w", "--stdin")
	object := func(id string) string { return s.path("r/.git/objects/" + id[:2] + "/" + id[2:]) }
	if err := os.Rename(object(evil), object(blob)); err != nil {
		t.Fatal(err)
	}
	s.refuses(s.quarantine(s.open("r")), id, CheckoutOptions{}, ErrForged, `"a.md"`)
}

// TestCheckoutFolder: only an empty folder outside the repository, and any other
// stays as it is.
func TestCheckoutFolder(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	s.write("full/x", "x")
	q, id := s.quarantine(s.open("r")), s.git("r", "rev-parse", "HEAD^{tree}")
	if err := os.MkdirAll(s.path("r/empty"), 0o777); err != nil {
		t.Fatal(err)
	}
	before := s.snapshot("")
	for name, words := range map[string]string{"full": "not empty", "none": "no such file", "full/x": "not a directory", "r/empty": "in the repository", "r/.git": "in the repository"} {
		if runtime.GOOS == "windows" && words[:2] == "no" {
			words = ""
		}
		_, err := q.Checkout(context.Background(), id, s.path(name), CheckoutOptions{})
		s.fails(err, nil, words)
	}
	s.want("files", s.snapshot(""), before)
}

// TestCheckoutLinks: folders of the work tree that git ignores.
func TestCheckoutLinks(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("r")
	s.write("r/node_modules/m/index.js", "m")
	s.write("r/web/node_modules/n", "n")
	s.write("r/store/p", "p")
	s.write("r/file", "f")
	s.write("elsewhere/x", "x")
	for name, to := range map[string]string{".venv": "store", "evil": "../elsewhere", "root": ".", "dotgit": ".git", "src": "sub", "up": ".."} {
		if err := os.Symlink(to, s.path("r/"+name)); err != nil {
			t.Fatal(err)
		}
	}
	q := s.quarantine(s.open("r"))
	id := s.trees("r", tree{"sub/b.md": {Regular, "b"}, "f": {Regular, "f"}, "bin": {Symlink, "node_modules/m/index.js"}, "out": {Symlink, "web/node_modules/../../../x"}})[0]
	c := s.checkedOut(q, id, CheckoutOptions{Links: []string{"node_modules/", "web/node_modules", ".venv", "not/there"}})
	s.want("on disk", s.shown(c), rows(`".venv" -> `+s.path("r/store"), `"bin" -> node_modules/m/index.js`, `"f" = "f"`, `"node_modules" -> `+s.path("r/node_modules"),
		`"out" = "web/node_modules/../../../x"`, `"sub/b.md" = "b"`, `"web/node_modules" -> `+s.path("r/web/node_modules")))
	s.want("links", list(c.Links), "node_modules | web/node_modules | .venv")
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(s.path("r/node_modules/m/index.js")); err != nil {
		t.Errorf("removing the checkout removed what it links to: %v", err)
	}
	for path, words := range map[string]string{
		"sub": `the tree has "sub/b.md"`, "f": "the tree has", "f/x": `the tree has "f"`, "bin/x": "the tree has", "evil": "leads out", "root": "leads out", "up": "leads out", "dotgit": ".git", ".git": ".git", ".git/hooks": ".git",
		"src": `leads to "sub/b.md"`, "file": "no folder", "../elsewhere": "no path", "/tmp": "no path", "": "no path", ".": "no path",
	} {
		s.refuses(q, id, CheckoutOptions{Links: []string{path}}, nil, words)
	}
	s.refuses(q, id, CheckoutOptions{Links: []string{"node_modules", "node_modules/m"}}, nil, "in the way")
}

// TestLeaves: which links lead out of a checkout that has links at some paths and
// dependencies at others.
func TestLeaves(t *testing.T) {
	at := linked{"up": "..", "d/root": "..", "d/abs": "/etc", "a": "b", "b": "a", "top": "d/root"}
	links := []dependency{{path: "deps"}}
	for _, c := range []struct {
		path, target string
		want         bool
	}{
		{"x", "y", false}, {"x", "./y//z/", false}, {"x", "..", true}, {"x", "/etc/passwd", true}, {"x", "d/../y", false}, {"x", "d/../../y", true},
		{"d/x", "../y", false}, {"d/x", "../../y", true}, {"d/e/x", "../..", false}, {"x", "up", true}, {"x", "up/../y", true}, {"d/x", "root", false}, {"d/x", "root/y", false},
		{"d/x", "root/..", true}, {"d/x", "abs", true}, {"x", "a", false}, {"x", "top/..", true}, {"x", "TOP/..", true}, {"x", "deps/y", false}, {"x", "deps/y/..", false}, {"x", "deps/../y", true},
		{"x", strings.Repeat("d/", maxParts) + "y", true}, {"x", "d/missing/../../y", false},
	} {
		f := &laid{Entry: Entry{Path: c.path}, target: c.target}
		if got := at.leaves(f, links); got != c.want {
			t.Errorf("%s -> %.40s: got %v, want %v", c.path, c.target, got, c.want)
		}
	}
}

// TestCheckoutOutside: a link that leaves is a file, for git too.
func TestCheckoutOutside(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("r")
	long := strings.Repeat("x", 5000)
	q, id := s.quarantine(s.open("r")), s.trees("r", tree{"abs": {Symlink, "/etc/passwd"}, "d/up": {Symlink, "../../secret"}, "in": {Symlink, "d"}, "long": {Symlink, long}, "huge": {Symlink, strings.Repeat(long, 100)}})[0]
	c := s.checkedOut(q, id, CheckoutOptions{})
	s.want("on disk", s.shown(c), rows(`"abs" = "/etc/passwd"`, `"d/up" = "../../secret"`, `"huge" = "500000 bytes"`, `"in" -> d`, `"long" = "5000 bytes"`))
	s.want("unlike", s.unlike(c), rows(`"abs" is a link that le`, `"d/up" is a link that le`, `"huge" is a link that le`, `"long" is a link that le`))
	dir, _ := filepath.Rel(s.dir, c.Dir)
	s.want("git", s.git(dir, "status", "--porcelain"), "")
	s.changes(c, "nothing")
}

// TestCheckoutChanged: bytes, bits and kinds count, times do not.
func TestCheckoutChanged(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("r")
	q, id := s.quarantine(s.open("r")), s.trees("r", tree{"a": {Regular, "abc"}, "d/b": {Executable, "b"}, "l": {Symlink, "a"}, "m": {Submodule, oneID}})[0]
	c := s.checkedOut(q, id, CheckoutOptions{})
	at := func(path string) string { return filepath.Join(c.Dir, path) }
	write := func(path, text string) func() error {
		return func() error { return os.WriteFile(at(path), []byte(text), 0o666) }
	}
	for _, step := range []struct {
		name       string
		do         func() error
		want       string
		undo       func() error
		afterwards string
	}{
		{"another file", write("d/new", "x"), "nothing", nil, ""},
		{"the same bytes later", write("a", "abc"), "nothing", func() error { return os.Chtimes(at("a"), time.Time{}, time.Unix(1, 0)) }, ""},
		{"other bytes, same size and time", func() error {
			return errors.Join(write("a", "abd")(), os.Chtimes(at("a"), time.Time{}, time.Unix(1, 0)))
		}, "a", write("a", "abc"), ""},
		{"longer", write("a", "abcd"), "a", write("a", "abc"), ""},
		{"an executable bit", func() error { return os.Chmod(at("a"), 0o755) }, "a", func() error { return os.Chmod(at("a"), 0o600) }, ""},
		{"a bit less", func() error { return os.Chmod(at("d/b"), 0o644) }, "d/b", func() error { return os.Chmod(at("d/b"), 0o755) }, ""},
		{"a link to the same bytes", func() error { return errors.Join(os.Rename(at("a"), at("z")), os.Symlink("z", at("a"))) }, "a", func() error { return os.Rename(at("z"), at("a")) }, ""},
		{"a folder that is a link", func() error { return errors.Join(os.Rename(at("d"), at("z")), os.Symlink("z", at("d"))) }, "d/b", func() error { return errors.Join(os.Remove(at("d")), os.Rename(at("z"), at("d"))) }, ""},
		{"another target", func() error { return errors.Join(os.Remove(at("l")), os.Symlink("b", at("l"))) }, "l", func() error { return os.Remove(at("l")) }, "l"},
		{"a file for a link", write("l", "a"), "l", func() error { return errors.Join(os.Remove(at("l")), os.Symlink("a", at("l"))) }, ""},
		{"something in a submodule", write("m/x", "x"), "nothing", func() error { return os.RemoveAll(at("m")) }, "m"},
		{"a folder for a file", func() error {
			return errors.Join(os.Mkdir(at("m"), 0o777), os.Remove(at("a")), os.Mkdir(at("a"), 0o777))
		}, "a", func() error { return os.Remove(at("a")) }, "a"},
		{"its own git is gone", func() error { return os.RemoveAll(at(".git")) }, "a", write("a", "abc"), ""},
		{"everything is elsewhere", func() error { return errors.Join(os.Rename(c.Dir, c.Dir+"2"), os.Symlink(c.Dir+"2", c.Dir)) }, "a | d/b | l | m",
			func() error { return errors.Join(os.Remove(c.Dir), os.Rename(c.Dir+"2", c.Dir)) }, ""},
	} {
		for i, do := range []func() error{step.do, step.undo} {
			if do == nil {
				continue
			}
			if err := do(); err != nil {
				t.Fatalf("%s: %v", step.name, err)
			}
			want := step.want
			if i == 1 && step.afterwards == "" {
				want = "nothing"
			} else if i == 1 {
				want = step.afterwards
			}
			got, err := c.Changed(context.Background())
			if err != nil || list(got) != want {
				t.Errorf("%s (%d): got %s, %v; want %s", step.name, i, list(got), err, want)
			}
		}
	}
}

// countdown is a context that ends when it was asked some times.
type countdown struct {
	context.Context
	left chan struct{}
	done chan struct{}
}

func (c *countdown) Err() error {
	select {
	case <-c.left:
		return nil
	default:
		select {
		case <-c.done:
		default:
			close(c.done)
		}
		return context.Canceled
	}
}

func (c *countdown) Done() <-chan struct{} { return c.done }

// TestCheckoutInterrupted: whenever the context ends, nothing stays.
func TestCheckoutInterrupted(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	big := tree{"l": {Symlink, "d0/f0"}, "large": {Regular, strings.Repeat("0123456789\n", 100_000)}}
	for i := range 40 {
		big[fmt.Sprintf("d%d/f%d", i%7, i)] = leaf{Regular, fmt.Sprint(i)}
	}
	q, id := s.quarantine(s.open("r")), s.trees("r", big)[0]
	for _, asked := range []int{0, 1, 5, 20, 40, 60, 80, 100} {
		dir := s.empty()
		ctx := &countdown{context.Background(), make(chan struct{}, asked), make(chan struct{})}
		for range asked {
			ctx.left <- struct{}{}
		}
		c, err := q.Checkout(ctx, id, dir, CheckoutOptions{})
		if err == nil {
			if asked < 40 {
				t.Errorf("asked %d times: got no error, want one of the context", asked)
			}
			c.Close()
		} else if !errors.Is(err, context.Canceled) {
			t.Errorf("asked %d times: got %v, want the context's error", asked, err)
		}
		if _, err := os.Lstat(dir); err == nil {
			t.Errorf("asked %d times: the folder is still there", asked)
		}
	}
}

// TestDiscard: also what a command made unwritable.
func TestDiscard(t *testing.T) {
	s := newSandbox(t)
	s.write("d/cache/mod/file", "x")
	s.write("kept/file", "x")
	if runtime.GOOS != "windows" {
		if err := os.Symlink(s.path("kept"), s.path("d/cache/mod/link")); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"d/cache/mod", "d/cache", "d", "kept"} {
		if err := os.Chmod(s.path(name), 0o500); err != nil {
			t.Fatal(err)
		}
	}
	if err := Discard(s.path("d")); err != nil {
		t.Error(err)
	}
	s.absent("d", "it was to be removed")
	info, err := os.Stat(s.path("kept"))
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o500 {
		t.Errorf("got %v, %v; want what a link leads to as it was", info, err)
	}
	if err := errors.Join(os.Chmod(s.path("kept"), 0o700), Discard(s.path("none"))); err != nil {
		t.Error(err)
	}
}
