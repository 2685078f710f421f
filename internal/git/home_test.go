package git

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestHome(t *testing.T) {
	user := map[string]string{"USERPROFILE": `C:\Users\a`}
	drive := map[string]string{"USERPROFILE": `C:\Users\a`, "HOMEDRIVE": "H:", "HOMEPATH": `\`}
	all := map[string]string{"HOME": "/home/a", "USERPROFILE": `C:\Users\a`, "HOMEDRIVE": "H:", "HOMEPATH": `\`}
	for _, tt := range []struct {
		windows, connected bool
		has                map[string]string
		want               string
	}{
		{false, true, all, "/home/a"}, {false, true, user, ""}, {false, true, nil, ""},
		{true, true, all, "/home/a"}, {true, true, user, `C:\Users\a`}, {true, true, drive, `H:\`}, {true, false, drive, `C:\Users\a`}, {true, true, nil, ""},
	} {
		got := homeOf(tt.windows, func(name string) string { return tt.has[name] }, func(string) bool { return tt.connected })
		if got != tt.want {
			t.Errorf("got %q, want %q, for %+v", got, tt.want, tt)
		}
	}
}

// A file system that folds case has a folder by many names; here it is played.
func TestUnder(t *testing.T) {
	root := filepath.FromSlash("/home/a/Repo")
	for _, tt := range []struct {
		path, want string
		ok         bool
	}{
		{"/home/a/Repo", ".", true}, {"/home/a/Repo/x/y", "x/y", true}, {"/home/a/repo", ".", true}, {"/HOME/a/repo/X/y", "X/y", true},
		{"/home/a", "", false}, {"/home/a/repository", "", false}, {"/home/a/repo2/x", "", false}, {"/", "", false},
	} {
		got, ok := underBy(root, filepath.FromSlash(tt.path), strings.EqualFold)
		if filepath.ToSlash(got) != tt.want || ok != tt.ok {
			t.Errorf("got %q, %v, want %q, %v, for %s", got, ok, tt.want, tt.ok, tt.path)
		}
	}
}

// A disk without executable bits shows every file as a plain one, whatever the
// configuration says that came with it.
func TestDiskWithoutBits(t *testing.T) {
	s := newSandbox(t)
	s.write("r/run.sh", "echo\n")
	s.repo("r")
	s.git("r", "update-index", "--chmod=+x", "run.sh")
	s.git("r", "commit", "-qm", "executable")
	s.git("r", "config", "core.filemode", "true")
	tree := s.git("r", "rev-parse", "HEAD^{tree}")
	for bitless, want := range map[bool]string{false: "mode \"run.sh\"", true: ""} {
		repo := s.open("r")
		repo.git.bitless = bitless
		q := s.quarantine(repo)
		w, err := q.Worktree(t.Context(), tree)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.diff(q, w.Base, w.Head); w.NoBits != bitless || !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("got NoBits %v and the change %q, want %q, on a disk with bitless = %v", w.NoBits, got, want, bitless)
		}
	}
}
