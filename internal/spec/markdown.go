package spec

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/speclint/speclint/internal/spec/pattern"
)

// markdown is CommonMark with GFM's tables, task lists and struck text, and plain
// text told from other. Bare links need no parsing here, and cost a seventh of it.
var markdown = once(func() parser.Parser {
	return newMarkdown(util.Prioritized(plainTransformer{}, 300))
})

func newMarkdown(further ...util.PrioritizedValue) parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
			util.Prioritized(taskParser{}, 0),
			util.Prioritized(struckParser{}, 500))...),
		parser.WithParagraphTransformers(append([]util.PrioritizedValue{
			util.Prioritized(referenceTransformer{}, 100),
			util.Prioritized(tableTransformer{}, 200)}, further...)...),
	)
}

// builder turns the syntax tree into sections and items in one walk.
type builder struct {
	s       *Spec
	text    []byte
	section int
	front   int              // the section before the first heading of the file
	titled  bool             // the document's title was seen
	title   string           // its name
	plain   bool             // of an Outline
	own     map[string]Topic // of the headings in the options
	arena   arena
	inliner inliner
	spans   []Range // of the sentences of a paragraph
	lead    Item    // of readLead
	around  *Topic  // of what a <details> stands in whose summary is a label
	veil    veil    // what is hidden now
	end     int     // of the file

	items    []Item // without an entry, of the document before
	sections []Section
}

// scope is what a block inherits from where it stands.
type scope struct {
	topic  Topic
	label  string
	lead   Lead
	quoted bool
	depth  int
	parent int
}

// begin makes the builder ready for a document, in the memory of the last one.
func (b *builder) begin(s *Spec, body []byte) {
	a := &b.arena
	*b = builder{
		s: s, text: body, spans: b.spans[:0], inliner: inliner{text: b.inliner.text[:0], masks: b.inliner.masks[:0]},
		arena: arena{codes: a.codes[:0], links: a.links[:0], segments: slices.Grow(a.segments[:0], 16+len(body)/30), evidence: a.evidence[:0], words: slices.Grow(a.words[:0], min(16+len(body)/6, maxWords)), scratch: a.scratch[:0]},
		items: slices.Grow(b.items, 8+len(body)/56), sections: b.sections,
	}
	if len(s.options.Headings) > 0 {
		b.own = ownTopics(s.options.Headings)
	}
	b.arena.room(len(body) + len(body)/4)
	s.Items = b.items
	s.Sections = append(b.sections, Section{Topic: Topic{Dims: dims(Goal), Also: dims(Why)}})
}

// document reads one file.
func (b *builder) document(p *Part) {
	at := p.Range
	if at.Start > 0 {
		b.front = len(b.s.Sections)
		b.s.Sections = append(b.s.Sections, Section{Range: Range{at.Start, at.Start}, Topic: b.s.Sections[0].Topic})
		b.section, b.titled, b.title, b.around = b.front, false, "", nil
	}
	for _, e := range b.s.Meta.entries {
		if at.Start <= e.at && e.at <= at.End {
			b.entry(e)
		}
	}
	b.end = at.End
	source := b.text[:at.End]
	reader := text.NewReader(source)
	if at.Start > 0 {
		reader.SetPosition(-1, text.NewSegment(0, at.Start))
		reader.AdvanceLine()
	}
	root := markdown().Parse(reader)
	b.s.Comments = append(b.s.Comments, comments(source, at.Start, root)...)
	b.s.Unclosed = unclosed(source, root.LastChild())
	b.blocks(root, scope{topic: b.s.Sections[b.front].Topic, parent: -1})
	b.finishHidden()
}

