package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// holds checks the content of a file.
func holds(t *testing.T, path, want string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || string(got) != want {
		t.Errorf("got %q and error %v in %s, want %q", got, err, path, want)
	}
}

// names checks what stands in a folder.
func names(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("got %q in %s, want %q", got, dir, want)
	}
}

func put(t *testing.T, path, text string, mode fs.FileMode) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
	return path
}

func link(t *testing.T, to, path string) {
	t.Helper()
	if err := os.Symlink(to, path); err != nil {
		t.Skip(err)
	}
}

func mode(t *testing.T, path string) fs.FileMode {
	t.Helper()
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode()
}

func TestWriteNew(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "plain"), "", 0o666)
	os.Remove(filepath.Join(dir, "plain"))
	f, err := os.Create(filepath.Join(dir, "plain")) // what the mask leaves
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	path := filepath.Join(dir, "new.md")
	if err := Write(t.Context(), path, []byte("text")); err != nil {
		t.Fatal(err)
	}
	holds(t, path, "text")
	names(t, dir, "new.md", "plain")
	if got, want := mode(t, path), mode(t, filepath.Join(dir, "plain")); got != want {
		t.Errorf("got mode %v, want %v", got, want)
	}
}

func TestWriteKeepsMode(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("permissions of Unix")
	}
	dir := t.TempDir()
	for _, m := range []fs.FileMode{0o600, 0o640, 0o666, 0o755} {
		path := put(t, filepath.Join(dir, "a"), "old and longer", m)
		if err := Write(t.Context(), path, []byte("new")); err != nil {
			t.Fatal(err)
		}
		holds(t, path, "new")
		if got := mode(t, path); got != m {
			t.Errorf("got mode %v, want %v", got, m)
		}
	}
	names(t, dir, "a")
}

// A link stays a link, however it leads to its target.
func TestWriteThroughLinks(t *testing.T) {
	dir := t.TempDir()
	real := put(t, filepath.Join(dir, "real", "a"), "old", 0o644)
	link(t, "real", filepath.Join(dir, "folder"))
	link(t, filepath.Join("folder", "a"), filepath.Join(dir, "one"))
	link(t, filepath.Join(dir, "one"), filepath.Join(dir, "two"))
	link(t, "not-yet", filepath.Join(dir, "real", "dangling"))
	link(t, filepath.Join("..", "a"), filepath.Join(dir, "real", "up")) // "a" of dir, not of real

	for _, path := range []string{"two", "folder/a"} {
		if err := Write(t.Context(), filepath.Join(dir, path), []byte(path)); err != nil {
			t.Fatal(err)
		}
		holds(t, real, path)
	}
	if err := Write(t.Context(), filepath.Join(dir, "folder", "dangling"), []byte("made")); err != nil {
		t.Fatal(err)
	}
	holds(t, filepath.Join(dir, "real", "not-yet"), "made")
	if err := Write(t.Context(), filepath.Join(dir, "folder", "up"), []byte("above")); err != nil {
		t.Fatal(err)
	}
	holds(t, filepath.Join(dir, "a"), "above")
	for _, path := range []string{"one", "two", "folder", "real/dangling", "real/up"} {
		if mode(t, filepath.Join(dir, path))&fs.ModeSymlink == 0 {
			t.Errorf("%s is no link any more", path)
		}
	}
	names(t, filepath.Join(dir, "real"), "a", "dangling", "not-yet", "up")
}

