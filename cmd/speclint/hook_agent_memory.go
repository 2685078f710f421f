package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/speclint/speclint/internal/agenthook"
	"github.com/speclint/speclint/internal/atomicfile"
	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/install"
)

// forgotten is the age of the memory of a session that nobody goes on with.
const forgotten = 30 * 24 * time.Hour

// memory reads what is kept of the session beside the records of tasks, in the git
// directory that all work trees share; nil when nothing is, or it cannot be read.
// Keep replaces it.
func (a *agentCall) memory(repo *git.Repository) (kept *agenthook.Memory, keep func(agenthook.Memory) error) {
	if repo == nil || a.call.Session == "" {
		return nil, func(agenthook.Memory) error { return nil }
	}
	dir := filepath.Join(repo.CommonDir, "speclint", "sessions")
	path := filepath.Join(dir, agenthook.FileName(a.host, a.call.Session))
	if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() && info.Size() <= agenthook.MaxMemory {
		if text, err := install.Read(path); err == nil {
			if m, ok := agenthook.ParseMemory(text); ok {
				kept = &m
			}
		}
	}
	return kept, func(m agenthook.Memory) error {
		if kept == nil {
			if err := os.MkdirAll(dir, 0o777); err != nil {
				return fmt.Errorf("%s: cannot be made: %w; nothing is kept of this session", dir, plain(err))
			}
			forget(dir)
		}
		return atomicfile.Write(context.Background(), path, m.Encode())
	}
}

// forget removes what is kept of old sessions. What cannot be removed stays.
func forget(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > forgotten {
			_ = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}
