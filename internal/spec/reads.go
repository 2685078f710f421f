package spec

import "strings"

// Reads returns what a spec says its agent only reads: "Read: `a.md`", "`b.go`
// (reference)", "Read-only: `c/**`". It allows nothing, and forbids nothing that
// the contract does not forbid. A path that cannot be matched is left out.
func (s *Spec) Reads() []Pattern {
	var out []Pattern
	seen := map[string]bool{}
	for i := range s.Items {
		it := &s.Items[i]
		if it.Template || it.Quoted || it.Kind == Fence || it.Kind == Row {
			continue
		}
		all := it.onlyReads()
		for _, code := range it.Code {
			if !code.isPath() || !all && noted(it.Text[code.End:min(code.End+farNote, len(it.Text))]) != "mention" {
				continue
			}
			glob, err := CleanGlob(withoutLines(code.Text))
			if err == nil && !seen[glob] {
				seen[glob] = true
				out = append(out, Pattern{glob, s.Line(code.Range.Start), code.Range})
			}
		}
	}
	return out
}

// onlyReads reports whether an item is a list of paths behind a label that says
// they are for reading.
func (it *Item) onlyReads() bool {
	label, before := it.Label, ""
	if len(it.Code) > 0 {
		before = strings.ToLower(it.Text[:min(it.Code[0].Start, farIn)])
	}
	if name, rest, ok := strings.Cut(before, ":"); ok && label == "" {
		label, before = strings.TrimSpace(name), rest
	}
	switch label {
	case "read", "reads", "read first", "read only", "read-only", "reference", "references", "reference only", "for reference", "context":
		return len(it.Code) > 0 && strings.TrimSpace(before) == ""
	}
	return false
}

// farNote is more than a note of that kind has. Without it a line of a thousand
// notes would be read a thousand times.
const farNote = 40
