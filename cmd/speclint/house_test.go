package main

import (
	"flag"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the goldens and the generated docs")

const module = "github.com/speclint/speclint"

// golden compares got with a file of the repository, or writes it.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if text := strings.ReplaceAll(string(want), "\r\n", "\n"); got != text {
		t.Errorf("%s is stale; go test ./cmd/speclint -update writes it\ngot:\n%s\nwant:\n%s", filepath.Base(path), got, text)
	}
}

func goList(t *testing.T, args ...string) []string {
	t.Helper()
	out, err := exec.Command("go", append([]string{"list"}, args...)...).Output()
	if err != nil {
		t.Fatalf("go list %q: %v", args, err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// TestImports holds the arrows between the rooms.
func TestImports(t *testing.T) {
	var arrows []string
	for _, line := range goList(t, "-f", `{{range .Imports}}{{$.ImportPath}} -> {{.}}{{"\n"}}{{end}}`, module+"/...") {
		from, to, ok := strings.Cut(line, " -> ")
		if ok && strings.HasPrefix(to, module) {
			arrows = append(arrows, strings.TrimPrefix(from, module+"/")+" -> "+strings.TrimPrefix(to, module+"/"))
		}
	}
	slices.Sort(arrows)
	golden(t, "testdata/imports.golden", strings.Join(arrows, "\n")+"\n")
}

// TestPrograms holds which rooms start other programs: the one for git, and the one
// for the commands of specs.
func TestPrograms(t *testing.T) {
	var rooms []string
	for _, line := range goList(t, "-f", `{{range .Imports}}{{$.ImportPath}} {{.}}{{"\n"}}{{end}}`, module+"/...") {
		if room, ok := strings.CutSuffix(line, " os/exec"); ok {
			rooms = append(rooms, strings.TrimPrefix(room, module+"/"))
		}
	}
	if want := []string{"internal/git", "internal/process"}; !slices.Equal(rooms, want) {
		t.Errorf("got os/exec in %q, want it in %q", rooms, want)
	}
}

// TestNoNetwork holds that nothing in the binary can speak HTTP.
func TestNoNetwork(t *testing.T) {
	deps := goList(t, "-deps", module+"/cmd/speclint")
	if len(deps) < 50 {
		t.Fatalf("%d dependencies, want the whole list", len(deps))
	}
	for _, banned := range []string{"net/http", "net/rpc", "crypto/tls"} {
		if slices.Contains(deps, banned) {
			t.Errorf("the binary links %s", banned)
		}
	}
}

// TestSorts holds that equals keep their order wherever the program sorts.
func TestSorts(t *testing.T) {
	files := 0
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files++
		text, err := os.ReadFile(path)
		if err == nil && (strings.Contains(string(text), "slices.SortFunc(") || strings.Contains(string(text), "sort.Slice(")) {
			t.Errorf("%s: sorts without order among equals; use slices.SortStableFunc", path)
		}
		return err
	})
	if err != nil || files < 100 {
		t.Fatalf("%d files read, error %v", files, err)
	}
}
