package spec

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand"
	"strings"
	"testing"
)

// TestTooComplex refuses a MiB of each construct, and names it and its line.
func TestTooComplex(t *testing.T) {
	for _, test := range []struct {
		name string
		why  cost
		line int // the first of the paragraph, or where it became too much
	}{
		{"stars-spaced", costEmphasis, 1},
		{"stars-both", costEmphasis, 1},
		{"stars-open-then-close", costEmphasis, 1},
		{"star-underscore", costEmphasis, 1},
		{"tildes", costEmphasis, 1},
		{"tilde-star", costEmphasis, 1},
		{"tilde-star-2", costEmphasis, 1},
		{"mixed-runs", costEmphasis, 1},
		{"tilde-rising", costEmphasis, 1},
		{"stars-lines", costEmphasis, 127326},
		{"emphases", costEmphasis, 1},
		{"stars-blocks", costEmphasis, 401},
		{"open-brackets", costBrackets, 1},
		{"close-brackets", costBrackets, 1},
		{"brackets", costBrackets, 1},
		{"bracket-pairs", costBrackets, 1},
		{"link-open", costTargets, 1},
		{"link-open-lines", costBrackets, 74274},
		{"link-angle", costTargets, 1},
		{"link-angle-lines", costBrackets, 52429},
		{"link-angle-spaced", costTargets, 1},
		{"link-title-lines", costBrackets, 74274},
		{"link-ref-open-lines", costBrackets, 33634},
		{"links", costBrackets, 1},
		{"nested-links", costBrackets, 1},
		{"nested-images", costBrackets, 1},
		{"image-link-open", costTargets, 1},
		{"destination-parens", costTargets, 1},
		{"links-parens", costTargets, 1},
		{"link-stars", costBrackets, 1},
		{"stars-in-brackets", costBrackets, 1},
		{"footnote-definitions", costBrackets, 49516},
		{"wiki-links", costBrackets, 1},
		{"tasks", costBlocks, 36679},
		{"backticks-rising", costCode, 1},
		{"backticks-rising-paragraph", costCode, 1},
		{"code-spans", costCode, 1},
		{"angles", costTags, 1},
		{"angles-words", costTags, 1},
		{"comments-open", costTags, 1},
		{"instruction-open", costTags, 1},
		{"cdata-open", costBrackets, 1},
		{"declaration-open", costTags, 1},
		{"tag-spaces", costTags, 1},
		{"html-blocks", costBlocks, 111411},
		{"html-template-blocks", costBlocks, 111411},
		{"autolink-mail", costTags, 1},
		{"quotes", costNesting, 1},
		{"quotes-spaced", costNesting, 1},
		{"lists-one-line", costNesting, 1},
		{"lists-one-line-star", costNesting, 1},
		{"lists-ordered-one-line", costNesting, 1},
		{"lists-mixed-one-line", costNesting, 1},
		{"quote-list", costNesting, 1},
		{"list-quotes", costNesting, 1},
		{"list-tabs", costNesting, 1},
		{"quote-tabs", costNesting, 1},
		{"list-levels", costNesting, 101},
		{"list-levels-blank", costNesting, 201},
		{"list-levels-lazy", costNesting, 201},
		{"list-levels-tabs", costNesting, 101},
		{"quote-levels", costNesting, 101},
		{"quote-list-levels", costNesting, 100},
		{"deep-then-blank", costNesting, 32997},
		{"deep-quote-then-blank", costNesting, 32997},
		{"deep-one-line", costBlocks, 2240},
		{"bullets", costBlocks, 58255},
		{"bullets-loose", costBlocks, 114267},
		{"ordered", costBlocks, 58255},
		{"ordered-nested", costBlocks, 57689},
		{"list-paragraphs", costBlocks, 153669},
		{"headings", costBlocks, 81027},
		{"headings-body", costBlocks, 162053},
		{"heading-links", costTargets, 1},
		{"setext", costLines, 297094},
		{"setext-dash", costBlocks, 38254},
		{"lines", costLines, 297094},
		{"paragraphs", costBlocks, 162053},
		{"sentences", costSentences, 1},
		{"crlf", costLines, 297094},
		{"colons-spaced", costSentences, 1},
		{"fences", costBlocks, 297097},
		{"definitions", costMultiline, 1},
		{"definitions-blocks", costBrackets, 68561},
		{"definitions-titles", costBrackets, 49516},
		{"definitions-paren", costBrackets, 84884},
		{"definition-labels", costBrackets, 74274},
		{"definition-label-lines", costLines, 297093},
		{"definitions-quoted", costBrackets, 39968},
		{"definition-expansion", costBrackets, 3},
		{"label-nested-uses", costBrackets, 1},
		{"table-ragged", costCells, 2},
		{"table-ragged-text", costCells, 2},
		{"table-ragged-no-pipe", costCells, 2},
		{"table-rows", costCells, 30735},
		{"table-two-rows", costCells, 3},
		{"table-wide-rows", costCells, 976},
		{"table-delimiters", costCells, 38753},
		{"tables", costBlocks, 62547},
		{"table-escaped", costPipes, 3},
		{"table-escaped-rows", costPipes, 10036},
		{"table-links", costTargets, 3},
		{"table-stars", costEmphasis, 3},
		{"table-in-quotes", costBlocks, 122094},
		{"labels-list", costBlocks, 30420},
	} {
		src := construct(t, test.name).make(1 << 20)
		if line, why := complexity(readable(src)); line != test.line || why != test.why {
			t.Errorf("%s: got line %d, %s; want line %d, %s", test.name, line, why.what(), test.line, test.why.what())
		}
	}
}

