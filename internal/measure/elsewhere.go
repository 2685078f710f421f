package measure

import (
	"bufio"
	"cmp"
	_ "embed"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/speclint/speclint/internal/spec"
)

// elsewhereTable has the phrases of our tables that stand in specs of public
// repositories that no corpus was made of, and in how many repositories each does. It
// is what -elsewhere prints; its first lines name the repositories.
//
//go:embed elsewhere.txt
var elsewhereTable string

// enough is in how many repositories elsewhere a phrase stands that is anybody's.
const enough = 2

// phraseKey is a phrase as the table has it.
type phraseKey struct {
	kind spec.PhraseKind
	text string
}

func keyOf(p *spec.Phrase) phraseKey { return phraseKey{p.Kind, p.Text} }

// kindNames are the kinds in the table.
var kindNames = [...]string{spec.HeadingPhrase: "heading", spec.CuePhrase: "in-heading", spec.ProsePhrase: "prose"}

// knownElsewhere reads the table.
func knownElsewhere() (map[phraseKey]bool, error) {
	known := map[phraseKey]bool{}
	lines := bufio.NewScanner(strings.NewReader(elsewhereTable))
	for n := 1; lines.Scan(); n++ {
		if line := lines.Text(); line != "" && line[0] != '#' {
			fields := strings.Split(line, "\t")
			if len(fields) != 3 {
				return nil, fmt.Errorf("elsewhere.txt:%d: not a kind, a count and a phrase", n)
			}
			kind := slices.Index(kindNames[:], fields[0])
			count, err := strconv.Atoi(fields[1])
			if kind < 0 || err != nil {
				return nil, fmt.Errorf("elsewhere.txt:%d: no kind and count", n)
			}
			if count >= enough {
				known[phraseKey{spec.PhraseKind(kind), fields[2]}] = true
			}
		}
	}
	return known, lines.Err()
}

// printElsewhere writes the table for a folder that has one of texts for each
// repository, named owner+name.
func printElsewhere(w io.Writer, dir string) error {
	repos, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	phrases := spec.Vocabulary()
	find := newFinder(phrases)
	counts := make([]int, len(phrases))
	texts, names := 0, []string{}
	for _, repo := range repos {
		found := make([]bool, len(phrases))
		n, err := eachText(filepath.Join(dir, repo.Name()), func(s *spec.Spec) {
			find.in(s, func(k int) { found[k] = true })
		})
		if err != nil {
			return err
		}
		if n > 0 {
			texts += n
			names = append(names, strings.Replace(repo.Name(), "+", "/", 1))
		}
		for k, ok := range found {
			counts[k] += boolInt(ok)
		}
	}
	fmt.Fprintf(w, "# In how many of %d public repositories, by %d of their specs, each phrase of our tables stands.\n", len(names), texts)
	for _, name := range names {
		fmt.Fprintf(w, "# %s\n", name)
	}
	order := make([]int, len(phrases))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(phrases[a].Kind, phrases[b].Kind), cmp.Compare(phrases[a].Text, phrases[b].Text))
	})
	for _, k := range order {
		if counts[k] >= enough {
			fmt.Fprintf(w, "%s\t%d\t%s\n", kindNames[phrases[k].Kind], counts[k], phrases[k].Text)
		}
	}
	return nil
}

// eachText calls f for the Markdown files of a folder that are no errors, and counts
// them.
func eachText(dir string, f func(*spec.Spec)) (n int, err error) {
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".md" {
			return err
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if s, err := spec.Parse(filepath.Base(path), source); err == nil {
			n++
			f(s)
		}
		return nil
	})
	return n, err
}
