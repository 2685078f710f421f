package gate

import (
	"context"
	"strings"

	"github.com/speclint/speclint/internal/git"
)

// maxText bounds a text that a check reads whole, in bytes.
const maxText = 8 << 20

// NewReader reads blobs and the two trees of a change.
func NewReader(objects *git.Objects, base, head string) Reader {
	return &treeReader{objects, objects.Tree(base), objects.Tree(head)}
}

type treeReader struct {
	objects    *git.Objects
	base, head *git.Tree
}

func (r *treeReader) Text(_ context.Context, blob string) ([]byte, error) {
	return r.objects.Blob(blob, maxText)
}

func (r *treeReader) InBase(_ context.Context, path string) (bool, error) { return in(r.base, path) }

func (r *treeReader) InHead(_ context.Context, path string) (bool, error) { return in(r.head, path) }

func in(tree *git.Tree, path string) (bool, error) {
	e, err := tree.Entry(strings.TrimSuffix(path, "/"))
	return e.Mode != git.None, err
}

func (r *treeReader) Siblings(_ context.Context, folder string) ([]string, error) {
	entries, err := r.head.Folder(folder)
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		names = append(names, e.Path)
	}
	return names, err
}
