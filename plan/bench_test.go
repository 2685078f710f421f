package plan

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// specText returns a spec that writes some paths.
func specText(paths []string) string {
	var b strings.Builder
	b.WriteString("# A\n\n## Files\n")
	for _, p := range paths {
		b.WriteString("- Modify: `" + p + "`\n")
	}
	return b.String() + "- Do not modify `src/export/**` and `**/*.lock`\n"
}

// realistic are the globs of a spec as many have them: files and folders of one
// part of a repository, and rarely something of all of it.
func realistic(r *rand.Rand, n int) (globs []string) {
	home := fmt.Sprintf("%s/%s%d/%s%d", pick(r, "src lib packages cmd"), pick(r, "auth cart core api"), r.IntN(20), pick(r, "list form page view"), r.IntN(20))
	for range n {
		name := fmt.Sprintf("%s%d", pick(r, "list form page api model view"), r.IntN(1000))
		globs = append(globs, home+"/"+fmt.Sprintf([]string{"%s.ts", "%s.ts", "%s.go", "%s.css", "%s/**", "**/%s*.css", "*.%s.{ts,tsx}", "%s?.md"}[r.IntN(8)], name))
	}
	if r.IntN(50) == 0 {
		globs[0] = "**/*_test.go"
	}
	return globs
}

// crowded are globs that all begin with src/ and are told apart only by what is
// behind their wildcards, if at all.
func crowded(r *rand.Rand, n int) (globs []string) {
	for range n {
		name := fmt.Sprintf("%s%d", pick(r, "list form page api model view"), r.IntN(100_000))
		globs = append(globs, fmt.Sprintf([]string{
			"src/**/%s.ts", "src/*/%s/*.go", "src/%s/**", "src/%s*.ts", "src/**/*.%s", "src/*/*/%s.{ts,tsx}", "src/[a-f]*/**/%s.rs", "src/**/%s/index.ts",
		}[r.IntN(8)], name))
	}
	return globs
}

// shut are globs that all begin with src/, all with wildcards, and none of which
// meets one of another spec.
func shut(r *rand.Rand, n int) (globs []string) {
	for range n {
		globs = append(globs, fmt.Sprintf([]string{"src/**/a%d.ts", "src/*/b%d.go", "src/*/*/c%d.{ts,tsx}", "src/**/x/d%d.rs", "src/*.%dx"}[r.IntN(5)], r.Uint64()))
	}
	return globs
}

func pick(r *rand.Rand, words string) string {
	all := strings.Fields(words)
	return all[r.IntN(len(all))]
}

// BenchmarkPlan plans 1,000 specs of 20 globs each, from their contracts to the
// waves.
func BenchmarkPlan(b *testing.B) {
	for _, mix := range []struct {
		name  string
		globs func(*rand.Rand, int) []string
	}{{"realistic", realistic}, {"crowded", crowded}, {"shut", shut}} {
		r := rand.New(rand.NewPCG(1, 2))
		var docs [][]byte
		for range 1000 {
			docs = append(docs, []byte(specText(mix.globs(r, 20))))
		}
		b.Run(mix.name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				var in Input
				for i, text := range docs {
					in.Specs = append(in.Specs, scopeOf(b, fmt.Sprintf("%d.md", i), string(text)))
				}
				in.PerWave = DefaultPerWave
				b.StartTimer()
				p := made(b, in)
				b.ReportMetric(float64(len(p.Conflicts)), "conflicts")
				b.ReportMetric(float64(len(p.Waves)), "waves")
				for _, c := range p.Conflicts {
					if !c.Certain {
						b.Fatalf("%+v was not decided", c)
					}
				}
			}
		})
	}
}
