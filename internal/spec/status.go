package spec

// Done reports whether the work of a spec is over, as its status says.
func (s *Spec) Done() bool {
	switch s.Meta.Status {
	case "done", "complete", "completed", "implemented", "closed", "finished", "shipped", "merged", "archived", "superseded", "rejected", "withdrawn", "abandoned":
		return true
	}
	return false
}
