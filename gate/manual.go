package gate

import "github.com/speclint/speclint/internal/manual"

// Manual returns the check's manual page: the comment of its archive.
func (c *Check) Manual() string { return manual.Page(c.Doc) }

// Summary returns the first sentence of the manual page.
func (c *Check) Summary() string { return manual.Summary(c.Doc) }
