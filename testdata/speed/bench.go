package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// bench holds what all runs share.
type bench struct {
	gogc, tmp string
	told      bool // which other linters are not there was said
}

// program is one call, and what its runs took.
type program struct {
	name  string
	args  []string
	env   []string
	limit float64 // the goal: at most so many times the first of its group
	slow  bool    // too slow for many runs

	wall, cpu []time.Duration
	peak      []int64 // bytes, 0 where the system does not tell
}

// own is a program that was built for this run.
func (b *bench) own(name string, args ...string) *program {
	shown := []string{name}
	for _, a := range args {
		if !filepath.IsAbs(a) {
			shown = append(shown, a)
		}
	}
	return &program{name: strings.Join(shown, " "), args: append([]string{filepath.Join(b.tmp, name+exe())}, args...), env: []string{"GOGC=" + b.gogc}}
}

func (p *program) goal(limit float64) *program {
	p.limit = limit
	return p
}

// run runs the program once. Exit codes 1 and 2 are verdicts of a linter.
func (p *program) run() error {
	cmd := exec.Command(p.args[0], p.args[1:]...)
	cmd.Env = append(os.Environ(), p.env...)
	start := time.Now()
	err := cmd.Run()
	p.wall = append(p.wall, time.Since(start))
	if e := (*exec.ExitError)(nil); err != nil && (!errors.As(err, &e) || e.ExitCode() < 1 || e.ExitCode() > 2) {
		return fmt.Errorf("%s: %w", p.name, err)
	}
	p.cpu = append(p.cpu, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
	p.peak = append(p.peak, peak(cmd.ProcessState))
	return nil
}

// group runs the programs in turn and prints a line for each.
func (b *bench) group(title string, runs int, programs ...*program) error {
	for i := range runs {
		for _, p := range programs {
			if p.slow && i >= 2 {
				continue
			}
			if err := p.run(); err != nil {
				return err
			}
		}
	}
	fmt.Printf("\n%s (%d runs)\n", title, runs)
	first := programs[0]
	for _, p := range programs {
		ratio := float64(median(p.wall)) / float64(median(first.wall))
		line := fmt.Sprintf("  %-34s %9.2f ms  %6.2fx   cpu %9.2f ms  %6.2fx", p.name, ms(median(p.wall)), ratio, ms(median(p.cpu)), float64(median(p.cpu))/float64(median(first.cpu)))
		if bytes := slices.Max(p.peak); bytes > 0 {
			line += fmt.Sprintf("  %5d MB", bytes>>20)
		}
		if p.limit > 0 {
			line += fmt.Sprintf("  goal %.1fx", p.limit)
		}
		fmt.Println(line)
	}
	return nil
}

func median[T int64 | time.Duration](all []T) T {
	sorted := slices.Sorted(slices.Values(all))
	return sorted[len(sorted)/2]
}

func ms(d time.Duration) float64 { return float64(d) / 1e6 }
