package glob

import "strings"

// Literal reports whether a glob is meant as the name of one path. Frameworks
// have names such as "[id]" and "[...slug]": they are taken for what they look
// like.
func Literal(pattern string) bool {
	return !strings.ContainsAny(pattern, "*?{") && (!strings.Contains(pattern, "[") || bracketed(pattern))
}

// bracketed reports whether each part of a path that has a bracket is the name
// of a parameter.
func bracketed(pattern string) bool {
	for part := range strings.SplitSeq(pattern, "/") {
		if !strings.Contains(part, "[") {
			continue
		}
		name, _, ok := strings.Cut(strings.TrimLeft(part, "["), "]")
		if !strings.HasPrefix(part, "[") || !ok || len(name) < 2 || strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.") != "" || strings.Count(part, "[") != strings.Count(part, "]") {
			return false
		}
	}
	return true
}

// AsName returns the glob that matches the brackets of another one by
// themselves, and whether there is such a glob that is not the same.
func AsName(pattern string) (string, bool) {
	if !strings.Contains(pattern, "[") {
		return "", false
	}
	name := strings.NewReplacer("[", `\[`, "]", `\]`).Replace(pattern)
	return name, check(name) == nil
}