func construct(t *testing.T, name string) hostile {
	for _, h := range constructs {
		if h.name == name {
			return h
		}
	}
	t.Fatalf("no construct %q", name)
	return hostile{}
}

// TestTooComplexError has the form of every error: path, line, construct, mend.
func TestTooComplexError(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"---\nid: a\n---\n\n# T\n\n" + strings.Repeat("> ", 200) + "a\n", "a.md:7: too complex to judge: too many quotes and lists in one another; flatten them"},
		{"# T\r\n\r\n" + strings.Repeat("[a](", 20_000) + "\r\n", `a.md:3: too complex to judge: too many link targets that do not end; close the "(" or "<" of each link`},
		{"---\na: " + strings.Repeat("b", maxFront) + "\n---\n", "a.md:1: too complex to judge: 131076 bytes of front matter, more than 131072; move text below it"},
		{string(construct(t, "contract-globs-pairs").make(1 << 18)), "a.md:9119: too complex to judge: too many paths and forbidding globs in one folder; name fewer, or the folder"},
	} {
		_, err := Parse("a.md", []byte(test.src))
		if e := (*Error)(nil); !errors.As(err, &e) || err.Error() != test.want {
			t.Errorf("got %v, want %s", err, test.want)
		}
	}
}

// honest are long documents of a kind that people and generators write.
var honest = []hostile{
	{"a document of 5 MB", func(int) []byte { return document(5_000_000) }},
	{"a table of 2,000 rows and 12 columns", func(int) []byte {
		row := strings.Repeat("| `some.field` or [its page](docs/page.md) ", 12) + "|\n"
		return []byte("# T\n\n" + strings.Repeat("| Name ", 12) + "|\n" + strings.Repeat("|---", 12) + "|\n" + strings.Repeat(row, 2000))
	}},
	{"3,000 link definitions, a block each", func(int) []byte { return counted("", "[r%d]: https://example.com/page\n\n").make(130_000)[:120_000] }},
	{"5,000 link definitions in one block", func(int) []byte { return counted("", "[r%d]: https://example.com/page\n").make(190_000) }},
	{"a paragraph of 60 KB", func(int) []byte {
		return []byte(strings.Repeat("The *service* reads `a_b_c` and **must** keep [the order](docs/order.md \"Order\") of\nall lines (see [1]), <b>always</b>. ", 500))
	}},
	{"a paragraph of 60 KB on one line", func(int) []byte {
		return []byte(strings.Repeat("The *service* reads `a_b_c` and **must** keep [the order](docs/order.md) of all. ", 750))
	}},
	{"a list of 40 levels", func(int) []byte {
		var b bytes.Buffer
		for i := range 40 {
			b.WriteString(indent(2*i) + "- level\n")
		}
		return b.Bytes()
	}},
	{"5,000 links in a tight list of two levels", func(int) []byte {
		return []byte(strings.Repeat("* [Part](#part)\n    * [The first thing](#the-first-thing) and `its_name`\n", 2500))
	}},
	{"5,000 changes with links and bold", func(int) []byte {
		return []byte("## 1.0.0\n" + strings.Repeat("* **core:** keep the order_of_lines ([#1234](https://example.com/1234)) ([abcdef](https://example.com/commit/abcdef))\n", 5000))
	}},
	{"1 MB of code with every mark", func(int) []byte {
		return []byte("# T\n\n```c\n" + strings.Repeat("int *a_b = (*c)[d] < e ? f(&g) : ~h; // - > * `i\n", 20_000) + "```\n")
	}},
	{"an image of 200 KB in a link", func(int) []byte {
		return []byte("![a](data:image/png;base64," + strings.Repeat("iVBORw0KGgo", 20_000) + ")\n")
	}},
	{"a text of blank lines", func(int) []byte { return bytes.Repeat([]byte("\n"), 1<<20) }},
	{"rules and ruled headings", func(int) []byte {
		return []byte(strings.Repeat("Part\n----\n\ntext\n\n* * * * * * * * * * * * *\n\n", 5000))
	}},
}

