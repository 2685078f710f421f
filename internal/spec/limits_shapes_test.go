package spec

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// limitExpressions say what limitShapes find, in the same order.
var limitExpressions = func() []*regexp.Regexp {
	number := `(\d{1,3}(?:[,_ ]\d{3})+|\d+)`
	most := `(?:at most|no more than|up to|maximum(?: of)?|max\.?|fewer than|under|below|not more than|within|<=|≤|not exceed|limited to)\s*`
	size := `(\d{1,3}(?:[,_ ]\d{3})+\s*(?:bytes|byte|b|kb|kib|k|mb|mib|m)\b|\d+\s*(?:bytes|byte|b|kb|kib|k|mb|mib|m)\b)`
	var all []*regexp.Regexp
	for _, expr := range []string{
		`^(?:max(?:imum)? )?file size\s*:?\s*(?:` + most + `)?` + size,
		`\bfiles? (?:is |are |stays? |must be |may be )?` + most + size,
		`^(?:longest line|line length|max(?:imum)? line(?: length)?)\s*:?\s*(?:` + most + `)?` + number,
		`^(?:max(?:imum)? )?(?:added lines|lines added|additions)\s*:?\s*(?:` + most + `)?` + number,
		`^(?:max(?:imum)? )?(?:changed lines|lines changed|diff size|changed lines of source|lines)\s*:?\s*(?:` + most + `)?` + number,
		`^(?:max(?:imum)? )?(?:changed files|files changed|files touched|files)\s*:\s*(?:` + most + `)?` + number + `\s*(?:files?)?\s*(?:\.|$|\()`,
		`^` + number + `\s*(?:changed |modified )?files\s*\.?$`,
		`^` + number + `\s*(?:changed |modified )?lines\s*\.?$`,
		most + number + `\s*(?:added lines|lines added|new lines|additions)`,
		most + number + `\s*(?:changed|modified)?\s*(?:source )?(?:lines|loc|lines of code)\b`,
		most + number + `\s*(?:changed |modified |touched )?files\b`,
	} {
		all = append(all, regexp.MustCompile(`(?i)`+expr))
	}
	return all
}()

// FuzzLimitShapes holds each shape to its expression.
func FuzzLimitShapes(f *testing.F) {
	for _, text := range []string{
		"At most 12 files", "no more than 1,200 changed lines of code", "up to 1 200 300 added lines", "Max file size: 200 KB", "files must be under 5 mib.",
		"file may be max. 5 MB", "MAXIMUM line length 120", "Lines: at most 400", "changed lines of source: 300", "Files: 12 files (in all)", "Files: 12 or so", "12 changed modified files", "400 modified lines.",
		"max 12 new lines", "≤ 40 LOC", "<=40 source lines", "within 1,2345 lines", "at most 1,200,30 files", "maximum of 5 touched files", "profile below 5 kb", "not exceed 1234,567 files", "at most at most 3 files or below 4 files", "additions 5 5",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.ContainsAny(text, "ſ\u212a") { // an s and a k to an expression
			return
		}
		for i, shape := range limitShapes() {
			var got []int
			size := ""
			if m, ok := shape.find(text); ok {
				got, size = []int{m.start, m.end}, m.size
			}
			want := limitExpressions[i].FindStringSubmatchIndex(text)
			if want == nil && got != nil || want != nil && (!slices.Equal(got, want[:2]) || size != text[want[2]:want[3]]) {
				t.Errorf("%s in %q: got %v %q, want %v", limitExpressions[i], text, got, size, want)
			}
		}
	})
}
