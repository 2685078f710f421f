package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// typed runs speclint in the current directory, without git and settings.
func typed(t *testing.T, args ...string) (string, int) {
	t.Helper()
	var out bytes.Buffer
	code := run(args, streams{in: strings.NewReader(""), out: &out, err: &out, width: func() int { return 0 }, getenv: func(string) string { return "" }})
	return out.String(), code
}

// Paths may be typed with either separator, with a drive, or in another case, and
// are shown with slashes.
func TestTypedPaths(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	if err := os.MkdirAll("specs", 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(`specs\a.md`, []byte("# A\r\n\r\nText.\r\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	full := filepath.Join(dir, "specs", "a.md")
	for _, tt := range []struct{ format, path, want string }{
		{"concise", `specs\a.md`, "specs/a.md:1:1: error: "},
		{"concise", "specs/a.md", "specs/a.md:1:1: error: "},
		{"concise", `.\specs\a.md`, "specs/a.md:1:1: error: "},
		{"concise", `specs\`, "specs/a.md:1:1: error: "},
		{"concise", `SPECS\A.md`, "SPECS/A.md:1:1: error: "},
		{"concise", full, filepath.ToSlash(full) + ":1:1: error: "},
		{"github", full, "::error file=specs/a.md,line=1,"},
		{"github", `specs\a.md`, "::error file=specs/a.md,line=1,"},
		{"github", strings.ToUpper(full[:1]) + strings.ToLower(full[1:]), "::error file=specs/a.md,line=1,"},
		{"gitlab", full, `"path": "specs/a.md"`},
		{"sarif", full, `"uri": "specs/a.md"`},
	} {
		if got, code := typed(t, "lint", "--format", tt.format, tt.path); code != 1 || !strings.Contains(got, tt.want) {
			t.Errorf("%s, %s: got the exit code %d and %q, want %q", tt.format, tt.path, code, got, tt.want)
		}
	}
	// a device is no spec, whatever folder it is looked for in
	for _, path := range []string{"CON", "NUL", `specs\nul`, "COM1"} {
		if got, code := typed(t, "lint", path); code != 2 {
			t.Errorf("%s: got the exit code %d and %q", path, code, got)
		}
	}
}

// A report replaces the one that is there, line ends and all.
func TestReportsReplace(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("a.md", []byte("# A\r\n\r\nText.\r\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if got, code := typed(t, "lint", "--report", `junit=.\r.xml`, "a.md"); code != 1 {
			t.Fatalf("got the exit code %d and %q", code, got)
		}
	}
	text, err := os.ReadFile("r.xml")
	if err != nil || bytes.Contains(text, []byte("\r")) || !bytes.HasPrefix(text, []byte("<?xml ")) {
		t.Errorf("got %q and error %v", text, err)
	}
}
