package gate

import (
	"path"
	"strings"
	"sync"

	"github.com/speclint/speclint/internal/git"
	"github.com/speclint/speclint/internal/spec/words"
)

// weakeners take force out of a test: they skip it, run it alone, expect its
// failure, silence a checker, or let a failure pass. Phrases are found as whole
// words and in their own case: "Ignore" as an attribute is one, the word is none.
// What is honest more often than not, such as a test that expects a panic or is
// about retries, is left out.
const weakeners = `
a skip: t.Skip | t.Skipf | t.SkipNow | b.Skip | b.Skipf | b.SkipNow | it.skip | test.skip | describe.skip | suite.skip | xit(' | xit(" | xdescribe(' | xdescribe(" | xtest(' | xtest(" | xcontext ' | xcontext " | xspecify | it.skipIf | test.skipIf | test.runIf | test.fixme | pytest.skip | pytest.importorskip | pytest.mark.skip | mark.skip | mark.skipif | pytest.mark.skipif | unittest.skip | unittest.skipIf | unittest.skipUnless | self.skipTest | raise SkipTest | unittest.SkipTest | collect_ignore | collect_ignore_glob | @skip | @Ignore | @Disabled | @DisabledIf | @DisabledOnOs | @EnabledIf | @EnabledIfEnvironmentVariable | Assume.assumeTrue | assumeTrue | assumeFalse | markTestSkipped | markTestIncomplete | skip_on_cran | skip_if_not | GTEST_SKIP | [Ignore] | [Ignore( | Assert.Ignore | Assert.Inconclusive | Skip.If | Skip = " | Skip=" | XCTSkip | XCTSkipIf | XCTSkipUnless | #[ignore] | #[ignore = | , :skip | , skip: true | @tag :skip | @moduletag :skip | //go:build ignore | testPathIgnorePatterns
a focus: it.only | test.only | describe.only | suite.only | fit(' | fit(" | fdescribe(' | fdescribe(" | fcontext ' | fcontext " | fspecify | , focus: true | , :focus
an expected failure: pytest.mark.xfail | mark.xfail | pytest.xfail | expectedFailure | unittest.expectedFailure | test.failing | it.failing | test.fails | it.fails | XCTExpectFailure | todo_skip
a suppression: nolint | noqa | NOQA | type: ignore | pylint: disable | @ts-ignore | @ts-expect-error | @ts-nocheck | eslint-disable | eslint-disable-next-line | eslint-disable-line | biome-ignore | istanbul ignore | c8 ignore | v8 ignore | pragma: no cover | coverage:ignore-line | rubocop:disable | phpcs:ignore | @SuppressWarnings | @Suppress | NOSONAR | swiftlint:disable
what lets a failure pass: passWithNoTests | pass-with-no-tests | fail_ci_if_error: false | testFailureIgnore | maven.test.failure.ignore | maven.test.skip | skipTests | DskipTests | os.Exit(0) | sys.exit(0) | process.exit(0) | process.exit() | os._exit(0) | jest.retryTimes | this.retries | pytest.mark.flaky | mark.flaky | @flaky | @Flaky | @RetryingTest | --reruns`

// neutralisers do so in what runs the tests: a shell, a workflow, a config. In
// the tests themselves they are ordinary words.
const neutralisers = `
what lets a failure pass: || true | || : | || exit 0 | ; true | set +e | continue-on-error | allow_failure | ignore-errors | ignore_errors | ignore_outcome | if: false | when: never | failFast: false | no-fail | retry: | retries:
a skip: --ignore | --deselect | norecursedirs | -k 'not | -k "not`

// weakening is a table, ready to look up.
type weakening struct {
	matcher *words.Matcher
	phrases []string
	what    []string // of each phrase
}

var weakenings, neutralisings = newWeakening(weakeners), newWeakening(neutralisers)

func newWeakening(table string) func() *weakening {
	return sync.OnceValue(func() *weakening {
		w := &weakening{}
		for line := range strings.Lines(strings.TrimSpace(table)) {
			what, list, _ := strings.Cut(line, ": ")
			for phrase := range strings.SplitSeq(list, " | ") {
				w.phrases, w.what = append(w.phrases, strings.TrimSpace(phrase)), append(w.what, what)
			}
		}
		w.matcher = words.New(w.phrases)
		return w
	})
}

// find returns what the first phrase in a line does, in words, "" for none.
func (w *weakening) find(text string) string {
	var buf [4]words.Match
	for _, m := range w.matcher.Find(buf[:0], text) {
		if found := text[m.Start:m.End]; found == w.phrases[m.Phrase] {
			return w.what[m.Phrase] + " (" + found + ")"
		}
	}
	return ""
}

// weakened marks what takes force out of a test that was there.
func (s *scanner) weakened(f *File, l git.Line) {
	text := string(l.Text[:min(len(l.Text), 4096)])
	what := weakenings().find(text)
	if what == "" && gtestDisabled(text) {
		what = "a skip (DISABLED_)"
	}
	if what == "" && f.runner {
		what = neutralisings().find(text)
	}
	if what != "" {
		f.Weakened = add(f.Weakened, l.Number, what)
	}
	s.block.line(s, f, l.Number, text)
}

// gtestDisabled finds the prefix by which GoogleTest leaves a test out.
func gtestDisabled(text string) bool {
	return strings.Contains(text, "DISABLED_") && strings.Contains(text, "TEST")
}

// runnerEndings end the names of scripts and configs.
var runnerEndings = wordList(`.sh .bash .bats .yml .yaml .mk .json .toml .ini .cfg`)

// runsTests reports whether a file runs tests, rather than being one.
func runsTests(p string) bool {
	return isHarness(p) || hasEnding(path.Base(p), runnerEndings())
}
