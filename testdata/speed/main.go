// Command speed measures speclint against what it cannot beat: an empty Go
// program for the start, a program that only parses with goldmark for the rest.
// It makes its own specs, runs all programs in turn, and prints medians and
// ratios: times hold on one machine, ratios travel. Where vale or
// markdownlint-cli2 is on the PATH, or named by SPEED_VALE or
// SPEED_MARKDOWNLINT, they lint the same files.
//
//	go run ./testdata/speed [-gogc 400] [-quick]
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

func main() {
	gogc := flag.String("gogc", "400", "GOGC of speclint and of the parse-only program")
	quick := flag.Bool("quick", false, "fewer runs, and no 10,000 files")
	write := flag.String("write", "", "only write 1,000 specs to this folder, to profile with")
	flag.Parse()
	if err := run(*gogc, *quick, *write); err != nil {
		fmt.Fprintln(os.Stderr, "speed:", err)
		os.Exit(1)
	}
}

func run(gogc string, quick bool, write string) error {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		return fmt.Errorf("go list: %w; run this in the repository", err)
	}
	root := strings.TrimSpace(string(out))
	c, err := newCorpus(root, 42)
	if err != nil {
		return err
	}
	if write != "" {
		return c.write(write, 1000)
	}
	tmp, err := os.MkdirTemp("", "speclint-speed-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	b := &bench{gogc: gogc, tmp: tmp}
	for name, pkg := range map[string]string{"speclint": "./cmd/speclint", "floor": "./testdata/speed/floor", "empty": "./testdata/speed/empty"} {
		cmd := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", filepath.Join(tmp, name+exe()), pkg)
		cmd.Dir, cmd.Env = root, append(os.Environ(), "CGO_ENABLED=0")
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("go build %s: %w\n%s", pkg, err, out)
		}
	}
	one := filepath.Join(tmp, "one.md")
	if err := os.WriteFile(one, []byte(c.spec(20_000)), 0o666); err != nil {
		return err
	}
	counts := []int{1000, 10_000}
	if quick {
		counts = counts[:1]
	}
	for _, n := range counts {
		if err := c.write(filepath.Join(tmp, fmt.Sprint(n)), n); err != nil {
			return err
		}
	}
	fmt.Printf("%s/%s, %s, %d CPUs, GOGC=%s; medians, ×: against the first line of each group\n", runtime.GOOS, runtime.GOARCH, runtime.Version(), runtime.NumCPU(), gogc)
	return b.all(one, counts, quick)
}

func exe() string {
	if runtime.GOOS == "windows" {
		return ".exe"
	}
	return ""
}

// all runs the groups that the goals are about.
func (b *bench) all(one string, counts []int, quick bool) error {
	runs := 7
	if quick {
		runs = 5
	}
	if err := b.group("start", 10*runs, b.own("empty"), b.own("speclint", "version").goal(2.5)); err != nil {
		return err
	}
	lint := func(path string, goal float64) []*program {
		return []*program{
			b.own("floor", path), b.own("speclint", path).goal(goal), b.own("speclint", "--quiet", path), b.own("speclint", "--format", "json", path),
		}
	}
	if err := b.group("one file of 20 KB", 10*runs, append(lint(one, 1.5), b.others(one)...)...); err != nil {
		return err
	}
	for _, n := range counts {
		dir := filepath.Join(b.tmp, fmt.Sprint(n))
		programs := lint(dir, 1.3)
		if n == 1000 {
			programs = append(programs, b.others(dir)...)
		}
		if err := b.group(fmt.Sprintf("%d files", n), runs, programs...); err != nil {
			return err
		}
	}
	return nil
}
