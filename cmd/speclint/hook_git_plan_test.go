package main

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// TestProgramOnPath holds that PATH is asked also where a program cannot know where
// it is itself, as in a root without /proc.
func TestProgramOnPath(t *testing.T) {
	dir := t.TempDir()
	name := "speclint"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	if err := os.WriteFile(filepath.Join(dir, name), nil, 0o777); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{dir: true, filepath.Join(dir, "none"): false} {
		onPath, where := programAt("", func(string) string { return path })
		if onPath != want || where != "" {
			t.Errorf("with %q on PATH: got %t and %q, want %t and nothing", path, onPath, where, want)
		}
	}
}
