package spec

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"

	"github.com/speclint/speclint/internal/spec/pattern"
)

// list reads each list item as one bullet, and after it what is nested in it.
// A run of bullets that spells a scenario out step by step is one item.
func (b *builder) list(list *ast.List, sc scope) {
	b.body()
	var run []bullet // the steps so far
	for li := list.FirstChild(); li != nil; li = li.NextSibling() {
		bu := bullet{node: li, inner: sc}
		b.bullet(&bu, li, sc)
		if !b.plain && bu.isStep() {
			run = append(run, bu)
			continue
		}
		b.steps(run)
		run = run[:0]
		b.bulleted(&bu)
	}
	b.steps(run)
}

// steps adds a run of bullets that each are a step: as scenarios where they
// spell some out.
func (b *builder) steps(run []bullet) {
	if isScenario(run) {
		b.scenarios(run)
		return
	}
	for i := range run {
		b.bulleted(&run[i])
	}
}

// bulleted adds one bullet and what is nested in it.
func (b *builder) bulleted(bu *bullet) {
	if bu.says {
		b.add(&bu.item)
		bu.inner.parent = len(b.s.Items) - 1
	}
	b.nested(bu)
}

// scenarios adds one item for each run of steps that ends before a condition
// follows a response: the next scenario begins there.
func (b *builder) scenarios(bullets []bullet) {
	for i := 0; i < len(bullets); {
		j, responded := i, false
		for ; j < len(bullets); j++ {
			switch step(bullets[j].item.Text) {
			case "then":
				responded = true
				continue
			case "and", "but":
				continue
			}
			if responded {
				break
			}
		}
		it := b.joined(bullets[i:j])
		b.add(&it)
		for ; i < j; i++ {
			bullets[i].inner.parent = len(b.s.Items) - 1
			b.nested(&bullets[i])
		}
	}
}

// bullet is a list item: its first text, which may be nothing or only a label,
// and what the blocks nested in it inherit.
type bullet struct {
	node  ast.Node
	says  bool // there is an item
	item  Item
	inner scope
}

func (b *builder) bullet(out *bullet, li ast.Node, sc scope) {
	out.inner.depth++
	first := li.FirstChild()
	if first == nil || !isText(first) {
		return
	}
	in, notes := b.inline(first)
	if sec := &b.s.Sections[b.section]; sc.label == "" && (sec.Level == 0 || sec.IsTitle && !sec.Own) { // a list under the title is no statement of the goal
		sc.topic, out.inner.topic = Topic{}, Topic{}
	}
	if b.plain {
		out.item = Item{Inline: in, Kind: Bullet, Quoted: sc.quoted, Depth: out.inner.depth, Parent: sc.parent}
		out.says = in.Text != ""
		return
	}
	topic, label, only := b.onlyLabel(&in)
	if !only && first.NextSibling() != nil && len(in.Code) == 0 && strings.Count(in.Text, " ") <= 3 && in.Text != "" && !strings.ContainsAny(in.Text[len(in.Text)-1:], ".!?") {
		label = normalTitle(in.Text)
		topic = cuedTopic(label)
		only = !topic.empty()
	}
	if only && first.NextSibling() != nil {
		if !topic.empty() {
			out.inner.topic = topic
		}
		out.inner.label, out.inner.lead = label, b.readLead(&in)
		return
	}
	it := &out.item
	*it = Item{Kind: Bullet, Topic: sc.topic, Label: sc.label, Lead: sc.lead, Quoted: sc.quoted, Depth: out.inner.depth, Parent: sc.parent, Task: notes.task, Checked: notes.checked}
	if label, topic, at, ok := b.leadingLabel(&in); ok {
		it.Label = label
		if !topic.empty() && sc.topic.Role != Ignored {
			it.Topic = topic
		}
		in = b.arena.sub(&in, at, len(in.Text))
		out.inner.topic, out.inner.label = it.Topic, label
		if lead := b.readLead(&Inline{Text: label, Prose: label}); lead != (Lead{}) {
			it.Lead, out.inner.lead = lead, lead
		}
	}
	if it.Inline = in; in.Text == "" {
		return
	}
	if strings.HasSuffix(in.Text, ":") {
		out.inner.lead = b.readLead(&in)
	}
	for c := first.NextSibling(); c != nil; c = c.NextSibling() {
		if l, ok := c.(*ast.List); ok {
			it.Nested += l.ChildCount()
		}
	}
	out.says = true
}

// nested reads the blocks of a list item behind its first text.
func (b *builder) nested(bu *bullet) {
	sc := bu.inner
	for n := bu.node.FirstChild(); n != nil; n = n.NextSibling() {
		if n.PreviousSibling() == nil && isText(n) {
			continue
		}
		sc = b.block(n, sc)
	}
}

