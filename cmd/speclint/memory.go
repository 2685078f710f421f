package main

import (
	"os"
	"runtime/debug"
	"sync/atomic"
)

// Most specs are small, and what is made of one is garbage when the next is
// read: collecting it rarely saves a quarter of the time and costs some 20 MB. A
// large spec, of which much lives at once, is collected as Go does by default.
const (
	rarely = 400
	often  = 100
	large  = 256 << 10 // bytes of a spec
)

// memory is how often garbage is collected, unless the user said so by GOGC.
type memory struct{ set, tight atomic.Bool }

// relax makes collections rare.
func (m *memory) relax() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(rarely)
		m.set.Store(true)
	}
}

// read takes notice of a spec's size.
func (m *memory) read(bytes int) {
	if bytes > large && m.set.Load() && m.tight.CompareAndSwap(false, true) {
		debug.SetGCPercent(often)
	}
}
