package template

import (
	"slices"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/spec"
)

// The template has one section for each dimension, and nothing else below its
// title: joined they are the whole.
func TestSections(t *testing.T) {
	head, _, _ := strings.Cut(Spec(), "\n## ")
	joined := head
	var seen []spec.Dimension
	for _, s := range Sections() {
		joined += "\n## " + s.Title + "\n\n" + s.Prompts + "\n"
		seen = append(seen, s.Dimension)
	}
	if joined != Spec() {
		t.Errorf("got the sections\n%s\nwant the template\n%s", joined, Spec())
	}
	slices.Sort(seen)
	if len(slices.Compact(seen)) != spec.NumDimensions || len(Sections()) != spec.NumDimensions {
		t.Errorf("got sections for %v, want one for each dimension", seen)
	}
}

// Each heading asks for its dimension, and what stands below it is an answer to
// none.
func TestSectionsAskAndSayNothing(t *testing.T) {
	for _, part := range Sections() {
		s, err := spec.Parse("a.md", []byte("# T\n\n## "+part.Title+"\n\n"+part.Prompts+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		if sec := s.Sections[2]; !sec.Own || !sec.Topic.Dims.Has(part.Dimension) {
			t.Errorf("%q asks for %v, want %s", part.Title, sec.Topic.Dims, part.Dimension)
		}
		for _, it := range s.ItemsIn(2, 2) {
			if len(it.Evidence) > 0 {
				t.Errorf("%q in the template is evidence: %v", it.Text, it.Evidence)
			}
		}
	}
}
