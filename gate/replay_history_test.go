package gate_test

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// oddSteps are the commits of oddHistory: what fast-import is told to change, "M"
// with a mode, a path and a text, "D" and "R" with paths.
const oddSteps = `
M 100644 src/a.go one
M 100644 src/b.go two
M 100644 src/a.go three
R src/a.go src/c.go
M 100755 run.sh exit
M 100644 run.sh exit
M 100755 run.sh exit
M 120000 link src/b.go
M 100644 link text
M 120000 link src/c.go
M 160000 lib 1111111111111111111111111111111111111111
D lib
M 100644 "with blank/and (this).txt" x
M 100644 "sm\303\266rg\303\245s/\346\227\245\346\234\254.txt" x
M 100644 "raw\377/\376.bin" x
M 100644 "[id]/{x}*.tsx" x
M 100644 "quote\"d.txt" x
M 100644 tree leaf
D tree|M 100644 tree/leaf leaf
D tree/leaf|M 100644 tree leaf
M 100644 src/list_test.go test
M 100644 src/list_test.go other
M 100644 .github/workflows/ci.yml on
M 100644 .gitattributes *.go -diff
M 100644 src/b.go hidden
R src lib/src
M 100644 go.sum x
D lib/src|D link|M 100644 README.md end
`

// oddHistory makes a repository of creations, deletions, renames, modes, links,
// kinds that change, and odd names, one step a commit.
func oddHistory(t *testing.T) string {
	dir := t.TempDir()
	var b strings.Builder
	for i, step := range strings.Split(strings.TrimSpace(oddSteps), "\n") {
		fmt.Fprintf(&b, "commit refs/heads/main\ncommitter a <a@b> %d +0000\ndata 0\n", i)
		for op := range strings.SplitSeq(step, "|") {
			b.WriteString(fastImport(op))
		}
	}
	for _, args := range [][]string{{"init", "-q", "-b", "main"}, {"fast-import", "--quiet"}} {
		cmd := exec.Command("git", args...)
		cmd.Dir, cmd.Stdin = dir, strings.NewReader(b.String())
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %q: %v: %s", args, err, out)
		}
	}
	return dir
}

// fastImport is one operation as fast-import reads it; a text is the last field.
func fastImport(op string) string {
	rest, ok := strings.CutPrefix(op, "M ")
	if !ok {
		return op + "\n"
	}
	mode, rest, _ := strings.Cut(rest, " ")
	at := strings.IndexByte(rest, ' ')
	if rest[0] == '"' {
		at = strings.LastIndexByte(rest, '"') + 1
	}
	path, text := rest[:at], rest[at+1:]
	if mode == "160000" {
		return fmt.Sprintf("M %s %s %s\n", mode, text, path)
	}
	return fmt.Sprintf("M %s inline %s\ndata %d\n%s\n", mode, path, len(text), text)
}
