package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/speclint/speclint/internal/config"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

// configFlags say which config holds.
type configFlags struct {
	ConfigFile *string `name:"config" placeholder:"FILE" xor:"config" help:"Read this config instead of .speclint.yaml at the root of the repository."`
	NoConfig   bool    `xor:"config" help:"Read no config: the defaults hold."`
}

// wrongConfigs are where people put a config and nobody looks for one, from the
// root of the repository.
var wrongConfigs = []string{".speclint.yml", ".config/.speclint.yaml", ".config/.speclint.yml", ".config/speclint.yaml", ".config/speclint.yml"}

// misnamed returns those of them that may be below a root.
func misnamed(root string) []string {
	folder := exists(filepath.Join(root, ".config"))
	var out []string
	for _, wrong := range wrongConfigs {
		if folder || !strings.Contains(wrong, "/") {
			out = append(out, filepath.Join(root, filepath.FromSlash(wrong)))
		}
	}
	return out
}

// loadConfig returns the config that holds: of the file that is named, else of the one
// at the root of the repository, else the defaults. Isolated reads none.
func (f *configFlags) loadConfig(isolated bool) (*config.Config, error) {
	switch {
	case f.ConfigFile != nil && isolated:
		return nil, usagef("--config and --isolated can't be used together; --isolated reads no config")
	case f.ConfigFile != nil:
		return readConfig(*f.ConfigFile)
	case f.NoConfig || isolated:
		return config.Default(), nil
	}
	path, err := findConfig()
	if err != nil {
		return nil, err
	}
	if path == "" {
		return config.Default(), nil
	}
	return readConfig(path)
}

// findConfig returns the path of .speclint.yaml at the root of the repository,
// outside of one in the current directory, and "" where there is none. One that
// stands where nobody looks is an error: it would be trusted and not heard.
func findConfig() (string, error) {
	ways, err := repository()
	if err != nil {
		return "", err
	}
	root := ways[len(ways)-1]
	path := filepath.Join(root, config.File)
	found := exists(path)
	for _, wrong := range misnamed(root) {
		switch {
		case !exists(wrong):
		case found:
			return "", usagef("%s: stands beside %s and is not read; remove one, or name the one that holds by --config", wrong, path)
		default:
			return "", usagef("%s: is not read; did you mean %s? rename it, or name it by --config", wrong, path)
		}
	}
	for _, below := range ways[:len(ways)-1] {
		if wrong := filepath.Join(below, config.File); exists(wrong) {
			return "", usagef("%s: is not read, for it is not at the root of the repository; move it to %s, or name it by --config", wrong, path)
		}
	}
	if !found {
		return "", nil
	}
	return path, nil
}

// repository returns the ways from the current directory up to the nearest one
// with a .git: ".", "..", "../..". Outside of a repository it is "." alone.
func repository() ([]string, error) {
	var ways []string
	for depth := -1; depth < 0 || len(ways) <= depth; {
		way := strings.Repeat(".."+string(filepath.Separator), len(ways))
		ways = append(ways, filepath.Clean(way))
		if exists(way + ".git") {
			return ways, nil
		}
		if depth >= 0 {
			continue
		}
		here, err := os.Getwd()
		if err == nil {
			here, err = filepath.EvalSymlinks(here) // how far ".." leads
		}
		if err != nil {
			return nil, usagef("the current directory: %w; go to one that exists", plain(err))
		}
		for depth = 0; here != filepath.Dir(here); here = filepath.Dir(here) {
			depth++
		}
	}
	return ways[:1], nil
}

// exists reports whether a name is taken, be it by a link to nothing.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// readConfig reads a config file. It has to be a regular file: what the gate
// reads from a commit is never a link followed.
func readConfig(path string) (*config.Config, error) {
	info, err := os.Lstat(path)
	switch {
	case path == "" || path == stdinArg:
		return nil, usagef("--config %s: names no file; write the path of a config", path)
	case errors.Is(err, fs.ErrNotExist):
		return nil, usagef("%s: no such file; name a config that exists, or write one with: speclint init config", path)
	case err != nil:
		return nil, usagef("%s: the config cannot be read: %w; check its path and that you may read it", path, plain(err))
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, usagef("%s: the config is a symbolic link; put the file itself there", path)
	case info.IsDir():
		return nil, usagef("%s: the config is a directory; name a file", path)
	case !info.Mode().IsRegular():
		return nil, usagef("%s: the config is not a regular file; write it to one", path)
	case info.Size() > config.MaxBytes:
		return nil, usagef("%s: the config is larger than %d MiB; no config needs that", path, config.MaxBytes>>20)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, usagef("%s: the config cannot be read: %w; check that you may read it", path, plain(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, config.MaxBytes+1))
	if err != nil {
		return nil, usagef("%s: the config cannot be read: %w; check that you may read it", path, plain(err))
	}
	c, err := config.Parse(filepath.ToSlash(path), data, configNames())
	if err != nil {
		return nil, usageError{err}
	}
	return c, nil
}

// configNames are the names that a config may use.
func configNames() config.Names {
	n := config.Names{Rules: ruleNames(), Profiles: profileNames(), Require: []string{lint.ScopeOrFiles}}
	for d := range spec.Dimension(spec.NumDimensions) {
		n.Require = append(n.Require, d.String())
	}
	return n
}
