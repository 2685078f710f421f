package spec

import (
	"bytes"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/speclint/speclint/internal/strictyaml"
)

// Meta is what a spec says of itself: in front matter, in the fields of its
// dialect, by its file name.
type Meta struct {
	ID      string
	Name    string
	Status  string // lower case
	Profile string
	Keys    []string // top-level keys of the front matter, as written

	entries []entry
	front   Contract // what the "speclint:" mapping says
	mark    mark
	id      string      // where nothing says one
	said    []statement // of the spec itself
}

// entry is one text in front matter under a key that names a topic.
type entry struct {
	key   string
	value string
	at    int // source offset of the value
}

// frontMatter reads YAML front matter and returns text with it blanked, so that
// offsets stay true. Front matter of other tools may be anything; only the
// "speclint:" mapping has to be right.
func (s *Spec) frontMatter(text []byte) ([]byte, error) {
	first, last, err := s.fences(text)
	if err != nil || last == 0 {
		return text, err
	}
	if n := last - first; n > maxFront {
		return nil, s.errorf(s.part.first, "too complex to judge: %d bytes of front matter, more than %d; move text below it", n, maxFront)
	}
	// The block with blank lines before it, so that YAML's lines are ours.
	block := append(bytes.Repeat([]byte("\n"), s.Line(first)-1), text[first:last]...)
	if bytes.IndexByte(block, '\r') >= 0 {
		block = bytes.ReplaceAll(block, []byte("\r\n"), []byte("\n"))
	}
	root, err := strict.Parse(block)
	if err != nil {
		if ours().Match(block) {
			return nil, s.firstMistake(err)
		}
		s.plainEntries(first, last)
	} else if root != nil {
		if err := s.mapping(root); err != nil {
			return nil, err
		}
	}
	return s.blanked(text, last), nil
}

// blanked returns text without the front matter that the line at last closes.
func (s *Spec) blanked(text []byte, last int) []byte {
	end := s.part.Range.End
	if line := s.Line(last); line < s.part.last {
		end = s.lines[line] // behind the closing fence
	}
	body := text
	if len(s.parts) == 1 { // else it is a copy already
		body = bytes.Clone(text)
	}
	for i := s.part.Range.Start; i < end; i++ {
		if c := body[i]; c != '\n' && c != '\r' {
			body[i] = ' '
		}
	}
	return body
}

