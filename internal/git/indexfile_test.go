package git

import "testing"

// FuzzReadIndex: whatever the bytes, paths come in order, and entries lie in the
// index.
func FuzzReadIndex(f *testing.F) {
	entry := func(path string, mode Mode) string {
		text := make([]byte, indexID+20+2, 100)
		text[indexMode+2], text[indexMode+3] = byte(mode>>8), byte(mode)
		text = append(text, path...)
		return string(append(text, make([]byte, indexPadding-len(text)%indexPadding)...))
	}
	f.Add([]byte("DIRC\x00\x00\x00\x02\x00\x00\x00\x02" + entry("a", Regular) + entry("d/b", Symlink)))
	f.Add([]byte("DIRC\x00\x00\x00\x02\x00\x00\x00\x02" + entry("b", Executable) + entry("a", Submodule)))
	f.Add([]byte("DIRC\x00\x00\x00\x02\xff\xff\xff\xff" + entry("a", Regular)))
	f.Add([]byte("DIRC\x00\x00\x00\x04\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		last, size := "", 0
		_, err := readIndex(data, 40, func(e indexEntry) error {
			if size += len(e.raw); string(e.path) <= last || len(e.raw)%indexPadding != 0 || len(e.id) != 20 {
				t.Errorf("got %q behind %q with %d bytes, want paths in order", e.path, last, len(e.raw))
			}
			last = string(e.path)
			return nil
		})
		if err == nil && size > len(data) {
			t.Errorf("got entries of %d bytes from %d", size, len(data))
		}
	})
}
