package lint

import "strings"

// Manual returns the rule's manual page: the comment of its archive.
func (r *Rule) Manual() string {
	page, _, _ := strings.Cut("\n"+r.Doc, "\n-- ")
	return strings.TrimPrefix(page, "\n")
}

// Summary returns the first sentence of the manual page.
func (r *Rule) Summary() string {
	first, _, _ := strings.Cut(r.Manual(), "\n\n")
	return strings.Join(strings.Fields(first), " ")
}

// Example returns a file of the rule's archive, "" when there is none.
func (r *Rule) Example(name string) string {
	_, rest, ok := strings.Cut("\n"+r.Doc, "\n-- "+name+" --\n")
	if !ok {
		return ""
	}
	text, _, _ := strings.Cut("\n"+rest, "\n-- ")
	return strings.TrimSuffix(strings.TrimPrefix(text, "\n"), "\n") + "\n"
}
