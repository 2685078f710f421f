package gate

import (
	"strconv"
	"strings"
)

// amount is a number that bounds a test, and which way it weakens it.
type amount struct {
	what    string // in words
	lower   bool   // the less, the weaker; else the more
	runner  bool   // only in what runs tests
	last    bool   // the last number of the line is meant, not the first behind the phrase
	phrases string // as for weakeners
	was     string // a line
	now     string // the line that weakens it
	fine    string // the line that does not
}

func amounts() []amount {
	return []amount{
		{what: "a timeout", phrases: `timeout | timeouts | timeoutMs | timeout_ms | timeoutSeconds | timeout_seconds | testTimeout | hookTimeout | defaultCommandTimeout | pageLoadTimeout | setTimeout | WithTimeout | Eventually | timeout-minutes | waitFor | atMost`,
			was: `	ctx, stop := context.WithTimeout(ctx, 500*time.Millisecond)`, now: `	ctx, stop := context.WithTimeout(ctx, 5*time.Second)`, fine: `	ctx, stop := context.WithTimeout(ctx, 100*time.Millisecond)`},
		{what: "the retries", phrases: `retry | retries | reruns | retryTimes | retryCount | maxRetries | max_retries | max_runs | rerunFailingTestsCount | flaky-test-attempts`,
			was: `  retries: 1,`, now: `  retries: 5,`, fine: `  retries: 0,`},
		{what: "a tolerance", phrases: `delta= | delta: | tolerance | epsilon | eps= | abs= | rel= | atol | rtol | abs_tol | rel_tol | accuracy | maxDiffPixels | maxDiffPixelRatio | maxDiffPercentage | failureThreshold`,
			was: `    assert order() == pytest.approx(3, abs=1e-6)`, now: `    assert order() == pytest.approx(3, abs=0.5)`, fine: `    assert order() == pytest.approx(4, abs=1e-6)`},
		{what: "a tolerance", last: true, phrases: `InDelta | InEpsilon | EXPECT_NEAR | ASSERT_NEAR | assert_in_delta | closeTo | isCloseTo | WithinAbs | WithinRel | be_within`,
			was: `	assert.InDelta(t, 3.14, got, 0.01)`, now: `	assert.InDelta(t, 3.14, got, 0.5)`, fine: `	assert.InDelta(t, 3.15, got, 0.01)`},
		{what: "a precision", lower: true, phrases: `places | decimal | decimals | significant | digits`,
			was: `    self.assertAlmostEqual(order(), 3, places=7)`, now: `    self.assertAlmostEqual(order(), 3, places=1)`, fine: `    self.assertAlmostEqual(order(), 4, places=7)`},
		{what: "a precision", lower: true, last: true, phrases: `toBeCloseTo`,
			was: `  expect(order()).toBeCloseTo(3.1, 5)`, now: `  expect(order()).toBeCloseTo(3.1, 1)`, fine: `  expect(order()).toBeCloseTo(3.2, 5)`},
		{what: "a number of runs", lower: true, phrases: `max_examples | numRuns | maxSuccess | QuickCheckMaxSize | MaxCount | fuzztime | maxTests | withMaxSuccess`,
			was: `@settings(max_examples=200)`, now: `@settings(max_examples=2)`, fine: `@settings(max_examples=500)`},
		{what: "a threshold", lower: true, runner: true, phrases: `fail_under | fail-under | cov-fail-under | minimum_coverage | min_coverage | minimum | branches | functions | lines | statements | target | threshold | thresholds | coverageThreshold | mutationScoreThreshold | check-coverage | coverage`,
			was: `      branches: 90,`, now: `      branches: 9,`, fine: `      branches: 95,`},
		{what: "the warnings allowed", runner: true, phrases: `max-warnings | maxWarnings | max_warnings`,
			was: `	eslint --max-warnings 0 tests`, now: `	eslint --max-warnings 99 tests`, fine: `	eslint --max-warnings=0 src tests`},
	}
}

// value is a number as it is written, with its unit.
type value struct {
	n    float64
	unit float64 // in seconds, 0 for none
	text string
}

// weaker reports whether one number weakens what another did.
func (a *amount) weaker(was, now value) bool {
	if (was.unit == 0) != (now.unit == 0) {
		return false // nobody knows which is more
	}
	x, y := was.n*max(was.unit, 1e-9), now.n*max(now.unit, 1e-9)
	return a.lower && y < x || !a.lower && y > x
}

// says is the finding: "raises a timeout from 5 to 60".
func (a *amount) says(was, now value) string {
	verb := "raises "
	if a.lower {
		verb = "lowers "
	}
	return verb + a.what + " from " + was.text + " to " + now.text
}

// maxAway is how far behind its name a number stands, in bytes.
const maxAway = 40

// valueOf reads the number that a phrase is about: the first behind it, or the
// last of the line.
func (a *amount) valueOf(behind string) (value, bool) {
	if !a.last {
		return number(behind[:min(len(behind), maxAway)])
	}
	var last value
	found := false
	for {
		i := digitAt(behind)
		if i < 0 {
			return last, found
		}
		if v, ok := number(behind[i:]); ok {
			last, found = v, true
			behind = behind[i+len(v.text):]
			continue
		}
		behind = behind[i+1:]
	}
}

// digitAt returns where the first number begins, -1 for none. A digit in a name
// is none.
func digitAt(s string) int {
	for i := range len(s) {
		if c := s[i]; '0' <= c && c <= '9' && (i == 0 || !isNameByte(s[i-1])) {
			return i
		}
	}
	return -1
}

// number reads the first number of a text, with the unit of time behind it.
func number(s string) (value, bool) {
	i := digitAt(s)
	if i < 0 {
		return value{}, false
	}
	end := i
	for end < len(s) && (isNameByte(s[end]) && (s[end] <= '9' || s[end] == '_') || s[end] == '.' && end+1 < len(s) && '0' <= s[end+1] && s[end+1] <= '9') {
		end++
	}
	if rest := s[end:]; len(rest) > 1 && rest[0] == 'e' { // 1e-9
		j := 1
		if rest[j] == '-' || rest[j] == '+' {
			j++
		}
		digits := j
		for j < len(rest) && '0' <= rest[j] && rest[j] <= '9' {
			j++
		}
		if j > digits {
			end += j
		}
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(s[i:end], "_", ""), 64)
	if err != nil {
		return value{}, false
	}
	v := value{n: n, text: s[i:end]}
	rest := strings.TrimLeft(s[end:], " *")
	for _, u := range timeUnits {
		if after, ok := strings.CutPrefix(rest, u.name); ok && (after == "" || !isNameByte(after[0])) {
			v.unit = u.seconds
			if len(u.name) <= 2 {
				v.text += u.name
			}
			break
		}
	}
	return v, true
}

// timeUnits are how programs and configs write them.
var timeUnits = [...]struct {
	name    string
	seconds float64
}{
	{"ms", 1e-3}, {"s", 1}, {"sec", 1}, {"m", 60}, {"min", 60}, {"h", 3600},
	{"time.Millisecond", 1e-3}, {"time.Second", 1}, {"time.Minute", 60}, {"time.Hour", 3600},
	{"milliseconds", 1e-3}, {"seconds", 1}, {"minutes", 60},
}
