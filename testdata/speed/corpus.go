package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// corpus writes specs of 2 to 20 KB that are made of the project's own: blocks
// of its examples, test specs and rule archives, with other names and numbers
// each time. The same seed gives the same bytes.
type corpus struct {
	rand  *rand.Rand
	under map[string][]string // heading → blocks that stand below it somewhere
}

// headings are those of a generated spec, in order.
var headings = []string{"Goal", "Why", "Scope", "Files", "Success criteria", "Out of scope", "Constraints", "Escalation", "Output", "Verification", "Open questions"}

// names replace each other, so that no two specs read the same.
var names = strings.Fields(`orders invoices customers sessions reports tickets accounts messages products payments devices tenants
	exports imports uploads drafts labels filters alerts teams projects releases backups events jobs queues caches indexes
	page table list form dialog panel picker screen menu index header footer sidebar chart badge banner field column row
	store handler worker parser client server service adapter router scheduler importer exporter validator renderer
	button switch token cookie request response message template address currency language timezone range limit quota
	date name title status price amount total discount region country language profile avatar comment attachment`)

var (
	word   = regexp.MustCompile(`[a-z]{4,}`)
	number = regexp.MustCompile(`\b[1-9][0-9]+\b`)
)

func newCorpus(root string, seed uint64) (*corpus, error) {
	c := &corpus{rand: rand.New(rand.NewPCG(seed, 1)), under: map[string][]string{}}
	for _, from := range []struct {
		glob  string
		times int // how much more often its blocks are drawn
	}{{"examples/*.md", 60}, {"testdata/specs/good/*.md", 60}, {"rules/*.txtar", 1}} {
		paths, err := filepath.Glob(filepath.Join(root, from.glob))
		if err != nil || len(paths) == 0 {
			return nil, fmt.Errorf("%s: nothing to make specs of; run this in the repository", from.glob)
		}
		for _, path := range paths {
			src, err := os.ReadFile(path)
			if err != nil {
				return nil, err
			}
			for range from.times {
				c.read(markdown(path, string(src)))
			}
		}
	}
	for _, h := range headings {
		if len(c.under[h]) == 0 {
			return nil, fmt.Errorf("no text stands under %q in any example", h)
		}
	}
	return c, nil
}

// markdown returns the specs in a file: itself, or those of a txtar archive.
func markdown(path, text string) string {
	if filepath.Ext(path) != ".txtar" {
		return text
	}
	var out strings.Builder
	for _, name := range []string{"bad.md", "good.md", "good.md", "good.md"} {
		_, spec, _ := strings.Cut(text, "\n-- "+name+" --\n")
		spec, _, _ = strings.Cut(spec, "\n-- ")
		out.WriteString(spec + "\n\n")
	}
	return out.String()
}

// read sorts the blocks of a text by their heading.
func (c *corpus) read(text string) {
	heading, block, fenced := "", "", false
	end := func() {
		if block != "" && heading != "" {
			c.under[heading] = append(c.under[heading], block)
		}
		block = ""
	}
	for line := range strings.Lines(text) {
		bare := strings.TrimRight(line, "\r\n")
		switch {
		case strings.HasPrefix(bare, "```"):
			fenced = !fenced
		case fenced:
		case strings.HasPrefix(bare, "#"):
			end()
			heading = strings.TrimLeft(bare, "# ")
			continue
		case bare == "", strings.HasPrefix(bare, "- "):
			end()
		}
		if bare != "" || fenced {
			block += bare + "\n"
		}
	}
	end()
}

// spec returns one of about the given size in bytes.
func (c *corpus) spec(size int) string {
	var out strings.Builder
	fmt.Fprintf(&out, "# Show the %s of %s in the %s\n", c.name(), c.name(), c.name())
	each := size / len(headings)
	for _, h := range headings {
		out.WriteString("\n## " + h + "\n\n")
		blocks := c.under[h]
		bullet := true
		for from := out.Len(); out.Len()-from < each; {
			b := c.vary(blocks[c.rand.IntN(len(blocks))])
			if is := strings.HasPrefix(b, "- "); !is || !bullet {
				out.WriteString("\n")
				bullet = is
			}
			out.WriteString(b)
		}
	}
	return out.String()
}

func (c *corpus) name() string { return names[c.rand.IntN(len(names))] }

// vary puts other names and numbers into a block.
func (c *corpus) vary(block string) string {
	block = number.ReplaceAllStringFunc(block, func(string) string { return fmt.Sprint(10 + c.rand.IntN(900)) })
	return word.ReplaceAllStringFunc(block, func(w string) string {
		for _, n := range names {
			if n == w {
				return c.name()
			}
		}
		return w
	})
}

// write makes a folder of n specs, a hundred to each folder below it.
func (c *corpus) write(dir string, n int) error {
	for i := range n {
		below := filepath.Join(dir, fmt.Sprintf("area-%03d", i/100))
		if err := os.MkdirAll(below, 0o777); err != nil {
			return err
		}
		size := 2000 + int(18000*c.rand.Float64()*c.rand.Float64())
		if err := os.WriteFile(filepath.Join(below, fmt.Sprintf("spec-%05d.md", i)), []byte(c.spec(size)), 0o666); err != nil {
			return err
		}
	}
	return nil
}
