package git

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkCheckout reports how much more a checkout costs than git's own, and
// what asking for changes costs, in turns, each by its fastest run.
func BenchmarkCheckout(b *testing.B) {
	const n = 10_000
	q, tree, _ := benchTrees(b, n, 0, 60)
	git, ours, look := time.Hour, time.Hour, time.Hour
	for b.Loop() {
		git = min(git, bareCheckout(b, q, tree))
		start := time.Now()
		c, err := q.Checkout(context.Background(), tree, b.TempDir(), CheckoutOptions{})
		if err != nil {
			b.Fatal(err)
		}
		ours = min(ours, time.Since(start))
		start = time.Now()
		if changed, err := c.Changed(context.Background()); err != nil || len(changed) > 0 {
			b.Fatal(changed, err)
		}
		look = min(look, time.Since(start))
		if err := c.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(git.Microseconds())/1000, "git-ms")
	b.ReportMetric(float64(ours.Microseconds())/1000, "ours-ms")
	b.ReportMetric(float64(ours)/float64(git), "x-git")
	b.ReportMetric(float64(look.Microseconds())/1000, "changed-ms")
}

// bareCheckout is git's way: an index of the tree, and the files of the index.
func bareCheckout(b *testing.B, q *Quarantine, tree string) time.Duration {
	dir := b.TempDir()
	defer os.RemoveAll(dir)
	env := append([]string{"GIT_INDEX_FILE=" + filepath.Join(dir, "index"), "GIT_WORK_TREE=" + dir}, q.repo.env...)
	start := time.Now()
	for _, args := range [][]string{{"read-tree", tree}, {"checkout-index", "-a", "--prefix=" + dir + "/files/"}} {
		c := child{Program: q.repo.git, dir: dir, env: env, args: args}
		cmd, _ := c.command(context.Background())
		if err := cmd.Run(); err != nil {
			b.Fatal(err)
		}
	}
	return time.Since(start)
}
