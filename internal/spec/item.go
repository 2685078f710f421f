package spec

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/speclint/speclint/internal/spec/words"
)

// Kind is the form of an item.
type Kind uint8

// The kinds of items.
const (
	Sentence Kind = iota // of a paragraph
	Bullet               // a list item, without the items nested in it
	Row                  // a table row below the header
	Fence                // a fenced or indented code block
	Title                // the text of the document's title, or of "Goal: …" headings
	Entry                // a value in front matter
)

// Item is the unit of evidence: what one bullet, row, block of code or sentence
// says. It may be evidence in several dimensions, each judges it alone.
type Item struct {
	Inline
	Kind    Kind
	Range   Range    // in the source, markup at its ends excluded
	Section int      // index into Spec.Sections
	Topic   Topic    // of the section, or of the label that the item stands under
	Label   string   // "modify" of "- Modify: `a.go`": lower case, no colon; "" without
	Lang    string   // of a Fence: the first word of its info string, lower case
	Cells   []Inline // of a Row
	Header  []string // of a Row: the header cells, lower case
	Depth   int      // list nesting: 1 for a top-level bullet, 0 outside lists
	Parent  int      // index of the bullet it is nested in, -1 without
	Nested  int      // bullets nested directly in it
	Task    bool     // has a check box
	Checked bool
	Quoted  bool // in a block quote: evidence by its code alone, never prose

	// Lead is what the line above a list says of each of its bullets.
	Lead Lead
	// Hollow says that nothing is said: "TBD", "N/A", "use your judgment".
	Hollow bool
	// Template says that text which a template left to be filled in is still there.
	Template bool
	// Duplicate says that another item reads the same and counts. Rules skip this one.
	Duplicate bool
	// Evidence has one entry for each dimension the item counts in.
	Evidence  []Evidence
	Criterion Criterion // set when the item is evidence for success

	words       []words.Token // of Prose, nil when there are too many to keep
	features    features
	veiled      bool // a page does not show it
	unfilled    bool // Hollow, as it says in a sentence that it was not written
	boilerplate bool // a Template for no other reason than that a published one has the line
}

// Words returns the words of Prose.
func (it *Item) Words() []words.Token {
	if it.words == nil {
		return words.Split(nil, it.Prose)
	}
	return it.words
}

// Lead is what a line that ends in a colon, or a heading, says of the list
// below it: "Stop and ask if:", "Do not modify:".
type Lead struct {
	Halts, Forbids bool
	Aside          bool // what follows is no check: set-up, rollback, by choice
	Reasons        bool // what follows are the reasons of what stands above
}

// Evidence is what an item is worth in one dimension.
type Evidence struct {
	Dimension Dimension
	Substance float64 // Generic, Concrete or Complete
	// Unmistakable says that the line itself tells what it is, so that the
	// dimension is there wherever the line stands.
	Unmistakable bool
}

// The substance of an item in a dimension.
const (
	Generic  = 0.15 // a sentence without an object, or not of the dimension's kind
	Concrete = 0.45 // names a thing and is of the kind, or unmistakable elsewhere
	Complete = 0.8  // says all that the dimension asks of one item
)

// Substance returns what the item is worth in d, 0 when it is no evidence.
func (it *Item) Substance(d Dimension) float64 {
	for _, e := range it.Evidence {
		if e.Dimension == d {
			return e.Substance
		}
	}
	return 0
}

// In reports whether the item counts, or would count, for one of ds: it is
// evidence there or stands where evidence is asked for.
func (it *Item) In(ds ...Dimension) bool {
	set := dims(ds...)
	for _, e := range it.Evidence {
		if set.Has(e.Dimension) {
			return true
		}
	}
	return it.Topic.Dims.Any(set)
}

// key is what two items must share to be one: markup, case and white space
// are no difference.
func (it *Item) key() string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if ignoredInKey(r) {
			return -1
		}
		return r
	}, it.Label+":"+it.Text))
}

// equals reports whether two items are one.
func (it *Item) equals(other *Item) bool {
	return it.Label == other.Label && it.Text == other.Text || it.key() == other.key()
}

func ignoredInKey(r rune) bool { return r < utf8.RuneSelf && inKey[r] == 0 }

// hash is equal for items whose keys have the same first most characters, and made
// without a copy, as Fowler, Noll and Vo have it.
func (it *Item) hash(most int) uint64 {
	const prime = 1099511628211
	h := uint64(14695981039346656037)
	for _, part := range [...]string{it.Label, ":", it.Text} {
		for i := 0; i < len(part) && most > 0; i++ {
			c := part[i]
			if c < utf8.RuneSelf {
				if c = inKey[c]; c != 0 {
					h = (h ^ uint64(c)) * prime
					most--
				}
				continue
			}
			r, size := utf8.DecodeRuneInString(part[i:])
			i += size - 1
			h = (h ^ uint64(unicode.ToLower(r))) * prime // that of the Kelvin sign is ASCII
			most--
		}
	}
	return h
}

// inKey maps the ASCII bytes that are part of a key to lower case, the others to 0.
var inKey = [utf8.RuneSelf]byte{
	0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
	16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
	0, 33, 34, 35, 36, 37, 38, 39, 40, 41, 0, 43, 44, 45, 46, 47,
	48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
	64, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111,
	112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 91, 92, 93, 94, 0,
	0, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111,
	112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127,
}

// markDuplicates keeps, of items that read the same, the one that is worth most
// where it stands, and marks the others: repeating a text changes nothing,
// whichever place comes first. The table is one to use, and is returned.
func markDuplicates(items []Item, table []twin) []twin {
	size := 16
	for size < 2*len(items) {
		size *= 2
	}
	table = slices.Grow(table[:0], size)[:size]
	clear(table)
	for i := range items {
		t := twinOf(table, items[i].hash(headLength))
		if t.best == 0 {
			t.best = i + 1
			continue
		}
		items[i].features.echoes, items[t.best-1].features.echoes = true, true
	}
	clear(table)
	for i := range items {
		if !items[i].features.echoes {
			continue
		}
		t := twinOf(table, items[i].hash(math.MaxInt))
		if t.best == 0 {
			t.best = i + 1
			continue
		}
		best := &items[t.best-1]
		switch {
		case !items[i].equals(best): // two texts, one hash
		case items[i].worth() > best.worth():
			best.drop()
			t.best = i + 1
		default:
			items[i].drop()
		}
	}
	return table
}

// twin is the best of the items with one hash; best counts from 1, 0 is none.
type twin struct {
	hash uint64
	best int
}

// headLength is how many characters of a key tell most items apart.
const headLength = 16

// twinOf returns the entry of a hash, or a free one that becomes its own.
func twinOf(table []twin, hash uint64) *twin {
	for at := int(hash); ; at++ {
		t := &table[at&(len(table)-1)]
		if t.best == 0 {
			t.hash = hash
		}
		if t.hash == hash {
			return t
		}
	}
}

// worth sums the item's substance over the dimensions.
func (it *Item) worth() float64 {
	sum := 0.0
	for _, e := range it.Evidence {
		sum += e.Substance
	}
	return sum
}

// drop makes the item one that repeats another.
func (it *Item) drop() {
	it.Duplicate, it.Evidence, it.Criterion = true, nil, NoCriterion
}
