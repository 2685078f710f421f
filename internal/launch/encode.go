package launch

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

var (
	// ErrDamaged: a record is not one that speclint wrote.
	ErrDamaged = errors.New("the launch record is damaged")
	// ErrNewer: a record was written by a newer speclint.
	ErrNewer = errors.New("the launch record was made by a newer speclint")
)

// maxRecord bounds a record and the texts of its spec, in bytes each.
const maxRecord = 16 << 20

// MaxDirty is how many paths may be dirty at launch.
const MaxDirty = 10_000

// rawEntry is an Entry in JSON. PathBytes are those of a path that is no UTF-8,
// whose Path is only to be read by people.
type rawEntry struct {
	Path      string `json:"path"`
	PathBytes []byte `json:"path_bytes,omitempty"`
	Mode      string `json:"mode"`
	ID        string `json:"id"`
}

// MarshalJSON keeps the bytes of a path that JSON cannot hold.
func (e Entry) MarshalJSON() ([]byte, error) {
	raw := rawEntry{Path: e.Path, Mode: e.Mode, ID: e.ID}
	if !utf8.ValidString(e.Path) {
		raw.Path, raw.PathBytes = readable(e.Path), []byte(e.Path)
	}
	return json.Marshal(raw)
}

// readable is a path in which something stands for what is no UTF-8.
func readable(path string) string { return strings.ToValidUTF8(path, "\uFFFD") }

// UnmarshalJSON reads what MarshalJSON wrote.
func (e *Entry) UnmarshalJSON(text []byte) error {
	var raw rawEntry
	if err := strict(text, &raw); err != nil {
		return err
	}
	*e = Entry{Path: raw.Path, Mode: raw.Mode, ID: raw.ID}
	if raw.PathBytes == nil {
		return nil
	}
	if e.Path = string(raw.PathBytes); utf8.ValidString(e.Path) || readable(e.Path) != raw.Path {
		return fmt.Errorf("path %q and path_bytes %q are not of one path", raw.Path, raw.PathBytes)
	}
	return nil
}

// encode is the text of a record, which decode reads.
func encode(r *Record) ([]byte, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	if err := out.Encode(r); err != nil {
		return nil, err
	}
	if b.Len() > maxRecord {
		return nil, fmt.Errorf("the record has %d bytes, more than %d", b.Len(), maxRecord)
	}
	return b.Bytes(), nil
}

// decode reads a record strictly. The error is ErrNewer or ErrDamaged.
func decode(text []byte) (*Record, error) {
	var v struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(text, &v); err != nil {
		return nil, fmt.Errorf("%w: launch.json: %w", ErrDamaged, worded(err))
	}
	if v.Version > Version {
		return nil, fmt.Errorf("%w: its version is %d, and this one knows %d", ErrNewer, v.Version, Version)
	}
	r := &Record{}
	err := strict(text, r)
	if err == nil {
		err = r.check()
	}
	if err != nil {
		return nil, fmt.Errorf("%w: launch.json: %w", ErrDamaged, worded(err))
	}
	if r.Time = r.Time.UTC(); r.End != nil { // as "+00:00" is, too
		r.End.Time = r.End.Time.UTC()
	}
	if r.Dirty == nil {
		r.Dirty = []Entry{}
	}
	return r, nil
}

// worded says without words of Go that a value is of the wrong type.
func worded(err error) error {
	e := (*json.UnmarshalTypeError)(nil)
	switch {
	case !errors.As(err, &e):
		return err
	case e.Field == "":
		return fmt.Errorf("is a JSON %s, and no object", e.Value)
	}
	return fmt.Errorf("%s: cannot be a JSON %s", e.Field, e.Value)
}

// strict reads one JSON value without anything unknown in it or behind it.
func strict(text []byte, to any) error {
	in := json.NewDecoder(bytes.NewReader(text))
	in.DisallowUnknownFields()
	if err := in.Decode(to); err != nil {
		return err
	}
	if _, err := in.Token(); err != io.EOF {
		return errors.New("something stands behind its end")
	}
	return nil
}

// check tells what no record has.
func (r *Record) check() error {
	if r.Version != Version {
		return fmt.Errorf("its version is %d, want %d", r.Version, Version)
	}
	if err := CheckID(r.ID); err != nil {
		return err
	}
	for _, f := range []struct{ name, value string }{{"spec", r.Spec}, {"branch", r.Branch}, {"worktree", r.Worktree}} {
		if !utf8.ValidString(f.value) {
			return fmt.Errorf("%s: %q is no UTF-8; rename it", f.name, f.value)
		}
	}
	switch {
	case r.Spec == "" || !local(r.Spec):
		return fmt.Errorf("spec: %q is no path of the repository", r.Spec)
	case r.Worktree == "":
		return errors.New("worktree: is empty")
	case !hexadecimal(r.Contract, 64):
		return fmt.Errorf("contract: %q is no digest", r.Contract)
	case len(r.Base) != 40 && len(r.Base) != 64 || !hexadecimal(r.Base, len(r.Base)) || !hexadecimal(r.Tree, len(r.Base)) || !hexadecimal(r.SpecBlob, len(r.Base)):
		return fmt.Errorf("base, tree and spec_blob: %q, %q and %q are no ids of one repository", r.Base, r.Tree, r.SpecBlob)
	case r.Score < 0 || r.Score > 100:
		return fmt.Errorf("score: %d is none", r.Score)
	case !stamp(r.Time):
		return fmt.Errorf("time: %v is not in UTC and whole seconds since 1970", r.Time)
	case len(r.Dirty) > MaxDirty:
		return fmt.Errorf("dirty: %d paths, more than %d", len(r.Dirty), MaxDirty)
	}
	if end := r.End; end != nil {
		if !stamp(end.Time) {
			return fmt.Errorf("end: %v is not in UTC and whole seconds since 1970", end.Time)
		}
		if err := checkVerdict(end.Verdict, end.Tree, len(r.Base)); end.Verdict != "" && err != nil {
			return fmt.Errorf("end: %w", err)
		}
	}
	last := ""
	for _, e := range r.Dirty {
		if err := e.check(len(r.Base)); err != nil {
			return err
		}
		if e.Path <= last {
			return fmt.Errorf("dirty: %q stands behind %q", e.Path, last)
		}
		last = e.Path
	}
	return nil
}

// stamp tells whether a time is one as records have it.
func stamp(t time.Time) bool {
	_, offset := t.Zone()
	return t.Unix() > 0 && t.Nanosecond() == 0 && offset == 0
}

// modes are those of what can be on disk, "000000" for what cannot.
var modes = [...]string{"000000", "100644", "100755", "120000", "160000"}

func (e *Entry) check(idLength int) error {
	gone := e.Mode == modes[0]
	if !local(e.Path) || !slices.Contains(modes[:], e.Mode) || gone && e.ID != "" || !gone && !hexadecimal(e.ID, idLength) {
		return fmt.Errorf("dirty: %q with mode %q and id %q is no file", e.Path, e.Mode, e.ID)
	}
	return nil
}

// local tells whether a path is one below the root, with slashes.
func local(p string) bool {
	return p != "" && p != "." && p != ".." && !strings.HasPrefix(p, "/") && !strings.HasPrefix(p, "../") && path.Clean(p) == p && !strings.Contains(p, "\x00")
}

// hexadecimal tells whether s is so many small hexadecimal digits.
func hexadecimal(s string, length int) bool {
	return len(s) == length && strings.Trim(s, "0123456789abcdef") == ""
}
