package git

import (
	"os"
	"strings"
	"testing"
)

// TestReadSmall: only a regular file that fits is read in one go.
func TestReadSmall(t *testing.T) {
	needsUnix(t)
	s := newSandbox(t)
	s.write("empty", "")
	s.write("short", "abc")
	s.write("fits", strings.Repeat("x", 15))
	s.write("full", strings.Repeat("x", 16))
	s.write("d/f", "")
	if err := os.Symlink("short", s.path("link")); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"empty": "", "short": "abc", "fits": strings.Repeat("x", 15)} {
		if got, _, ok := readSmall(s.path(name), make([]byte, 16)); !ok || string(got) != want {
			t.Errorf("%s: got %q, %v; want %q", name, got, ok, want)
		}
	}
	for _, name := range []string{"full", "d", "link", "none", "short/x"} {
		if got, _, ok := readSmall(s.path(name), make([]byte, 16)); ok {
			t.Errorf("%s: got %q, want it left to others", name, got)
		}
	}
}
