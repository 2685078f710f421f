package git

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// change is a repository of n files, and a second tree in which some of them
// have other lines.
func benchTrees(b *testing.B, n, touched, lines int) (q *Quarantine, base, head string) {
	b.Helper()
	s := &bench{b, resolved(b.TempDir())}
	r := rand.New(rand.NewPCG(1, 2))
	var in strings.Builder
	commit := func(ref string, from, to int) {
		fmt.Fprintf(&in, "commit %s\ncommitter C <c@example.org> 0 +0000\ndata 0\n", ref)
		if ref != "refs/heads/base" {
			in.WriteString("from refs/heads/base\n")
		}
		var text bytes.Buffer
		for i := from; i < to; i++ {
			text.Reset()
			for range lines {
				fmt.Fprintf(&text, "\tvalue%d := compute(%d)\n", i, r.IntN(1e6))
			}
			fmt.Fprintf(&in, "M 100644 inline dir%d/sub%d/file%d.go\ndata %d\n%s\n", i%50, i%1000, i, text.Len(), text.Bytes())
		}
		in.WriteString("\n")
	}
	commit("refs/heads/base", 0, n)
	commit("refs/heads/head", 0, touched)
	s.git("", "init", "-q")
	s.git(in.String(), "fast-import", "--quiet")
	ids := strings.Fields(s.git("", "rev-parse", "base^{tree}", "head^{tree}"))
	p, err := Find(func(name string) string { return map[string]string{"PATH": "/usr/local/bin:/usr/bin:/bin"}[name] })
	if err != nil {
		b.Skip(err)
	}
	repo, err := p.Open(context.Background(), s.dir)
	if err != nil {
		b.Fatal(err)
	}
	if q, err = repo.Quarantine(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { q.Close() })
	return q, ids[0], ids[1]
}

type bench struct {
	*testing.B
	dir string
}

func (s *bench) git(in string, args ...string) string {
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env, cmd.Stdin = s.dir, isolated(), strings.NewReader(in)
	out, err := cmd.CombinedOutput()
	if err != nil {
		s.Fatalf("git %q: %v\n%s", args, err, out)
	}
	return string(out)
}

// bare runs the same git command and throws its answer away.
func bare(b *testing.B, q *Quarantine, patch bool, base, head string) time.Duration {
	c := child{Program: q.repo.git, dir: q.repo.Root, env: q.repo.env, args: diffArgs(patch, base, head)}
	cmd, _ := c.command(context.Background())
	start := time.Now()
	if err := cmd.Run(); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

// BenchmarkDiff reports how much more a diff costs than the git command in it,
// in turns, each by its fastest run.
func BenchmarkDiff(b *testing.B) {
	for _, c := range []struct {
		name              string
		n, touched, lines int
		patch             bool
	}{
		{"range of 2000 files and 300000 lines", 4000, 2000, 150, true},
		{"range of 2000 files, no lines", 4000, 2000, 150, false},
		{"one file of 100000", 100_000, 1, 20, true},
		{"one file of 100000, no lines", 100_000, 1, 20, false},
		{"30000 files of 100000, no lines", 100_000, 30_000, 1, false},
	} {
		b.Run(c.name, func(b *testing.B) {
			q, base, head := benchTrees(b, c.n, c.touched, c.lines)
			git, ours := time.Hour, time.Hour
			files, lines := 0, 0
			for b.Loop() {
				git = min(git, bare(b, q, c.patch, base, head))
				start := time.Now()
				if c.patch {
					files, lines = diffAll(b, q, base, head)
				} else if f, err := q.Files(context.Background(), base, head); err != nil {
					b.Fatal(err)
				} else {
					files = len(f)
				}
				ours = min(ours, time.Since(start))
			}
			b.ReportMetric(float64(git.Microseconds())/1000, "git-ms")
			b.ReportMetric(float64(ours.Microseconds())/1000, "ours-ms")
			b.ReportMetric(float64(ours)/float64(git), "x-git")
			b.ReportMetric(float64(files), "files")
			b.ReportMetric(float64(lines), "lines")
		})
	}
}

func diffAll(b *testing.B, q *Quarantine, base, head string) (files, lines int) {
	err := q.Diff(context.Background(), base, head, func(f []Change) (*Lines, error) {
		files = len(f)
		return &Lines{
			Wanted: func(int) bool { return true },
			Line:   func(_ int, l Line) error { lines++; return nil },
		}, nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return files, lines
}

// BenchmarkQuarantine is what making one and removing it costs.
func BenchmarkQuarantine(b *testing.B) {
	q, _, _ := benchTrees(b, 1, 1, 1)
	for b.Loop() {
		one, err := q.repo.Quarantine()
		if err != nil {
			b.Fatal(err)
		}
		if err := one.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkScan is the scanner alone over a patch of 100 MB.
func BenchmarkScan(b *testing.B) {
	body := strings.Repeat("-\told := compute(1, 2, 3) // what it was\n", 10) + strings.Repeat("+\tfresh := compute(1, 2, 3) // what it is\n", 10)
	var hunks strings.Builder
	for i := range 100 {
		fmt.Fprintf(&hunks, "@@ -%d,10 +%d,10 @@ func f() {\n%s", 1+20*i, 1+20*i, body)
	}
	var stream bytes.Buffer
	var files []Change
	for i := 0; stream.Len() < 100<<20; i++ {
		fmt.Fprintf(&stream, "diff --git a/f%d b/f%d\nindex %s..%s 100644\n--- a/f%d\n+++ b/f%d\n%s", i, i, ones, threes, i, i, &hunks)
		files = append(files, Change{Path: fmt.Sprint("f", i), Status: 'M', Old: Regular, New: Regular, OldID: ones, NewID: threes})
	}
	for _, wanted := range []bool{false, true} {
		b.Run(fmt.Sprintf("lines=%v", wanted), func(b *testing.B) {
			b.SetBytes(int64(stream.Len()))
			b.ReportAllocs()
			for b.Loop() {
				to := &Lines{Wanted: func(int) bool { return wanted }, Line: func(int, Line) error { return nil }}
				if err := scanPatch(newScanner(io.MultiReader(bytes.NewReader(stream.Bytes())), scanBuffer), files, ones, to); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkParseFiles reads the records of 100,000 files.
func BenchmarkParseFiles(b *testing.B) {
	var in bytes.Buffer
	for i := range 100_000 {
		fmt.Fprintf(&in, ":100644 100644 %s %s M\x00dir/sub/folder/file%06d.go\x00", ones, threes, i)
	}
	b.SetBytes(int64(in.Len()))
	b.ReportAllocs()
	for b.Loop() {
		files, err := parseFiles(bufio.NewReaderSize(bytes.NewReader(in.Bytes()), maxToken), 40)
		if err != nil || len(files) != 100_000 {
			b.Fatal(len(files), err)
		}
	}
}
