// Package manual reads the archives (txtar) that rules and checks carry: the
// comment is the manual page, the files are its examples.
package manual

import "strings"

// Page returns the manual page of an archive.
func Page(doc string) string {
	page, _, _ := strings.Cut("\n"+doc, "\n-- ")
	return strings.TrimPrefix(page, "\n")
}

// Summary returns the first sentence of the manual page.
func Summary(doc string) string {
	first, _, _ := strings.Cut(Page(doc), "\n\n")
	return strings.Join(strings.Fields(first), " ")
}

// File returns a file of the archive, "" when there is none.
func File(doc, name string) string {
	_, rest, ok := strings.Cut("\n"+doc, "\n-- "+name+" --\n")
	if !ok {
		return ""
	}
	text, _, _ := strings.Cut("\n"+rest, "\n-- ")
	return strings.TrimSuffix(strings.TrimPrefix(text, "\n"), "\n") + "\n"
}
