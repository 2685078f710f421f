package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path"
	"strings"
)

// baseFiles are what a change begins with.
var baseFiles = map[string]string{
	"specs/task.md": `---
speclint:
  modify: ["src/**", "docs/*.md", lib/run.sh, go.mod]
  create: [src/new.go, "src/**", "docs/**"]
  delete: [src/old.go, "src/list/*"]
  forbid: ["secret/**", "**/*.pem"]
  limits: {files: 6, changed: 60, file-bytes: 100 KB}
  executable: "src/*.sh"
  escalate:
    - {paths: "docs/page.md", conditions: [new-dependency, files-deleted]}
---
# Filter orders
`,
	"specs/wide.md": `---
speclint:
  modify: ["{src,docs,lib,tests,gen,vendor}/**", "*"]
  create: ["{src,docs,lib,tests,gen,vendor}/**", "*"]
  delete: ["{src,docs,lib,tests,gen,vendor}/**", "*"]
  symlink: "lib/*"
  executable: "**"
---
# Tidy up
`,
	"src/a.go":                 "package src\n\nfunc A() int { return 1 }\n",
	"src/old.go":               "package src\n",
	"src/list/b.go":            "package list\n\n// B is two.\nconst B = 2\n",
	"src/a_test.go":            "package src\n\nimport \"testing\"\n\nfunc TestA(t *testing.T) {\n\tif A() != 1 {\n\t\tt.Fatal()\n\t}\n}\n",
	"src/größe mit blank.go":   "package src\n",
	"tests/fix.json":           "{\"a\": 1}\n",
	"docs/page.md":             "# Page\n\nText.\n",
	"docs/crlf.md":             "one\r\ntwo\r\nthree\r\n",
	"notes.txt":                "one\ntwo\n",
	"lib/data.bin":             "\x00\x01\x02",
	"lib/run.sh":               "#!/bin/sh\nexit 0\n",
	"go.mod":                   "module example.org/m\n\ngo 1.25\n",
	"go.sum":                   "a v1 h1:x\n",
	"secret/key.pem":           "key\n",
	".github/workflows/ci.yml": "on: push\n",
	".gitignore":               "*.log\nbuild/\n",
	".gitattributes":           "*.txt text\ngen/** linguist-generated\n",
	"gen/api.go":               "package gen\n",
	"empty":                    "",
}

// newPaths are what a change may create.
var newPaths = strings.Split(`src/new.go|src/deep/er/new.go|src/new file.go|src/neu größer.go|src/quote"d.go|src/tab	name.go|src/a.go/inside.go|src/list|src/new_test.go|src/run.sh|src/debug.log|build/out.js|src/trailing |src/nai`+"\u0308"+`ve.go|src/zero`+"\u200b"+`width.go|src/back\slash.go|docs/new.md|zz/outside.go|conftest.py|secret/new.pem|Secret/new.pem|lib/new|notes2.txt|gen/more.go|vendor/m/x.go|package-lock.json|.cursorrules|-dash`, "|")

// newTexts are what a change may write, the longer ones made by newText.
var newTexts = []string{
	"", "text\n", "no line end", "one\ntwo\nthree\n", "one\r\ntwo\r\n", "mixed\r\nends\n", "\x00\x01binary\n", "text with a \x00 in it\n", "latin-1 \xe9\n",
	"zero\u200bwidth\n", "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n", "\tt.Skip(\"later\")\n", "\ufeffmark\n", "--- a/src/a.go\n+++ b/src/a.go\n@@ -1 +1 @@\n-a\n+b\n", "\n\n\n", " \t \n",
	"version https://git-lfs.github.com/spec/v1\noid sha256:" + strings.Repeat("0", 64) + "\nsize 300000\n", "require example.org/x v1.0.0\n",
}

func newText(r *rand.Rand) string {
	switch r.IntN(16) {
	case 0:
		return strings.Repeat("line of text\n", 1+r.IntN(500))
	case 1:
		return strings.Repeat("x", 3000) + "\n"
	case 2:
		return strings.Repeat("0123456789abcde\n", 20_000)
	}
	return pick(r, newTexts)
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// step changes something on disk. The files by which git hides and transforms
// others only get a comment: by which of them a change is read is what the work
// tree differs in.
func (m *modes) step(r *rand.Rand) {
	there := strings.Split(strings.TrimSuffix(string(m.output("ls-files", "-z")), "\x00"), "\x00")
	old, fresh := pick(r, there), pick(r, newPaths)
	info, err := os.Lstat(old)
	if err != nil { // an earlier step took it away
		m.write(old, newText(r))
		return
	}
	text, _ := os.ReadFile(old)
	if strings.HasPrefix(old, ".git") && !strings.Contains(old, "/") {
		m.write(old, string(text)+"# more\n")
		return
	}
	switch r.IntN(9) {
	case 0, 1:
		m.write(fresh, newText(r))
	case 2, 3:
		m.write(old, string(text)+newText(r))
	case 4:
		m.write(old, newText(r))
	case 5:
		m.remove(old)
	case 6:
		m.room(fresh)
		_ = os.Rename(old, fresh) // not where a folder of the one is the other
	case 7:
		if info.Mode().IsRegular() {
			m.chmod(old)
		}
	case 8:
		m.link(pick(r, []string{old, fresh}), pick(r, []string{"a.go", "../secret/key.pem", "../../outside", "nowhere", "/etc/passwd", "."}))
	}
}

// room makes room for a path: what stands in its way is removed.
func (m *modes) room(name string) {
	for at := path.Dir(name); at != "."; at = path.Dir(at) {
		if info, err := os.Lstat(at); err == nil && !info.IsDir() {
			m.remove(at)
		}
	}
	m.remove(name)
	if err := os.MkdirAll(path.Dir(name), 0o777); err != nil {
		m.Fatal(err)
	}
}

func (m *modes) remove(name string) {
	if err := os.RemoveAll(name); err != nil {
		m.Fatal(err)
	}
}

func (m *modes) write(name, text string) {
	m.room(name)
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		m.Fatal(err)
	}
}

func (m *modes) link(name, target string) {
	m.room(name)
	if err := os.Symlink(target, name); err != nil {
		m.Fatal(err)
	}
}

// chmod turns the executable bit of a file round.
func (m *modes) chmod(name string) {
	info, err := os.Stat(name)
	if err == nil {
		err = os.Chmod(name, info.Mode()^0o111)
	}
	if err != nil {
		m.Fatal(fmt.Errorf("chmod: %w", err))
	}
}
