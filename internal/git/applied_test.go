package git

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
)

// patched is the diff that a patch makes of HEAD, in a repository that it leaves
// alone.
func (s *sandbox) patched(dir, patch string) (diff string, loose bool, err error) {
	s.Helper()
	s.untouched(dir, func() {
		q := s.quarantine(s.open(dir))
		var base string
		if base, err = q.HeadTree(context.Background()); err != nil {
			s.Fatal(err)
		}
		var p *Patched
		if p, err = q.Patch(context.Background(), base, strings.NewReader(patch)); err == nil {
			diff, loose = s.diff(q, p.Base, p.Head), p.Loose
		}
	})
	return diff, loose, err
}

const patchA = "diff --git a/a.md b/a.md\n--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-a\n+evil\n"

func newFile(path string) string {
	return "diff --git a/" + path + " b/" + path + "\nnew file mode 100644\n--- /dev/null\n+++ b/" + path + "\n@@ -0,0 +1 @@\n+x\n"
}

func TestPatch(t *testing.T) {
	shared := newSandbox(t)
	shared.repo("r")
	shared.write("r/long", numbered(100))
	shared.write("r/crlf", "1\r\n")
	shared.write("r/odd", "-- a/x\ndiff --git a/x b/x\n")
	shared.write("r/gap", "1\n\n3\n")
	shared.git("r", "add", ".")
	shared.git("r", "commit", "-qm", "more")
	shared.git("r", "config", "apply.whitespace", "error")
	shared.git("r", "config", "core.autocrlf", "true")
	const undo = "diff --git a/x b/x\ndeleted file mode 100644\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"
	mail := "From " + ones + " Mon Sep 17 00:00:00 2001\nFrom: A <a@b>\nSubject: [PATCH] x\n\nbody\n---\n a.md | 2 +-\n 1 file changed\n\n"
	for name, c := range map[string]struct{ patch, want string }{
		"plain":                           {patchA, evilA},
		"no diff --git":                   {"--- a/a.md\t2026-01-01\n+++ b/a.md\t2026-01-01\n@@ -1 +1 @@\n-a\n+evil\n", evilA},
		"names beat the header":           {strings.Replace(patchA, "diff --git a/a.md b/a.md", "diff --git a/sub/x b/sub/x", 1), evilA},
		"a rename":                        {"diff --git a/a.md b/sub/a.md\nsimilarity index 100%\nrename from a.md\nrename to sub/a.md\n", "delete \"a.md\" +0-1 (0)\ncreate \"sub/a.md\" +1-0 (1)\n"},
		"a rename in disguise":            {"diff --git a/sub/x b/sub/y\nsimilarity index 100%\nrename from a.md\nrename to sub/y\n", "delete \"a.md\" +0-1 (0)\ncreate \"sub/y\" +1-0 (1)\n"},
		"a mode":                          {"diff --git a/a.md b/a.md\nold mode 100644\nnew mode 100755\n", "mode \"a.md\" 100644>100755\n"},
		"mnemonic prefixes":               {strings.NewReplacer("a/a.md", "i/a.md", "b/a.md", "w/a.md").Replace(patchA), evilA},
		"text around it":                  {"Hello,\n--- \nhere:\n\n" + patchA + "\nyours\n-- \n2.39\n", evilA},
		"a mail":                          {mail + patchA + "-- \n2.39.5\n\n", evilA},
		"two mails":                       {mail + patchA + "-- \n2.39.5\n\n" + mail + newFile("x") + "-- \n2.39.5\n", evilA + "create \"x\" +1-0 (1)\n"},
		"a mail that quotes":              {strings.Replace(mail, "body", "body\n\n    "+strings.ReplaceAll(newFile("phantom"), "\n", "\n    "), 1) + patchA, evilA},
		"a phantom":                       {strings.Replace(mail, "body\n", newFile("phantom"), 1) + patchA, "message of a mail"},
		"a phantom, and ---":              {strings.Replace(mail, "body\n", "---\n"+newFile("phantom"), 1) + patchA, evilA + "create \"phantom\" +1-0 (1)\n"},
		"an encoded mail":                 {"From: A\nContent-Transfer-Encoding: quoted-printable\n\n---\n" + patchA, "encoding"},
		"without context":                 {"--- a/long\n+++ b/long\n@@ -50 +50 @@\n-50\n+fifty\n", "does not apply"},
		"CRLF in a file":                  {"--- a/crlf\n+++ b/crlf\n@@ -1 +1 @@ x\r\n-1\r\n+2\r\n", "modify \"crlf\" +1-1 (2)\n"},
		"a line that looks like a header": {"--- a/odd\n+++ b/odd\n@@ -1,2 +1,2 @@\n--- a/x\n-diff --git a/x b/x\n+++ b/x\n+@@@ x\n", "modify \"odd\" +2-2 (6)\n"},
		"an empty line of context":        {"--- a/gap\n+++ b/gap\n@@ -1,3 +1,3 @@\n-1\n+one\n\n 3\n", "modify \"gap\" +1-1 (3)\n"},

		"empty":                      {"", "it is empty"},
		"blanks":                     {" \n\n", "it is empty"},
		"garbage":                    {"<html>\nno\n</html>\n", "there is no diff in it"},
		"cut in a line":              {strings.TrimSuffix(patchA, "l\n"), "it ends within a line"},
		"cut in a hunk":              {strings.TrimSuffix(patchA, "+evil\n"), "it ends within a hunk"},
		"cut in a header":            {patchA + "diff --git a/x b/x\nnew file mode 100644\n--- /dev/null\n", "within the header"},
		"a header alone":             {patchA + "diff --git a/x b/x\n", "git finds 1 files"},
		"combined":                   {"diff --cc a.md\nindex 1,2..3\n--- a/a.md\n+++ b/a.md\n@@@ -1,1 -1,1 +1,1 @@@\n- a\n++b\n", "combined diff"},
		"combined behind":            {patchA + "diff --combined a.md\n", "combined diff"},
		"coloured":                   {"\x1b[1m" + strings.ReplaceAll(patchA, "\n", "\x1b[m\n"), "--no-color"},
		"UTF-16":                     {"\xff\xfed\x00i\x00f\x00f\x00\n\x00", "UTF-16"},
		"UTF-16 without a mark":      {"d\x00i\x00f\x00f\x00\n\x00", "UTF-16"},
		"CRLF":                       {strings.ReplaceAll(patchA, "\n", "\r\n"), "CRLF"},
		"CRLF without diff --git":    {strings.ReplaceAll(strings.SplitN(patchA, "\n", 2)[1], "\n", "\r\n"), "CRLF"},
		"does not apply":             {strings.Replace(patchA, "-a", "-b", 1), "does not apply to the base"},
		"of another file":            {strings.ReplaceAll(patchA, "a.md", "nosuch"), "does not apply to the base"},
		"created twice":              {newFile("a.md"), "does not apply to the base"},
		"up":                         {newFile("../x"), "leads out of the repository"},
		"into .git":                  {newFile(".git/hooks/pre-commit"), "leads out of the repository"},
		"into .GIT":                  {newFile(".GIT/config"), "leads out of the repository"},
		"into .git by a detour":      {newFile("sub/../.git/x"), "leads out of the repository"},
		"into .g\u200cit":            {newFile(".g\u200cit/x"), "leads out of the repository"},
		"into git~1":                 {newFile("git~1/x"), "leads out of the repository"},
		"absolute":                   {newFile("/etc/passwd"), "leads out of the repository"},
		"behind a link":              {"diff --git a/l b/l\nnew file mode 120000\n--- /dev/null\n+++ b/l\n@@ -0,0 +1 @@\n+/etc\n\\ No newline at end of file\n" + newFile("l/passwd"), "leads out of the repository"},
		"a stub of a binary":         {"diff --git a/x b/x\nindex 1..2 100644\nBinary files a/x and b/x differ\n", "git diff --binary"},
		"a stub behind":              {patchA + "Binary files a/x and b/x differ\n", "git diff --binary"},
		"no prefix":                  {strings.NewReplacer("a/a.md", "a.md", "b/a.md", "a.md").Replace(patchA), "no prefix"},
		"no prefix, a new file":      {strings.NewReplacer("a/sub/x", "sub/x", "b/sub/x", "sub/x").Replace(newFile("sub/x")), "no prefix"},
		"no prefix, the folder b":    {"diff --git b/x b/x\nnew file mode 100644\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+x\n", "no prefix"},
		"no prefix, traditional":     {"--- a.md.orig\n+++ a.md\n@@ -1 +1 @@\n-a\n+evil\n", "no prefix"},
		"a context diff":             {"*** a/a.md\n--- b/a.md\n***************\n*** 1 ****\n! a\n--- 1 ----\n! evil\n", "context diff"},
		"created and deleted":        {newFile("x") + undo, `it changes "x" twice`},
		"a long line of prose":       {strings.Repeat("x", 2*scanBuffer) + "\n" + patchA, "outside of a hunk"},
		"a long line of a file":      {strings.Replace(newFile("x"), "+x\n", "+"+strings.Repeat("x", 2*scanBuffer)+"\n", 1), "create \"x\" +1-0 (524288)\n"},
		"a hunk without a file":      {"@@ -1 +1 @@\n-a\n+evil\n", "no diff in it"},
		"a hunk that is longer":      {patchA + "+more\n", evilA},
		"a hunk with a strange head": {"--- a/a.md\n+++ b/a.md\n@@ -1,x +1 @@\n-a\n+evil\n", "no head of a hunk"},
		"a mail that undoes":         {mail + newFile("x") + mail + undo, "nothing in it"},
		"two mails of a file":        {mail + patchA + "-- \n2\n\n" + mail + strings.NewReplacer("+evil", "+worse", "-a\n", "-evil\n").Replace(patchA), strings.Replace(evilA, "4", "5", 1)},
		"a cover letter":             {"From " + ones + " Mon\nSubject: all\n\n*** BLURB ***\n\n a.md | 2 +-\n\n-- \n2\n\n" + mail + patchA, evilA},
		"a file twice":               {patchA + patchA, "cannot be judged"},
		"a file becomes a link":      {"diff --git a/a.md b/a.md\ndeleted file mode 100644\n--- a/a.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\ndiff --git a/a.md b/a.md\nnew file mode 120000\n--- /dev/null\n+++ b/a.md\n@@ -0,0 +1 @@\n+sub\n\\ No newline at end of file\n", "type \"a.md\" 100644>120000 +1-1 (3)\n"},
	} {
		t.Run(name, func(t *testing.T) {
			s := shared.on(t)
			got, _, err := s.patched("r", c.patch)
			switch refused := c.want != "" && !strings.Contains(c.want, "\n"); {
			case refused:
				s.fails(err, ErrPatch, c.want)
			case c.want != "" && err != nil:
				t.Error(err)
			case c.want != "":
				s.want("diff", got, c.want)
			default:
				t.Fatalf("got %q, %v", got, err)
			}
		})
	}
}

