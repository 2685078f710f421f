package git

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// diskSettings are those of the repository and its user that say how files stand
// on disk, and what is not shown of them.
type diskSettings struct {
	autocrlf    bool // CRLF on disk is LF in git, for files that look like text
	noFileMode  bool
	noSymlinks  bool
	sparse      bool
	excludes    string // the user's own ignore file
	excludesSet bool
}

// settings asks for them. The user's own configuration counts here, as it said
// how the files were written to disk.
func (s *survey) settings(ctx context.Context) error {
	r := s.q.from
	p := r.git
	env := append(slices.Clone(r.env), "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_GLOBAL", "HOME="+p.from.home)
	if p.from.xdg != "" {
		env = append(env, "XDG_CONFIG_HOME="+p.from.xdg)
	}
	if p.from.global != "" {
		env = append(env, "GIT_CONFIG_GLOBAL="+p.from.global)
	}
	c := child{Program: p, dir: r.Root, env: env, args: []string{"config", "-z", "--show-scope", "--get-regexp",
		`^core\.(autocrlf|filemode|symlinks|sparsecheckout|excludesfile)$`}}
	_, err := c.run(ctx, func(out *bufio.Reader) error { return parseSettings(out, &s.set) })
	if err != nil {
		return err
	}
	s.set.noFileMode = s.set.noFileMode || p.bitless
	switch rest, home := strings.CutPrefix(s.set.excludes, "~/"); {
	case !s.set.excludesSet && p.from.xdg != "":
		s.set.excludes = filepath.Join(p.from.xdg, "git", "ignore")
	case !s.set.excludesSet && p.from.home != "":
		s.set.excludes = filepath.Join(p.from.home, ".config", "git", "ignore")
	case home:
		s.set.excludes = filepath.Join(p.from.home, rest)
	case s.set.excludes != "" && !filepath.IsAbs(s.set.excludes):
		s.set.excludes = filepath.Join(r.Root, s.set.excludes)
	}
	return nil
}

// parseSettings reads "<scope> NUL <key> LF <value> NUL"; without a value, the
// key alone. What stands later counts, but for our own options.
func parseSettings(r *bufio.Reader, to *diskSettings) error {
	return tokens(r, func(t []byte) error {
		own := false
		switch string(t) {
		case "command":
			own = true
		case "system", "global", "local", "worktree":
		default:
			return &unexpectedError{want: "where a setting stands", got: bytes.Clone(t)}
		}
		t, err := token(r)
		if err != nil {
			return cutOff(err)
		}
		key, value, valued := strings.Cut(string(t), "\n")
		on, known := map[string]bool{"true": true, "yes": true, "on": true, "1": true, "false": false, "no": false, "off": false, "0": false, "": false}[strings.ToLower(value)]
		on = on || !valued
		switch {
		case own:
			return nil
		case key == "core.excludesfile":
			to.excludes, to.excludesSet = value, true
			return nil
		case key == "core.autocrlf" && strings.EqualFold(value, "input"):
			to.autocrlf = true
			return nil
		case !known:
			return fmt.Errorf("%s: %q is no yes or no; mend it with git config", key, value)
		}
		switch key {
		case "core.autocrlf":
			to.autocrlf = on
		case "core.filemode":
			to.noFileMode = !on
		case "core.symlinks":
			to.noSymlinks = !on
		case "core.sparsecheckout":
			to.sparse = on
		default:
			return &unexpectedError{want: "a setting that was asked for", got: []byte(key)}
		}
		return nil
	})
}

// fromIndex takes what the index has, for its flags and for what is added.
func (s *survey) fromIndex(ctx context.Context) error {
	data, err := s.q.readIndex()
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	sound := make(chan error, 1)
	go func() { sound <- s.q.summed(data) }()
	_, err = readIndex(data, s.q.repo.IDLength, s.indexed)
	if unsound := <-sound; unsound != nil {
		return unsound
	}
	if !errors.Is(err, errIndexForm) {
		return err
	}
	return s.fromCopy(ctx, data)
}

// indexed takes one entry of an index that is read here.
func (s *survey) indexed(i indexEntry) error {
	e := Entry{Path: string(i.path), Mode: i.mode, ID: hex.EncodeToString(i.id)}
	if !treePath(e.Path) || !e.Mode.IsFile() && e.Mode != Symlink && e.Mode != Submodule {
		return errIndexForm
	}
	it := s.item(e.Path)
	if it.index, it.why = e, ""; i.assumed() {
		it.why = AssumeUnchanged
	}
	return nil
}

