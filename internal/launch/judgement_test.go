package launch

import (
	"os"
	"reflect"
	"strings"
	"testing"
	"time"
)

// The last judgement is shared by the work trees and replaced as a whole; one of
// before the launch, or that cannot be read, is none.
func TestJudgement(t *testing.T) {
	p := newPlace(t)
	p.repo("r")
	p.git("r", "worktree", "add", "-q", "-b", "side", "../linked")
	l := p.add("r", "range")
	store, _ := p.open("r")
	linked, _ := p.open("linked")
	if j, err := store.Last("range"); j != nil || err != nil {
		t.Errorf("got %v and error %v, want none", j, err)
	}
	want := Judgement{Verdict: "escalate", Tree: l.Tree, Time: noon.Add(time.Minute)}
	for _, j := range []Judgement{{Verdict: "fail", Time: noon}, want} {
		if err := linked.Keep("range", j); err != nil {
			t.Fatal(err)
		}
	}
	if j, err := store.Judged(l); err != nil || !reflect.DeepEqual(j, &want) {
		t.Errorf("got %v and error %v, want %v", j, err, want)
	}
	later := *l
	later.Time = noon.Add(time.Hour)
	if j, err := store.Judged(&later); j != nil || err != nil {
		t.Errorf("of a launch before: got %v and error %v, want none", j, err)
	}
	entries, err := os.ReadDir(p.path("r/.git/speclint"))
	if err != nil || len(entries) != 1 {
		t.Errorf("got %v and error %v, want one file", entries, err)
	}
	for _, text := range []string{"", "{}", `{"verdict":"pass","tree":"x","time":"2026-05-04T12:00:00Z"}`, `{"verdict":"fine"}`, strings.Repeat(" ", maxJudgement+1)} {
		p.write("r/.git/speclint/range.json", text)
		if j, err := store.Last("range"); err == nil || !strings.Contains(err.Error(), "range.json") {
			t.Errorf("%.20q: got %v and error %v, want one that names the file", text, j, err)
		}
	}
	if err := store.Keep("../x", want); err == nil {
		t.Error("kept outside of the folder")
	}
}
