package main

import (
	"bytes"
	"io"
	"os"
	"sync"

	"github.com/speclint/speclint/internal/config"
	"github.com/speclint/speclint/internal/report"
)

// stream judges many files and prints the text report block by block: it holds
// neither the results nor the report, however many there are.
func (c *lintCmd) stream(cfg *config.Config, files []file, repos *repos, g *cli, s streams, verdict *report.Verdict) error {
	o := c.textOptions(g, s)
	p := printer{cmd: c, between: report.TextBetween(o), report: newReport("lint"), waiting: map[int]block{}, spool: spool{out: s.out}}
	defer p.spool.close()
	c.judgeEach(cfg, files, repos, s.in, func(i int, j judged) bool {
		b := block{err: j.err}
		if j.err == nil {
			b.text, b.found = report.TextBlock(&j.Spec, j.Findings, j.Waived, o), report.Count(j.Findings)
			b.spec = report.Spec{Ready: j.Spec.Ready, Tolerated: j.Spec.Tolerated, Autonomy: report.Autonomy{Mode: j.Spec.Autonomy.Mode}}
		}
		for _, w := range j.Waived {
			b.waived = append(b.waived, report.Waived{By: w.By})
		}
		return p.take(i, b)
	})
	defer func() { // below the report: above it nobody would know them yet
		for _, err := range p.errs {
			fail(s, err)
		}
	}()
	noDay(p.report, repos, s)
	p.report.Verdict = c.judging.verdict(p.report, p.found)
	*verdict = p.report.Verdict
	if len(p.report.Specs) == 0 {
		return report.Text(s.out, p.report, o)
	}
	if p.err != nil {
		return p.err
	}
	head, tail := report.TextFrame(p.report, p.found, o)
	return p.spool.finish(head, tail)
}

// block is what is printed of one file, and what the rest of the report has to
// know of it.
type block struct {
	text   string
	spec   report.Spec
	found  report.Found
	waived []report.Waived // who waived them is all that is kept
	err    error
}

// printer puts blocks into the order of the files.
type printer struct {
	cmd     *lintCmd
	between string // two blocks

	mu      sync.Mutex
	waiting map[int]block
	next    int
	report  *report.Report // its specs have no more than a frame needs
	found   report.Found
	spool   spool
	errs    []error // of files that were not judged
	err     error   // of printing
}

// take prints the block of file i, and what waited for it. It returns false when
// nobody reads any more.
func (p *printer) take(i int, b block) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.waiting[i] = b
	for p.err == nil {
		b, ok := p.waiting[p.next]
		if !ok {
			break
		}
		delete(p.waiting, p.next)
		p.next++
		p.err = p.print(b)
	}
	return p.err == nil
}

func (p *printer) print(b block) error {
	if b.err != nil {
		p.errs = append(p.errs, b.err)
		p.report.Unchecked = append(p.report.Unchecked, b.err.Error())
		return nil
	}
	if p.report.Specs = append(p.report.Specs, b.spec); len(p.report.Specs) > 1 {
		b.text = p.between + b.text
	}
	p.found.Add(b.found)
	p.report.Waived = append(p.report.Waived, b.waived...)
	_, err := io.WriteString(&p.spool, b.text)
	if fails := !b.spec.Ready && !b.spec.Tolerated && p.cmd.FailOn != "never"; err == nil && fails {
		err = p.spool.open() // the run fails whatever comes: nothing stands above the blocks
	}
	return err
}

// spool holds what cannot be printed yet: the first of it in memory, the rest in
// a file.
type spool struct {
	out    io.Writer
	opened bool
	buf    bytes.Buffer
	file   *os.File
	named  bool // the file still has its name
}

// inMemory is how much of a report waits in memory, in bytes.
const inMemory = 4 << 20

func (s *spool) Write(text []byte) (int, error) {
	switch {
	case s.opened:
		return s.out.Write(text)
	case s.file != nil:
		return s.file.Write(text)
	}
	s.buf.Write(text)
	if s.buf.Len() > inMemory {
		if file, err := os.CreateTemp("", "speclint-"); err == nil { // else it has to stay in memory
			s.file, s.named = file, os.Remove(file.Name()) != nil // where an open file can be nameless, no death leaves it behind
			_, err = s.buf.WriteTo(file)
			return len(text), err
		}
	}
	return len(text), nil
}

// open prints what waited, and from now on at once.
func (s *spool) open() error {
	if s.opened {
		return nil
	}
	s.opened = true
	if _, err := s.buf.WriteTo(s.out); err != nil || s.file == nil {
		return err
	}
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err := io.Copy(s.out, s.file)
	return err
}

// finish prints the head, what waited, and the tail. Where all was printed
// already, there is no head.
func (s *spool) finish(head, tail string) error {
	if !s.opened {
		if _, err := io.WriteString(s.out, head); err != nil {
			return err
		}
	}
	if err := s.open(); err != nil {
		return err
	}
	_, err := io.WriteString(s.out, tail)
	return err
}

func (s *spool) close() {
	if s.file != nil {
		s.file.Close()
		if s.named {
			os.Remove(s.file.Name())
		}
	}
}
