package spec

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
)

// hostile is a construct that costs a reader of Markdown more than its length.
type hostile struct {
	name string
	make func(size int) []byte // about so many bytes
}

// repeated is a construct that one text repeats, between a head and a tail.
func repeated(name, head, unit, tail string) hostile {
	return hostile{name, func(size int) []byte {
		return []byte(head + strings.Repeat(unit, max(1, (size-len(head)-len(tail))/len(unit))) + tail)
	}}
}

// mirrored repeats one text and then as often another.
func mirrored(name, open, middle, close string) hostile {
	return hostile{name, func(size int) []byte {
		n := max(1, size/(len(open)+len(close)))
		return []byte(strings.Repeat(open, n) + middle + strings.Repeat(close, n))
	}}
}

// counted writes units that differ by their number.
func counted(name, format string) hostile {
	return hostile{name, func(size int) []byte {
		var b bytes.Buffer
		for i := 0; b.Len() < size; i++ {
			fmt.Fprintf(&b, format, i)
		}
		return b.Bytes()
	}}
}

// rising writes units that grow by one step each.
func rising(name string, unit func(i int) string) hostile {
	return hostile{name, func(size int) []byte {
		var b bytes.Buffer
		for i := 1; b.Len() < size; i++ {
			b.WriteString(unit(i))
		}
		return b.Bytes()
	}}
}

// ragged is a table with as many columns as rows, all but the head short.
func ragged(name, head, delimiter, row string) hostile {
	return hostile{name, func(size int) []byte {
		k := size / (len(head) + len(delimiter) + len(row) + 1)
		return []byte(strings.Repeat(head, k) + "|\n" + strings.Repeat(delimiter, k) + "|\n" + strings.Repeat(row+"\n", k))
	}}
}

// blocksOf writes the construct in many small paragraphs instead of one.
func blocksOf(name, unit string, each int) hostile {
	return repeated(name, "", strings.Repeat(unit, each)+"\n\n", "")
}

func indent(i int) string { return strings.Repeat(" ", i) }

// BenchmarkHostile reports for each construct what twice its size costs: "2n/n",
// and the milliseconds for 256 KiB. What is refused costs the scan alone.
//
//	go test ./internal/spec -run=- -bench=Hostile -benchtime=3x
func BenchmarkHostile(b *testing.B) {
	const n = 128 << 10
	for _, h := range constructs {
		b.Run(h.name, func(b *testing.B) {
			once, twice := h.make(n), h.make(2*n)
			var took [2]time.Duration
			for b.Loop() {
				for i, src := range [][]byte{once, twice} {
					start := time.Now()
					_, _ = Parse("a.md", src)
					took[i] += time.Since(start)
				}
			}
			b.ReportMetric(float64(took[1])/float64(took[0]), "2n/n")
			b.ReportMetric(float64(took[1].Microseconds())/1000/float64(b.N), "ms/256KiB")
		})
	}
}

// BenchmarkComplexity is the scan alone, and its share of reading a spec.
func BenchmarkComplexity(b *testing.B) {
	src := readable(document(1 << 20))
	var scanned, parsed time.Duration
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		start := time.Now()
		complexity(src)
		scanned += time.Since(start)
	}
	for range 3 {
		start := time.Now()
		if _, err := Parse("a.md", src); err != nil {
			b.Fatal(err)
		}
		parsed += time.Since(start)
	}
	b.ReportMetric(100*float64(scanned)/float64(b.N)/(float64(parsed)/3), "%-of-parse")
}

