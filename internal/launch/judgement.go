package launch

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// maxJudgement bounds the file of a judgement, in bytes.
const maxJudgement = 64 << 10

// file is where the last judgement of a task is kept.
func (s *Store) file(id string) string {
	return filepath.Join(s.repo.CommonDir, "speclint", id+".json")
}

// Keep keeps the last judgement of a task in the place of the one before.
func (s *Store) Keep(id string, j Judgement) error {
	if err := CheckID(id); err != nil {
		return err
	}
	j.Time = j.Time.UTC().Truncate(time.Second)
	text, err := json.Marshal(j)
	if err != nil {
		return err
	}
	if err := replace(s.file(id), append(text, '\n')); err != nil {
		return fmt.Errorf("the verdict on %s: %w; make %s writable", id, err, filepath.Dir(s.file(id)))
	}
	return nil
}

// replace puts a file in the place of another, as a whole.
func replace(name string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".judgement-*")
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if end := f.Close(); err == nil {
		err = end
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// Last returns the last judgement of a task, nil when there was none on this
// machine.
func (s *Store) Last(id string) (*Judgement, error) {
	if err := CheckID(id); err != nil {
		return nil, err
	}
	name := s.file(id)
	info, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s: no regular file", name)
	}
	var text []byte
	if err == nil {
		text, err = readAtMost(name, maxJudgement)
	}
	j := &Judgement{}
	if err == nil {
		if err = strict(text, j); err == nil {
			err = checkVerdict(j.Verdict, j.Tree, s.repo.IDLength)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("the last verdict on %s: %w; remove %s and run gate again", id, err, name)
	}
	return j, nil
}

// Judged returns the last judgement since a task was launched, nil for none.
func (s *Store) Judged(l *Launched) (*Judgement, error) {
	j, err := s.Last(l.ID)
	if err != nil || j == nil || j.Time.Before(l.Time) {
		return nil, err
	}
	return j, nil
}

// checkVerdict tells what is no verdict of gate, or no tree that one is about.
func checkVerdict(verdict, tree string, idLength int) error {
	switch verdict {
	case "pass", "fail", "undecided", "escalate":
	default:
		return fmt.Errorf("verdict: %q is none", verdict)
	}
	if tree != "" && !hexadecimal(tree, idLength) {
		return fmt.Errorf("tree: %q is no id", tree)
	}
	return nil
}

func readAtMost(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(text)) > limit {
		err = fmt.Errorf("has more than %d bytes", limit)
	}
	return text, err
}