// ours finds the one mapping in front matter that has to be right.
var ours = once(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^["']?speclint["']?\s*:`) })

// fences returns the range between the fences of front matter; closes is 0 when
// there is none. A "---" that no key follows is a thematic break.
func (s *Spec) fences(text []byte) (opens, closes int, err error) {
	top, last := s.part.first, s.part.last
	fence := trimmed(text, s.LineRange(top))
	start := top + 1
	switch {
	case fence == "---":
	case strings.HasPrefix(fence, "spec:"): // agent-spec writes no opening fence
		start = top
	default:
		return 0, 0, s.misplaced(text)
	}
	if last < start || start > top && !startsYAML(s, text) {
		return 0, 0, nil
	}
	for line := start; line <= last; line++ {
		r := s.LineRange(line)
		if l := strings.TrimRight(string(text[r.Start:r.End]), " \t"); line > top && (l == "---" || l == "...") {
			return s.LineRange(start).Start, r.Start, nil
		}
	}
	if start == top {
		return 0, 0, nil
	}
	return 0, 0, s.errorf(top, `front matter opens with "---" and does not end; close it with a line "---"`)
}

// startsYAML reports whether the first line below the fence that is not empty
// or a comment looks like a key, or whether the fence closes at once. Behind a
// blank line only our own mapping makes it front matter: there a "---" is more
// often a thematic break.
func startsYAML(s *Spec, text []byte) bool {
	blank := false
	for line := s.part.first + 1; line <= min(s.part.last, s.part.first+39); line++ {
		l := trimmed(text, s.LineRange(line))
		if l == "" || strings.HasPrefix(l, "# ") {
			blank = blank || l == ""
			continue
		}
		if blank {
			return ours().MatchString(l)
		}
		key, _, ok := strings.Cut(l, ":")
		return l == "---" || l == "..." || ok && !strings.ContainsAny(key, "`*[]()|") && len(strings.Fields(key)) <= 3
	}
	return false
}

// misplaced finds our mapping in front matter that does not begin on line 1.
func (s *Spec) misplaced(text []byte) error {
	line := s.part.first
	for line < s.part.last && trimmed(text, s.LineRange(line)) == "" {
		line++
	}
	if line == s.part.first || trimmed(text, s.LineRange(line)) != "---" {
		return nil
	}
	for at := line + 1; at <= s.part.last; at++ {
		l := trimmed(text, s.LineRange(at))
		if l == "---" {
			return nil
		}
		if ours().MatchString(l) {
			return s.errorf(line, "front matter does not begin on line 1; remove the blank lines above it")
		}
	}
	return nil
}

func trimmed(text []byte, r Range) string { return string(bytes.TrimSpace(text[r.Start:r.End])) }

// firstMistake is the first of the errors about the front matter, as an *Error.
func (s *Spec) firstMistake(err error) error {
	first := strictyaml.Flatten(err)[0]
	e, ok := first.(*strictyaml.Error)
	if !ok {
		return first
	}
	line := min(s.part.first+1, s.part.last) // the parser does not always know
	if e.Line > 0 {
		line = min(e.Line, s.part.last)
	}
	return s.errorf(line, "%s", e.Msg)
}

// mapping reads the top level of front matter.
func (s *Spec) mapping(n *yaml.Node) error {
	if n.Kind == yaml.SequenceNode {
		for _, e := range n.Content {
			if e.Kind == yaml.MappingNode && len(e.Content) > 0 && e.Content[0].Value == "speclint" {
				return s.errorf(e.Line, `"speclint:" in front matter is an element of a list; remove the dash`)
			}
		}
	}
	if n.Kind != yaml.MappingNode {
		return nil
	}
	found := false
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		s.Meta.Keys = append(s.Meta.Keys, key.Value)
		switch {
		case key.Value == "speclint" && found:
			return s.errorf(key.Line, `key "speclint" stands twice in front matter; keep one`)
		case key.Value == "speclint":
			found = true
			if err := s.decodeFront(value); err != nil {
				return s.firstMistake(err)
			}
			continue
		case strings.EqualFold(key.Value, "speclint"):
			return s.errorf(key.Line, `unknown key %q in front matter; did you mean "speclint"?`, key.Value)
		}
		s.field(key.Value, value)
	}
	return nil
}

// field reads one key of somebody's front matter.
func (s *Spec) field(key string, value *yaml.Node) {
	if value.Kind == yaml.ScalarNode {
		switch strings.ToLower(key) {
		case "id":
			if isID(value.Value) { // another tool's id may be anything
				s.say("id", value.Value, value)
			}
		case "name", "title":
			s.say("name", value.Value, value)
		case "status", "state":
			s.say("status", value.Value, value)
		}
	}
	switch key := strings.ToLower(strings.ReplaceAll(key, "_", "-")); key {
	case "depends-on", "dependencies", "blocked-by", "depends":
		for _, v := range scalars(value) {
			s.Meta.front.DependsOn = append(s.Meta.front.DependsOn, newReference(v.Value, v.Line, key == "dependencies" || key == "depends"))
		}
		return
	}
	for _, v := range scalars(value) {
		s.Meta.entries = append(s.Meta.entries, entry{key, v.Value, s.offset(v)})
	}
}

// scalars returns the plain values of a node: itself, or a list's elements.
func scalars(n *yaml.Node) []*yaml.Node {
	if n.Kind == yaml.ScalarNode && n.Value != "" {
		return []*yaml.Node{n}
	}
	var out []*yaml.Node
	if n.Kind == yaml.SequenceNode {
		for _, c := range n.Content {
			if c.Kind == yaml.ScalarNode && c.Value != "" {
				out = append(out, c)
			}
		}
	}
	return out
}

// offset returns the source offset of a node. YAML counts columns in code
// points; on one line they are counted on from the node before.
func (s *Spec) offset(n *yaml.Node) int {
	line := min(max(n.Line, s.part.first), s.part.last)
	r := s.LineRange(line)
	m := &s.Meta.mark
	if m.line != line || m.column > n.Column {
		*m = mark{line, 1, r.Start}
	}
	for ; m.column < n.Column && m.at < r.End; m.column++ {
		m.at++
		for m.at < r.End && s.Source[m.at]&0xc0 == 0x80 {
			m.at++
		}
	}
	return m.at
}

// mark is the place of the last node that was looked up.
type mark struct{ line, column, at int }

// maxFront is the size of the largest front matter that is read, in bytes. YAML
// takes fifty times the time and memory of Markdown.
const maxFront = 128 << 10

// plainEntries reads front matter that is not YAML line by line, as the tools
// that wrote it do.
func (s *Spec) plainEntries(first, last int) {
	for line := s.Line(first); line < s.Line(last); line++ {
		r := s.LineRange(line)
		key, value, ok := strings.Cut(string(s.Source[r.Start:r.End]), ":")
		value = strings.TrimSpace(value)
		if ok && key != "" && key[0] != ' ' && value != "" {
			s.Meta.Keys = append(s.Meta.Keys, key)
			s.field(key, &yaml.Node{Kind: yaml.ScalarNode, Value: strings.Trim(value, `"'`), Line: line, Column: len(key) + 2})
		}
	}
}

// entry adds one text of the front matter as an item.
func (b *builder) entry(e entry) {
	topic, ok := b.labelTopic(strings.NewReplacer("_", " ", "-", " ").Replace(e.key))
	if !ok {
		topic, ok = b.labelTopic(e.key)
	}
	switch strings.ToLower(e.key) {
	case "title", "name", "description":
		topic, ok = Topic{Dims: dims(Goal)}, true
	}
	if !ok {
		return
	}
	in := &b.inliner
	in.begin(&b.arena, b.s.Source)
	in.put(e.value, e.at, bytes.HasPrefix(b.s.Source[e.at:], []byte(e.value)))
	it := Item{Inline: in.end(), Kind: Entry, Topic: topic, Label: normalTitle(e.key)}
	if topic.Dims.Has(Files) && isPath(it.Text) { // as if it stood in backquotes
		where := it.Span(0, len(it.Text))
		it.Inline = Inline{
			Text: "`" + it.Text + "`", Prose: strings.Repeat(string(masked), len(it.Text)+2),
			Code:     []Code{{Text: it.Text, Start: 0, End: len(it.Text) + 2, Range: where}},
			segments: []segment{{1, where.Start, where.End - where.Start}},
		}
	}
	if it.Text != "" {
		b.add(&it)
	}
}

// fixedNames are the file names that a dialect gives to every task; the folder
// tells them apart.
var fixedNames = once(func() map[string]bool {
	return set("spec requirements proposal design tasks bugfix plan readme index prd story")
})

// fields are labels that say something of the spec itself and are evidence for
// nothing: "**Status**: Draft".
var fields = once(func() map[string]bool {
	return map[string]bool{"status": true, "depends on": true, "depends-on": true, "blocked by": true, "id": true, "feature branch": true, "branch": true, "last updated": true, "created": true, "author": true, "date": true, "version": true}
})

// finish fills in what front matter left open.
func (m *Meta) finish(s *Spec) {
	for i := range s.Items {
		if it := &s.Items[i]; m.Status == "" && it.Label == "status" && s.Sections[it.Section].Level <= 1 {
			m.Status = strings.ToLower(it.Text)
		}
	}
	switch {
	case m.ID != "":
	case m.id != "":
		m.ID = m.id
	default:
		m.ID = PathID(s.Path)
	}
}

// PathID is the id of a spec that does not say it: the file's name, and for the
// names that a dialect gives to every task the folder's.
func PathID(file string) string {
	p := path.Clean(filepath.ToSlash(file))
	base := path.Base(p)
	name := strings.TrimSuffix(strings.TrimSuffix(base, path.Ext(base)), ".spec")
	if folder := path.Base(path.Dir(p)); fixedNames()[strings.ToLower(name)] && folder != "." && folder != "/" && folder != ".." {
		name = folder
	}
	return name
}
