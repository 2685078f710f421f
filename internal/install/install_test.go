package install

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// look is a path, its text and mode; "" for none.
func look(t *testing.T, path string) string {
	t.Helper()
	text, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	if text == nil {
		return ""
	}
	return string(text)
}

func TestApply(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	if err := os.WriteFile(at("changed"), []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at("gone"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	p := &Plan{Edits: []Edit{
		{Path: at("a/b/new"), New: []byte("#!/bin/sh\n"), Mode: 0o755},
		{Path: at("changed"), Old: []byte("old"), New: []byte("new")},
		{Path: at("gone"), Old: []byte{}},
	}}
	if err := p.Apply(t.Context()); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"a/b/new": "#!/bin/sh\n", "changed": "new", "gone": ""} {
		if got := look(t, at(name)); got != want {
			t.Errorf("got %q in %s, want %q", got, name, want)
		}
	}
	for name, want := range map[string]os.FileMode{"a/b/new": 0o755, "changed": 0o600} {
		info, err := os.Stat(at(name))
		if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != want {
			t.Errorf("%s has mode %v, want %v (error %v)", name, info.Mode(), want, err)
		}
	}
}

// What changed since the plan was made stops all of it.
func TestApplyStale(t *testing.T) {
	dir := t.TempDir()
	first, second := filepath.Join(dir, "first"), filepath.Join(dir, "second")
	for _, old := range [][]byte{nil, []byte("other")} {
		if err := os.WriteFile(second, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
		p := &Plan{Edits: []Edit{{Path: first, New: []byte("x")}, {Path: second, Old: old, New: []byte("y")}}}
		if err := p.Apply(t.Context()); err == nil || !strings.Contains(err.Error(), "second: was changed while this ran") {
			t.Errorf("got error %v for a plan made of %q", err, old)
		}
		if look(t, first) != "" || look(t, second) != "mine" {
			t.Error("something was written")
		}
	}
}

func TestRead(t *testing.T) {
	dir := t.TempDir()
	if _, err := Read(dir); err == nil || !strings.HasSuffix(err.Error(), "is no regular file; move it away") {
		t.Errorf("got error %v for a folder", err)
	}
	large := filepath.Join(dir, "large")
	if err := os.WriteFile(large, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, MaxBytes+1); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(large); err == nil || !strings.Contains(err.Error(), "is larger than 4 MiB") {
		t.Errorf("got error %v for a large file", err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink("nowhere", link); err != nil {
		t.Skip(err)
	}
	if _, err := Read(link); err == nil || !strings.Contains(err.Error(), "leads nowhere") {
		t.Errorf("got error %v for a link that leads nowhere", err)
	}
}

// What takes the place of a hook takes that of the link, or of the protected file,
// and what was there is as it was when it comes back.
func TestApplyKeeps(t *testing.T) {
	for _, kind := range []string{"file", "link"} {
		dir := t.TempDir()
		at := func(name string) string { return filepath.Join(dir, name) }
		if err := os.WriteFile(at("target"), []byte("old"), 0o555); err != nil {
			t.Fatal(err)
		}
		if kind == "link" {
			if err := os.Symlink("target", at("hook")); err != nil {
				t.Skip(err)
			}
		} else if err := os.Rename(at("target"), at("hook")); err != nil {
			t.Fatal(err)
		}
		before, err := os.Lstat(at("hook"))
		if err != nil {
			t.Fatal(err)
		}
		there := &Plan{Edits: []Edit{{Path: at("hook"), Old: []byte("old"), New: []byte("new"), Mode: 0o755, Keep: at("kept")}}}
		if err := there.Apply(t.Context()); err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		if look(t, at("hook")) != "new" || look(t, at("kept")) != "old" || kind == "link" && look(t, at("target")) != "old" {
			t.Errorf("%s: got %q, and %q kept", kind, look(t, at("hook")), look(t, at("kept")))
		}
		if err := there.Apply(t.Context()); err == nil {
			t.Errorf("%s: a plan that is carried out was so again", kind)
		}
		back := &Plan{Edits: []Edit{{Path: at("hook"), Old: []byte("new"), New: []byte("old"), From: at("kept")}}}
		if err := back.Apply(t.Context()); err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		after, err := os.Lstat(at("hook"))
		if err != nil || after.Mode() != before.Mode() || kind == "file" && !after.ModTime().Equal(before.ModTime()) || look(t, at("hook")) != "old" {
			t.Errorf("%s: got %v with %q, want %v as it was (error %v)", kind, after, look(t, at("hook")), before, err)
		}
		if look(t, at("kept")) != "" {
			t.Errorf("%s: something is left", kind)
		}
	}
}
