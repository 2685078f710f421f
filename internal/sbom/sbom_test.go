package main

import (
	"crypto/sha256"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
)

func TestDescribe(t *testing.T) {
	info := &debug.BuildInfo{
		GoVersion: "go1.26.8",
		Main:      debug.Module{Path: "example.org/a", Version: "v1.2.3+dirty"},
		Deps: []*debug.Module{
			{Path: "example.org/b/v2", Version: "v2.0.1", Sum: "h1:b="},
			{Path: "example.org/c", Version: "v1.0.0", Sum: "h1:c=", Replace: &debug.Module{Path: "example.org/d", Version: "v0.1.0", Sum: "h1:d="}},
		},
		Settings: []debug.BuildSetting{{Key: "GOOS", Value: "linux"}, {Key: "vcs.revision", Value: "0123"}},
	}
	doc, err := describe(info, sha256.Sum256([]byte("a program")))
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		`{"$schema":"http://cyclonedx.org/schema/bom-1.6.schema.json","bomFormat":"CycloneDX","specVersion":"1.6","version":1`,
		`"metadata":{"component":{"type":"application","bom-ref":"pkg:golang/example.org/a@v1.2.3%2Bdirty","name":"example.org/a","version":"v1.2.3+dirty","hashes":[{"alg":"SHA-256","content":"d69ea8cda2433733c1ce02de65da8f48e6a3dbba6bb18876a2062908e54ef7cb"}],"purl":"pkg:golang/example.org/a@v1.2.3%2Bdirty","properties":[{"name":"go:build:GOOS","value":"linux"},{"name":"go:build:vcs.revision","value":"0123"}]}}`,
		`"components":[{"type":"library","bom-ref":"pkg:golang/example.org/b/v2@v2.0.1","name":"example.org/b/v2","version":"v2.0.1","purl":"pkg:golang/example.org/b/v2@v2.0.1","properties":[{"name":"go:sum","value":"h1:b="}]}`,
		`{"type":"library","bom-ref":"pkg:golang/example.org/d@v0.1.0","name":"example.org/d","version":"v0.1.0","purl":"pkg:golang/example.org/d@v0.1.0","properties":[{"name":"go:sum","value":"h1:d="}]}`,
		`{"type":"library","bom-ref":"pkg:golang/std@go1.26.8","name":"std","version":"go1.26.8","purl":"pkg:golang/std@go1.26.8"}]}`,
	}, ",")
	if string(got) != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestRefuses(t *testing.T) {
	text := filepath.Join(t.TempDir(), "a.md")
	if err := os.WriteFile(text, []byte("# A text\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable() // a test has no version
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ program, says string }{
		{text, "a.md: unrecognized file format"},
		{filepath.Join(t.TempDir(), "none"), "none: "},
		{self, "the module github.com/speclint/speclint has no version"},
	} {
		to := filepath.Join(t.TempDir(), "sbom.json")
		if err := run([]string{c.program, to}); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got the error %v, want %q", c.program, err, c.says)
		}
		if _, err := os.Stat(to); err == nil {
			t.Errorf("%s: a document was written", c.program)
		}
	}
}
