package process

import (
	"bytes"
	"io"
	"os"
	"strings"
	"sync"
	"unicode/utf8"
)

// keepBytes is how much is kept of the beginning of an output, and of its end.
const keepBytes = 64 << 10

// Output is what a command wrote, to standard output and standard error, in the
// order in which it came: raw bytes, which whoever shows them has to escape.
type Output struct {
	Head, Tail []byte
	Cut        int64 // bytes between them that nobody kept
}

// maxLine bounds a line that is shown, in bytes.
const maxLine = 500

// LastLines returns the last n lines that are not blank, each as long as it may
// be shown. Of a line that was written over, as progress is, it is what was
// written last.
func (o *Output) LastLines(n int) []string {
	text := o.Tail
	if o.Cut == 0 {
		text = append(bytes.Clone(o.Head), o.Tail...)
	}
	var out []string
	for len(text) > 0 && len(out) < n {
		i := bytes.LastIndexByte(text, '\n')
		if line := shownLine(text[i+1:]); strings.TrimSpace(line) != "" {
			out = append(out, line)
		}
		text = text[:max(i, 0)]
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// shownLine is what is seen of a line in the end.
func shownLine(line []byte) string {
	line = bytes.TrimRight(line, "\r")
	line = line[bytes.LastIndexByte(line, '\r')+1:]
	if len(line) <= maxLine {
		return string(line)
	}
	end := maxLine
	for end > maxLine-utf8.UTFMax && !utf8.RuneStart(line[end]) {
		end--
	}
	return string(line[:end]) + "…"
}

// keeper keeps the beginning and the end of an output.
type keeper struct {
	also io.Writer

	mu   sync.Mutex
	head []byte
	ring []byte // the last bytes, from at on and then from its beginning
	at   int
	cut  int64
	last []byte // the line that is being written, or the last one
	open bool   // it has no end yet
}

// copy reads to the end of the output. What reads along gets no say in it.
func (k *keeper) copy(in *os.File) {
	buf := make([]byte, 64<<10)
	for {
		n, err := in.Read(buf)
		if n > 0 {
			k.add(buf[:n])
			if k.also != nil {
				_, _ = k.also.Write(buf[:n])
			}
		}
		if err != nil {
			return
		}
	}
}

func (k *keeper) add(p []byte) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.note(p)
	room := min(keepBytes-len(k.head), len(p))
	k.head, p = append(k.head, p[:room]...), p[room:]
	if over := len(p) - keepBytes; over > 0 {
		k.cut += int64(over + len(k.ring))
		k.ring, k.at, p = k.ring[:0], 0, p[over:]
	}
	room = min(keepBytes-len(k.ring), len(p))
	k.ring, p = append(k.ring, p[:room]...), p[room:]
	k.cut += int64(len(p))
	for len(p) > 0 {
		n := copy(k.ring[k.at:], p)
		k.at, p = (k.at+n)%keepBytes, p[n:]
	}
}

// note keeps the last line that is not blank, as far as it is shown.
func (k *keeper) note(p []byte) {
	text := bytes.TrimRight(p, "\r\n")
	i := bytes.LastIndexByte(text, '\n')
	line := text[i+1:]
	if len(bytes.TrimSpace(line)) == 0 {
		k.open = k.open && bytes.IndexByte(p, '\n') < 0
		return
	}
	if i >= 0 || !k.open {
		k.last = k.last[:0]
	}
	room := max(maxLine-len(k.last), 0)
	k.last = append(k.last, line[:min(room, len(line))]...)
	k.open = p[len(p)-1] != '\n'
}

// lastLine is the last line so far.
func (k *keeper) lastLine() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return shownLine(k.last)
}

func (k *keeper) output() Output {
	k.mu.Lock()
	defer k.mu.Unlock()
	tail := append(bytes.Clone(k.ring[k.at:]), k.ring[:k.at]...)
	return Output{Head: bytes.Clone(k.head), Tail: tail, Cut: k.cut}
}
