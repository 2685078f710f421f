package report

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// browser is a Chromium without a window, spoken to by its own protocol over two
// pipes: nothing listens, and nothing is fetched.
type browser struct {
	t       *testing.T
	in      *os.File
	out     *bufio.Reader
	session string
	id      int
	said    []string // what went to the console or the log
}

// startBrowser starts a Chromium, or skips the test where there is none.
func startBrowser(t *testing.T) *browser {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("pipes are handed on by number, which Windows does not do")
	}
	program := ""
	for _, name := range []string{os.Getenv("SPECLINT_CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			program = found
			break
		}
	}
	if program == "" {
		t.Skip("no Chromium is installed: nobody looks at the pages (SPECLINT_CHROMIUM names one)")
	}
	toUs, theirOut, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	theirIn, toThem, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	args := []string{"--headless=new", "--remote-debugging-pipe", "--user-data-dir=" + t.TempDir(), "--no-first-run", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--force-color-profile=srgb", "--disable-background-networking"}
	if os.Getuid() == 0 {
		args = append(args, "--no-sandbox")
	}
	cmd := exec.Command(program, append(args, "about:blank")...)
	cmd.ExtraFiles = []*os.File{theirIn, theirOut} // 3 and 4
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	theirIn.Close()
	theirOut.Close()
	t.Cleanup(func() {
		toThem.Close() // it ends by itself
		done := make(chan error, 1)
		go func() { done <- cmd.Wait() }()
		select {
		case <-done:
		case <-time.After(10 * time.Second):
			cmd.Process.Kill()
			<-done
		}
		toUs.Close()
	})
	toUs.SetReadDeadline(time.Now().Add(2 * time.Minute)) // a browser that hangs
	b := &browser{t: t, in: toThem, out: bufio.NewReader(toUs)}
	if _, err := b.in.Write([]byte(`{"id":0,"method":"Browser.getVersion"}` + "\x00")); err != nil {
		t.Skipf("%s cannot be started: %v", program, err)
	}
	if _, err := b.out.ReadBytes(0); err != nil {
		t.Skipf("%s ends before it says anything: %v", program, err)
	}
	var target struct{ TargetID string }
	b.call("Target.createTarget", map[string]any{"url": "about:blank"}, &target)
	var attached struct{ SessionID string }
	b.call("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &attached)
	b.session = attached.SessionID
	for _, domain := range []string{"Page", "Runtime", "Log", "Network"} {
		b.call(domain+".enable", nil, nil)
	}
	return b
}

// message is what the browser sends.
type message struct {
	ID            int
	Method        string
	Params        json.RawMessage
	Result, Error json.RawMessage
}

func (b *browser) next() message {
	b.t.Helper()
	line, err := b.out.ReadBytes(0)
	if err != nil {
		b.t.Fatalf("the browser is gone: %v", err)
	}
	var m message
	if err := json.Unmarshal(line[:len(line)-1], &m); err != nil {
		b.t.Fatal(err)
	}
	switch m.Method {
	case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded":
		b.said = append(b.said, fmt.Sprintf("%s: %.500s", m.Method, m.Params))
	case "Network.requestWillBeSent":
		var p struct{ Request struct{ URL string } }
		if json.Unmarshal(m.Params, &p); filepath.Ext(p.Request.URL) != ".html" {
			b.said = append(b.said, "asks for "+p.Request.URL)
		}
	}
	return m
}

// call calls a method and waits for what it returns.
func (b *browser) call(method string, params, result any) {
	b.t.Helper()
	b.id++
	msg := map[string]any{"id": b.id, "method": method, "params": params}
	if params == nil {
		msg["params"] = map[string]any{}
	}
	if b.session != "" {
		msg["sessionId"] = b.session
	}
	text, err := json.Marshal(msg)
	if err == nil {
		_, err = b.in.Write(append(text, 0))
	}
	if err != nil {
		b.t.Fatal(err)
	}
	for {
		m := b.next()
		if m.ID != b.id {
			continue
		}
		if m.Error != nil {
			b.t.Fatalf("%s: %s", method, m.Error)
		}
		if result != nil {
			if err := json.Unmarshal(m.Result, result); err != nil {
				b.t.Fatal(err)
			}
		}
		return
	}
}

// look opens a file as a reader with such a screen would see it.
func (b *browser) look(file string, width int, scheme string) {
	b.t.Helper()
	b.said = nil
	b.call("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}, nil)
	b.call("Emulation.setEmulatedMedia", map[string]any{"features": []any{map[string]any{"name": "prefers-color-scheme", "value": scheme}}}, nil)
	b.call("Page.navigate", map[string]any{"url": (&url.URL{Scheme: "file", Path: file}).String()}, nil)
	for m := b.next(); m.Method != "Page.loadEventFired"; {
		m = b.next()
	}
}

// evaluate runs an expression in the page and returns what it gives.
func (b *browser) evaluate(expression string, result any) {
	b.t.Helper()
	var out struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails json.RawMessage
	}
	b.call("Runtime.evaluate", map[string]any{"expression": expression, "returnByValue": true}, &out)
	if out.ExceptionDetails != nil {
		b.t.Fatalf("%.200s: %s", expression, out.ExceptionDetails)
	}
	if err := json.Unmarshal(out.Result.Value, result); err != nil {
		b.t.Fatal(err)
	}
}

// press presses a key.
func (b *browser) press(key string, code int) {
	b.t.Helper()
	for _, kind := range []string{"keyDown", "keyUp"} {
		b.call("Input.dispatchKeyEvent", map[string]any{"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code}, nil)
	}
}

// shot keeps a picture of the page down to a height, 0 for all of it.
func (b *browser) shot(file string, width, most int) {
	b.t.Helper()
	var size struct{ Height int }
	b.evaluate("({height: document.documentElement.scrollHeight})", &size)
	if most > 0 {
		size.Height = min(size.Height, most)
	}
	var picture struct{ Data string }
	b.call("Page.captureScreenshot", map[string]any{"format": "png", "captureBeyondViewport": true,
		"clip": map[string]any{"x": 0, "y": 0, "width": width, "height": size.Height, "scale": 1}}, &picture)
	data, err := base64.StdEncoding.DecodeString(picture.Data)
	if err == nil {
		err = os.WriteFile(file, data, 0o666)
	}
	if err != nil {
		b.t.Fatal(err)
	}
	if len(data) < 5000 {
		b.t.Errorf("%s: a picture of %d bytes has nothing in it", file, len(data))
	}
}
