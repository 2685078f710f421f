package spec

import (
	"fmt"
	"os"
	"testing"
)

func TestDump(t *testing.T) {
	p := os.Getenv("DUMP")
	if p == "" {
		t.Skip()
	}
	src, _ := os.ReadFile(p)
	s, err := Parse(p, src)
	if err != nil {
		t.Fatal(err)
	}
	for i := range s.Items {
		it := &s.Items[i]
		if d := os.Getenv("DIM"); d != "" {
			for _, e := range it.Evidence {
				if e.Dimension.String() == d {
					fmt.Printf("%3d k%d %.2f u=%v c=%d [%s] %s | %.110q\n", s.Line(it.Range.Start), it.Kind, e.Substance, e.Unmistakable, it.features.content, it.Label, topicString(it.Topic), it.Text)
				}
			}
			continue
		}
		fmt.Printf("%3d k%d %-12v h=%v t=%v [%s] %.90q\n", s.Line(it.Range.Start), it.Kind, topicString(it.Topic), it.Hollow, it.Template, it.Label, it.Text)
		for _, e := range it.Evidence {
			fmt.Printf("        %s %.2f", e.Dimension, e.Substance)
		}
		fmt.Printf("  crit=%v content=%d\n", it.Criterion, it.features.content)
	}
	fmt.Printf("%+v\n", *s.Contract())
}

func topicString(t Topic) string {
	out := ""
	for d := range Dimension(NumDimensions) {
		if t.Dims.Has(d) {
			out += d.String() + ","
		}
	}
	return out
}
