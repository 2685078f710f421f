package glob

import (
	"fmt"
	"math/rand/v2"
	"path"
	"strings"
	"testing"

	"github.com/bmatcuk/doublestar/v4"
)

const benchPaths = 100_000

// repository returns paths as a large repository has them: some 10,000 folders,
// two to seven deep.
func repository(r *rand.Rand, n int) []string {
	tops := strings.Fields("src lib docs test cmd internal packages .github tools vendor")
	words := strings.Fields("auth billing cart core api util model view page hook store client server proto handler format parse index main config")
	exts := strings.Fields(".go .ts .tsx .js .py .md .json .yaml .css _test.go .test.ts .snap")
	word := func(n int) string { return fmt.Sprintf("%s%d", pick(r, words), r.IntN(n)) }
	paths := make([]string, n)
	for i := range paths {
		p := pick(r, tops)
		for range 1 + r.IntN(4) {
			p += "/" + word(10)
		}
		paths[i] = p + "/" + word(2000) + pick(r, exts)
	}
	return paths
}

// contract returns globs in the shapes that specs have, all about paths below
// the folders of some paths; suffix makes them miss.
func contract(r *rand.Rand, paths []string, n int, suffix string) []string {
	globs := make([]string, n)
	for i := range globs {
		p := pick(r, paths)
		dir, name := path.Split(p)
		dir, ext := strings.TrimSuffix(dir, "/"), path.Ext(name)+suffix
		switch r.IntN(20) {
		default:
			globs[i] = p + suffix
		case 0, 1, 2, 3, 4:
			globs[i] = dir + suffix + "/**"
		case 5, 6:
			globs[i] = dir + "/*" + ext
		case 7, 8:
			globs[i] = dir + "/**/*" + ext
		case 9:
			globs[i] = "**/" + name + suffix
		case 10:
			globs[i] = "**/*" + name[len(name)/2:] + suffix
		case 11:
			globs[i] = "**/" + path.Base(dir) + suffix + "/**"
		case 12:
			globs[i] = dir + "/{" + name + "," + strings.TrimSuffix(name, path.Ext(name)) + ".rs}" + suffix
		case 13:
			globs[i] = dir + "/" + name[:2] + "*" + ext
		}
	}
	return globs
}

func BenchmarkSet(b *testing.B) {
	for _, n := range []int{10, 100, 1_000, 10_000} {
		for _, kind := range []string{"miss", "hit"} {
			r := rand.New(rand.NewPCG(1, 2))
			paths := repository(r, benchPaths)
			suffix := map[string]string{"miss": "~", "hit": ""}[kind]
			globs := contract(r, paths, n, suffix)
			if kind == "hit" {
				globs[n-1] = "**" // so that every path is, by one of them
			}
			bench := func(name string, paths []string, first func(string) (int, bool)) {
				b.Run(fmt.Sprintf("%s/globs=%d/%s", kind, n, name), func(b *testing.B) {
					for b.Loop() {
						for _, p := range paths {
							if _, ok := first(p); ok != (kind == "hit") {
								b.Fatalf("%q: %v", p, ok)
							}
						}
					}
					b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(paths)), "ns/path")
				})
			}
			s, err := New(globs)
			if err != nil {
				b.Fatal(err)
			}
			folded, err := Folded(globs)
			if err != nil {
				b.Fatal(err)
			}
			bench("set", paths, s.First)
			bench("folded", paths, folded.First)
			bench("naive", paths[:benchPaths*10/max(n, 100)], func(path string) (int, bool) {
				for i, g := range globs {
					if doublestar.MatchUnvalidated(g, path) {
						return i, true
					}
				}
				return 0, false
			})
		}
	}
}

// BenchmarkLoad is the making of a set.
func BenchmarkLoad(b *testing.B) {
	for _, n := range []int{10, 1_000, 10_000} {
		r := rand.New(rand.NewPCG(1, 2))
		globs := contract(r, repository(r, 10_000), n, "")
		for name, load := range map[string]func([]string) (*Set, error){"set": New, "folded": Folded} {
			b.Run(fmt.Sprintf("globs=%d/%s", n, name), func(b *testing.B) {
				for b.Loop() {
					if _, err := load(globs); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkFold is the folding of one path.
func BenchmarkFold(b *testing.B) {
	for _, p := range []string{"src/auth3/page.tsx", "src/Auth3/Page.tsx", "docs/caf\u00e9/na\u00efve.md"} {
		b.Run(p, func(b *testing.B) {
			for b.Loop() {
				Fold(p)
			}
		})
	}
}
