package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"sync"

	"github.com/speclint/speclint/internal/atomicfile"
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

// printer makes the reports of a run spec by spec, and puts what it is told into
// the order of the files: it holds neither the results nor the reports, however
// many there are.
type printer struct {
	cmd      *lintCmd
	text     report.TextOptions
	s        streams
	sheets   []sheet // those for standard output before the files
	printed  int     // how many are for standard output: one or none
	baseline *lint.Baseline
	accepted *lint.Baseline // being written, else nil

	mu      sync.Mutex
	waiting map[int]block
	next    int
	sum     *report.Sum
	docs    map[int]*spec.Spec // of those of them that have no texts yet
	held    map[int]tally      // of the files whose texts may be replaced, which are not counted yet
	holds   bool               // there are such files: from the first on all texts wait
	tasks   []*lint.Task       // of the files that were judged
	gone    int                // accepted findings that are no longer there
	errs    []error            // of files that were not judged
	err     error              // of printing
	spool   spool
	live    bool // text goes to standard output at once
}

// sheet is one report, its sections made as far as the run has come.
type sheet struct {
	path     string // of the file, "" for standard output
	draft    report.Draft
	sections [][]chunk
}

// block is what is printed of one file, and what the rest of a report has to know
// of it.
type block struct {
	path  string     // by which its findings are sorted
	parts [][]string // the texts of each sheet, by section
	tally
	held  bool  // other specs may have a say
	err   error // the file was not judged
	wrong error // nothing can be printed
}

// tally is what came of one file in numbers.
type tally struct {
	counts report.Tally
	gone   int    // accepted findings that are no longer there
	text   uint32 // checksum of its text
}

// newPrinter returns the printer of a run over so many files.
func (c *lintCmd) newPrinter(files int, baseline *lint.Baseline, text report.TextOptions, s streams) *printer {
	p := &printer{cmd: c, text: text, s: s, baseline: baseline, waiting: map[int]block{}, docs: map[int]*spec.Spec{}, held: map[int]tally{}, tasks: make([]*lint.Task, files), sum: newReport("lint").Sum()}
	if c.WriteBaseline != "" {
		p.accepted = lint.NewBaseline(nil)
	}
	locate := fromTop()
	if !c.Diff { // which has standard output for itself
		p.sheets, p.printed = append(p.sheets, newSheet("", c.Format, text, locate)), 1
	}
	for _, f := range c.outputs.files() {
		// neither coloured nor as wide as the terminal, and with what a person at
		// it was told already, or did not want to see
		p.sheets = append(p.sheets, newSheet(f.path, f.format, report.TextOptions{Explain: text.Explain}, locate))
	}
	return p
}

func newSheet(path, format string, text report.TextOptions, locate func(string) string) sheet {
	f, _ := report.FormatNamed(format) // which the flags were checked for
	d := f.Draft(report.Options{Text: text, Rules: manuals, Locate: locate})
	return sheet{path, d, make([][]chunk, len(d.ByPath))}
}

