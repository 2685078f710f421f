package launch

import (
	"context"
	"errors"
	"os"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/speclint/speclint/internal/git"
)

var ctx = context.Background()

// A launch is recorded, ended, launched again; each record stands on the one before,
// in both formats of objects, and neither index nor work tree sees anything of it.
func TestLaunch(t *testing.T) {
	for _, format := range []string{"sha1", "sha256"} {
		t.Run(format, func(t *testing.T) {
			p := newPlace(t)
			p.repo("r", "--object-format="+format)
			p.write("r/.git/hooks/reference-transaction", "#!/bin/sh\necho ran >"+p.path("hook-ran")+"\n")
			if err := os.Chmod(p.path("r/.git/hooks/reference-transaction"), 0o777); err != nil {
				t.Fatal(err)
			}
			p.git("r", "config", "core.logAllRefUpdates", "always")
			p.git("r", "config", "commit.gpgSign", "true")
			store, _ := p.open("r")
			if _, err := store.Get(ctx, "range"); !errors.Is(err, ErrNotLaunched) {
				t.Fatalf("got %v, want ErrNotLaunched", err)
			}
			want := p.record("r", "range")
			want.Dirty = []Entry{{Path: "a\xff b", Mode: "100644", ID: want.SpecBlob}, {Path: "gone", Mode: "000000"}}
			first, err := store.Add(ctx, want, p.files("r"))
			if err != nil {
				t.Fatal(err)
			}
			want.Version = Version
			got, err := store.Get(ctx, "range")
			if err != nil || !reflect.DeepEqual(got, first) || !reflect.DeepEqual(got.Record, want) || string(got.Files[0].Text) != specText {
				t.Fatalf("got %+v and error %v, want %+v", got, err, first)
			}
			if !got.Was("gone", "000000", "") || got.Was("gone", "100644", want.SpecBlob) || !got.Was("a\xff b", "100644", want.SpecBlob) || got.Was("a", "000000", "") {
				t.Error("Was does not tell what was dirty")
			}
			if _, err := store.Add(ctx, want, p.files("r")); !errors.Is(err, ErrLaunched) || !strings.Contains(err.Error(), "from specs/range.md at 2026-05-04T12:00:00Z in "+p.path("r")+"; end that first (speclint launch --end range)") {
				t.Errorf("got %v, want ErrLaunched with time, place and mend", err)
			}
			end := End{Time: noon.Add(time.Hour), Verdict: "pass", Tree: want.Tree}
			if err := store.End(ctx, got, end); err != nil {
				t.Fatal(err)
			}
			if err := store.End(ctx, got, end); !errors.Is(err, ErrEnded) {
				t.Errorf("got %v, want ErrEnded", err)
			}
			if err := store.End(ctx, first, end); !errors.Is(err, git.ErrMoved) {
				t.Errorf("ended from a stale record: got %v, want git.ErrMoved", err)
			}
			ended, err := store.Get(ctx, "range")
			if err != nil || !reflect.DeepEqual(ended.Record.End, &end) {
				t.Fatalf("got %+v and error %v, want the end", ended, err)
			}
			second := p.add("r", "range")
			if got, want := p.git("r", "log", "--format=%H %P", "--first-parent", second.Commit), second.Commit+" "+want.Base+" "+ended.Commit+"\n"+want.Base; got != want {
				t.Errorf("history of the second launch:\ngot  %q\nwant %q", got, want)
			}
			if got, want := p.git("r", "log", "-1", "--format=%P|%an <%ae> %at|%cn %ct|%s", ended.Commit), first.Commit+"|speclint <speclint@localhost> 1777899600|speclint 1777899600|end range: pass"; got != want {
				t.Errorf("commit of the end: got %q, want %q", got, want)
			}
			p.git("r", "fsck", "--strict")
			if out := p.git("r", "status", "--porcelain"); out != "" {
				t.Errorf("git status says %q, want nothing", out)
			}
			for _, name := range []string{"hook-ran", "r/.git/logs/refs/speclint"} {
				if _, err := os.Lstat(p.path(name)); err == nil {
					t.Errorf("%s is there, want no hook and no log", name)
				}
			}
		})
	}
}

// Of many launches at the same moment exactly one wins.
func TestLaunchesAtOnce(t *testing.T) {
	p := newPlace(t)
	p.repo("r")
	const n = 6
	record, files := p.folder("r", "csv")
	stores := make([]*Store, n) // as different processes have them
	for i := range stores {
		stores[i], _ = p.open("r")
	}
	errs := make([]error, n)
	var wait sync.WaitGroup
	for i := range n {
		wait.Go(func() {
			r := record
			r.Score = i
			_, errs[i] = stores[i].Add(ctx, r, files)
		})
	}
	wait.Wait()
	won := -1
	for i, err := range errs {
		switch {
		case err == nil && won < 0:
			won = i
		case err == nil:
			t.Errorf("%d and %d won both", won, i)
		case !errors.Is(err, ErrLaunched):
			t.Errorf("%d: got %v, want ErrLaunched", i, err)
		}
	}
	if l, err := stores[0].Get(ctx, "csv"); err != nil || l.Score != won {
		t.Errorf("got %+v and error %v, want the record of %d", l, err, won)
	}
}

// Records are there in every work tree, and in a clone that fetches them, also
// without the branch that they began on.
func TestShared(t *testing.T) {
	p := newPlace(t)
	p.repo("r")
	p.git("r", "worktree", "add", "-q", "-b", "side", "../linked")
	p.git("linked", "commit", "-q", "--allow-empty", "-m", "only here")
	l := p.add("linked", "range")
	p.git("r", "worktree", "remove", "../linked")
	p.git("r", "branch", "-D", "side")
	p.git("r", "reflog", "expire", "--expire=now", "--all")
	p.git("r", "gc", "-q", "--prune=now")
	p.git("r", "cat-file", "-e", l.Base)

	p.git(".", "init", "-q", "--bare", "hub.git")
	p.git("r", "push", "-q", "../hub.git", "refs/speclint/*:refs/speclint/*")
	p.git(".", "clone", "-q", "r", "clone")
	p.git("clone", "fetch", "-q", "../hub.git", "refs/speclint/*:refs/speclint/*")
	for _, dir := range []string{"r", "clone"} {
		store, _ := p.open(dir)
		all, damaged, err := store.List(ctx)
		if err != nil || len(damaged) > 0 || len(all) != 1 || !reflect.DeepEqual(&all[0], l) {
			t.Errorf("%s: got %+v, %v and error %v, want %+v", dir, all, damaged, err, l)
		}
	}
}

// The base of a launch has to be there.
func TestNoBase(t *testing.T) {
	p := newPlace(t)
	p.repo("r")
	store, _ := p.open("r")
	r := p.record("r", "range")
	r.Base = strings.Repeat("1", 40)
	if _, err := store.Add(ctx, r, p.files("r")); !errors.Is(err, git.ErrMissing) {
		t.Errorf("got %v, want git.ErrMissing", err)
	}
	if _, err := store.Get(ctx, "range"); !errors.Is(err, ErrNotLaunched) {
		t.Errorf("got %v, want ErrNotLaunched", err)
	}
}
