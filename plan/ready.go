package plan

// Ready makes a scope that was put together elsewhere, of Writes and Forbids, one
// that can be compared.
func (s *Scope) Ready() error { return s.compile(nil) }
