package git

import (
	"context"
	"strings"
	"testing"
)

// TestModesAreDeaf: no setting, attribute, variable, hook or filter of whoever
// owns .git moves a mode, and none of its programs runs.
func TestModesAreDeaf(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("r")
	s.write("r/sub/.gitattributes", "*.md diff=evil filter=lfs\n")
	s.git("r", "add", ".")
	s.git("r", "commit", "-qm", "base")
	base := s.git("r", "rev-parse", "HEAD")
	s.write("r/a.md", "evil\n")
	s.write("r/ü/new.md", "1\n\n2\n")
	s.git("r", "rm", "-q", "sub/b.md")
	s.git("r", "add", ".")
	patch := s.gitRaw("r", "diff", "--cached", "--binary")
	head := s.git("r", "commit-tree", "-p", base, "-m", "head", s.git("r", "write-tree"))
	want := Trees{s.git("r", "rev-parse", base+"^{tree}"), s.git("r", "rev-parse", head+"^{tree}")}

	s.program("evil", "RAN")
	for _, hook := range []string{"post-index-change", "reference-transaction", "fsmonitor-watchman", "pre-commit", "applypatch-msg", "pre-applypatch"} {
		s.program("hooks/"+hook, "RAN")
		s.program("r/.git/hooks/"+hook, "RAN")
	}
	s.write("attributes", "* -diff -text binary filter=evil ident\n")
	s.write("more", "[diff]\n\torderFile = /nonexistent\n")
	s.write("r/.git/info/attributes", "* filter=evil diff=evil -text ident working-tree-encoding=UTF-16\n")
	s.write("r/.git/info/grafts", head+"\n")
	places := strings.NewReplacer("EVIL", s.path("evil"), "ATTRIBUTES", s.path("attributes"), "HOOKS", s.path("hooks"), "TRACE", s.path("TRACE"), "MORE", s.path("more"))
	settings := append([]string{"filter.evil.clean=EVIL", "filter.evil.process=EVIL", "filter.evil.required=true", "filter.lfs.clean=EVIL", "filter.lfs.process=EVIL", "filter.lfs.required=true",
		"apply.whitespace=error", "apply.ignoreWhitespace=change", "core.safecrlf=true", "core.eol=crlf", "core.splitIndex=true", "core.untrackedCache=true", "core.preloadIndex=true",
		"index.sparse=true", "index.version=4", "status.showUntrackedFiles=no", "core.precomposeUnicode=true", "core.trustctime=false", "core.checkStat=minimal", "log.showSignature=true", "gpg.program=EVIL",
		"core.protectHFS=false", "trailer.separators=x", "checkout.workers=9", "submodule.recurse=true", "core.sparseCheckoutCone=true"}, hostileSettings...)
	for _, setting := range settings {
		if key, value, _ := strings.Cut(setting, "="); key != "core.worktree" {
			s.git("", "config", "--file", s.path("r/.git/config"), key, places.Replace(value))
		}
	}
	for _, e := range []string{"GIT_EXTERNAL_DIFF=EVIL", "GIT_DIFF_OPTS=-u9", "GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=core.fsmonitor", "GIT_CONFIG_VALUE_0=EVIL", "GIT_ATTR_SOURCE=HEAD", "GIT_TRACE2=TRACE",
		"GIT_OBJECT_DIRECTORY=/nonexistent", "GIT_INDEX_FILE=/nonexistent", "GIT_WORK_TREE=/nonexistent", "GIT_DIR=/nonexistent", "GIT_NAMESPACE=x", "GIT_SHALLOW_FILE=/nonexistent", "GIT_COMMON_DIR=/nonexistent", "GIT_CEILING_DIRECTORIES=/"} {
		name, value, _ := strings.Cut(e, "=")
		t.Setenv(name, places.Replace(value))
	}
	before := s.contents("r")
	repo := s.open("r")
	q := s.quarantine(repo)
	ctx := context.Background()
	for name, mode := range map[string]func() (Trees, error){
		"staged": func() (Trees, error) { return q.Staged(ctx) },
		"worktree": func() (Trees, error) {
			w, err := q.Worktree(ctx, want.Base)
			if err != nil {
				return Trees{}, err
			}
			return w.Trees, nil
		},
		"range": func() (Trees, error) {
			g, err := q.Range(ctx, base, head)
			if err != nil {
				return Trees{}, err
			}
			return g.Trees, nil
		},
		"patch": func() (Trees, error) {
			p, err := q.Patch(ctx, want.Base, strings.NewReader(patch))
			if err != nil {
				return Trees{}, err
			}
			return p.Trees, nil
		},
	} {
		if got, err := mode(); err != nil || got != want {
			t.Errorf("%s: got %v, %v; want %v", name, got, err, want)
		}
	}
	if s.contents("r") != before {
		t.Error("the repository changed")
	}
	s.absent("RAN", "a program of the repository ran")
	s.absent("TRACE", "a variable or setting reached git")
}

// TestWorktreeBareInside: a folder that is a bare repository is files like any,
// and its configuration is not read.
func TestWorktreeBareInside(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.repo("r")
	s.program("evil", "RAN")
	s.git("r", "init", "-q", "--bare", "trap")
	s.git("r/trap", "config", "core.fsmonitor", s.path("evil"))
	diff, hidden := s.worktree("r")
	s.want("hidden", hidden, "nothing")
	for _, path := range []string{"trap/HEAD", "trap/config", "trap/description"} {
		if !strings.Contains(diff, `create "`+path+`"`) {
			t.Errorf("got %s, want %s in it", diff, path)
		}
	}
	s.absent("RAN", "the embedded repository was believed")
}
