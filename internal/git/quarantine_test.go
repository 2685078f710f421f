package git

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// hostileSettings are what a repository's configuration can do to a diff.
var hostileSettings = []string{
	"diff.renames=copies", "diff.renameLimit=1", "diff.noprefix=true", "diff.mnemonicPrefix=true", "diff.external=EVIL",
	"diff.orderFile=/nonexistent", "diff.algorithm=patience", "diff.context=9", "diff.interHunkContext=99", "diff.relative=true",
	"diff.ignoreSubmodules=all", "diff.submodule=log", "diff.suppressBlankEmpty=true", "diff.wsErrorHighlight=all", "diff.colorMoved=zebra",
	"diff.indentHeuristic=false", "diff.srcPrefix=x/", "diff.evil.command=EVIL", "diff.evil.textconv=EVIL", "diff.evil.binary=true",
	"diff.evil.xfuncname=.*", "diff.trustExitCode=true", "color.ui=always", "color.diff=always", "core.bigFileThreshold=1", "core.quotePath=false",
	"core.abbrev=4", "core.fsmonitor=EVIL", "core.pager=EVIL", "core.attributesFile=ATTRIBUTES", "core.ignoreCase=true", "core.autocrlf=true",
	"core.commitGraph=true", "core.worktree=/nonexistent", "core.hooksPath=HOOKS", "core.alternateRefsCommand=EVIL", "submodule.m.ignore=all",
	"core.useReplaceRefs=true", "alias.diff-tree=!EVIL", "core.deltaBaseCacheLimit=1", "trace2.eventTarget=TRACE", "attr.tree=HEAD",
	"extensions.partialClone=origin", "include.path=MORE",
}

// sly is a change that each setting above would show in another way.
func sly() (old, new tree) {
	old = tree{"from": {Regular, numbered(50)}, "m": {Submodule, oneID}, "é": {Regular, "1\n\n2\n\n3\n"}, ".gitmodules": {Regular, "[submodule \"m\"]\n\tpath = m\n\turl = x\n\tignore = all\n"}}
	new = tree{"sub/to": {Regular, numbered(50)}, "m": {Submodule, twoID}, "é": {Regular, "1\n\nb\n\n4\r\n"}, ".gitmodules": old[".gitmodules"]}
	return old, new
}

const slyWant = `delete "from" +0-50 (0)
modify "m" 160000
create "sub/to" +50-0 (7)
modify "é" +2-2 (2)
`

// TestQuarantineIsDeaf: whoever owns .git and the work tree cannot move the diff
// of two trees, nor have a program run.
func TestQuarantineIsDeaf(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("r")
	old, new := sly()
	ids := s.trees("r", old, new)
	s.program("evil", "RAN")
	for _, hook := range []string{"post-index-change", "reference-transaction", "fsmonitor-watchman"} {
		s.program("hooks/"+hook, "RAN")
	}
	s.write("attributes", "* -diff -text binary\n")
	s.write("more", "[diff]\n\torderFile = /nonexistent\n")
	repo := s.open("r")
	places := strings.NewReplacer("EVIL", s.path("evil"), "ATTRIBUTES", s.path("attributes"), "HOOKS", s.path("hooks"), "TRACE", s.path("TRACE"), "MORE", s.path("more"))
	for _, setting := range hostileSettings {
		key, value, _ := strings.Cut(setting, "=")
		file := []string{"config", "--file", s.path("r/.git/config")}
		s.git("", append(file, key, places.Replace(value))...)
		s.want(setting, s.diff(s.quarantine(repo), ids[0], ids[1]), slyWant)
		s.git("", append(file, "--unset-all", key)...)
	}
	for _, setting := range hostileSettings {
		key, value, _ := strings.Cut(setting, "=")
		s.git("", "config", "--file", s.path("r/.git/config"), key, places.Replace(value))
	}
	s.write("r/.gitattributes", "* -diff diff=evil linguist-generated=true filter=evil\n")
	s.write("r/.git/info/attributes", "* -diff binary diff=evil -text\n")
	s.write("r/.gitmodules", "[submodule \"m\"]\n\tpath = m\n\tignore = all\n")
	for _, e := range []string{"GIT_EXTERNAL_DIFF=EVIL", "GIT_DIFF_OPTS=-u9", "GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=diff.orderFile", "GIT_CONFIG_VALUE_0=/nonexistent",
		"GIT_ATTR_SOURCE=HEAD", "GIT_TRACE2=TRACE", "GIT_OBJECT_DIRECTORY=/nonexistent", "GIT_INDEX_FILE=/nonexistent", "GIT_NAMESPACE=x", "GIT_PAGER=EVIL"} {
		name, value, _ := strings.Cut(e, "=")
		t.Setenv(name, places.Replace(value))
	}
	before := s.snapshot("r")
	s.want("everything at once", s.diff(s.quarantine(repo), ids[0], ids[1]), slyWant)
	s.want("the repository afterwards", s.snapshot("r"), before)
	s.absent("RAN", "a program of the repository ran")
	s.absent("TRACE", "a variable or setting reached git")
}

