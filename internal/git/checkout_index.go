package git

import (
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// fresh writes into an index what the files are on disk, so that git need not read
// them to see that they are not changed.
func (c *Checkout) fresh(index []byte) error {
	i := 0
	_, err := readIndex(index, c.q.repo.IDLength, func(e indexEntry) error {
		if was := c.files[i].was; was.there {
			binary.BigEndian.PutUint32(e.raw[indexMtime:], uint32(was.mtime))
			binary.BigEndian.PutUint32(e.raw[indexSize:], uint32(was.size))
		}
		i++
		return nil
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
	if err := c.fresh(index); err != nil {
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
