package main

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/agenthook"
)

// TestHookPanic holds that a bug is an answer that the host understands.
func TestHookPanic(t *testing.T) {
	broken := *agenthook.Codex
	broken.Read = func([]byte) (*agenthook.Call, error) { panic("a\nbug") }
	for closed, want := range map[bool]string{
		false: `{"systemMessage":"speclint: internal error: a\\nbug; nothing was decided, please report it"}`,
		true:  `{"decision":"block","reason":"speclint: internal error: a\\nbug; nothing was decided, please report it"}`,
	} {
		var out, said bytes.Buffer
		call := agentCall{hookCmd: &hookCmd{FailClosed: closed}, cli: &cli{}, host: &broken, streams: streams{in: strings.NewReader("{}"), out: &out, err: &said}}
		if err := call.answer(); err != nil || out.String() != want+"\n" {
			t.Errorf("got %s, %v, want %s", out.String(), err, want)
		}
	}
}

func TestBehindLinks(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("makes links")
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []string{"real/deep", "other"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	for name, to := range map[string]string{
		"in": "real", "up": "real/deep/../..", "abs": dir + "/other", "nothing": "gone/file", "other/back": "../real/deep",
		"round": "round", "out": "../../../../../../../../../../../../etc", "dots": "./real/.//deep/",
	} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	for path, want := range map[string]string{
		"real/a": "real/a", "in/a": "real/a", "in/deep/new/a": "real/deep/new/a", "up/a": "a", "abs/a": "other/a",
		"nothing": "gone/file", "abs/back/a": "real/deep/a", "in/../a": "a", "new/../in/a": "real/a", "dots/a": "real/deep/a",
	} {
		got, err := behindLinks(dir + "/" + path)
		if err != nil || got != filepath.Join(dir, want) {
			t.Errorf("%s: got %s, %v, want %s", path, strings.TrimPrefix(got, dir), err, want)
		}
	}
	if got, err := behindLinks(filepath.Join(dir, "out/passwd")); err != nil || got != "/etc/passwd" {
		t.Errorf("got %s, %v, want /etc/passwd", got, err)
	}
	if got, err := behindLinks(filepath.Join(dir, "round/a")); err == nil {
		t.Errorf("got %s for a link to itself, want an error", got)
	}
}