// TestQuarantineAttributesOfTree: attributes in the trees that are compared, and
// in the commit of HEAD, count for nothing.
func TestQuarantineAttributesOfTree(t *testing.T) {
	s := newSandbox(t)
	s.write("r/.gitattributes", "* -diff\n")
	s.write("r/a", "1\n2\n")
	s.git("r", "init", "-q")
	s.git("r", "add", ".")
	s.git("r", "commit", "-qm", "first")
	s.write("r/a", "1\nzwei\n")
	s.git("r", "commit", "-qam", "second")
	q := s.quarantine(s.open("r"))
	s.want("-diff", s.diff(q, s.git("r", "rev-parse", "HEAD~1^{tree}"), s.git("r", "rev-parse", "HEAD^{tree}")), rows(`modify "a" +1-1 (4)`))
}

// TestQuarantineLies: objects that stand in for others, and a history that is
// not the true one.
func TestQuarantineLies(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	s.write("r/a.md", "evil\n")
	s.git("r", "commit", "-qam", "evil")
	head, base := s.git("r", "rev-parse", "HEAD"), s.git("r", "rev-parse", "HEAD~1")
	trees := []string{s.git("r", "rev-parse", "HEAD~1^{tree}"), s.git("r", "rev-parse", "HEAD^{tree}")}
	blobs := []string{s.git("r", "rev-parse", "HEAD~1:a.md"), s.git("r", "rev-parse", "HEAD:a.md")}
	want := rows(`modify "a.md" +1-1 (4)`)
	s.git("r", "commit-graph", "write", "--reachable")
	s.orphan("r/.git/objects/info/commit-graph", trees[1])
	s.want("the forged graph", s.git("r", "rev-list", "--count", "HEAD"), "1")
	s.git("r", "replace", blobs[1], blobs[0])
	s.git("r", "replace", trees[1], trees[0])
	s.write("r/.git/info/grafts", head+"\n")
	q := s.quarantine(s.open("r"))
	s.want("trees", s.diff(q, trees[0], trees[1]), want)
	s.want("commits", s.diff(q, base, head), want)
	var count string
	_, err := q.repo.run(context.Background(), []string{"rev-list", "--count", head}, func(r *bufio.Reader) (err error) {
		count, err = line(r)
		return err
	})
	if err != nil || count != "2" {
		t.Errorf("got a history of %s commits, %v; want 2", count, err)
	}
	sizes, err := q.Sizes(context.Background(), blobs)
	if err != nil || sizes[1].Bytes != 5 {
		t.Errorf("got %v, %v; want the size of the true file", sizes, err)
	}
}

// orphan takes the parent of a commit with a tree out of a commit-graph, where
// it follows the id of the tree.
func (s *sandbox) orphan(name, tree string) {
	s.Helper()
	data, err := os.ReadFile(s.path(name))
	if err != nil {
		s.Fatal(err)
	}
	id, err := hex.DecodeString(tree)
	at := bytes.Index(data, id)
	if err != nil || at < 0 {
		s.Fatalf("%s does not hold %s", name, tree)
	}
	binary.BigEndian.PutUint32(data[at+len(id):], 0x70000000)
	if err := os.Chmod(s.path(name), 0o666); err != nil {
		s.Fatal(err)
	}
	s.write(name, string(data))
}

