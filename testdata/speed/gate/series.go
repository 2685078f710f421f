package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// answer stands in a command for what the one before it printed.
const answer = "{answer}"

// series is one line of a group: git commands, or one call of the gate.
type series struct {
	name     string
	commands [][]string
	gate     []string
	program  string // the speclint of the call, when it is another
	private  bool   // with objects and an index of its own, empty at first
	index    bool   // the index is a copy of the repository's
	floor    bool   // the goal is held against this one
	took     time.Duration
	cpu      time.Duration // of the processes and their children
	runs     int
}

// prepare makes the private folder anew, as no run is to find what another left.
// Its time does not count.
func (s *series) prepare(b *bench, r repo) (env []string, err error) {
	if !s.private {
		return nil, nil
	}
	dir := filepath.Join(b.tmp, "private")
	if err := os.RemoveAll(dir); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Join(dir, "objects"), 0o777); err != nil {
		return nil, err
	}
	index := filepath.Join(dir, "index")
	if s.index {
		data, err := os.ReadFile(filepath.Join(r.dir, ".git", "index"))
		if err == nil {
			err = os.WriteFile(index, data, 0o666)
		}
		if err != nil {
			return nil, err
		}
	}
	return []string{"GIT_OBJECT_DIRECTORY=" + filepath.Join(dir, "objects"), "GIT_ALTERNATE_OBJECT_DIRECTORIES=" + filepath.Join(r.dir, ".git", "objects"), "GIT_INDEX_FILE=" + index}, nil
}

// run runs it once.
func (s *series) run(b *bench, r repo) error {
	env, err := s.prepare(b, r)
	if err != nil {
		return err
	}
	calls := s.commands
	if s.gate != nil {
		calls = [][]string{append([]string{"gate"}, s.gate...)}
	}
	var took, cpu time.Duration
	said := ""
	for i, args := range calls {
		program := "git"
		if s.gate != nil {
			program = s.program
		}
		c := exec.Command(program, strings.Split(strings.ReplaceAll(strings.Join(args, "\x00"), answer, said), "\x00")...)
		var out, complaint bytes.Buffer
		c.Dir, c.Env, c.Stderr = r.dir, append(environment(), env...), &complaint
		if i+1 < len(calls) && slices.Contains(calls[i+1], answer) {
			c.Stdout = &out // else nowhere: to take it costs time
		}
		start := time.Now()
		err := c.Run()
		took += time.Since(start)
		if e := (*exec.ExitError)(nil); err != nil && (s.gate == nil || !errors.As(err, &e) || e.ExitCode() == 2) {
			return fmt.Errorf("%s: %w\n%.2000s", s.name, err, &complaint)
		}
		cpu += c.ProcessState.UserTime() + c.ProcessState.SystemTime()
		said = strings.TrimSpace(out.String())
	}
	if s.runs == 0 || took < s.took {
		s.took = took
	}
	if s.runs == 0 || cpu < s.cpu {
		s.cpu = cpu
	}
	s.runs++
	return nil
}

// group runs each series in turn and prints a line for each.
func (b *bench) group(r repo, title string, all ...series) error {
	for i := range all {
		if s := all[i]; s.gate != nil {
			all[i].program = b.speclint
			if b.beside != "" {
				s.program, s.name = b.beside, s.name+" ("+filepath.Base(b.beside)+")"
				all = append(all, s)
			}
		}
	}
	for range b.runs {
		for i := range all {
			if err := all[i].run(b, r); err != nil {
				return err
			}
		}
	}
	fmt.Printf("\n%s (fastest of %d)\n", title, b.runs)
	var floor series
	for _, s := range all {
		if s.floor {
			floor = s
		}
		line := fmt.Sprintf("  %-48s %8.1f ms %8.1f ms of processors", s.name, ms(s.took), ms(s.cpu))
		if s.gate != nil {
			over := s.took - floor.took
			line += fmt.Sprintf("   over git %+7.1f ms (%+.0f %%; processors %+.0f %%), goal %.1f ms", ms(over), percent(over, floor.took), percent(s.cpu-floor.cpu, floor.cpu), ms(max(5*time.Millisecond, floor.took/10)))
		}
		fmt.Println(line)
	}
	return nil
}

func ms(d time.Duration) float64 { return float64(d) / 1e6 }

func percent(of, whole time.Duration) float64 { return 100 * float64(of) / float64(whole) }