// fromCopy takes what git reads in a copy of the index, which is whatever it has.
func (s *survey) fromCopy(ctx context.Context, data []byte) error {
	index, err := s.q.copyIndex(data)
	if err != nil {
		return err
	}
	_, err = s.q.do(ctx, task{args: []string{"ls-files", "-z", "-v", "--stage", "--cached"}, index: index}, func(r *bufio.Reader) error {
		return tokens(r, func(t []byte) error {
			e, why, ok := parseFlagged(t, s.q.repo.IDLength)
			if !ok || !treePath(e.Path) {
				return &unexpectedError{want: `"<tag> <mode> <id> <stage>" and a path`, got: slices.Clone(t)}
			}
			if e.Mode == None { // of a conflict
				return nil
			}
			it := s.item(e.Path)
			it.index, it.why = e, why
			return nil
		})
	})
	return s.q.from.broken(err)
}

// parseFlagged reads "<tag> <mode> <id> <stage> TAB <path>". A small letter says
// assume-unchanged, S skip-worktree. The entry of a conflict has no mode.
func parseFlagged(t []byte, idLength int) (e Entry, why Why, ok bool) {
	head, name, ok := bytes.Cut(t, []byte("\t"))
	fields := bytes.Split(head, []byte(" "))
	if !ok || len(fields) != 4 || len(fields[0]) != 1 || len(fields[3]) != 1 || !isID(fields[2], idLength) {
		return e, "", false
	}
	mode, ok := parseMode(fields[1])
	e = Entry{Path: string(name), Mode: mode, ID: string(fields[2])}
	switch fields[0][0] {
	case 'H', 'M', 'R', 'C', 'K':
	case 'S':
		why = SkipWorktree
	case 'h', 's', 'm', 'r', 'c', 'k':
		why = AssumeUnchanged
	default:
		return e, "", false
	}
	if fields[3][0] != '0' {
		e.Mode = None
	}
	return e, why, ok && fields[3][0] >= '0' && fields[3][0] <= '3'
}

// fromDisk takes what git would find on disk if the base's ignore files were
// the only ones. They stand in a private index under a name that nobody knows,
// as files that are not checked out: those git reads from the index.
func (s *survey) fromDisk(ctx context.Context) error {
	secret := ".speclint-" + rand.Text()
	var ignores []Entry
	for i := range s.items {
		e := s.items[i].base
		if dir, name := splitPath(e.Path); name == ".gitignore" && e.Mode.IsFile() {
			e.Path = strings.TrimPrefix(dir+"/"+secret, "/")
			ignores = append(ignores, e)
		}
	}
	index, err := s.q.indexOf(ctx, ignores)
	if err != nil {
		return err
	}
	again, err := s.others(ctx, index, secret, ignores)
	if err != nil || !again {
		return err
	}
	if index, err = s.q.baseIndex(ctx, s.base); err == nil {
		err = s.q.addTo(ctx, index, ignores)
	}
	if err == nil {
		_, err = s.others(ctx, index, secret, ignores)
	}
	return err
}

// others lists what is on disk. It says whether a repository stands where the
// base or the index has files: git looks into it, when its index has them too.
func (s *survey) others(ctx context.Context, index, secret string, ignores []Entry) (again bool, err error) {
	var in bytes.Buffer
	for _, e := range ignores {
		in.WriteString(e.Path + "\x00")
	}
	root := s.q.from.Root
	if in.Len() > 0 {
		if _, err := s.q.do(ctx, task{args: []string{"update-index", "-z", "--skip-worktree", "--stdin"}, index: index, tree: root, in: &in}, nil); err != nil {
			return false, err
		}
	}
	folders := map[string]bool{}
	for i := range s.items {
		for dir, _ := splitPath(s.items[i].path); dir != "" && !folders[dir]; dir, _ = splitPath(dir) {
			folders[dir] = true
		}
	}
	warnings, err := s.q.do(ctx, task{args: []string{"ls-files", "-o", "-z", "--exclude-per-directory=" + secret}, index: index, tree: root}, func(r *bufio.Reader) error {
		return tokens(r, func(t []byte) error {
			path, nested := strings.CutSuffix(string(t), "/")
			if !treePath(path) {
				return &unexpectedError{want: "a path in the work tree", got: slices.Clone(t)}
			}
			if nested {
				again = again || folders[path]
			}
			s.item(path).gitlink = nested
			return nil
		})
	})
	if err == nil && strings.TrimSpace(warnings) != "" {
		err = fmt.Errorf("%s: not everything can be seen (git said %q); make it readable", root, strings.TrimSpace(warnings))
	}
	return again, err
}