// document writes about so many bytes of prose, lists, tables and code.
func document(size int) []byte {
	var b bytes.Buffer
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "## Part %d: orders\n\nThe service keeps the order of the lines, because support reads them from the top; *nobody* sorts them again. It must answer within 200 ms (see [the notes](notes/%d.md)).\n\n", i, i)
		for j := range 4 {
			fmt.Fprintf(&b, "- **Filter %d:** when `from_date` is later than `to_date`, the endpoint `/orders/%d` answers with status 400 and names the field.\n  - The log has one line for each request.\n", j, i)
		}
		b.WriteString("\n| Field | Kind | Meaning |\n|---|---|---|\n")
		for j := range 5 {
			fmt.Fprintf(&b, "| `field_%d` | string | the name of the customer as the form has it |\n", j)
		}
		b.WriteString("\n1. Read the file.\n2. Write it back.\n\n   ```sh\n   go test ./...\n   ```\n\n> The order is what the customer sees, not what the table holds.\n\n")
	}
	return b.Bytes()
}

// TestHonestIsJudged: the bounds are for constructs that hurt, not for length.
func TestHonestIsJudged(t *testing.T) {
	for _, h := range honest {
		src := h.make(0)
		if line, why := complexity(src); line > 0 {
			t.Errorf("%s: refused at line %d: too many %s", h.name, line, why.what())
		}
		if len(src) > 1<<20 && testing.Short() {
			continue
		}
		if _, err := Parse("a.md", src); err != nil {
			t.Errorf("%s: %v", h.name, err)
		}
	}
}

// pieces are what TestScanFollowsParser makes texts of.
var pieces = strings.Split("*|_|**|~|~~|[|]|(|)|](|[a]|![|<|<b|<b>|</b>|>|> |- |* |+ |1. |2. |2) |10. |\t|  | | |`|``|\\|-|---|===|#|# |a|b|text|a. |&amp;|\"|: |[a]: b|<!--|-->|<?|?>|<![CDATA[|<http://a|```|~~~|é|。|!|**G**: |\f|<div>|</div>|<pre>|</pre>|- [ ] |=|- a|1. a|> a|\n|\n|\n|\n|\n|\n\n|\n\n|\n |\n  |\n   |\n    |\n      |\n\n  |\n\n    |\n```\n|\n  ```\n|\n- |\n1. |\n> |\n\t- |\n   - b|\n     - c|\n       - d|\n* * *\n|\n---\n|\n===\n", "|")

// TestScanFollowsParser holds the scan to the parser, as FuzzComplexity does, on
// texts made of what matters to both.
func TestScanFollowsParser(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	all := append([]string{"|", "|-|", "\n|x|y|\n|-|-|\n", "\\|"}, pieces...)
	for range 5000 {
		var b strings.Builder
		for range 2 + r.Intn(40) {
			b.WriteString(all[r.Intn(len(all))])
		}
		src := readable([]byte(b.String()))
		sameWithPrefix(t, src)
		sameWithCRLF(t, src)
		holdsForParser(t, src)
	}
}