// take takes what came of file i. It returns false when there is nobody to print
// for.
func (p *printer) take(i int, j judged) bool {
	b := block{err: j.err}
	if j.err == nil {
		if j.doc == nil {
			b = p.block(&j.Result)
		}
		b.text, b.held = j.text, j.held
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.waiting[i], p.tasks[i] = b, j.task
	if j.doc != nil {
		p.docs[i] = j.doc
	}
	for p.err == nil {
		b, ok := p.waiting[p.next]
		if !ok {
			break
		}
		delete(p.waiting, p.next)
		p.err = p.add(p.next, &b)
		p.next++
	}
	return p.err == nil
}

// block makes the texts about one spec.
func (p *printer) block(r *lint.Result) block {
	b := block{path: r.Spec.Path}
	if len(r.Findings) > 0 { // of a folder, its files'
		b.path = r.Findings[0].Path
	}
	switch {
	case p.accepted != nil:
		p.mu.Lock()
		p.accepted.Accept(r)
		p.mu.Unlock()
	case p.baseline != nil:
		b.gone = p.baseline.Apply(r)
	}
	specs := []report.Spec{r.Spec}
	b.counts.Count(specs, r.Findings, r.Waived)
	for i := range p.sheets {
		texts, err := p.sheets[i].draft.Part(specs, r.Findings, r.Waived)
		if err != nil {
			b.wrong = err
		}
		b.parts = append(b.parts, texts)
	}
	return b
}

// add puts the texts of the next file where they belong.
func (p *printer) add(file int, b *block) error {
	if b.err != nil {
		p.errs = append(p.errs, b.err)
		p.sum.Unchecked = append(p.sum.Unchecked, b.err.Error())
		return nil
	}
	if b.wrong != nil {
		return b.wrong
	}
	if b.held {
		p.held[file], p.holds = b.tally, true
	} else {
		p.count(&b.tally)
	}
	for i := range b.parts {
		for section, text := range b.parts[i] {
			if text == "" {
				continue
			}
			if p.live && !p.holds {
				return p.print(report.TextBetween(p.text), text)
			}
			c, err := p.spool.add(b.path, file, text)
			if err != nil {
				return err
			}
			p.sheets[i].sections[section] = append(p.sheets[i].sections[section], c)
		}
	}
	if p.sum.Failing > 0 && !p.live && p.mayLive() {
		p.live = true // the run fails whatever comes: nothing stands above the blocks
		return p.flush()
	}
	return nil
}

// count counts what came of a file.
func (p *printer) count(t *tally) {
	p.sum.Add(&t.counts)
	p.gone += t.gone
}

// flush prints the blocks that wait.
func (p *printer) flush() error {
	g := &p.sheets[0]
	whole := g.whole(&p.spool)[0]
	g.sections[0] = nil
	return whole.Write(p.s.out, report.TextBetween(p.text))
}

// mayLive reports whether blocks may be printed before the run has ended: where
// text is all there is to write, and no other spec has a say in what was found.
func (p *printer) mayLive() bool {
	return !p.holds && p.cmd.Format == "text" && p.printed == 1 && len(p.sheets) == 1 && p.accepted == nil && !p.cmd.wanted() && p.cmd.FailOn != "never"
}

func (p *printer) print(texts ...string) error {
	for _, text := range texts {
		if _, err := io.WriteString(p.s.out, text); err != nil {
			return err
		}
	}
	return nil
}

// whole returns the sections of a sheet.
func (g *sheet) whole(s *spool) []report.Section {
	out := make([]report.Section, len(g.sections))
	for i, chunks := range g.sections {
		out[i] = s.section(chunks, g.draft.ByPath[i])
	}
	return out
}

// unchecked notes what else was not judged.
func (p *printer) unchecked(err error) {
	fail(p.s, err)
	p.sum.Unchecked = append(p.sum.Unchecked, err.Error())
}

// finish writes the files, all of them or none, and then prints the report: even
// if they failed, and not before, since a reader such as head ends the run.
func (p *printer) finish() error {
	if p.err != nil {
		return p.err
	}
	if p.live {
		if len(p.sheets[0].sections[0]) > 0 { // what had to wait for the other specs
			if err := errors.Join(p.print(report.TextBetween(p.text)), p.flush()); err != nil {
				return err
			}
		}
		return p.print(report.TextTail(p.sum, p.text))
	}
	filed := p.file(p.sheets[p.printed:])
	if errors.As(filed, &interrupted{}) {
		return filed
	}
	for i := range p.sheets[:p.printed] {
		if err := p.write(p.s.out, &p.sheets[i]); err != nil {
			if filed != nil {
				fail(p.s, filed)
			}
			return err
		}
	}
	return filed
}

// file writes the sheets that are files.
func (p *printer) file(sheets []sheet) error {
	var files []atomicfile.File
	for i := range sheets {
		files = append(files, atomicfile.File{Path: sheets[i].path, Fill: func(w io.Writer) error { return p.write(w, &sheets[i]) }})
	}
	return interruptible(func(ctx context.Context) error { return atomicfile.WriteAll(ctx, files) })
}

// write writes one sheet.
func (p *printer) write(w io.Writer, g *sheet) error {
	b := bufio.NewWriterSize(w, 64<<10)
	if err := g.draft.Whole(b, p.sum, g.whole(&p.spool)); err != nil {
		return err
	}
	return b.Flush()
}
