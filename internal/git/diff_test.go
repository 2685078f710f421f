package git

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// numbered are n lines that differ.
func numbered(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintln(&b, "line", i)
	}
	return b.String()
}

const link, oneID, twoID = Symlink, "1111111111111111111111111111111111111111", "2222222222222222222222222222222222222222"

// TestDiff: what happened to each path, counted from its bytes.
func TestDiff(t *testing.T) {
	shared := newSandbox(t)
	formats := []string{"sha1", "sha256"}
	for _, format := range formats {
		shared.git("", "init", "-q", "--object-format="+format, format)
	}
	for _, c := range []struct {
		name     string
		old, new tree
		want     string
	}{
		{"nothing", texts("a", "a\n"), texts("a", "a\n"), rows()},
		{"initial commit", tree{}, texts("a", "a\n", "b/c", "1\n2\n"), rows(`create "a" +1-0 (1)`, `create "b/c" +2-0 (1)`)},
		{"everything deleted", texts("a", "a\n", "b/c", "1\n2\n"), tree{}, rows(`delete "a" +0-1 (0)`, `delete "b/c" +0-2 (0)`)},
		{"a move out of a forbidden folder", texts(".github/workflows/ci.yml", "on: push\n"), texts("src/ci.yml", "on: push\n"),
			rows(`delete ".github/workflows/ci.yml" +0-1 (0)`, `create "src/ci.yml" +1-0 (8)`)},
		{"a copy", texts("a", "a\n"), texts("a", "a\n", "b", "a\n"), rows(`create "b" +1-0 (1)`)},
		{"a move with an edit", texts("a", numbered(2000)), texts("b", numbered(2000)+"one more\n"),
			rows(`delete "a" +0-2000 (0)`, `create "b" +2001-0 (9)`)},
		{"odd names", texts("same", ""), texts("same", "", "nl\nname", "1\n", "tab\t\"q\" \\", "1\n", "s\u00e9cret/k", "1\n", "sp ace ", "1\n", "\xff", "1\n", "-p", "1\n", ":(top)x", "1\n", "a/b\n+++ b/x", "1\n"),
			rows(`create "-p" +1-0 (1)`, `create ":(top)x" +1-0 (1)`, `create "a/b\n+++ b/x" +1-0 (1)`, `create "nl\nname" +1-0 (1)`, `create "sp ace " +1-0 (1)`, `create "sécret/k" +1-0 (1)`, `create "tab\t\"q\" \\" +1-0 (1)`, `create "\xff" +1-0 (1)`)},
		{"executable bit alone", tree{"x": {Regular, "x\n"}}, tree{"x": {Executable, "x\n"}}, rows(`mode "x" 100644>100755`)},
		{"executable bit and a line", tree{"x": {Regular, "x\n"}}, tree{"x": {Executable, "x\ny\n"}}, rows(`modify "x" 100644>100755 +1-0 (1)`)},
		{"executable bit dropped", tree{"x": {Executable, ""}}, tree{"x": {Regular, ""}}, rows(`mode "x" 100755>100644`)},
		{"a new link", tree{}, tree{"src/wf": {link, "../.github/workflows"}}, rows(`create "src/wf" 120000 +1-0 (20)`)},
		{"a link elsewhere", tree{"l": {link, "a"}}, tree{"l": {link, "b"}}, rows(`modify "l" 120000 +1-1 (1)`)},
		{"a file becomes a link", texts("f", "1\n2\n"), tree{"f": {link, "x"}}, rows(`type "f" 100644>120000 +1-2 (1)`)},
		{"a link becomes a file", tree{"f": {link, "x"}}, texts("f", ""), rows(`type "f" 120000>100644 +0-1 (0)`)},
		{"the same bytes as a link", tree{"f": {Regular, "x"}}, tree{"f": {link, "x"}}, rows(`type "f" 100644>120000 +1-1 (1)`)},
		{"an empty file becomes a script", texts("f", ""), tree{"f": {Executable, "#!\n"}}, rows(`modify "f" 100644>100755 +1-0 (2)`)},
		{"a submodule moves on", tree{"m": {Submodule, oneID}}, tree{"m": {Submodule, twoID}}, rows(`modify "m" 160000`)},
		{"a submodule comes and goes", tree{"m": {Submodule, oneID}}, tree{"n": {Submodule, oneID}}, rows(`delete "m" 160000`, `create "n" 160000`)},
		{"a file becomes a submodule", texts("m", "1\n2\n"), tree{"m": {Submodule, twoID}}, rows(`type "m" 100644>160000 +0-2 (0)`)},
		{"a submodule becomes a file", tree{"m": {Submodule, twoID}}, texts("m", "1\n2\n"), rows(`type "m" 160000>100644 +2-0 (1)`)},
		{"a submodule with ignore = all", tree{".gitmodules": {Regular, "[submodule \"m\"]\npath = m\nurl = x\nignore = all\n"}, "m": {Submodule, oneID}},
			tree{".gitmodules": {Regular, "[submodule \"m\"]\npath = m\nurl = x\nignore = all\n"}, "m": {Submodule, twoID}}, rows(`modify "m" 160000`)},
		{"a file becomes a folder", texts("d", "d\n", "d.x", ""), texts("d.x", "", "d/f", "d\n"), rows(`delete "d" +0-1 (0)`, `create "d/f" +1-0 (1)`)},
		{"a folder becomes a file", texts("d-", "", "d/f", "d\n"), texts("d", "d\n", "d-", ""), rows(`create "d" +1-0 (1)`, `delete "d/f" +0-1 (0)`)},
		{"empty files", texts("a", ""), texts("b", "", "c", ""), rows(`delete "a"`, `create "b"`, `create "c"`)},
		{"a file emptied", texts("a", "1\n2\n"), texts("a", ""), rows(`modify "a" +0-2 (0)`)},
		{"the last line feed", texts("a", "1\n2"), texts("a", "1\n2\n"), rows(`modify "a" +1-1 (1)`)},
		{"line ends", texts("a", "1\n2\n3\n"), texts("a", "1\r\n2\r\n3\r\n"), rows(`modify "a" +3-3 (2)`)},
		{"lone carriage returns", texts("a", "1\n"), texts("a", "1\r2\r3\r"), rows(`modify "a" +1-1 (6)`)},
		{"a text turned binary", texts("a", "1\n2\n"), texts("a", "1\n\x00\n"), rows(`modify "a" +1-1 (1) binary`)},
		{"a binary turned text", texts("a", "1\n\x00\n"), texts("a", "1\n2\n"), rows(`modify "a" +1-1 (1) binary`)},
		{"a binary", tree{}, texts("a", strings.Repeat("\x00\xff\n", 100_000)), rows(`create "a" +100000-0 (2) binary`)},
		{"a zero byte far behind", tree{}, texts("a", strings.Repeat("x", 3*scanBuffer)+"\x00\n"), rows(`create "a" +1-0 (786433) binary`)},
		{"a zero byte behind git's look", tree{}, texts("a", numbered(5000)+"\x00"), rows(`create "a" +5001-0 (9) binary`)},
		{"one long line", tree{}, texts("a", strings.Repeat("x", 20_000_000)), rows(`create "a" +1-0 (20000000)`)},
		{"a large file pointer", tree{}, texts("a", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 2000000000\n"), rows(`create "a" +3-0 (42)`)},
		{"a patch in a file", texts("a", "x\n"), texts("a", "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n\\ No newline at end of file\n-x\n+y\n:100644 100644 0 0 M\x00a\x00"),
			rows(`modify "a" +8-1 (27) binary`)},
		{"a patch in the line before a hunk", texts("a", "@@ -1 +1 @@\n\nx\n"), texts("a", "@@ -1 +1 @@\n\ny\n"), rows(`modify "a" +1-1 (1)`)},
	} {
		for _, format := range formats {
			t.Run(c.name+" "+format, func(t *testing.T) {
				s := shared.on(t)
				if format == "sha256" {
					c.old, c.new = longIDs(c.old), longIDs(c.new)
				}
				ids := s.trees(format, c.old, c.new)
				s.want(c.name, s.diff(s.quarantine(s.open(format)), ids[0], ids[1]), c.want)
			})
		}
	}
}

// longIDs gives submodules commits of a repository with SHA-256.
func longIDs(t tree) tree {
	long := tree{}
	for path, e := range t {
		if e.mode == Submodule {
			e.data += e.data[:24]
		}
		long[path] = e
	}
	return long
}

// TestDiffAlgorithm: the number of lines is that of one algorithm.
func TestDiffAlgorithm(t *testing.T) {
	s := newSandbox(t)
	s.git("", "init", "-q", "r")
	old, new := texts("a", strings.Repeat("a\nb\nc\n", 20)), texts("a", strings.Repeat("b\nx\na\nc\n", 20))
	ids := s.trees("r", old, new)
	q := s.quarantine(s.open("r"))
	want := s.diff(q, ids[0], ids[1])
	for _, other := range []string{"patience", "histogram", "minimal"} {
		s.git("r", "config", "diff.algorithm", other)
		s.want(other, s.diff(q, ids[0], ids[1]), want)
	}
}

// TestLines: removed lines, then added ones, each with its number.
func TestLines(t *testing.T) {
	long := strings.Repeat("y", 2*scanBuffer)
	s := newSandbox(t)
	s.git("", "init", "-q", "r")
	ids := s.trees("r",
		tree{"a": {Regular, "1\n2\n3\n4\n5"}, "b": {Regular, "b\n"}, "l": {link, "to"}, "m": {Submodule, oneID}},
		tree{"a": {Regular, "1\nzwei\n3\n4\n4.5\r\n5\n"}, "b": {Regular, long}, "l": {Regular, "now\n"}, "m": {Submodule, twoID}})
	var got strings.Builder
	err := s.quarantine(s.open("r")).Diff(context.Background(), ids[0], ids[1], func(files []Change) (*Lines, error) {
		return &Lines{
			Wanted: func(i int) bool { return true },
			Line: func(i int, l Line) error {
				fmt.Fprintf(&got, "%s %v %d %.9q %d %v %v\n", files[i].Path, l.Added, l.Number, l.Text, l.Length, l.Cut, l.NoEnd)
				if l.Cut && (!bytes.HasPrefix([]byte(long), l.Text) || len(l.Text) < 1000) {
					t.Errorf("got %d bytes, %.20q…, want the beginning of the line", len(l.Text), l.Text)
				}
				return nil
			},
		}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	s.want("lines", got.String(), rows(
		`a false 2 "2" 1 false false`, `a true 2 "zwei" 4 false false`,
		`a false 5 "5" 1 false true`, `a true 5 "4.5\r" 4 false false`, `a true 6 "5" 1 false false`,
		`b false 1 "b" 1 false false`, `b true 1 "yyyyyyyyy" 524288 true true`,
		`l false 1 "to" 2 false true`, `l true 1 "now" 3 false false`))
}

// TestDiffEnds: who wants no more gets no more, and an error is passed on.
func TestDiffEnds(t *testing.T) {
	s := newSandbox(t)
	s.git("", "init", "-q", "r")
	ids := s.trees("r", tree{}, texts("a", strings.Repeat("x\n", 1_000_000), "b", "b\n"))
	q, ctx, stop := s.quarantine(s.open("r")), context.Background(), errors.New("stop")
	if err := q.Diff(ctx, ids[0], ids[1], func([]Change) (*Lines, error) { return nil, nil }); err != nil {
		t.Errorf("nothing wanted: %v", err)
	}
	for name, lines := range map[string]*Lines{
		"files":  nil,
		"line":   {Wanted: func(int) bool { return true }, Line: func(int, Line) error { return stop }},
		"totals": {Totals: func(int, Totals) error { return stop }},
	} {
		err := q.Diff(ctx, ids[0], ids[1], func([]Change) (*Lines, error) {
			if lines == nil {
				return nil, stop
			}
			return lines, nil
		})
		if !errors.Is(err, stop) {
			t.Errorf("%s: got %v, want %v", name, err, stop)
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := q.Files(ctx, ids[0], ids[1]); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	for _, id := range []string{"HEAD", "", "--output=x", ids[0][:8], strings.ToUpper(ids[0])} {
		if _, err := q.Files(context.Background(), ids[1], id); err == nil {
			t.Errorf("%q was taken for the name of a tree", id)
		}
	}
}

// TestDiffMissing: an object that is not there is an error, and never a file
// without lines.
func TestDiffMissing(t *testing.T) {
	s := newSandbox(t)
	s.git("", "init", "-q", "r")
	ids := s.trees("r", texts("a", "a\n"), texts("a", "b\n", "d/x", "x\n"))
	s.write("p/keep", "")
	s.git("p", "init", "-q")
	for _, object := range []string{ids[1] + ":a", ids[1] + ":d/x", ids[1] + ":d", ids[1]} {
		t.Run(strings.TrimPrefix(object, ids[1]), func(t *testing.T) {
			id := s.git("r", "rev-parse", object)
			var list strings.Builder
			for _, l := range strings.Split(s.git("r", "cat-file", "--batch-all-objects", "--batch-check"), "\n") {
				if name, _, _ := strings.Cut(l, " "); name != id {
					list.WriteString(name + "\n")
				}
			}
			if err := os.RemoveAll(s.path("p/.git/objects/pack")); err != nil {
				t.Fatal(err)
			}
			s.feed("r", list.String(), "pack-objects", "-q", s.path("p/.git/objects/pack"))
			_ = os.MkdirAll(s.path("p/.git/objects/pack"), 0o777)
			for _, ext := range []string{".pack", ".idx"} {
				s.moveOne("p/.git/objects", "pack-", ext, "p/.git/objects/pack")
			}
			_, err := tryDiff(s.quarantine(s.open("p")), ids[0], ids[1])
			s.fails(err, ErrMissing, "git fsck")
		})
	}
}

// moveOne moves the file of a folder with a prefix and an extension.
func (s *sandbox) moveOne(dir, prefix, ext, to string) {
	s.Helper()
	entries, err := os.ReadDir(s.path(dir))
	if err != nil {
		s.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), prefix) && strings.HasSuffix(e.Name(), ext) {
			if err := os.Rename(s.path(dir+"/"+e.Name()), s.path(to+"/"+e.Name())); err != nil {
				s.Fatal(err)
			}
			return
		}
	}
	s.Fatalf("%s has no file %s…%s", dir, prefix, ext)
}

// TestDiffMalformed: trees that git writes for nobody, but compares.
func TestDiffMalformed(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	blob := s.git("r", "rev-parse", "HEAD:a.md")
	raw := func(names ...string) string {
		var b strings.Builder
		for _, name := range names {
			b.WriteString("100644 " + name + "\x00")
			for i := 0; i < len(blob); i += 2 {
				var c byte
				fmt.Sscanf(blob[i:i+2], "%02x", &c)
				b.WriteByte(c)
			}
		}
		return s.feed("r", b.String(), "hash-object", "-t", "tree", "-w", "--literally", "--stdin")
	}
	empty := raw()
	q := s.quarantine(s.open("r"))
	for _, names := range [][]string{{"a", "a"}, {"b", "a"}, {".."}, {"."}, {"a/../b"}, {"/etc"}, {"a//b"}, {"a/"}} {
		out, err := tryDiff(q, empty, raw(names...))
		if err == nil {
			t.Errorf("%q: got %q, want an error", names, out)
		} else if !strings.Contains(err.Error(), "git fsck") {
			t.Errorf("%q: got %q, want it to name git fsck", names, err)
		}
	}
	s.want("an old mode", s.diff(q, empty, s.feed("r", "100664 blob "+blob+"\tx\n", "mktree")), rows(`create "x" +1-0 (1)`))
}

// TestDiffFakeGit: an answer that no git gives is an error that names the
// command and shows the bytes, and a git that fails is no short answer.
func TestDiffFakeGit(t *testing.T) {
	needsUnix(t)
	record := ":000000 100644 " + zeros + " " + ones + ` A\000a\000`
	head := record + `\000diff --git a/a b/a\nnew file mode 100644\nindex ` + zeros + ".." + ones + `\n--- /dev/null\n+++ b/a\n@@ -0,0 +1 @@\n`
	for _, c := range []struct{ name, script, words string }{
		{"a whole answer", "printf '" + head + `+x\n'`, ""},
		{"nothing", "exit 0", ""},
		{"prose", "echo 'usage: git diff-tree'", `git diff-tree -r --raw -z -p`},
		{"prose, its bytes", "printf 'usage\\033[2J\\000'", `answered "usage\x1b[2J", want`},
		{"a status that is unknown", "printf '" + strings.Replace(record, "A", "X", 1) + "'", "answered"},
		{"a rename", "printf '" + strings.Replace(record, "A", "R100", 1) + "b\\000'", "answered"},
		{"an abbreviated id", "printf '" + strings.Replace(record, zeros, zeros[:7], 1) + "'", "answered"},
		{"a creation that has an old side", "printf '" + strings.Replace(record, "000000", "100644", 1) + "'", "answered"},
		{"a colour", "printf '\\033[1m" + head + `+x\n'`, "answered"},
		{"no patch", "printf '" + record + "'", "ends early"},
		{"half a patch", "printf '" + head + "'", `the patch of "a": the answer ends early`},
		{"half a line", "printf '" + head + "+x'", "unexpected EOF"},
		{"another line", "printf '" + head + ` x\n'`, `answered " x", want a line with '+' in the patch of "a"; speclint needs`},
		{"a flood", "printf '" + head + "'; while :; do echo y; done", `answered "y", want a line with '+'`},
		{"half a patch, and a failure", "printf '" + head + "'; echo 'fatal: no' >&2; exit 128", `git diff-tree: "fatal: no" (exit status 128)`},
		{"a whole answer, and a failure", "printf '" + head + `+x\n'; echo 'fatal: no' >&2; exit 128`, "exit status 128"},
		{"a whole answer, and a signal", "printf '" + head + `+x\n'; kill -9 $$`, "signal: killed"},
		{"an object that is missing", "echo 'fatal: unable to read " + ones + "' >&2; exit 128", ErrMissing.Error()},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSandbox(t)
			s.repo("r")
			real, err := exec.LookPath("git")
			if err != nil {
				t.Fatal(err)
			}
			s.write("tools/git", "#!/bin/sh\nPATH=/bin:/usr/bin\ncase \"$*\" in *diff-tree*) ;; *) exec "+real+" \"$@\";; esac\n"+c.script+"\n")
			if err := os.Chmod(s.path("tools/git"), 0o777); err != nil {
				t.Fatal(err)
			}
			repo := s.open("r", "PATH="+s.path("tools"))
			_, err = tryDiff(s.quarantine(repo), repo.EmptyTree(), s.git("r", "rev-parse", "HEAD^{tree}"))
			if c.words == "" && err != nil {
				t.Errorf("got %v", err)
			} else if c.words != "" {
				s.fails(err, nil, c.words)
			}
			if err != nil && len(err.Error()) > 2000 {
				t.Errorf("got an error of %d bytes", len(err.Error()))
			}
		})
	}
}