// constructs is the sweep: what is known to be costly, and its relatives.
var constructs = []hostile{
	// emphasis
	repeated("stars", "a", "*", ""),
	repeated("stars-spaced", "", "a *", ""),
	repeated("stars-words", "", "*a ", ""),
	repeated("stars-close", "", "a* ", ""),
	repeated("stars-both", "", "a*a", ""),
	repeated("stars-open-then-close", "", "*a **a", "a** a*"),
	repeated("star-underscore", "", "*a_ ", ""),
	repeated("underscores", "a", "_", ""),
	repeated("underscore-words", "", "_a ", ""),
	repeated("underscore-close", "", "a_ ", ""),
	repeated("tildes", "a", "~", ""),
	repeated("tilde-words", "", "~a ", ""),
	repeated("tilde-double", "", "~~a ", ""),
	repeated("tilde-close", "", "a~~ ", ""),
	repeated("tilde-mixed", "", "~a ~~b ", ""),
	repeated("tilde-triples", "", "~~~a", ""),
	repeated("tilde-star", "", "~a* ", ""),
	repeated("tilde-star-2", "", "~~a* _b ", ""),
	mirrored("nested-strong", "**a ", "x", " a**"),
	mirrored("nested-star", "*a ", "x", " a*"),
	mirrored("nested-tilde", "~a ", "x", " a~"),
	repeated("threes", "", "a***b**c*", ""),
	repeated("mixed-runs", "", "*__**_a ", ""),
	repeated("intraword", "", "a**b", ""),
	rising("star-rising", func(i int) string { return strings.Repeat("*", i) + "a " }),
	rising("underscore-rising", func(i int) string { return "a" + strings.Repeat("_", i) + " " }),
	rising("tilde-rising", func(i int) string { return "a" + strings.Repeat("~", i) }),
	repeated("stars-lines", "", "*a\n", ""),
	repeated("emphases", "", "*a* ", ""),
	repeated("strongs", "", "**a**", ""),
	repeated("emphasis-tight", "", "*a*b", ""),
	blocksOf("stars-blocks", "*a_ ", 500),
	blocksOf("emphasis-blocks", "*a ", 200),
	// links
	repeated("open-brackets", "", "[", ""),
	repeated("close-brackets", "", "]", ""),
	mirrored("brackets", "[", "a", "]"),
	repeated("bracket-pairs", "", "[a]", ""),
	repeated("bracket-pairs-2", "", "[a][b]", ""),
	repeated("bracket-words", "", "[a ", ""),
	repeated("link-open", "", "[a](", ""),
	repeated("link-open-spaced", "", "[a]( ", ""),
	repeated("link-open-lines", "", "[a](b\n", ""),
	repeated("link-angle", "", "[a](<b", ""),
	repeated("link-angle-lines", "", "[a](<b\n", ""),
	repeated("link-angle-spaced", "", "[a](<b ", ""),
	repeated("link-title", "", "[a](b \"c", ""),
	repeated("link-title-single", "", "[a](b 'c ", ""),
	repeated("link-title-paren", "", "[a](b (c ", ""),
	repeated("link-title-escaped", "", "[a](b \"\\", ""),
	repeated("link-title-lines", "", "[a](b \"\n", ""),
	repeated("link-ref-open", "", "[a][", ""),
	repeated("link-ref-open-lines", "", "[a][b\n", ""),
	repeated("links", "", "[a](b)", ""),
	repeated("links-titles", "", "[a](b \"c\") ", ""),
	mirrored("nested-links", "[", "a", "](b)"),
	mirrored("nested-images", "![", "a", "](b)"),
	mirrored("nested-link-images", "[![", "a", "](b)](c)"),
	repeated("image-open", "", "![", ""),
	repeated("image-link-open", "", "![a](", ""),
	repeated("image-words", "", "![a ", ""),
	repeated("image-refs", "", "![a][b", ""),
	repeated("images", "", "![a](b)", ""),
	repeated("destination-parens", "[a](", "(", ""),
	repeated("links-parens", "", "[a]((", ""),
	repeated("link-stars", "", "[*a](b)", ""),
	repeated("link-stars-open", "", "*a [b](c) ", ""),
	repeated("link-in-stars", "", "[a* ", ""),
	repeated("stars-in-brackets", "", "*[a_] ", ""),
	repeated("links-in-label", "[", "[a](b)", "](c)"),
	repeated("images-in-label", "[", "![a](b)", "](c)"),
	repeated("footnotes", "", "[^a] ", ""),
	counted("footnote-definitions", "[^%d]: text\n"),
	counted("footnote-blocks", "[^%d]: text\n\n"),
	repeated("wiki-links", "", "[[a]] ", ""),
	repeated("tasks", "", "- [ ] a\n", ""),
	repeated("tasks-inline", "", "[ ] ", ""),
	// code, escapes, entities
	rising("backticks-rising", func(i int) string { return strings.Repeat("`", i) + " " }),
	rising("backticks-rising-lines", func(i int) string { return strings.Repeat("`", i) + "a\n" }),
	rising("backticks-rising-paragraph", func(i int) string { return "a" + strings.Repeat("`", i) + "\n" }),
	repeated("backticks", "a", "`", ""),
	repeated("backtick-words", "", "`a ", ""),
	repeated("code-spans", "", "`a`", ""),
	repeated("backtick-escaped", "", "\\`", ""),
	repeated("backtick-pairs", "", "`a``b", ""),
	repeated("code-lines", "", "`a\n", ""),
	repeated("code-long", "`", "a b\n", "`"),
	repeated("backslashes", "a", "\\", ""),
	repeated("escapes", "", "\\*", ""),
	repeated("hard-breaks", "", "a\\\n", ""),
	repeated("hard-breaks-blank", "", "a  \n", ""),
	repeated("ampersands", "a", "&", ""),
	repeated("entities", "", "&amp;", ""),
	repeated("entity-open", "", "&#", ""),
	repeated("entities-number", "", "&#x41;", ""),
	repeated("entity-name", "", "&aaaaaaa", ""),
	repeated("nul-entities", "", "&#0;", ""),
	// HTML and autolinks
	repeated("angles", "a", "<", ""),
	repeated("angles-words", "", "a <b ", ""),
	repeated("close-angles", "a", ">", ""),
	repeated("comments-open", "a ", "<!-- ", ""),
	repeated("comments-open-lines", "a ", "<!--a\n", ""),
	repeated("comments", "", "<!-- a -->", ""),
	repeated("comment-lines", "", "<!-- a -->\n", ""),
	repeated("comment-inline", "a ", "<!-- a -->", ""),
	repeated("instruction-open", "a ", "<?", ""),
	repeated("instruction-lines", "a ", "<?a\n", ""),
	repeated("cdata-open", "a ", "<![CDATA[", ""),
	repeated("declaration-open", "a ", "<!A ", ""),
	repeated("tags", "a ", "<b>", ""),
	repeated("tags-closed", "a ", "<b></b>", ""),
	repeated("tag-attributes", "a <b ", "c ", ">"),
	repeated("tag-attribute-open", "a ", "<b c=\"", ""),
	repeated("tag-attribute-alternate", "a ", "<b c='<b d=\"", ""),
	repeated("tag-open-attributes", "a ", "<b c ", ""),
	repeated("tag-lines", "a ", "<b\n", ""),
	repeated("tag-spaces", "a ", "<b  ", ""),
	repeated("tag-template", "a ", "<x y>", ""),
	mirrored("nested-tags", "<i>", "a", "</i>"),
	repeated("html-blocks", "", "<div>\n\n", ""),
	repeated("html-block-long", "<div>\n", "a\n", ""),
	repeated("html-pre", "", "<pre>\n", ""),
	repeated("html-details", "", "<details>\n\na\n\n</details>\n\n", ""),
	repeated("html-comment-open", "<!--\n", "a\n\n", ""),
	repeated("html-template-blocks", "", "<x y>\n\n", ""),
	repeated("autolinks", "", "<http://a.b>", ""),
	repeated("autolink-open", "", "<http://a", ""),
	repeated("autolink-mail", "", "<a@b", ""),
	repeated("autolink-scheme", "", "<aa:", ""),
	repeated("bare-links", "", "http://a.b ", ""),
	repeated("mails", "", "<a@b.c>", ""),
	// containers
	repeated("quotes", "", ">", "a"),
	repeated("quotes-spaced", "", "> ", "a"),
	repeated("quote-lines", "", "> a\n", ""),
	repeated("quote-blank", "", ">\n", ""),
	repeated("lists-one-line", "", "- ", "a"),
	repeated("lists-one-line-star", "", "* ", "a"),
	repeated("lists-one-line-plus", "", "+ ", "a"),
	repeated("lists-ordered-one-line", "", "1. ", "a"),
	repeated("lists-mixed-one-line", "", "- 1. + ", "a"),
	repeated("quote-list", "", "> - ", "a"),
	repeated("quote-ordered", "", "> 1. ", "a"),
	repeated("list-quotes", "", "- > > ", "a"),
	repeated("list-tabs", "", "-\t", "a"),
	repeated("quote-tabs", "", ">\t", "a"),
	rising("list-levels", func(i int) string { return indent(2*i-2) + "- a\n" }),
	rising("list-levels-ordered", func(i int) string { return indent(3*i-3) + "1. a\n" }),
	rising("list-levels-blank", func(i int) string { return indent(2*i-2) + "- a\n\n" }),
	rising("list-levels-lazy", func(i int) string { return indent(2*i-2) + "- a\nb\n" }),
	rising("list-levels-tabs", func(i int) string { return strings.Repeat("\t", i-1) + "- a\n" }),
	rising("quote-levels", func(i int) string { return strings.Repeat(">", i) + " a\n" }),
	rising("quote-levels-blank", func(i int) string { return strings.Repeat(">", i) + " a\n\n" }),
	rising("quote-list-levels", func(i int) string { return "> " + indent(2*i-2) + "- a\n" }),
	repeated("deep-lines-list", strings.Repeat("- ", 90)+"a\n", indent(180)+"- a\n", ""),
	repeated("deep-lines-quote", "", strings.Repeat(">", 90)+" a\n", ""),
	repeated("deep-lines-quote-blocks", "", strings.Repeat(">", 90)+" a\n\n", ""),
	repeated("deep-then-blank", strings.Repeat("- ", 90)+"a\n", "\n", "a"),
	repeated("deep-then-lazy", strings.Repeat("- ", 90)+"a\n", "b\n", "a"),
	repeated("deep-quote-then-blank", strings.Repeat("> ", 90)+"a\n", "\n", "a"),
	repeated("deep-quote-then-lazy", strings.Repeat("> ", 90)+"a\n", "b\n", "a"),
	repeated("deep-one-line", "", strings.Repeat("- ", 90)+"a\n", ""),
	repeated("deep-one-line-blank", "", strings.Repeat("- ", 90)+"a\n\n", ""),
	repeated("deep-stairs", "", func() string {
		var b strings.Builder
		for i := range 60 {
			b.WriteString(indent(2*i) + "- a\n")
		}
		return b.String()
	}(), ""),
	repeated("bullets", "", "- a\n", ""),
	repeated("bullets-empty", "", "-\n", ""),
	repeated("bullets-loose", "", "- a\n\n", ""),
	repeated("bullets-alternating", "", "- a\n* b\n", ""),
	repeated("bullets-alternating-loose", "", "- a\n\n* b\n\n", ""),
	counted("ordered", "%d. a\n"),
	repeated("ordered-same", "", "1. a\n", ""),
	repeated("ordered-nested", "", "1. a\n   - b\n", ""),
	repeated("bullet-code", "", "-     a\n", ""),
	repeated("list-continuations", "- a\n", "  b\n", ""),
	repeated("list-paragraphs", "- a\n\n", "  b\n\n", ""),
	repeated("empty-lists", "", "- \n\n", ""),
	repeated("empty-nested", "", "- - -a\n", ""),
	repeated("list-blank-tail", "- a\n", " \n", "b"),
	// headings, breaks, paragraphs
	repeated("headings", "", "# a\n", ""),
	repeated("headings-empty", "", "#\n", ""),
	repeated("headings-deep", "", "# a\n## a\n### a\n#### a\n##### a\n###### a\n", ""),
	repeated("headings-body", "", "# a\n\nb\n\n", ""),
	counted("headings-counted", "## Part %d\n\ntext of it\n\n"),
	repeated("heading-marks", "", "#", ""),
	repeated("heading-close", "# a ", "#", ""),
	repeated("heading-close-spaced", "# a", " #", ""),
	repeated("heading-down", "", "###### a\n\nb\n\n", ""),
	repeated("heading-links", "# ", "[a](", ""),
	repeated("setext", "", "a\n=\n", ""),
	repeated("setext-long", "", "a\n", "==="),
	repeated("setext-dash", "", "a\n-\n", ""),
	repeated("setext-lines", "a\n", "=\n", ""),
	repeated("setext-equals", "a\n", "=", ""),
	repeated("breaks", "", "***\n", ""),
	repeated("breaks-long", "", "* ", ""),
	repeated("break-lines", "", "- - -\n", ""),
	repeated("dashes", "", "-", ""),
	repeated("breaks-almost", "", "- - - - - - - - -", "a"),
	repeated("dash-lines", "a\n", "- - - - - - - - - -a\n", ""),
	repeated("lines", "", "a\n", ""),
	repeated("paragraphs", "", "a\n\n", ""),
	repeated("line-giant", "", "word ", ""),
	repeated("word-giant", "", "a", ""),
	repeated("word-giant-unicode", "", "é", ""),
	repeated("words-cjk", "", "日本語。", ""),
	repeated("sentences", "", "A b. ", ""),
	repeated("sentences-2", "", "A. ", ""),
	repeated("blank-lines", "", "\n", ""),
	repeated("blank-spaces", "", " \n", ""),
	repeated("spaces", "", " ", "a"),
	repeated("tabs", "", "\t", "a"),
	repeated("tab-lines", "", "\ta\n", ""),
	repeated("code-indented", "", "    a\n", ""),
	repeated("code-indented-blank", "    a\n", "\n", "    b\n"),
	repeated("code-indented-spaces", "    a\n", "      \n", "    b\n"),
	repeated("cr", "", "a\r", ""),
	repeated("crlf", "", "a\r\n", ""),
	repeated("colons", "", "a:", ""),
	repeated("colons-spaced", "", "a: ", ""),
	repeated("semicolons", "", "a; ", ""),
	repeated("commas", "", "a, ", ""),
	repeated("quotation-open", "", "“", ""),
	repeated("quotations", "", "\"a\" ", ""),
	repeated("parens", "", "(", ""),
	repeated("dots", "", ".", ""),
	repeated("hyphens", "", "a-", ""),
	repeated("slashes", "", "a/", ""),
	repeated("digits", "", "1", ""),
	repeated("numbers", "", "1 ", ""),
	repeated("numbers-dots", "", "1.1 ", ""),
	repeated("ears", "", "1.1 WHEN a THEN b ", ""),
	repeated("given", "", "- GIVEN a\n", ""),
	repeated("steps", "", "- WHEN a\n- THEN b\n", ""),
	repeated("steps-and", "- WHEN a\n- THEN b\n", "- AND c\n", ""),
	repeated("arrows", "", "`a` → `b`, ", ""),
	repeated("braces", "", "{", ""),
	repeated("template", "", "{{a}} ", ""),
	repeated("clarifications", "", "[NEEDS CLARIFICATION: a] ", ""),
	// fences
	repeated("fences", "", "```\na\n```\n", ""),
	repeated("fences-open", "", "```\n", ""),
	repeated("fence-long", "```\n", "a\n", "```"),
	repeated("fence-blank", "```\n", "\n", "```"),
	repeated("fence-marks", "", "```", ""),
	repeated("fence-tilde", "", "~~~\na\n~~~\n", ""),
	repeated("fence-info", "```", "a", "\nb\n```"),
	repeated("fence-script", "```sh\n", "go test ./...\n", "```"),
	repeated("fence-tree", "```\n", "├── a.go\n", "```"),
	repeated("fence-backslashes", "```sh\n", "a \\\n", "```"),
	repeated("fence-line", "```sh\n", "a && ", "\n```"),
	repeated("fence-gherkin", "```gherkin\n", "Given a\nWhen b\nThen c\n", "```"),
	repeated("fence-console", "```console\n", "$ go test\nok\n", "```"),
	// definitions
	counted("definitions", "[r%d]: /u%d\n"),
	counted("definitions-blocks", "[r%d]: /u\n\n"),
	counted("definitions-titles", "[r%d]: /u \"t\"\n"),
	counted("definitions-titles-open", "[r%d]: /u \"t\n"),
	counted("definitions-titles-next", "[r%d]: /u\n\"t\n"),
	counted("definitions-paren", "[r%d]: /u\n(t\n"),
	repeated("definition-labels", "", "[a]:\n", ""),
	repeated("definition-labels-b", "", "[a]: b\n", ""),
	repeated("definition-open", "", "[a\n", ""),
	repeated("definition-angle", "", "[a]: <b\n", ""),
	repeated("definition-long-label", "[", "a ", "]: b"),
	repeated("definition-label-lines", "[", "a\n", "]: b"),
	repeated("definition-escapes", "[", "\\]", "]: b"),
	repeated("definitions-quoted", "", "> [a]: b\n", ""),
	repeated("definitions-setext", "", "[a]: b\n===\n", ""),
	repeated("definition-title-long", "[a]: b \"", "c\n", "\""),
	repeated("definition-then-text", "", "[a]: b\nc\n\n", ""),
	repeated("label-long-uses", "[a]: b\n\n", "["+strings.Repeat("a", 900)+"]", ""),
	repeated("label-shared-uses", "[a]: b\n\n", "[a] ", ""),
	hostile{"definition-expansion", func(size int) []byte {
		return []byte("[a]: /" + strings.Repeat("u", size/2) + "\n\n" + strings.Repeat("[a] ", size/8))
	}},
	hostile{"label-nested-uses", func(size int) []byte {
		return []byte(strings.Repeat("[", size/3) + strings.Repeat("a]", size/3))
	}},
	// tables
	ragged("table-ragged", "|x", "|-", "|x"),
	ragged("table-ragged-text", "|x", "|-", "x"),
	ragged("table-ragged-no-pipe", "x|", "-|", "x"),
	repeated("table-rows", "|a|b|c|\n|-|-|-|\n", "|x|y|z|\n", ""),
	repeated("table-rows-empty", "|a|b|c|\n|-|-|-|\n", "||\n", ""),
	repeated("table-rows-extra", "|a|\n|-|\n", "|x|y|z|x|y|z|x|y|z\n", ""),
	repeated("table-wide", "", "|x", "|\n"+strings.Repeat("|-", 300)+"|\n"),
	hostile{"table-two-rows", func(size int) []byte {
		k := size / 8
		return []byte(strings.Repeat("|x", k) + "|\n" + strings.Repeat("|-", k) + "|\n" + strings.Repeat("|y", k) + "|\n")
	}},
	repeated("table-wide-rows", strings.Repeat("|a", 300)+"|\n"+strings.Repeat("|-", 300)+"|\n", "|x\n", ""),
	repeated("table-30", strings.Repeat("|a", 30)+"|\n"+strings.Repeat("|-", 30)+"|\n", "x\n", ""),
	repeated("table-delimiters", "a\n", "|-|-|\n", ""),
	repeated("table-delimiters-one", "a\n", "-|\n", ""),
	repeated("table-delimiters-colon", "a\n", ":-:\n", ""),
	repeated("tables", "", "|a|b|\n|-|-|\n|x|y|\n\n", ""),
	repeated("tables-small", "", "|a\n|-\n\n", ""),
	repeated("table-pipes", "", "|", ""),
	repeated("table-escaped", "|a|\n|-|\n|", "`a\\|` ", "|\n"),
	repeated("table-escaped-rows", "|a|\n|-|\n", "|`a\\|`|\n", ""),
	repeated("table-escaped-plain", "|a|\n|-|\n", "|a\\|b|\n", ""),
	repeated("table-backticks", "|a|\n|-|\n", "|`a|\n", ""),
	repeated("table-links", "|a|\n|-|\n|", "[a](", "|\n"),
	repeated("table-stars", "|a|\n|-|\n|", "*a_ ", "|\n"),
	repeated("table-after-lines", "", "a\n", "|a|\n|-|\n"),
	repeated("table-delimiter-long", "a\n", "-", "|\n"),
	repeated("table-in-quotes", "> |a|b|\n> |-|-|\n", "> |x|y|\n", ""),
	repeated("table-files", "|Files|Change|\n|-|-|\n", "|`a/b.go`|modify|\n", ""),
	repeated("table-many-delimiters", "|a|\n|-|\n", "|-|\n", ""),
	// our own reading
	counted("contract-modify", "- Modify: `src/a%d.go`\n"),
	hostile{"contract-modify-forbid", func(size int) []byte {
		var b bytes.Buffer
		b.WriteString("# T\n\n## Files\n\n")
		for i := 0; b.Len() < size/2; i++ {
			fmt.Fprintf(&b, "- Modify: `src/a%d.go`\n", i)
		}
		b.WriteString("\n## Out of scope\n\n")
		for i := 0; b.Len() < size; i++ {
			fmt.Fprintf(&b, "- Do not modify `src/a%d.go`\n", i)
		}
		return b.Bytes()
	}},
	hostile{"contract-forbid-all", func(size int) []byte {
		var b bytes.Buffer
		b.WriteString("# T\n\n## Files\n\n")
		for i := 0; b.Len() < size; i++ {
			fmt.Fprintf(&b, "- Modify: `src/a%d/**`\n- Do not modify `src/a%d/b.go`.\n", i, i)
		}
		return b.Bytes()
	}},
	counted("contract-line", "Modify: `src/a%d.go`, "),
	counted("contract-globs", "- Modify: `src/{a,b}/{c,d}%d/**/*.go`\n"),
	counted("commands", "- Run `go test ./a%d`\n"),
	counted("depends", "- Depends on: a%d\n"),
	counted("limits", "- At most %d files may change.\n"),
	counted("triggers", "- Stop and ask if `a%d.go` changes.\n"),
	counted("features", "## Feature %d\n\nBuild a shop.\n\n"),
	counted("labels", "**Label %d**: text of it\n\n"),
	counted("labels-bold", "**Goal**\n\ntext %d\n\n"),
	counted("labels-list", "- **Goal**: text %d\n"),
	counted("goals", "## Goal\n\nAdd filter %d to the list of orders.\n\n"),
	counted("success", "- The endpoint `/a%d` returns 200.\n"),
	repeated("duplicates", "", "- The endpoint returns 200.\n", ""),
	repeated("vague", "", "- It is fast, robust, etc. and user-friendly as appropriate.\n", ""),
	repeated("vague-line", "", "fast robust etc. as appropriate, ", ""),
	repeated("questions", "", "- TBD?\n", ""),
	repeated("template-lines", "", "- [FEATURE NAME] <describe the goal>\n", ""),
	repeated("build-list", "## Goal\n\nBuild ", "a shop, ", "and a blog."),
	repeated("build-and", "## Goal\n\nBuild ", "a shop and ", "a blog."),
	repeated("also", "## Goal\n\n", "Also add a shop. ", ""),
	repeated("paths-line", "## Files\n\n", "`a/b.go` ", ""),
	repeated("paths-arrow", "", "Rename: `a.go` → `b.go`; ", ""),
	repeated("number-run", "", "At most 5 files, ", ""),
	repeated("clauses", "## Out of scope\n\n", "`a.go`; ", ""),
	counted("sections-nested", "# A%d\n## B\n### C\n#### D\n##### E\n###### F\n\nx\n\n"),
	counted("heading-slash", "## Goals / Non-Goals / Scope %d\n"),
	repeated("heading-slashes", "## ", "goal / ", ""),
	repeated("heading-and", "## ", "goal and ", ""),
	repeated("heading-commas", "## ", "goal, ", ""),
	repeated("heading-colons", "## ", "Goal: ", ""),
	repeated("heading-cues", "## ", "notdone ", ""),
	repeated("label-slashes", "- ", "goal/", ": x"),
	repeated("not-not", "", "not ", ""),
	repeated("do-not", "", "do not modify ", ""),
	repeated("must-not", "", "MUST NOT ", ""),
	repeated("stop-ask", "", "stop and ask if ", ""),
	repeated("user-story", "", "As a user I want to ", ""),
	hostile{"contract-globs-pairs", func(size int) []byte {
		var b bytes.Buffer
		b.WriteString("# T\n\n## Files\n\n")
		for i := 0; b.Len() < size; i++ {
			fmt.Fprintf(&b, "- Modify: `src/b%d.go`\n- Do not modify `src/*a%d.go`.\n", i, i)
		}
		return b.Bytes()
	}},
	counted("contract-globs-deep", "- Modify: `**/a%d.go`\n"),
	hostile{"contract-glob-stars", func(size int) []byte {
		return []byte("## Files\n\n- Modify: `src/" + strings.Repeat("a", 200) + ".go`\n- Do not modify `src/" + strings.Repeat("*a", min(size/2, 60)) + "b.go`.\n")
	}},
	hostile{"contract-glob-braces", func(size int) []byte {
		return []byte("## Files\n\n- Modify: `src/" + strings.Repeat("a", 60) + ".go`\n- Do not modify `src/" + strings.Repeat("{a,a}", min(size/5, 40)) + "b.go`.\n")
	}},
	hostile{"contract-glob-double", func(size int) []byte {
		return []byte("## Files\n\n- Modify: `" + strings.Repeat("a/", 40) + "b.go`\n- Do not modify `" + strings.Repeat("**/a/", min(size/5, 20)) + "c.go`.\n")
	}},
	counted("contract-folders", "- Modify: `a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a%d.go`\n"),
	// front matter
	repeated("front-list", "---\na:\n", "- b\n", "---\n"),
	counted("front-keys", "---\nk%d: v\n"),
	hostile{"front-keys-ours", func(size int) []byte {
		var b bytes.Buffer
		b.WriteString("---\nspeclint:\n  modify:\n")
		for i := 0; b.Len() < size; i++ {
			fmt.Fprintf(&b, "    - src/a%d.go\n", i)
		}
		return append(b.Bytes(), "---\n"...)
	}},
	hostile{"front-keys-many", func(size int) []byte {
		var b bytes.Buffer
		b.WriteString("---\n")
		for i := 0; b.Len() < size; i++ {
			fmt.Fprintf(&b, "k%d: v\n", i)
		}
		return append(b.Bytes(), "---\n"...)
	}},
	repeated("front-flow", "---\na: ", "[", "\n---\n"),
	repeated("front-flow-map", "---\na: ", "{a: ", "\n---\n"),
	hostile{"front-flow-closed", func(size int) []byte {
		return []byte("---\na: " + strings.Repeat("[", size/2) + strings.Repeat("]", size/2) + "\n---\n")
	}},
	repeated("front-nested-dashes", "---\na:\n ", "- ", "b\n---\n"),
	hostile{"front-levels", func(size int) []byte {
		var b bytes.Buffer
		b.WriteString("---\n")
		for i := 0; b.Len() < size; i++ {
			b.WriteString(indent(i) + "a:\n")
		}
		return append(b.Bytes(), "---\n"...)
	}},
	hostile{"front-aliases", func(size int) []byte {
		var b bytes.Buffer
		b.WriteString("---\na0: &a0 [x,x]\n")
		for i := 1; b.Len() < min(size, 4000); i++ {
			fmt.Fprintf(&b, "a%d: &a%d [*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d]\n", i, i, i-1, i-1, i-1, i-1, i-1, i-1, i-1, i-1)
		}
		return append(b.Bytes(), "---\n"...)
	}},
	hostile{"front-alias-uses", func(size int) []byte {
		return []byte("---\na: &a x\nb: [" + strings.Repeat("*a ,", size/4) + "]\n---\n")
	}},
	repeated("front-anchors", "---\na: [", "&a b,", "]\n---\n"),
	repeated("front-long", "---\na: ", "b", "\n---\n"),
	repeated("front-quoted", "---\na: \"", "\\n", "\"\n---\n"),
	repeated("front-block", "---\na: |\n", "  b\n", "---\n"),
	repeated("front-comments", "---\na: b\n", "# c\n", "---\n"),
	repeated("front-open", "---\na: b\n", "c: d\n", ""),
	repeated("front-broken", "---\na: b\n", "c: d: e\n", "---\n"),
	repeated("front-duplicates", "---\n", "a: b\n", "---\n"),
	repeated("front-blank", "\n", "\n", "---\na: b\n---\n"),
	repeated("front-blank-open", "\n---\n", "a\n", ""),
	repeated("front-tags", "---\na: [", "!!str b,", "]\n---\n"),
	repeated("front-columns", "---\ntitle: [", "goal,", "]\n---\n"),
	repeated("front-goals", "---\ngoals:\n", "- make the list of orders fast\n", "---\n"),
	repeated("front-goals-line", "---\ngoals: [", "make it fast, ", "]\n---\n"),
	repeated("front-merge", "---\na: &a {b: c}\n", "? {<<: *a}\n: d\n", "---\n"),
}
