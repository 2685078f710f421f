package spec

import "sync"

// once is sync.OnceValue. That is inlined, and each table that waits for its first
// use would have functions of its own: together as much as the rest of this room.
//
//go:noinline
func once[T any](f func() T) func() T { return sync.OnceValue(f) }
