package git

import (
	"os"
	"path/filepath"
	"strings"
)

// homeOf is the folder in which the user's own configuration is, "" where that is
// not known. On Windows few users have a HOME; git takes there what names the same
// folder, and a drive that is not connected for none.
func homeOf(windows bool, getenv func(string) string, isFolder func(string) bool) string {
	if home := getenv("HOME"); home != "" || !windows {
		return home
	}
	if drive, path := getenv("HOMEDRIVE"), getenv("HOMEPATH"); drive != "" && path != "" && isFolder(drive+path) {
		return drive + path
	}
	return getenv("USERPROFILE")
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// inFolder tells whether a relative path does not lead out of where it begins.
func inFolder(rel string) bool {
	return rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// sameFolder tells whether two paths are one folder.
func sameFolder(a, b string) bool {
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	other, err := os.Stat(b)
	return err == nil && one.IsDir() && os.SameFile(one, other)
}

// under is the path from a folder to itself or to what lies in it; both are
// absolute, without links. Where a file system does not tell names apart by their
// case, a folder may have come by another name than git has for it.
func under(dir, path string) (rel string, ok bool) {
	if rel, err := filepath.Rel(dir, path); err == nil && inFolder(rel) {
		return rel, true
	}
	return underBy(dir, path, sameFolder)
}

// underBy climbs from the path until it is at the folder.
func underBy(dir, path string, same func(a, b string) bool) (rel string, ok bool) {
	for at := path; ; at = filepath.Dir(at) {
		if same(dir, at) {
			return filepath.Join(".", rel), true
		}
		if at == filepath.Dir(at) {
			return "", false
		}
		rel = filepath.Join(filepath.Base(at), rel)
	}
}
