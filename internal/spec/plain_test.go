package spec

import (
	"reflect"
	"testing"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// said is what a block says, and how deep it stands.
type said struct {
	depth         int
	in            Inline
	task, checked bool
}

// saying returns what each block of text says when a parser reads it.
func saying(p parser.Parser, source []byte) (all []said, plains int) {
	b := builder{text: source}
	depth := 0
	_ = ast.Walk(p.Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		depth += 2*boolInt(entering) - 1
		switch n.(type) {
		case *plain:
			plains += boolInt(entering)
		case *ast.Paragraph, *ast.TextBlock, *ast.Heading, *xast.TableCell:
		default:
			return ast.WalkContinue, nil
		}
		if entering {
			in, notes := b.inline(n)
			all = append(all, said{depth, in, notes.task, notes.checked})
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return all, plains
}

func checkPlain(t *testing.T, source []byte) (plains int) {
	t.Helper()
	text := readable(source)
	got, plains := saying(markdown(), text)
	want, _ := saying(newMarkdown(), text)
	if len(got) != len(want) {
		t.Fatalf("%q: %d blocks of text, want %d", source, len(got), len(want))
	}
	for i := range got {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Fatalf("%q: block %d: got %+v, want %+v", source, i, got[i], want[i])
		}
	}
	return plains
}

func TestPlain(t *testing.T) {
	for source, plains := range map[string]int{
		"a b\n  c  \nd\n":                         1,
		"- a `x *y*` b\n- **Label**: b\n- *c* _d": 2,
		"- [ ] a\n- [x] `b`\n- [x]c\n- [ ]\n  d":  4,
		"a `b\nc` d":                              0,
		"a\n---\nb\n===\nc":                       1,
		"a\n- b\n  - c\n\n\n- d":                  4,
		"**a** *b* snake_case < 5 ms! **`c`** d":  1,
		"**a *b* c**":                             0,
		"`` a`b `` ` ` `  c `":                    1,
		"a ![b](c) [d] <e> \\* &amp; ~f~":         0,
		"[a]: b\nplain":                           1,
	} {
		if got := checkPlain(t, []byte(source)); got != plains {
			t.Errorf("%q: %d plain blocks, want %d", source, got, plains)
		}
	}
}

func FuzzPlain(f *testing.F) {
	seeds(f)
	f.Add([]byte("[ ]**`a`** b*c* *d**e* _f_g_ `h``i` j\n* *k\n*l*m **n:** o **p**q ***r***"))
	f.Fuzz(func(t *testing.T, source []byte) {
		if len(source) > 1<<14 || (&Spec{Source: source}).check() != nil {
			return
		}
		if line, _ := complexity(readable(source)); line == 0 {
			checkPlain(t, source)
		}
	})
}