func isText(n ast.Node) bool {
	switch n.(type) {
	case *ast.Paragraph, *ast.TextBlock, *ast.Heading, *plain:
		return true
	}
	return false
}

// steps are the words that lead the lines of a scenario.
var steps = [...]string{"given", "when", "then", "and", "but", "if", "while", "where"}

// step returns the word of a scenario that a text starts with, or "".
func step(text string) string {
	if text == "" {
		return ""
	}
	switch text[0] | 0x20 { // of steps
	case 'g', 'w', 't', 'a', 'b', 'i':
	default:
		return ""
	}
	end := strings.IndexByte(text[:min(len(text), 7)], ' ')
	if end < 0 || end+1 == len(text) {
		return ""
	}
	for end > 0 && (text[end-1] == ',' || text[end-1] == ':') {
		end--
	}
	for _, s := range steps {
		if len(s) == end && equalFold(text[:end], s) {
			return s
		}
	}
	return ""
}

// isStep reports whether a bullet is one step of a scenario and no more: it has
// not both a condition and its response.
func (bu *bullet) isStep() bool {
	if !bu.says || step(bu.item.Text) == "" || containsFold(bu.item.Text, " then ") || containsFold(bu.item.Text, " shall ") {
		return false
	}
	return !strings.HasSuffix(bu.item.Text, ".") || !strings.Contains(bu.item.Prose, ",") // "When x, y." is a sentence
}

// isScenario reports whether a run of steps spells scenarios out.
func isScenario(run []bullet) bool {
	conditions, responses := 0, 0
	for i := range run {
		switch step(run[i].item.Text) {
		case "then":
			responses++
		case "given", "when", "if", "while", "where":
			conditions++
		}
	}
	return conditions > 0 && responses > 0
}

// joined makes one item of the texts of several bullets.
func (b *builder) joined(bullets []bullet) Item {
	out := bullets[0].item
	parts := make([]*Inline, len(bullets))
	for i := range bullets {
		parts[i] = &bullets[i].item.Inline
		if i > 0 {
			out.Nested += bullets[i].item.Nested
		}
	}
	out.Inline = b.arena.join(parts)
	return out
}

// table reads each row below the header as one item.
func (b *builder) table(t *xast.Table, sc scope) {
	b.body()
	var header []string
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		it := Item{Kind: Row, Topic: sc.topic, Label: sc.label, Lead: sc.lead, Quoted: sc.quoted, Depth: sc.depth, Parent: sc.parent, Header: header}
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			in, _ := b.inline(cell)
			if _, ok := row.(*xast.TableHeader); ok {
				header = append(header, normalTitle(in.Text))
				continue
			}
			it.Cells = append(it.Cells, in)
		}
		if !b.plain {
			b.nameByCell(&it)
		}
		var cells []*Inline
		for i := range it.Cells {
			if it.Cells[i].Text != "" && !(i == 0 && (isNumber(it.Cells[i].Text) || it.Label != sc.label)) {
				cells = append(cells, &it.Cells[i])
			}
		}
		if len(cells) > 0 {
			it.Inline = b.arena.join(cells)
			if len(it.Cells) == 1 && !b.plain {
				b.labelledRow(&it)
			}
			b.add(&it)
		}
	}
}

// nameByCell reads a row of a table of two columns, "| Out of scope | … |", as a
// label and what it is about.
func (b *builder) nameByCell(it *Item) {
	if len(it.Cells) != 2 || len(it.Cells[0].Code) > 0 || it.Cells[1].Text == "" {
		return
	}
	label := normalTitle(it.Cells[0].Text)
	topic, known := lookup(label)
	if !known && !isOperation(label) {
		return
	}
	it.Label = label
	if known && it.Topic.Role != Ignored {
		it.Topic = topic
	}
	it.Lead = b.readLead(&it.Cells[0])
}

// labelledRow reads the row of a table of one column, "| Goal: … |", as a bullet is
// read.
func (b *builder) labelledRow(it *Item) {
	label, topic, at, ok := b.leadingLabel(&it.Inline)
	if !ok || at >= len(it.Text) {
		return
	}
	it.Label = label
	if !topic.empty() && it.Topic.Role != Ignored {
		it.Topic = topic
	}
	if lead := b.readLead(&Inline{Text: label, Prose: label}); lead != (Lead{}) {
		it.Lead = lead
	}
	it.Inline = b.arena.sub(&it.Inline, at, len(it.Text))
}

// containsFold reports whether a text has a word, which is in lower case, in
// whatever case.
func containsFold(text, word string) bool { return pattern.ContainsFold(text, word) }

func equalFold(text, word string) bool { return pattern.EqualFold(text, word) }
