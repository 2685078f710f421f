package git

import (
	"bytes"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"os"
	"path/filepath"
)

// maxHashed is the size of the largest file whose bytes are compared; a larger
// one counts as changed.
const maxHashed = 64 << 20

// holds tells whether a file on disk has the bytes of a blob, or would have them
// if its lines ended in LF, as git stores them where it converts line ends.
func (r *Repository) holds(path, id string) bool {
	name := filepath.Join(r.Root, filepath.FromSlash(path))
	if info, err := os.Stat(name); err != nil || info.Size() > maxHashed {
		return false
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return false // whoever reads it next says why
	}
	return r.BlobID(text) == id || bytes.Contains(text, []byte("\r\n")) && r.BlobID(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))) == id
}

// BlobID is the name of the blob with these bytes.
func (r *Repository) BlobID(text []byte) string { return r.objectID("blob", text) }

// objectID is the name of the object of a kind with these bytes.
func (r *Repository) objectID(kind string, text []byte) string {
	h := r.hash()
	fmt.Fprintf(h, "%s %d\x00", kind, len(text))
	h.Write(text)
	return hex.EncodeToString(h.Sum(nil))
}

// hash is the one that names the repository's objects.
func (r *Repository) hash() hash.Hash {
	if r.IDLength == 64 {
		return sha256.New()
	}
	return sha1.New()
}
