package spec

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// FuzzLimits holds limits to what numbers are: none is negative, a count has no
// unit, what was read reads the same again, and of two the smaller holds, with a
// clash.
func FuzzLimits(f *testing.F) {
	for i, text := range []string{"400", "1,200", "200 KB", "1_000", "-1", "", "1e9", "999999999 MB", "9999999999", "12 files", "0", "+5", "٣", "k"} {
		f.Add(text, uint32(i*i), uint32(12))
	}
	f.Fuzz(func(t *testing.T, text string, a, b uint32) {
		for _, key := range LimitKeys() {
			value, ok := ParseLimit(key, text)
			if !ok {
				continue
			}
			if again, ok := ParseLimit(key, strconv.Itoa(value)); value < 0 || value <= 999_999_999 && (!ok || again != value) {
				t.Errorf("%s: %q is %d, which is %d, %v", key, text, value, again, ok)
			}
			if !strings.HasSuffix(key, "bytes") && strings.Trim(text, "0123456789,_ ") != "" {
				t.Errorf("%s: %q is %d", key, text, value)
			}
		}
		one, two := int(a%1_000_000_000), int(b%1_000_000_000)
		doc, err := Parse("specs/a.md", fmt.Appendf(nil, "# A\n\n## Limits\n\n- Files: %d\n- At most %d files\n", one, two))
		if err != nil {
			t.Fatal(err)
		}
		c, clashes := doc.Contract(), 0
		if one != two {
			clashes = 1
		}
		if c.Limits.Files == nil || c.Limits.Files.Value != min(one, two) || len(c.Clashes) != clashes {
			t.Errorf("of %d and %d holds %+v, with clashes %v", one, two, c.Limits.Files, c.Clashes)
		}
	})
}
