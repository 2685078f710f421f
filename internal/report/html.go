package report

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"
	"sync"
)

//go:embed page.css
var pageStyle string

// HTML writes the report as one page that needs nothing else and runs nothing: no
// script, no font, no picture, and a policy that forbids all of them. It follows
// the colours of the reader's system, can be printed, and reads on a phone.
//
// Text from outside becomes part of the page in [fill] alone.
func HTML(w io.Writer, r *Report, rules []Rule) error {
	if r.Command == "gate" {
		_, err := io.WriteString(w, string(gatePage(r, rules)))
		return err
	}
	d := htmlDraft(rules)
	return d.write(w, r)
}

// markup is HTML: a constant, or what fill made.
type markup string

// fill puts arguments into the places that a template has for them, each a "%": a
// string is escaped, so that it is text wherever it stands between tags or in
// quotation marks; markup stands as it is; a number is written in digits.
func fill(template markup, args ...any) markup {
	var b strings.Builder
	rest := string(template)
	for _, arg := range args {
		before, after, ok := strings.Cut(rest, "%")
		if !ok {
			panic("no place for an argument in " + string(template))
		}
		b.WriteString(before)
		switch arg := arg.(type) {
		case markup:
			b.WriteString(string(arg))
		case string:
			b.WriteString(html.EscapeString(Printable(arg)))
		case int:
			b.WriteString(strconv.Itoa(arg))
		default:
			panic(fmt.Sprintf("no way to write a %T", arg))
		}
		rest = after
	}
	if strings.Contains(rest, "%") {
		panic("no argument for a place in " + string(template))
	}
	b.WriteString(rest)
	return markup(b.String())
}

// each is the markup of all elements of a list.
func each[T any](list []T, of func(*T) markup) markup {
	var b strings.Builder
	for i := range list {
		b.WriteString(string(of(&list[i])))
	}
	return markup(b.String())
}

// when is the markup if a condition holds.
func when(holds bool, m markup) markup {
	if holds {
		return m
	}
	return ""
}

// policy allows the page its own style and nothing else.
var policy = sync.OnceValue(func() string {
	sum := sha256.Sum256([]byte(pageStyle))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
})

// pageHead is the page up to its navigation: what was judged, the verdict in a few
// words, why, what to do, and the numbers.
func pageHead(v Verdict, title, answer string, why markup, advice string, facts markup) markup {
	return fill(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="%">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>%</title>
<style>%</style>
</head>
<body class="%">
<a class="skip" href="#main">Skip to the report</a>
<header>
<p class="tool">%</p>
<h1><span class="badge">%</span> <span>%</span></h1>
%<p class="lead">%</p>
<dl class="facts">%</dl>
</header>
`, policy(), title+": "+v.String(), markup(pageStyle), v.String(), title, v.String(), sentence(answer), why, sentence(advice), facts)
}

// fact is one of the numbers below the verdict.
func fact(name string, value markup) markup {
	return fill("<div><dt>%</dt><dd>%</dd></div>\n", name, value)
}

// pageFoot ends the page.
func pageFoot(t Tool) markup {
	return fill("<footer><p>Written by % %. This page runs nothing and loads nothing.</p></footer>\n</body>\n</html>\n", t.Name, t.Version)
}

// piece is a part of the page that its navigation leads to.
type piece struct {
	id, title string
	count     int // shown beside the title, 0 is not
	body      markup
}

// pieces are the navigation and the parts that have something to say.
func pieces(all ...piece) markup {
	var nav, body strings.Builder
	for _, p := range all {
		if p.body == "" {
			continue
		}
		count := when(p.count > 0, fill(` <span class="count">%</span>`, p.count))
		nav.WriteString(string(fill("<li><a href=\"#%\">%%</a></li>\n", p.id, p.title, count)))
		body.WriteString(string(fill("<section id=\"%\" aria-labelledby=\"%-title\">\n<h2 id=\"%-title\">%%</h2>\n%</section>\n", p.id, p.id, p.id, p.title, count, p.body)))
	}
	return fill("<nav aria-label=\"Parts of the report\"><ul>\n%</ul></nav>\n<main id=\"main\">\n%</main>\n", markup(nav.String()), markup(body.String()))
}

// sentences is a list of them.
func sentences(class string, list []string) markup {
	if len(list) == 0 {
		return ""
	}
	return fill("<ul class=\"%\">\n%</ul>\n", class, each(list, func(s *string) markup { return fill("<li>%</li>\n", *s) }))
}

// manualLink is the name of a rule, and a link where its manual is known.
func manualLink(name string, rules []Rule) markup {
	for _, r := range rules {
		if r.Name == name {
			return fill(`<a href="%">%</a>`, r.manual(), name)
		}
	}
	return fill("%", name)
}
