package lint

import "github.com/speclint/speclint/internal/manual"

// Manual returns the rule's manual page: the comment of its archive.
func (r *Rule) Manual() string { return manual.Page(r.Doc) }

// Summary returns the first sentence of the manual page.
func (r *Rule) Summary() string { return manual.Summary(r.Doc) }

// Example returns a file of the rule's archive, "" when there is none.
func (r *Rule) Example(name string) string { return manual.File(r.Doc, name) }
