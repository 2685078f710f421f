//go:build unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// BenchmarkStatus looks at 20 work trees of a repository of 10,000 files, beside
// what git takes to read the same: to add all to an index of its own, which reads
// every file as status does, and git status, which believes the times of files.
// Both run as many at a time as there are processors.
func BenchmarkStatus(b *testing.B) {
	const trees, files = 20, 10_000
	root := b.TempDir()
	main := filepath.Join(root, "main")
	git := func(dir string, env []string, args ...string) {
		b.Helper()
		cmd := exec.Command("git", args...)
		cmd.Dir, cmd.Env = dir, append(append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@b", "GIT_COMMITTER_NAME=A", "GIT_COMMITTER_EMAIL=a@b"), env...)
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("git %q: %v\n%s", args, err, out)
		}
	}
	for i := range files {
		name := filepath.Join(main, "src", fmt.Sprintf("%02d", i%100), fmt.Sprintf("f%05d.go", i))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(name, bytes.Repeat(fmt.Appendf(nil, "line of file %d, which has some words\n", i), 60), 0o666); err != nil {
			b.Fatal(err)
		}
	}
	example, err := os.ReadFile(filepath.Join("..", "..", "examples", "date-range.md"))
	if err != nil {
		b.Fatal(err)
	}
	var dirs []string
	for i := range trees {
		if err := os.WriteFile(filepath.Join(main, fmt.Sprintf("t%02d.md", i)), example, 0o666); err != nil {
			b.Fatal(err)
		}
		dirs = append(dirs, filepath.Join(root, fmt.Sprintf("w%02d", i)))
	}
	git(main, nil, "init", "-q", "-b", "main")
	git(main, nil, "add", ".")
	git(main, nil, "commit", "-qm", "base")
	call := func(dir string, args ...string) string {
		b.Helper()
		var out, said strings.Builder
		s := streams{in: strings.NewReader(""), out: &out, err: &said, getenv: os.Getenv, width: func() int { return 0 }, errWidth: func() int { return 0 }}
		if code := run(append([]string{"-C", dir}, args...), s); code != 0 {
			b.Fatalf("speclint %q: exit code %d: %s%s", args, code, said.String(), out.String())
		}
		return out.String()
	}
	here, err := os.Getwd()
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = os.Chdir(here) })
	for i, dir := range dirs {
		git(main, nil, "worktree", "add", "-q", "-b", filepath.Base(dir), dir)
		call(dir, "launch", fmt.Sprintf("t%02d.md", i))
		for j := range 5 { // an agent's work
			if err := os.WriteFile(filepath.Join(dir, "src", "00", fmt.Sprintf("f%05d.go", 100*j)), []byte("changed\n"), 0o666); err != nil {
				b.Fatal(err)
			}
		}
	}
	each := func(f func(i int, dir string)) {
		var wait sync.WaitGroup
		free := make(chan bool, runtime.GOMAXPROCS(0))
		for i, dir := range dirs {
			free <- true
			wait.Go(func() {
				f(i, dir)
				<-free
			})
		}
		wait.Wait()
	}
	b.Run("speclint", func(b *testing.B) {
		defer processors(b)()
		for b.Loop() {
			if out := call(dirs[0], "status"); !strings.Contains(out, "5/8") {
				b.Fatal(out)
			}
		}
	})
	b.Run("git_add", func(b *testing.B) {
		defer processors(b)()
		n := 0
		for b.Loop() {
			n++
			each(func(i int, dir string) {
				index := "GIT_INDEX_FILE=" + filepath.Join(root, fmt.Sprintf("index-%d-%d", i, n))
				git(dir, []string{index}, "read-tree", "HEAD")
				git(dir, []string{index}, "add", "-A")
			})
		}
	})
	b.Run("git_status", func(b *testing.B) {
		defer processors(b)()
		for b.Loop() {
			each(func(_ int, dir string) { git(dir, nil, "status", "--porcelain") })
		}
	})
}

// processors reports the time of processors from now on, of this process and its
// children: where others use the machine it says more than that of a clock.
func processors(b *testing.B) (end func()) {
	used := func() (sum time.Duration) {
		for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
			var u syscall.Rusage
			if err := syscall.Getrusage(who, &u); err != nil {
				b.Fatal(err)
			}
			sum += time.Duration(u.Utime.Nano() + u.Stime.Nano())
		}
		return sum
	}
	before := used()
	return func() { b.ReportMetric(float64(used()-before)/float64(b.N)/1e6, "cpu-ms/op") }
}
