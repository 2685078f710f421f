package lint

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

// sarifRegion is where SARIF says that something stands.
type sarifRegion struct{ StartLine, StartColumn, EndLine, EndColumn int }

// sarifRegions writes a finding as SARIF and returns where it and the edits of
// its fix stand.
func sarifRegions(t *testing.T, f report.Finding) (where sarifRegion, edits []sarifRegion) {
	t.Helper()
	var b bytes.Buffer
	if err := report.SARIF(&b, &report.Report{Findings: []report.Finding{f}}, nil); err != nil {
		t.Fatal(err)
	}
	var log struct {
		Runs []struct {
			Results []struct {
				Locations []struct{ PhysicalLocation struct{ Region sarifRegion } }
				Fixes     []struct {
					ArtifactChanges []struct {
						Replacements []struct{ DeletedRegion sarifRegion }
					}
				}
			}
		}
	}
	if err := json.Unmarshal(b.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	result := log.Runs[0].Results[0]
	for _, r := range result.Fixes[0].ArtifactChanges[0].Replacements {
		edits = append(edits, r.DeletedRegion)
	}
	return result.Locations[0].PhysicalLocation.Region, edits
}

// offsetOf reads a line and a column as the standard of SARIF has them: the text
// is UTF-16 without its byte order mark, and "\r\n", "\n" and "\r" end a line.
func offsetOf(t *testing.T, src string, line, column int) int {
	t.Helper()
	bom := len(src) - len(strings.TrimPrefix(src, "\ufeff"))
	units := utf16.Encode([]rune(src[bom:]))
	at := 0
	for ; line > 1; line-- {
		for at < len(units) && units[at] != '\n' && units[at] != '\r' {
			at++
		}
		if at+1 < len(units) && units[at] == '\r' && units[at+1] == '\n' {
			at++
		}
		at++
	}
	if at += column - 1; at > len(units) {
		t.Fatalf("line %d, column %d are outside of %q", line, column, src)
	}
	return bom + len(string(utf16.Decode(units[:at])))
}

// rdRange is where rdjson says that something stands.
type rdRange struct{ Start, End struct{ Line, Column int } }

// rdRanges writes a finding as rdjson and returns where it and the edit of its fix
// stand.
func rdRanges(t *testing.T, f report.Finding) []rdRange {
	t.Helper()
	var b bytes.Buffer
	format, _ := report.FormatNamed("rdjson")
	if err := format.Write(&b, &report.Report{Verdict: report.Pass, Findings: []report.Finding{f}}, report.Options{}); err != nil {
		t.Fatal(err)
	}
	var result struct {
		Diagnostics []struct {
			Location    struct{ Range rdRange }
			Suggestions []struct{ Range rdRange }
		}
	}
	if err := json.Unmarshal(b.Bytes(), &result); err != nil {
		t.Fatal(err)
	}
	d := result.Diagnostics[0]
	return []rdRange{d.Location.Range, d.Suggestions[0].Range}
}

// byteOf reads a line and a column as reviewdog does: columns count bytes. The byte
// order mark and the line ends are as in SARIF.
func byteOf(t *testing.T, src string, line, column int) int {
	t.Helper()
	return offsetOf(t, src, line, 1) + column - 1
}

// What a finding and its edits are about is the same text in SARIF and rdjson as in
// the source: whatever the line ends, with a byte order mark, and with characters
// that UTF-16 counts twice.
func TestRegions(t *testing.T) {
	for _, src := range []string{
		"# a\n\nb c\n", "# a\r\n\r\nb\r\n", "# a\rb\r\rc", "\ufeff# 🎉 a\r\n🎉🎉\n\r\n日本 é🎉\r🎉", "\ufeff", "x", "\ufeff\n", "🎉", "a\n\r\n",
	} {
		s, err := spec.Parse("a.md", []byte(src))
		if err != nil {
			t.Fatal(err)
		}
		var at []int // each place where a character begins, and the end
		for i := range src {
			if i > 0 || !strings.HasPrefix(src, "\ufeff") {
				at = append(at, i)
			}
		}
		at = append(at, len(src))
		for i, start := range at {
			for _, end := range at[i:] {
				f := finding{rule: &Rule{Name: "hedge"}, where: spec.Range{Start: start, End: end}}
				at := &places{s: s}
				out := f.report(at)
				out.Fix = &report.Fix{Edits: []report.Edit{{Start: start, End: end, Text: "x"}}}
				out.Fix.Locate(at.before)
				where, edits := sarifRegions(t, out)
				for _, r := range append(edits, where) {
					got := fmt.Sprint(offsetOf(t, src, r.StartLine, r.StartColumn), offsetOf(t, src, r.EndLine, r.EndColumn))
					if want := fmt.Sprint(start, end); got != want {
						t.Errorf("got bytes %s, want %s, from %+v of %q", got, want, r, src)
					}
				}
				for _, r := range rdRanges(t, out) {
					got := fmt.Sprint(byteOf(t, src, r.Start.Line, r.Start.Column), byteOf(t, src, r.End.Line, r.End.Column))
					if want := fmt.Sprint(start, end); got != want {
						t.Errorf("rdjson: got bytes %s, want %s, from %+v of %q", got, want, r, src)
					}
				}
			}
		}
	}
}
