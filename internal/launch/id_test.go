package launch

import (
	"os/exec"
	"strings"
	"testing"
)

// An id is fit where git takes it for the last part of a ref.
func TestCheckID(t *testing.T) {
	for _, id := range []string{"range", "range-2", "Überweisung", "@", "-x", "a@b", "{a}", "a.b", "a.lockx",
		"", ".a", "a.", "a.lock", "a..b", "a@{b", "a b", "a\tb", "a\x7fb", "a~b", "a^b", "a:b", "a?b", "a*b", "a[b", `a\b`} {
		want := exec.Command("git", "check-ref-format", Ref(id)).Run() == nil
		if got := CheckID(id); (got == nil) != want {
			t.Errorf("%q: got %v, and git takes it: %v", id, got, want)
		}
	}
	for _, id := range []string{"a/b", "a\xffb", strings.Repeat("a", 201)} {
		if CheckID(id) == nil {
			t.Errorf("%q: got no error", id)
		}
	}
}

// What is printed to be typed is one argument, whatever the id is.
func TestEndCommand(t *testing.T) {
	for id, want := range map[string]string{
		"range-2":      "speclint launch --end range-2",
		"-x":           "speclint launch --end=-x",
		"$(touch${X})": "speclint launch --end '$(touch${X})'",
		"a;b":          "speclint launch --end 'a;b'",
		"it's":         `speclint launch --end 'it'\''s'`,
		"-a;b":         "speclint launch --end='-a;b'",
	} {
		if got := EndCommand(id); got != want {
			t.Errorf("%q: got %s, want %s", id, got, want)
		}
	}
}
