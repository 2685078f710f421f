package git

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

var errIndexForm = errors.New("an index that git wrote is not of version 2; speclint needs git 2.39 or newer")

// What an entry of an index begins with, in bytes: times, device, inode, mode,
// owner and size, behind which the id stands.
const (
	indexHead    = 12
	indexMtime   = 8
	indexMode    = 24
	indexSize    = 36
	indexID      = 40
	indexPadding = 8
)

// readIndex gives f the entries of an index of version 2 that git wrote here, with
// the bytes of each, in git's order.
func readIndex(data []byte, idLength int, f func(e Entry, raw []byte)) error {
	if len(data) < indexHead || string(data[:8]) != "DIRC\x00\x00\x00\x02" {
		return errIndexForm
	}
	raw := data[indexHead:]
	last := ""
	for range binary.BigEndian.Uint32(data[8:]) {
		const flags = 2
		head := indexID + idLength/2 + flags
		if len(raw) < head {
			return errIndexForm
		}
		n := bytes.IndexByte(raw[head:], 0)
		size := (head + n + indexPadding) / indexPadding * indexPadding
		if n < 1 || len(raw) < size || binary.BigEndian.Uint16(raw[head-flags:])&0xF000 != 0 {
			return errIndexForm
		}
		mode := Mode(binary.BigEndian.Uint32(raw[indexMode:]))
		e := Entry{Path: string(raw[head : head+n]), Mode: mode, ID: hex.EncodeToString(raw[indexID : head-flags])}
		if !treePath(e.Path) || e.Path <= last || !mode.IsFile() && mode != Symlink && mode != Submodule {
			return fmt.Errorf("%.200q: no path that a work tree can have, or not in order; a tree is malformed, check it with git fsck", e.Path)
		}
		last = e.Path
		f(e, raw[:size:size])
		raw = raw[size:]
	}
	return nil
}

// stamp writes into an index what the files are on disk, so that git need not read
// them to see that they are not changed.
func (c *Checkout) stamp(index []byte) error {
	i := 0
	err := readIndex(index, c.q.repo.IDLength, func(_ Entry, raw []byte) {
		if info := c.files[i].info; info != nil {
			binary.BigEndian.PutUint32(raw[indexMtime:], uint32(info.ModTime().Unix()))
			binary.BigEndian.PutUint32(raw[indexSize:], uint32(info.Size()))
		}
		i++
	})
	if err != nil {
		return err
	}
	sum := c.q.repo.hash()
	sum.Write(index[:len(index)-sum.Size()])
	copy(index[len(index)-sum.Size():], sum.Sum(nil))
	return nil
}

// ownCommit is the commit of a checkout, but for its tree. Its date is the same in
// each run, and one that archives can hold.
const ownCommit = "author speclint <speclint@localhost> 946684800 +0000\ncommitter speclint <speclint@localhost> 946684800 +0000\n\nThe tree that commands run on\n"

// repository makes the folder one, with the objects of the quarantine as its
// alternates.
func (c *Checkout) repository(index []byte) error {
	if err := c.stamp(index); err != nil {
		return err
	}
	commit := []byte("tree " + c.Tree + "\n" + ownCommit)
	id := c.q.repo.objectID("commit", commit)
	err := c.q.store(id, func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "commit %d\x00%s", len(commit), commit)
		return err
	})
	if err != nil {
		return err
	}
	dir := filepath.Join(c.Dir, ".git")
	for _, name := range []string{"objects/info", "objects/pack", "refs/heads", "refs/tags"} {
		if err := os.MkdirAll(filepath.Join(dir, filepath.FromSlash(name)), 0o777); err != nil {
			return unplaced(".git", err)
		}
	}
	for _, file := range []struct {
		name string
		text []byte
	}{
		{"objects/info/alternates", []byte(alternate(c.q.ObjectDir))},
		{"config", []byte(c.config())},
		{"HEAD", []byte(id + "\n")},
		{"shallow", []byte(id + "\n")},
		{"index", index},
	} {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(file.name)), file.text, 0o666); err != nil {
			return unplaced(".git", err)
		}
	}
	return nil
}

// config is that of the checkout. Of what files are on disk, times in seconds and
// sizes are compared, as its index has no more.
func (c *Checkout) config() string {
	text := formatConfig(c.q.repo.IDLength) + "\tbare = false\n\tcheckStat = minimal\n\ttrustctime = false\n"
	for i := range c.files {
		if c.files[i].text {
			text += "\tsymlinks = false\n"
			break
		}
	}
	if c.noBits {
		text += "\tfilemode = false\n"
	}
	return text + "[gc]\n\tauto = 0\n"
}
