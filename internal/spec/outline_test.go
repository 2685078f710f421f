package spec

import "testing"

func TestOutline(t *testing.T) {
	o, err := ParseOutline("log.md", []byte("---\nid: \"x\n---\n# Goal: a log\n\n**Decision:** use `a`\nWhy: it sorts.\n\n- Options: b\n  - Given c\n- Then d\n\n| Goal | Why |\n|---|---|\n| Scope | e |\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		line   int
		text   string
		kind   Kind
		parent int
	}{
		{6, "Decision: use `a`", Sentence, -1}, {7, "Why: it sorts.", Sentence, -1},
		{9, "Options: b", Bullet, -1}, {10, "Given c", Bullet, 2}, {11, "Then d", Bullet, -1},
		{15, "Scope — e", Row, -1},
	}
	if len(o.Items) != len(want) || len(o.Sections) != 2 || o.Sections[1].Title != "Goal: a log" {
		t.Fatalf("got %d items and sections %+v", len(o.Items), o.Sections)
	}
	for i, w := range want {
		it := &o.Items[i]
		if it.Kind != w.kind || it.Parent != w.parent || o.Line(it.Range.Start) != w.line || w.kind != Row && it.Text != w.text || it.Label != "" || len(it.Evidence) > 0 {
			t.Errorf("got %q of kind %d at line %d in %d, label %q, evidence %v; want %+v", it.Text, it.Kind, o.Line(it.Range.Start), it.Parent, it.Label, it.Evidence, w)
		}
	}
	if _, err := ParseOutline("log.md", []byte("a\xff")); err == nil {
		t.Error("got no error for what is not UTF-8")
	}
}
