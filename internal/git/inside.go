package git

import (
	"io"
	"path/filepath"
	"slices"
	"strings"
)

// ownFolders are the folders that belong to the repository around dir, as far as
// its files tell without git: the work tree, and of a linked one the repository
// that it shares and the main work tree around that. Absolute, without links.
func ownFolders(dir string) []string {
	own := Nearest(dir)
	if own == "" {
		return nil
	}
	all := []string{own}
	gitDir, ok := strings.CutPrefix(firstLine(filepath.Join(own, ".git")), "gitdir: ")
	if !ok {
		return all
	}
	common := against(own, gitDir)
	if shared := firstLine(filepath.Join(common, "commondir")); shared != "" {
		common = against(common, shared)
	}
	all = append(all, resolved(common))
	if main, name := filepath.Split(resolved(common)); name == ".git" {
		all = append(all, filepath.Clean(main))
	}
	return all
}

// holds reports whether a program lies in one of the folders, or is a link that
// leads there.
func holds(folders []string, program string) bool {
	return slices.ContainsFunc(folders, func(dir string) bool { return within(dir, program) || within(dir, resolved(program)) })
}

// against reads a path that stands in a file of the folder dir.
func against(dir, path string) string {
	if path = filepath.FromSlash(path); filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}

// firstLine is that of a small regular file, "" for anything else.
func firstLine(name string) string {
	f, err := openRegular(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	text, err := io.ReadAll(io.LimitReader(f, maxToken))
	if err != nil {
		return ""
	}
	line, _, _ := strings.Cut(string(text), "\n")
	return strings.TrimSuffix(line, "\r")
}