// here stands before a path that could be taken for more than one.
const here = "./"

// hide takes out what is not tracked and is ignored by rules that the base has
// not, and tells it.
func (s *survey) hide(ctx context.Context) error {
	var in bytes.Buffer
	for i := range s.items {
		if it := &s.items[i]; it.base.Mode == None && it.index.Mode == None {
			in.WriteString(here + it.path + "\x00")
		}
	}
	if in.Len() == 0 {
		return nil
	}
	if err := s.readable(); err != nil {
		return err
	}
	exclude := filepath.Join(s.q.repo.GitDir, "info", "exclude")
	if err := os.MkdirAll(filepath.Dir(exclude), 0o700); err != nil {
		return err
	}
	if err := copyFile(filepath.Join(s.q.from.CommonDir, "info", "exclude"), exclude); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("info/exclude: %w", err)
	}
	index, err := s.q.newIndex()
	if err != nil {
		return err
	}
	args := []string{"-c", "core.excludesFile=" + s.set.excludes, "check-ignore", "-z", "-v", "--stdin", "--no-index"}
	warnings, err := s.q.do(ctx, task{args: args, index: index, tree: s.q.from.Root, in: &in, magic: true}, func(r *bufio.Reader) error {
		return parseIgnored(r, func(source, path string) error {
			i, known := s.at[strings.TrimPrefix(path, here)]
			if !known || !strings.HasPrefix(path, here) {
				return &unexpectedError{want: "a path that was asked for", got: []byte(path)}
			}
			s.items[i].left = true
			why := IgnoredHere
			if source == s.set.excludes {
				why = ExcludedByUser
			} else if same(filepath.Join(s.q.from.Root, source), exclude) || same(source, exclude) {
				why = ExcludedHere
			}
			s.tell(s.items[i].path, why, false)
			return nil
		})
	})
	c := (*complaint)(nil)
	if errors.As(err, &c) {
		warnings = c.said
		if e := (*exec.ExitError)(nil); errors.As(c.cause, &e) && e.ExitCode() == 1 {
			err = nil // its way to say that none is ignored
		}
	}
	if err == nil && !onlyLinks(warnings) {
		err = fmt.Errorf("%s: an ignore file cannot be read (git said %q); make it readable", s.q.from.Root, strings.TrimSpace(warnings))
	}
	return err
}

// onlyLinks tells whether git complains of nothing but ignore files that are
// links, which it does not follow.
func onlyLinks(warnings string) bool {
	for line := range strings.Lines(warnings) {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "warning: unable to access '") || !strings.HasSuffix(line, "': Too many levels of symbolic links") {
			return false
		}
	}
	return true
}

// readable refuses an ignore file that git would wait for, such as a pipe.
func (s *survey) readable() error {
	names := []string{s.set.excludes}
	seen := map[string]bool{}
	for i := range s.items {
		it := &s.items[i]
		if it.base.Mode != None || it.index.Mode != None {
			continue
		}
		for dir, _ := splitPath(it.path); !seen[dir]; dir, _ = splitPath(dir) {
			seen[dir] = true
			names = append(names, s.full(strings.TrimPrefix(dir+"/.gitignore", "/")))
		}
	}
	for _, name := range names {
		info, err := os.Stat(name)
		if err == nil && !info.Mode().IsRegular() && !info.IsDir() {
			return fmt.Errorf("%s: %w: no regular file; remove it", name, ErrOnDisk)
		}
	}
	return nil
}

// parseIgnored reads "<source> NUL <line> NUL <pattern> NUL <path> NUL"; of a
// path that a pattern takes back, the pattern begins with "!".
func parseIgnored(r *bufio.Reader, f func(source, path string) error) error {
	return tokens(r, func(t []byte) error {
		fields := [4]string{string(t)}
		for i := 1; i < len(fields); i++ {
			t, err := token(r)
			if err != nil {
				return cutOff(err)
			}
			fields[i] = string(t)
		}
		if strings.HasPrefix(fields[2], "!") {
			return nil
		}
		return f(fields[0], fields[3])
	})
}