// blocks reads sibling blocks. A heading or a line that is only a label sets
// the topic of the siblings after it.
func (b *builder) blocks(parent ast.Node, sc scope) {
	within := b.veil.depth > 0
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && !sc.quoted && sc.depth == 0 {
			if b.veil.depth > 0 {
				sc = b.veiledTopic(h, sc)
				continue
			}
			sc = b.heading(h)
			continue
		}
		sc = b.block(n, sc)
		if raw, ok := n.(*ast.HTMLBlock); ok && !within && !b.plain {
			sc = b.unveil(raw, sc)
		}
	}
	if !within && b.veil.depth > 0 { // what a list leaves open ends with it
		b.s.Unclosed = b.s.Unclosed || parent.Parent() == nil
		b.lift(b.endOf(parent))
	}
}

// endOf returns where a container ends, as far as its last block tells.
func (b *builder) endOf(parent ast.Node) int {
	if next := parent.NextSibling(); next != nil && next.Pos() > b.veil.start {
		return next.Pos()
	}
	return b.end
}

// block reads one block and returns the scope of the next sibling.
func (b *builder) block(n ast.Node, sc scope) scope {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock, *plain:
		return b.paragraph(n, sc)
	case *ast.Heading: // in a quote or a list: a line of text
		return b.paragraph(n, sc)
	case *ast.List:
		b.list(n, sc)
	case *ast.Blockquote:
		quote := sc
		quote.quoted = true
		b.body()
		b.blocks(n, quote)
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		b.fence(n, sc)
	case *xast.Table:
		b.table(n, sc)
	case *ast.HTMLBlock:
		b.html(n, sc)
		return b.fold(n, sc)
	}
	return sc
}

// body notes that the section holds more than sub-headings.
func (b *builder) body() { b.s.Sections[b.section].Body = true }

// heading starts a section and returns the scope of what stands below it.
func (b *builder) heading(h *ast.Heading) scope {
	b.around = nil
	in, _ := b.inline(h)
	where := Range{h.Pos(), h.Pos()}
	if h.Lines().Len() > 0 {
		where.End = h.Lines().At(h.Lines().Len() - 1).Stop
	}
	sec := Section{Range: b.trim(where), Title: in.Text, Level: h.Level, name: normalTitle(in.Text)}
	for p := b.section; ; p = b.s.Sections[p].Parent {
		if b.s.Sections[p].Level < h.Level {
			sec.Parent = p
			break
		}
	}
	first := !b.titled || h.Level == 1 && sec.name == b.title // said once more it is no other heading
	if !b.titled {
		b.title = sec.name
	}
	b.titled = true
	topic, rest := b.headingTopic(in.Text, sec.name, h.Level > 1)
	parent := &b.s.Sections[sec.Parent]
	if parent.Topic.Role == Contextual && !topic.Dims.Any(dims(OutOfScope, Escalation)) && rest == "" {
		if _, named := b.topicOf(sec.name); !named { // the title of a decision or a risk, whatever words are in it
			topic = Topic{}
		}
	}
	switch {
	case !topic.empty():
		sec.Topic, sec.Own = topic, true
		if topic.Dims.Has(Success) && parent.Own && parent.Topic.Dims.Has(Scope) { // what a requirement says stands in its criteria
			sec.Topic.Also |= dims(Scope)
		}
	case first: // the title: what stands right below it is the preamble
		sec.Topic, sec.IsTitle = b.s.Sections[b.front].Topic, true
	case parent.Level > 0 && !parent.IsTitle:
		sec.Topic = parent.Topic
	}
	if first && sec.Level == 1 {
		sec.IsTitle = true // its topic is for the text below it, not for other headings
	}
	b.s.Sections = append(b.s.Sections, sec)
	b.section = len(b.s.Sections) - 1
	if b.plain {
		return scope{parent: -1}
	}
	if at := len(in.Text) - len(rest); rest != "" && strings.HasSuffix(in.Text, rest) {
		topic := sec.Topic
		if first {
			topic.Dims |= dims(Goal)
		}
		b.add(&Item{Inline: b.arena.sub(&in, at, len(in.Text)), Kind: Title, Topic: topic})
	} else if first && topic.empty() && in.Text != "" {
		b.add(&Item{Inline: in, Kind: Title, Topic: Topic{Dims: dims(Goal)}})
	}
	sc := scope{topic: sec.Topic, parent: -1, lead: b.readLead(&in)}
	if isOperation(sec.name) {
		sc.label = sec.name
	}
	return sc
}

