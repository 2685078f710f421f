package gate

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/speclint/speclint/internal/git"
)

// delta is how a part of a manifest differs: its entries that do, by name, the
// changed ones first.
type delta struct {
	edits []entryEdit
	names map[string]bool // of both sides
}

// entryEdit is an entry of a manifest that is not what it was.
type entryEdit struct {
	op       git.Operation // Modify, Delete or Create
	name     string
	was, now string // values, as they are written
}

// String says what became of the entry.
func (e entryEdit) String() string {
	switch {
	case e.op == git.Modify:
		return fmt.Sprintf("%s from %s to %s", quoted(e.name), shownValue(e.was), shownValue(e.now))
	case e.op == git.Delete:
		return quoted(e.name) + " is gone"
	case e.now != "":
		return fmt.Sprintf("%s is new, %s", quoted(e.name), shownValue(e.now))
	}
	return quoted(e.name) + " is new"
}

// shownValue is the beginning of a value, in one pair of quotes.
func shownValue(text string) string {
	if plain, err := strconv.Unquote(text); err == nil && text[0] != '\'' {
		text = plain
	}
	return quoted(excerpt(text))
}

// listed says what became of the first entries.
func listed(edits []entryEdit) string {
	var out []string
	for _, e := range edits[:min(len(edits), maxTold)] {
		out = append(out, e.String())
	}
	text := strings.Join(out, "; ")
	if more := len(edits) - len(out); more > 0 {
		text += fmt.Sprintf("; and %d more", more)
	}
	return text
}

// delta compares the part on the two sides of a file.
func (p *Pass) delta(f *File, part *part) (d delta, err error) {
	var sides [2]map[string]string
	for i, side := range []struct {
		mode git.Mode
		blob string
	}{{f.OldMode, f.OldBlob}, {f.NewMode, f.NewBlob}} {
		if !side.mode.IsFile() {
			continue
		}
		text, err := p.Trees.Text(p, side.blob)
		if err != nil {
			return d, err
		}
		sides[i] = part.of(text)
	}
	return compare(sides[0], sides[1]), nil
}

func compare(old, cur map[string]string) delta {
	d := delta{names: map[string]bool{}}
	var gone, added []entryEdit
	for _, key := range slices.Sorted(maps.Keys(old)) {
		name := lastLine(key)
		d.names[name] = true
		if now, ok := cur[key]; !ok {
			gone = append(gone, entryEdit{git.Delete, name, old[key], ""})
		} else if now != old[key] {
			d.edits = append(d.edits, entryEdit{git.Modify, name, old[key], now})
		}
	}
	for _, key := range slices.Sorted(maps.Keys(cur)) {
		name := lastLine(key)
		d.names[name] = true
		if _, ok := old[key]; !ok {
			added = append(added, entryEdit{git.Create, name, "", cur[key]})
		}
	}
	d.edits = slices.Concat(d.edits, gone, added)
	return d
}

// came are the entries that are new or have a new value.
func (d *delta) came() []entryEdit {
	return slices.DeleteFunc(slices.Clone(d.edits), func(e entryEdit) bool { return e.op == git.Delete })
}

// lastLine is the name of an entry without its section.
func lastLine(key string) string { return key[strings.LastIndexByte(key, '\n')+1:] }
