package glob

import (
	"slices"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"github.com/bmatcuk/doublestar/v4"
	"golang.org/x/text/unicode/norm"
)

// piece is a glob of a scope, or one of those that its braces stand for.
type piece struct {
	prefix    string // that every path which it matches begins with
	end, mask uint64 // the last bytes of every such path, and which of them are known
	index     int
	glob      string
	name      string // the path that the glob is, or ""
	perhaps   bool   // a folder that may not be one
	segments  []part // nil where the glob cannot be read by segments
	automaton func() *automaton
}

// ends reports whether a path may end as two globs want it.
func (p *piece) ends(q *piece) bool { return (p.end^q.end)&p.mask&q.mask == 0 }

// strange reports whether a folder may not be one, and another glob does not speak
// of it.
func (p *piece) strange(q *piece) bool { return p.perhaps && !strings.HasPrefix(q.prefix, p.prefix) }

func (p *piece) matches(path string) bool { return doublestar.MatchUnvalidated(p.glob, path) }

// part is a segment of a glob as its literal ends tell of it.
type part struct {
	head, tail string // all of it, twice, without wildcards
	wild, deep bool
}

// addAllowed adds a glob, or those that its braces stand for.
func addAllowed(dst []piece, index int, g string, perhaps bool, budget *int) []piece {
	options, ok := expand(nil, g, budget)
	if !ok {
		options = []string{g}
	}
	for _, o := range options {
		p := newPiece(index, o, false)
		p.perhaps = perhaps
		dst = append(dst, p)
	}
	return dst
}

func sortPieces(all []piece) {
	slices.SortStableFunc(all, func(p, q piece) int { return strings.Compare(p.prefix, q.prefix) })
}

func newPiece(index int, g string, forbid bool) piece {
	p := piece{index: index, glob: g, automaton: compiled(g, forbid)}
	p.prefix = strings.TrimSuffix(g[:strings.IndexAny(g+"*", meta)], "/") // "a/**" is "a", too
	if p.name = p.prefix; p.prefix != g {
		p.name = ""
	}
	if !clean(g) || strings.Contains(g, `\/`) || !divisible(unescaped(g, ".")) {
		return p
	}
	for segment := range strings.SplitSeq(g, "/") {
		p.segments = append(p.segments, newPart(segment))
	}
	if last := p.segments[len(p.segments)-1]; !last.deep {
		p.end, p.mask = lastBytes(last.tail)
	}
	if strings.Contains(g, `\`) {
		p.unescape()
	}
	return p
}

// compiled returns what compiles a glob, and keeps a small automaton.
func compiled(g string, forbid bool) func() *automaton {
	var kept atomic.Pointer[automaton]
	return func() *automaton {
		if a := kept.Load(); a != nil {
			return a
		}
		a := compile(g, forbid)
		if a != nil && a.size <= maxKept {
			kept.Store(a)
		}
		return a
	}
}

// lastBytes returns the last eight bytes of a text, and where there are some.
func lastBytes(text string) (end, mask uint64) {
	for i := range min(len(text), 8) {
		end |= uint64(text[len(text)-1-i]) << (8 * i)
		mask |= 0xff << (8 * i)
	}
	return end, mask
}

// unescape takes a prefix from the segments, and the name if it is one.
func (p *piece) unescape() {
	var heads []string
	for _, s := range p.segments {
		heads = append(heads, s.head)
		if s.wild {
			p.prefix = strings.TrimSuffix(strings.Join(heads, "/"), "/")
			return
		}
	}
	p.prefix = strings.Join(heads, "/")
	p.name = p.prefix
}

// unescaped puts what stands for an escaped character in its place; "" is the
// character itself.
func unescaped(g, with string) string {
	if !strings.Contains(g, `\`) {
		return g
	}
	var b strings.Builder
	for i := 0; i < len(g); i++ {
		if g[i] != '\\' {
			b.WriteByte(g[i])
			continue
		}
		_, n := utf8.DecodeRuneInString(g[i+1:])
		if i++; with == "" {
			b.WriteString(g[i : i+n])
		} else {
			b.WriteString(with)
		}
		i += n - 1
	}
	return b.String()
}

// newPart reads a segment. Without the characters that are escaped its wildcards
// are where they are.
func newPart(segment string) part {
	plain := segment
	if strings.Contains(segment, `\`) {
		plain = blanked(segment)
	}
	first := strings.IndexAny(plain, "*?[")
	if first < 0 {
		name := unescaped(segment, "")
		return part{head: name, tail: name}
	}
	last := max(first, strings.LastIndexAny(plain, "*?]"))
	return part{head: unescaped(segment[:first], ""), tail: unescaped(segment[last+1:], ""), wild: true, deep: segment == "**"}
}

// blanked returns a segment with its escaped characters as others of the same
// length that mean nothing.
func blanked(segment string) string {
	out := []byte(segment)
	for i := 0; i < len(out); i++ {
		if out[i] == '\\' {
			_, n := utf8.DecodeRuneInString(segment[i+1:])
			for range n {
				i++
				out[i] = 'a'
			}
		}
	}
	return string(out)
}

// refusedForms are globs that, for paths in lower case, match nothing but what a
// glob forbids, and most of it.
func refusedForms(g string) []string {
	out := []string{foldPattern(g, lower)}
	if ascii(g) || strings.ContainsAny(g, `{}[\`) {
		return out
	}
	for _, form := range []norm.Form{norm.NFC, norm.NFD} {
		segments := strings.Split(out[0], "/")
		for i, s := range segments {
			if !strings.ContainsAny(s, meta) { // beside a wildcard a mark may belong to it
				segments[i] = form.String(s)
			}
		}
		out = append(out, strings.Join(segments, "/"))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// closed drops those at the end of a list that a prefix does not begin with.
func closed(list []*piece, prefix string) []*piece {
	for len(list) > 0 && !strings.HasPrefix(prefix, list[len(list)-1].prefix) {
		list = list[:len(list)-1]
	}
	return list
}

// apart tells by a look at the segments from both ends whether two globs have
// nothing in common; mostly it does where they have not.
func (p *piece) apart(q *piece) bool {
	a, b := p.segments, q.segments
	if a == nil || b == nil {
		return false
	}
	for len(a) > 0 && len(b) > 0 { // the ends first: the beginnings are near
		one, two := &a[len(a)-1], &b[len(b)-1]
		if one.deep || two.deep {
			break
		}
		if one.differs(two) {
			return true
		}
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	for len(a) > 0 && len(b) > 0 && !a[0].deep && !b[0].deep {
		if a[0].differs(&b[0]) {
			return true
		}
		a, b = a[1:], b[1:]
	}
	return len(a) == 0 && asks(b) || len(b) == 0 && asks(a)
}

// asks reports whether the rest of a glob wants a segment.
func asks(rest []part) bool {
	return slices.ContainsFunc(rest, func(s part) bool { return !s.deep })
}

// differs reports whether no name matches two segments, as their literal ends say.
func (a *part) differs(b *part) bool {
	if !a.wild && !b.wild {
		return a.head != b.head
	}
	n, m := min(len(a.head), len(b.head)), min(len(a.tail), len(b.tail))
	return a.head[:n] != b.head[:n] || a.tail[len(a.tail)-m:] != b.tail[len(b.tail)-m:]
}
