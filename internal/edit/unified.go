package edit

import (
	"fmt"
	"strings"

	"github.com/aymanbagabas/go-udiff"
)

// Unified returns the way from old to new as a patch that git apply takes from
// anywhere in a repository: the path counts from its root. It is empty when
// nothing changes.
func Unified(path string, old, new []byte) (string, error) {
	before, after := string(old), string(new)
	if before == after {
		return "", nil
	}
	path = strings.TrimPrefix(path, "/")
	from, to := gitName("a/"+path), gitName("b/"+path)
	body, err := udiff.ToUnified(endName(from), endName(to), before, udiff.Lines(before, after), udiff.DefaultContextLines)
	if err != nil {
		return "", fmt.Errorf("%s: no patch can be made: %w", path, err)
	}
	return "diff --git " + from + " " + to + "\n" + body, nil
}

// gitName writes a name as git does: what is no plain ASCII makes it a string
// of C.
func gitName(name string) string {
	plain := true
	var b strings.Builder
	for i := range len(name) {
		c := name[i]
		if at := strings.IndexByte("\a\b\t\n\v\f\r\"\\", c); at >= 0 {
			b.WriteByte('\\')
			b.WriteByte(`abtnvfr"\`[at])
			plain = false
		} else if c < ' ' || c > '~' {
			fmt.Fprintf(&b, `\%03o`, c)
			plain = false
		} else {
			b.WriteByte(c)
		}
	}
	if plain {
		return name
	}
	return `"` + b.String() + `"`
}

// endName marks, as git does, where a name with blanks ends.
func endName(name string) string {
	if strings.Contains(name, " ") && !strings.HasPrefix(name, `"`) {
		return name + "\t"
	}
	return name
}
