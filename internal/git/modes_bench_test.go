package git

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// benchmarked opens the repository that SPECLINT_BENCH_REPO names, one with a
// clean work tree and two commits or more.
func benchmarked(b *testing.B) (*Repository, *Quarantine) {
	b.Helper()
	dir := os.Getenv("SPECLINT_BENCH_REPO")
	if dir == "" {
		b.Skip("SPECLINT_BENCH_REPO names no repository")
	}
	b.Chdir(dir)
	p, err := Find(os.Getenv)
	if err != nil {
		b.Fatal(err)
	}
	repo, err := p.Open(context.Background(), dir)
	if err != nil {
		b.Fatal(err)
	}
	q, err := repo.Quarantine()
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { q.Close() })
	return repo, q
}

// userGit runs a git command as a user would, for comparison.
func userGit(b *testing.B, dir string, in []byte, env []string, args ...string) []byte {
	b.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env, cmd.Stdin = dir, append(isolated(), env...), bytes.NewReader(in)
	out, err := cmd.Output()
	if err != nil {
		b.Fatalf("git %q: %v", args, err)
	}
	return out
}

func must[T any](b *testing.B) func(T, error) T {
	return func(v T, err error) T {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
		return v
	}
}

func BenchmarkModes(b *testing.B) {
	repo, q := benchmarked(b)
	ctx := context.Background()
	head := must[string](b)(repo.Commit(ctx, "HEAD"))
	tree := must[string](b)(q.Objects(ctx).TreeOf(head))
	first, known := os.LookupEnv("SPECLINT_BENCH_BASE")
	if !known {
		first = "HEAD~1"
	}
	base := must[string](b)(repo.Commit(ctx, first))
	for name, f := range map[string]func(){
		"staged": func() { must[Trees](b)(q.Staged(ctx)) },
		"staged/bare diff-index": func() {
			userGit(b, repo.Root, nil, nil, "diff-index", "--cached", "--raw", "HEAD")
		},
		"worktree": func() { must[*Worktree](b)(q.Worktree(ctx, tree)) },
		"worktree/bare status": func() {
			userGit(b, repo.Root, nil, []string{"GIT_OPTIONAL_LOCKS=0"}, "status", "--porcelain=v2", "-uall")
		},
		"worktree/bare rehash": func() {
			env := []string{"GIT_INDEX_FILE=" + filepath.Join(q.repo.GitDir, "bench"), "GIT_OBJECT_DIRECTORY=" + q.ObjectDir}
			userGit(b, repo.Root, nil, env, "read-tree", "HEAD")
			userGit(b, repo.Root, nil, env, "add", "-A", ".")
			userGit(b, repo.Root, nil, env, "write-tree")
		},
		"range": func() {
			g := must[*Range](b)(q.Range(ctx, base, head))
			if err := q.Touched(ctx, g.Commits, func(Touch) error { return nil }); err != nil {
				b.Fatal(err)
			}
		},
		"range/bare merge-base, rev-list, diff-tree": func() {
			userGit(b, repo.Root, nil, nil, "merge-base", "--all", base, head)
			list := userGit(b, repo.Root, nil, nil, "rev-list", base+".."+head)
			userGit(b, repo.Root, list, nil, "diff-tree", "--stdin", "-r", "-c", "--raw", "-z", "--no-renames")
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				f()
			}
		})
	}
	patch := userGit(b, repo.Root, nil, nil, "diff", "--binary", "--no-renames", base, head)
	from := must[string](b)(q.Objects(ctx).TreeOf(base))
	b.Run("patch", func(b *testing.B) {
		for b.Loop() {
			must[*Patched](b)(q.Patch(ctx, from, bytes.NewReader(patch)))
		}
		b.ReportMetric(float64(len(patch))/1e6, "MB")
	})
	b.Run("patch/bare apply", func(b *testing.B) {
		for b.Loop() {
			env := []string{"GIT_INDEX_FILE=" + filepath.Join(q.repo.GitDir, "bench"), "GIT_OBJECT_DIRECTORY=" + q.ObjectDir, "GIT_ALTERNATE_OBJECT_DIRECTORIES=" + repo.ObjectDir}
			userGit(b, repo.Root, nil, env, "read-tree", base)
			userGit(b, repo.Root, patch, env, "apply", "--cached", "--whitespace=nowarn", "-")
			userGit(b, repo.Root, nil, env, "write-tree")
		}
	})
}
