package plan

import "github.com/speclint/speclint/internal/spec"

// placed counts the lines of patterns from the beginning of their files, and
// returns those; nil for a spec that is one file.
func placed(s *spec.Spec, patterns []spec.Pattern) []string {
	if !s.Folder() {
		return nil
	}
	files := make([]string, len(patterns))
	for i := range patterns {
		files[i], patterns[i].Line = s.Place(patterns[i].Line)
	}
	return files
}

// references does so with dependencies.
func references(s *spec.Spec, all []spec.Reference) []string {
	if !s.Folder() {
		return nil
	}
	files := make([]string, len(all))
	for i := range all {
		files[i], all[i].Line = s.Place(all[i].Line)
	}
	return files
}