// readLead reads what a heading or a lead-in says of the list below it.
func (b *builder) readLead(in *Inline) Lead {
	it := &b.lead
	*it = Item{Inline: *in}
	it.words = b.arena.split(in.Prose)
	var covers [48]Range
	it.readCues(covers[:0])
	b.arena.release(it)
	return Lead{Aside: asides().In(in.Text), Halts: it.features.is(clHalts, clHaltsSure), Forbids: it.features.forbids || it.features.is(clKeeps)}
}

// givesReasons recognises "Chosen is A, because", before a list of reasons.
func givesReasons(text string) bool {
	text = strings.TrimRight(text, ": …")
	return len(text) > len("because") && equalFold(text[len(text)-len("because"):], "because")
}

// asides are what a lead-in says of commands that are no checks.
var asides = once(func() pattern.Words {
	return pattern.NewWords("rollback", "roll back", "roll it back", "set up", "setup", "set-up", "optional", "only if", "manual", "goes wrong", "install first", "by hand", "never run", "not run")
})

// paragraph reads a block of text as sentences, or as the label of what
// follows, and returns the scope of the next sibling.
func (b *builder) paragraph(n ast.Node, sc scope) scope {
	in, _ := b.inline(n)
	if in.Text == "" {
		return sc
	}
	b.body()
	if b.plain {
		b.plainLines(&in, sc)
		return sc
	}
	if topic, label, ok := b.onlyLabel(&in); ok {
		if !topic.empty() {
			sc.topic = topic
		}
		sc.label, sc.lead = label, b.readLead(&in)
		return sc
	}
	if label, topic, at, ok := b.boldLabel(n, &in); ok {
		sc.topic, sc.label, sc.lead = topic, label, Lead{}
		if in = b.arena.sub(&in, at, len(in.Text)); in.Text == "" {
			return sc
		}
	}
	if sc.topic.Dims.Has(OutOfScope) && sc.label != "" && b.turnsRound(&in) {
		sc.topic, sc.label, sc.lead = b.s.Sections[b.section].Topic, "", Lead{}
	}
	next := sc
	next.lead = Lead{}
	b.spans = sentences(b.spans[:0], &in)
	for i, span := range b.spans {
		part := b.arena.sub(&in, span.Start, span.End)
		if topic, ok := stoppedLabel(&part); ok && i == 0 && span.End < len(in.Text) && sc.topic.Role != Ignored {
			sc.topic, sc.label = topic, normalTitle(part.Text)
			continue
		}
		if label, topic, at, ok := b.leadingLabel(&part); ok {
			sc.label = label
			if !topic.empty() && sc.topic.Role != Ignored {
				sc.topic = topic
			}
			if i == 0 {
				lead := b.arena.sub(&part, 0, at)
				sc.lead = b.readLead(&lead)
			}
			part = b.arena.sub(&part, at, len(part.Text))
		}
		if part.Text == "" {
			continue
		}
		reasons := givesReasons(part.Text)
		if reasons || strings.HasSuffix(part.Text, ":") { // a lead-in: the list below is what it says
			next.topic, next.label, next.lead = sc.topic, sc.label, b.readLead(&part)
			next.lead.Reasons = reasons
		}
		b.add(&Item{Inline: part, Kind: Sentence, Topic: sc.topic, Label: sc.label, Lead: sc.lead, Quoted: sc.quoted, Depth: sc.depth, Parent: sc.parent})
	}
	return next
}

// turnsRound recognises the lead-in of what has to be done, behind a label that
// excluded: "What this story must do:". Any other text goes on with the exclusions.
func (b *builder) turnsRound(in *Inline) bool {
	if !strings.HasSuffix(in.Text, ":") {
		return false
	}
	it := &b.lead
	*it = Item{Inline: *in}
	it.words = b.arena.split(in.Prose)
	var covers [48]Range
	it.readCues(covers[:0])
	b.arena.release(it)
	return it.features.is(clObliges) && !it.features.is(clForbids, clKeeps, clExcluded)
}