// TestPatchPlaces: a patch is applied from the top wherever we stand, and where
// there is no context, it is said.
func TestPatchPlaces(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	s.commit("r", "long", numbered(100))
	s.commit("r", "long", strings.Replace(numbered(100), "50", "fifty", 1))
	loose := s.git("r", "diff", "-U0", "HEAD~1", "HEAD") + "\n"
	want := s.git("r", "rev-parse", "HEAD^{tree}")
	s.git("r", "reset", "-q", "--hard", "HEAD~1")
	q := s.quarantine(s.open("r/sub"))
	base, err := q.HeadTree(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	p, err := q.Patch(context.Background(), base, strings.NewReader(loose))
	if err != nil || p.Head != want || !p.Loose {
		t.Errorf("got %+v, %v; want %s, loosely", p, err, want)
	}
	_, err = q.Patch(context.Background(), "HEAD", strings.NewReader(patchA))
	s.fails(err, nil, "resolve it first")
	_, err = q.Patch(context.Background(), base, io.MultiReader(strings.NewReader(patchA), broken{}))
	s.fails(err, errBroken, "")
	done, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = q.Patch(done, base, strings.NewReader(patchA))
	s.fails(err, context.Canceled, "")
}

var errBroken = errors.New("broken")

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errBroken }

// FuzzInspect: a patch is refused or has files; refusing does not depend on how
// the stream is cut, and what is counted is what stands at the beginning of lines.
func FuzzInspect(f *testing.F) {
	for _, seed := range []string{patchA, newFile("x"), "From " + ones + " Mon\n\n---\n" + patchA, "--- a/a\n+++ b/a\n@@ -1,2 +0,0 @@\n-1\n-2\n", "@@ -1 +1 @@\n", "\x1b[m", "diff --cc x\n", "--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+1\n\\ No newline\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		count := func(parts []part, err error) (n int, _ error) {
			for i, p := range parts {
				n += len(p.files)
				if p.from < 0 || p.from > int64(len(in)) || i > 0 && p.from < parts[i-1].from {
					t.Errorf("got a part at %d of %q", p.from, in)
				}
			}
			return n, err
		}
		n, err := count(inspectPatch(newScanner(bytes.NewReader(in), 1<<16)))
		m, again := count(inspectPatch(newScanner(io.MultiReader(bytes.NewReader(in[:len(in)/2]), bytes.NewReader(in[len(in)/2:])), 1<<16)))
		if n != m || (err == nil) != (again == nil) {
			t.Errorf("got %d, %v, and in two parts %d, %v", n, err, m, again)
		}
		if err == nil && (n == 0 || n > bytes.Count(in, []byte("diff --git "))+bytes.Count(in, []byte("+++ "))) {
			t.Errorf("got %d files in %q", n, in)
		}
	})
}