// The errors name the path as it was given, and nothing is left or changed.
func TestErrors(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "file"), "old", 0o644)
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o777); err != nil {
		t.Fatal(err)
	}
	link(t, "loop", filepath.Join(dir, "loop"))
	t.Chdir(dir)
	for _, tt := range []struct{ path, want string }{
		{"folder", "folder: is a directory; name a file in it"},
		{"folder/", "folder/: is a directory; name a file in it"},
		{"gone/a", "gone/a: cannot be written: no such file or directory; make the folder first"},
		{"gone/", "gone/: cannot be written: no such file or directory; make the folder first"},
		{"", ": cannot be written: no such file or directory; make the folder first"},
		{"file/a", "file/a: cannot be written: not a directory"},
		{"loop", "loop: cannot be written: links that lead nowhere; name the file itself"},
		{"file", "file: is the same file as ./file; name another one"},
		{"./new", "./new: is the same file as new; name another one"},
	} {
		for _, f := range []func(...string) error{Check, func(paths ...string) error {
			var files []File
			for _, p := range paths {
				files = append(files, File{p, []byte("new"), nil, 0})
			}
			return WriteAll(t.Context(), files)
		}} {
			err := f("./file", "new", tt.path)
			if err == nil || runtime.GOOS != "windows" && err.Error() != tt.want {
				t.Errorf("got error %v, want %q", err, tt.want)
			}
		}
	}
	holds(t, "file", "old")
	names(t, ".", "file", "folder", "loop")
}

func TestProtected(t *testing.T) {
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("whoever runs this may write to every file")
	}
	dir := t.TempDir()
	path := put(t, filepath.Join(dir, "locked", "a"), "old", 0o444)
	for _, step := range []func(){func() {}, func() {
		os.Chmod(path, 0o644)
		os.Chmod(filepath.Dir(path), 0o555)
	}} {
		step()
		for _, err := range []error{Check(path), Write(t.Context(), path, []byte("new"))} {
			if !errors.Is(err, fs.ErrPermission) || !strings.HasPrefix(err.Error(), path+": ") {
				t.Errorf("got error %v, want one about permission that names %s", err, path)
			}
		}
		holds(t, path, "old")
	}
	os.Chmod(filepath.Dir(path), 0o755)
	names(t, filepath.Dir(path), "a")
}

// A device is written to as it is; when it takes nothing, nothing else changes.
func TestDevices(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	path := put(t, filepath.Join(dir, "a"), "old", 0o644)
	link(t, "/dev/full", filepath.Join(dir, "full"))
	for _, full := range []string{"/dev/full", filepath.Join(dir, "full")} {
		if err := Check(path, full); err != nil {
			t.Errorf("got error %v, want none before there is anything to write", err)
		}
		err := WriteAll(t.Context(), []File{{path, []byte("new"), nil, 0}, {filepath.Join(dir, "b"), []byte("new"), nil, 0}, {full, []byte("x"), nil, 0}})
		if err == nil || err.Error() != full+": cannot be written: no space left on device" {
			t.Errorf("got error %v", err)
		}
	}
	holds(t, path, "old")
	names(t, dir, "a", "full")

	if err := WriteAll(t.Context(), []File{{"/dev/null", []byte("x"), nil, 0}, {path, []byte("new"), nil, 0}}); err != nil {
		t.Error(err)
	}
	holds(t, path, "new")
}

// When all is ready one is asked once more, and may still say no.
func TestReplaceAsks(t *testing.T) {
	dir := t.TempDir()
	path := put(t, filepath.Join(dir, "a"), "old", 0o644)
	no := errors.New("no")
	files := []File{{path, []byte("new"), nil, 0}, {filepath.Join(dir, "b"), []byte("new"), nil, 0}}
	err := Replace(t.Context(), files, func() error {
		if entries, err := os.ReadDir(dir); err != nil || len(entries) != 3 {
			t.Errorf("got %v and error %v, want the old file and two that are ready", entries, err)
		}
		return no
	})
	if err != no {
		t.Errorf("got error %v, want %v", err, no)
	}
	holds(t, path, "old")
	names(t, dir, "a")
	if err := Replace(t.Context(), files, func() error { return nil }); err != nil {
		t.Error(err)
	}
	holds(t, path, "new")
	names(t, dir, "a", "b")
}

// A reader that has the file open keeps what it reads.
func TestReplaces(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("an open file cannot be replaced")
	}
	path := put(t, filepath.Join(t.TempDir(), "a"), "old", 0o644)
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := Write(t.Context(), path, []byte("new")); err != nil {
		t.Fatal(err)
	}
	var b [8]byte
	if n, _ := f.Read(b[:]); string(b[:n]) != "old" {
		t.Errorf("got %q through the open file, want its old content", b[:n])
	}
}