// fence reads a code block as one item: a command, an example, a tree.
func (b *builder) fence(n ast.Node, sc scope) {
	b.body()
	lang := ""
	if f, ok := n.(*ast.FencedCodeBlock); ok {
		lang = strings.ToLower(string(f.Language(b.text)))
	}
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	where := Range{lines.At(0).Start, lines.At(lines.Len() - 1).Stop}
	content := withoutTrailing(string(lines.Value(b.text)))
	if strings.TrimSpace(content) == "" {
		return
	}
	in := Inline{Text: content, Prose: strings.Repeat(string(masked), len(content)), segments: []segment{{0, where.Start, min(len(content), where.End-where.Start)}}}
	b.add(&Item{Inline: in, Kind: Fence, Lang: lang, Topic: sc.topic, Label: sc.label, Lead: sc.lead, Quoted: sc.quoted, Depth: sc.depth, Parent: sc.parent, Range: where})
}

// withoutTrailing drops white space at the ends of lines and blank lines at both
// ends: neither is code, and CRLF leaves some (see readable).
func withoutTrailing(text string) string {
	if hasTrailing(text) {
		lines := strings.Split(text, "\n")
		for i, l := range lines {
			lines[i] = strings.TrimRight(l, " \t\r")
		}
		text = strings.Join(lines, "\n")
	}
	return strings.Trim(text, "\n")
}

// hasTrailing reports whether a line ends in white space.
func hasTrailing(text string) bool {
	for line := range strings.SplitSeq(text, "\n") {
		if n := len(line); n > 0 && strings.IndexByte(" \t\r", line[n-1]) >= 0 {
			return true
		}
	}
	return false
}

// html reads a tag that is none of HTML's, alone on its line: the prompt of a
// template, such as <describe the goal>.
func (b *builder) html(n *ast.HTMLBlock, sc scope) {
	if n.Lines().Len() == 0 {
		return
	}
	where := Range{n.Lines().At(0).Start, n.Lines().At(0).Stop}
	line := string(b.text[where.Start:where.End])
	tag := strings.TrimSpace(line)
	where.Start += len(line) - len(strings.TrimLeft(line, " \t"))
	if !strings.HasPrefix(tag, "<") || !strings.HasSuffix(tag, ">") || strings.HasPrefix(tag, "<!") || strings.HasPrefix(tag, "</") || htmlTags()[tagName(tag)] || !strings.Contains(tag, " ") || strings.Contains(tag, "=") {
		return
	}
	b.body()
	in := Inline{Text: tag, Prose: strings.Repeat(string(masked), len(tag)), segments: []segment{{0, where.Start, len(tag)}}, template: true}
	b.add(&Item{Inline: in, Kind: Sentence, Topic: sc.topic, Label: sc.label, Depth: sc.depth, Parent: sc.parent, Quoted: sc.quoted})
}

// add appends an item and finishes it.
func (b *builder) add(item *Item) {
	b.s.Items = append(b.s.Items, *item)
	it := &b.s.Items[len(b.s.Items)-1]
	it.Section = b.section
	if it.Kind == Title || it.Kind == Entry {
		it.Parent = -1
	}
	if it.Range == (Range{}) {
		it.Range = it.Span(0, len(it.Text))
	}
	it.Range = b.trim(it.Range)
	if b.plain {
		it.say(&b.arena)
	} else {
		it.judge(&b.arena)
	}
}

// trim keeps a range inside the source and off its trailing white space.
func (b *builder) trim(r Range) Range {
	r.End = min(r.End, len(b.text))
	for r.End > r.Start {
		if c := b.text[r.End-1]; c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			break
		}
		r.End--
	}
	return Range{min(r.Start, r.End), r.End}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