// TestQuarantinePlaces: wherever the objects are.
func TestQuarantinePlaces(t *testing.T) {
	const want = "modify \"a.md\" +1-1 (3)\n"
	for _, c := range []struct {
		name  string
		build func(s *sandbox) (dir, repo string)
	}{
		{"a path with blanks", func(s *sandbox) (string, string) { s.repo("a b  c"); return "a b  c", "" }},
		{"a path with quotes", func(s *sandbox) (string, string) { s.repo(`#"q" \ 'x'`); return `#"q" \ 'x'`, "" }},
		{"a path with a tab and unicode", func(s *sandbox) (string, string) { s.repo("t\té:;"); return "t\té:;", "" }},
		{"sha256", func(s *sandbox) (string, string) { s.repo("r", "--object-format=sha256"); return "r", "" }},
		{"a folder below", func(s *sandbox) (string, string) { s.repo("r"); return "r", "r/sub" }},
		{"a git directory elsewhere", func(s *sandbox) (string, string) { s.repo("r", "--separate-git-dir="+s.path("g")); return "r", "" }},
		{"a linked work tree", func(s *sandbox) (string, string) {
			s.repo("r")
			s.git("r", "worktree", "add", "-q", s.path("w"))
			return "w", ""
		}},
		{"a chain of alternates", func(s *sandbox) (string, string) {
			s.repo("r0")
			s.git("", "clone", "-q", "-s", "r0", "r1")
			s.git("", "clone", "-q", "-s", "r1", "r2")
			s.git("", "clone", "-q", "-s", "r2", "r3")
			return "r3", ""
		}},
		{"a submodule", func(s *sandbox) (string, string) {
			s.repo("lib")
			s.repo("r")
			s.git("r", "submodule", "--quiet", "add", s.path("lib"), "lib")
			return "r/lib", ""
		}},
		{"a shallow clone", func(s *sandbox) (string, string) {
			s.repo("o")
			s.git("o", "commit", "-q", "--allow-empty", "-m", "2")
			s.git("", "clone", "-q", "--depth=1", "file://"+filepath.ToSlash(s.path("o")), "r")
			return "r", ""
		}},
		{"packed", func(s *sandbox) (string, string) { s.repo("r"); s.git("r", "gc", "-q"); return "r", "" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSandbox(t)
			if strings.Contains(c.name, "path") {
				needsUnix(t)
			}
			dir, at := c.build(s)
			if at == "" {
				at = dir
			}
			s.write(dir+"/a.md", "new\n")
			s.git(dir, "add", "a.md")
			base, head := s.git(dir, "rev-parse", "HEAD^{tree}"), s.git(dir, "write-tree")
			q := s.quarantine(s.open(at))
			s.want(c.name, s.diff(q, base, head), want)
			objects := q.Objects(context.Background())
			text, err := objects.Blob(s.git(dir, "rev-parse", ":a.md"), 100)
			if err != nil || string(text) != "new\n" {
				t.Errorf("got %q, %v", text, err)
			}
			if err := objects.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestQuarantinePartial: a clone without its blobs shows which files changed,
// and fetches nothing to show their lines.
func TestQuarantinePartial(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	s.write("r/a.md", "new\n")
	s.git("r", "commit", "-qam", "second")
	s.git("r", "config", "uploadpack.allowFilter", "true")
	s.git("", "clone", "-q", "--no-checkout", "--filter=blob:none", "file://"+filepath.ToSlash(s.path("r")), "c")
	q := s.quarantine(s.open("c"))
	base, head := s.git("r", "rev-parse", "HEAD~1^{tree}"), s.git("r", "rev-parse", "HEAD^{tree}")
	files, err := q.Files(context.Background(), base, head)
	if err != nil || len(files) != 1 || files[0].Path != "a.md" {
		t.Errorf("files: got %v, %v", files, err)
	}
	_, err = tryDiff(q, base, head)
	s.fails(err, ErrMissing, "--filter")
}

// TestQuarantineObjectDir: objects that only a run needs are seen by its diff
// and never by the repository.
func TestQuarantineObjectDir(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	q := s.quarantine(s.open("r"))
	s.write("r/a.md", "new\n")
	before := s.snapshot("r/.git")
	s.copy("r/.git/index", "index")
	vars := []string{"GIT_INDEX_FILE=" + s.path("index"), "GIT_OBJECT_DIRECTORY=" + q.ObjectDir}
	s.gitVars("r", vars, "add", "a.md")
	tree := s.gitVars("r", vars, "write-tree")
	s.want("diff", s.diff(q, s.git("r", "rev-parse", "HEAD^{tree}"), tree), rows(`modify "a.md" +1-1 (3)`))
	s.want("the repository afterwards", s.snapshot("r/.git"), before)
}

// TestQuarantineClose: nothing is left, however often it is closed, and nothing
// is made in the repository.
func TestQuarantineClose(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	s.write("tmp/x", "")
	t.Setenv("TMPDIR", s.path("tmp"))
	t.Setenv("TMP", s.path("tmp"))
	repo := s.open("r")
	q, err := repo.Quarantine()
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(q.repo.GitDir); err != nil || info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
		t.Errorf("got %v, %v; want a folder for the user alone", info.Mode(), err)
	}
	for range 2 {
		if err := q.Close(); err != nil {
			t.Error(err)
		}
	}
	if left, err := os.ReadDir(s.path("tmp")); err != nil || len(left) != 1 {
		t.Errorf("got %v, %v; want nothing but x", left, err)
	}
	if _, err := q.Files(context.Background(), repo.EmptyTree(), repo.EmptyTree()); err == nil {
		t.Error("a closed quarantine compared two trees")
	}
	for _, inside := range []string{"r", "r/sub", "r/.git"} {
		for _, name := range []string{"TMPDIR", "TMP", "TEMP", "XDG_CACHE_HOME", "LocalAppData", "HOME"} {
			t.Setenv(name, s.path(inside))
		}
		_, err := repo.Quarantine()
		s.fails(err, nil, "set TMPDIR")
	}
	t.Setenv("XDG_CACHE_HOME", s.path("tmp"))
	t.Setenv("LocalAppData", s.path("tmp"))
	if q, err = repo.Quarantine(); err != nil {
		t.Fatal(err)
	}
	if !within(s.path("tmp"), q.ObjectDir) {
		t.Errorf("got %s, want it outside the repository", q.ObjectDir)
	}
	q.Close()
}

// TestQuarantineForeignObjects: a line break in the name of a folder is no
// second folder.
func TestQuarantineForeignObjects(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("r")
	s.repo("x\ny")
	s.write("x\ny/a.md", "new\n")
	s.git("x\ny", "add", ".")
	head := s.git("x\ny", "write-tree")
	repo := *s.open("r")
	repo.ObjectDir = s.path("x\ny/.git/objects")
	s.want("diff", s.diff(s.quarantine(&repo), s.git("r", "rev-parse", "HEAD^{tree}"), head), rows(`modify "a.md" +1-1 (3)`))
}
