package git

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
)

func TestAttributes(t *testing.T) {
	s := newSandbox(t)
	s.repo("r")
	ids := s.trees("r", texts(
		".gitattributes", "*.gen linguist-generated\nvendor/** linguist-vendored=true\n*.bin binary\n*.psd filter=lfs diff=lfs -text\n[attr]mine linguist-documentation\nodd\\ \"x mine\n\"ü x\" mine\n",
		"sub/.gitattributes", "*.gen -linguist-generated\n*.txt eol=crlf\nmacro mine\n",
		"sub/deep/.gitattributes", "* !linguist-generated\n",
		"other/.gitattributes", "*.gen linguist-generated=false\n"), texts("a", "1"),
		tree{".gitattributes": {Symlink, "* linguist-generated"}}, texts(".gitattributes", "* text\n"))
	// What is on disk, in the index and beside them has no say.
	for _, name := range []string{"r/.gitattributes", "r/sub/.gitattributes", "r/.git/info/attributes", "attributes"} {
		s.write(name, "* linguist-generated=evil filter=evil eol=lf\n")
	}
	s.git("r", "add", ".")
	s.git("r", "commit", "-qm", "evil")
	s.git("r", "config", "core.attributesFile", s.path("attributes"))
	s.git("r", "config", "attr.tree", "HEAD")
	names := []string{"linguist-generated", "linguist-vendored", "linguist-documentation", "filter", "text", "eol"}
	paths := []string{"a.gen", "sub/a.gen", "sub/deep/a.gen", "other/x/a.gen", "vendor/a/b.go", "a.bin", "x/a.psd", "sub/a.txt", "ü x", "sub/macro", "nosuch/a\nb"}
	want := []string{"set", "unset", "-", "false", "- true", "- - - - unset", "- - - lfs unset", "- - - - - crlf", "- - set", "- - set", "-"}
	s.untouched("r", func() {
		q := s.quarantine(s.open("r"))
		objects := q.Objects(context.Background())
		defer objects.Close()
		got, err := q.Attributes(context.Background(), objects, ids[0], names, paths)
		if err != nil {
			t.Fatal(err)
		}
		for i, path := range paths {
			values := strings.TrimRight(strings.ReplaceAll(strings.Join(got[i], " "), Unspecified, "-"), "- ")
			s.want(path, values, strings.TrimRight(want[i], "- "))
		}
		for _, tree := range ids[1:] {
			got, err := q.Attributes(context.Background(), objects, tree, names[:4], []string{"a", "b/c"})
			if err != nil || fmt.Sprint(got) != fmt.Sprint([][]string{{Unspecified, Unspecified, Unspecified, Unspecified}, {Unspecified, Unspecified, Unspecified, Unspecified}}) {
				t.Errorf("%s: got %v, %v", tree, got, err)
			}
		}
		if got, err := q.Attributes(context.Background(), objects, q.repo.EmptyTree(), names[:1], []string{"a"}); err != nil || got[0][0] != Unspecified {
			t.Errorf("got %v, %v", got, err)
		}
		for _, name := range []string{"", "-x", "a b", "--all"} {
			_, err := q.Attributes(context.Background(), objects, ids[0], []string{name}, []string{"a"})
			s.fails(err, nil, "no name of an attribute")
		}
		_, err = q.Attributes(context.Background(), objects, ids[0], names, []string{"../a"})
		s.fails(err, nil, "no path")
	})
}

// FuzzAttributes: an answer is believed only for the path and names asked.
func FuzzAttributes(f *testing.F) {
	f.Add([]byte("p\x00n\x00set\x00p\x00m\x00v\x00"))
	f.Add([]byte("p\x00n\x00set\x00q\x00m\x00v\x00"))
	f.Fuzz(func(t *testing.T, in []byte) {
		values, err := parseAttributes(bufio.NewReaderSize(bytes.NewReader(in), maxToken), "p", []string{"n", "m"})
		if err == nil && !bytes.HasPrefix(in, fmt.Appendf(nil, "p\x00n\x00%s\x00p\x00m\x00%s\x00", values[0], values[1])) {
			t.Errorf("got %q of %q", values, in)
		}
	})
}
