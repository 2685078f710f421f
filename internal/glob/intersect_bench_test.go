package glob

import (
	"fmt"
	"math/rand/v2"
	"path"
	"strings"
	"testing"
)

// realistic returns the globs of a spec as many specs have them: files and
// folders of one part of a repository, and now and then something of all of it.
func realistic(r *rand.Rand, paths []string, n int) []string {
	home := path.Dir(paths[r.IntN(len(paths))])
	globs := make([]string, n)
	for i := range globs {
		name := fmt.Sprintf("%s%d", pick(r, strings.Fields("list form page api model view")), r.IntN(1000))
		switch r.IntN(200) / 20 {
		default:
			globs[i] = home + "/" + name + ".ts"
		case 0, 1:
			globs[i] = home + "/" + name + "/**"
		case 2:
			globs[i] = home + "/**/" + name + "*.css"
		case 3:
			globs[i] = home + "/*." + name + ".{ts,tsx}"
		case 4:
			if i > 0 || r.IntN(10) > 0 { // one of 50 specs
				globs[i] = home + "/" + name + "?.md"
				continue
			}
			globs[i] = "**/" + name + "_test.go"
		}
	}
	return globs
}

// crowded returns globs that all begin with src/ and are told apart only by what
// is behind their wildcards, or not at all.
func crowded(r *rand.Rand, _ []string, n int) []string {
	globs := make([]string, n)
	for i := range globs {
		name := fmt.Sprintf("%s%d", pick(r, strings.Fields("list form page api model view")), r.IntN(100_000))
		globs[i] = fmt.Sprintf([]string{
			"src/**/%s.ts", "src/*/%s/*.go", "src/%s/**", "src/%s*.ts", "src/**/*.%s", "src/*/*/%s.{ts,tsx}", "src/[a-f]*/**/%s.rs", "src/**/%s/index.ts",
		}[r.IntN(8)], name)
	}
	return globs
}

// BenchmarkMeetAll compares each of 1,000 scopes of 20 globs with each other.
func BenchmarkMeetAll(b *testing.B) {
	for _, mix := range []struct {
		name  string
		globs func(*rand.Rand, []string, int) []string
	}{{"realistic", realistic}, {"crowded", crowded}} {
		b.Run(mix.name, func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 2))
			paths := repository(r, 5000)
			var scopes []*Scope
			for range 1000 {
				scopes = append(scopes, scope(b, mix.globs(r, paths, 20), []string{"src/export/**", "**/*.lock"}))
			}
			for b.Loop() {
				var n [3]int
				for i := range scopes {
					for j := range i {
						n[Meet(scopes[i], scopes[j], DefaultWork).Answer]++
					}
				}
				b.ReportMetric(float64(n[Yes]), "yes")
				b.ReportMetric(float64(n[May]), "may")
			}
		})
	}
}
