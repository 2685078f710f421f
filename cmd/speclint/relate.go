package main

import (
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"slices"

	"github.com/speclint/speclint/lint"
)

// relate lets the specs of a run have a say in what is found in each other. What
// was kept for that is judged now. Others that are concerned are judged once more,
// and what was said of them is replaced: nobody holds all specs.
func (c *lintCmd) relate(p *printer, files []file, linter *lint.Linter, names lint.Lookup, judge func([]file, *lint.Relations, func(int, judged) bool)) {
	if len(p.held) == 0 || p.err != nil {
		return
	}
	var tasks []*lint.Task
	var at []int // the files of tasks
	var unread []string
	for i, t := range p.tasks {
		if t == nil {
			unread = append(unread, filepath.ToSlash(files[i].path))
			continue
		}
		tasks, at = append(tasks, t), append(at, i)
	}
	relations := linter.Relate(tasks, unread, names)
	index := slices.Collect(maps.Keys(p.docs))
	for _, i := range relations.Again() {
		if p.docs[at[i]] == nil {
			index = append(index, at[i])
		}
	}
	slices.Sort(index)
	var again []file
	for _, i := range index {
		f := files[i]
		f.doc, f.text = p.docs[i], p.held[i].text
		again = append(again, f)
	}
	if len(again) > 0 {
		judge(again, relations, func(i int, j judged) bool {
			p.retake(index[i], j)
			return true
		})
	}
	p.err = p.settle()
}

// retake takes what came of a file whose texts wait for other specs.
func (p *printer) retake(i int, j judged) {
	b := block{err: j.err}
	if j.err == nil {
		b = p.block(&j.Result)
		if b.text = j.text; b.text != p.held[i].text {
			b = block{err: fmt.Errorf("%s: changed while it was judged, nothing was decided; do it again", j.Result.Spec.Path)}
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.waiting[i] = b
}

// settle puts the blocks that were taken again in the place of the first ones, and
// counts the files that waited.
func (p *printer) settle() error {
	for i := range p.sheets {
		for s, chunks := range p.sheets[i].sections {
			p.sheets[i].sections[s] = slices.DeleteFunc(chunks, func(c chunk) bool {
				_, replaced := p.waiting[c.file]
				return replaced
			})
		}
	}
	held := p.held
	p.held = map[int]tally{}
	for i, t := range held {
		if _, replaced := p.waiting[i]; !replaced {
			p.count(&t)
		}
	}
	for _, i := range slices.Sorted(maps.Keys(p.waiting)) {
		b := p.waiting[i]
		if err := p.add(i, &b); err != nil {
			return err
		}
	}
	for i := range p.sheets {
		for _, chunks := range p.sheets[i].sections {
			slices.SortStableFunc(chunks, func(a, b chunk) int { return cmp.Compare(a.file, b.file) })
		}
	}
	return nil
}
