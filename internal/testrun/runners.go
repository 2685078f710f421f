package testrun

import (
	"regexp"
	"sync"
)

// row is one kind of line that tells something. The groups of its expression say
// what: "list" is a list of counts with their words, "total" how many there were
// and "skipped" how many of those did not run, "most" a count that comes again,
// "one" stands for one test, "least" for one or more, "each" says that every test
// has its line, "name" is that of a test that failed. A match without groups is a
// runner that ran nothing so far. Of several rows the first that matches counts.
type row struct {
	runner  string // "" for lines that only look like those that tell
	has     string // in every line that can match
	expr    string
	example string
	means   Count // of the example alone; its runner is that of the row

	once  sync.Once
	re    *regexp.Regexp
	bytes letters // of has
}

func (r *row) pattern() *regexp.Regexp {
	r.once.Do(func() { r.re = compiled(r.expr) })
	return r.re
}

// names reports whether a match names a test and says nothing else. By that alone
// no runner is known: anybody may print a list, and zero tests is no pass.
func (r *row) names() bool {
	groups := r.pattern().SubexpNames()
	return len(groups) == 2 && groups[1] == "name"
}

var (
	counts  = sync.OnceValue(func() *regexp.Regexp { return compiled(`(\d+) (?:tests? |examples? )?([A-Za-z]+)`) })
	colours = sync.OnceValue(func() *regexp.Regexp { return compiled(`\x1b\[[0-9;]*[A-Za-z]`) })
)

func ran(n int, failed ...string) Count     { return Count{Ran: n, Failed: failed} }
func atLeast(n int, failed ...string) Count { return Count{Ran: n, Least: true, Failed: failed} }

// rows is the table. A row that needs more than one line to mean something is
// shown whole in the tests.
var rows = sync.OnceValue(func() []*row {
	all := []*row{
		// go test -json
		{runner: "go -json", has: `"Action":"fail"`, expr: `^\{.*"Action":"fail","Package":"[^"]*","Test":"(?P<one>(?P<name>[^"]+))"`,
			example: `{"Time":"2026-01-01T00:00:00Z","Action":"fail","Package":"a/b","Test":"TestX","Elapsed":0.1}`, means: ran(1, "TestX")},
		{runner: "go -json", has: `"Action":"pass"`, expr: `^\{.*"Action":"pass","Package":"[^"]*","Test":"(?P<one>[^"]+)"`,
			example: `{"Action":"pass","Package":"a/b","Test":"TestX","Elapsed":0.1}`, means: ran(1)},
		{runner: "go -json", has: `"Action":"`, expr: `^\{(?:"Time":"[^"]*",)?"Action":"(?:start|pass|fail|skip|run)"`,
			example: `{"Time":"2026-01-01T00:00:00Z","Action":"skip","Package":"a/b","Elapsed":0}`, means: ran(0)},
		{has: `"Action":"`, expr: `^\{(?:"Time":"[^"]*",)?"Action":"`, example: `{"Action":"output","Package":"a","Output":"--- FAIL: TestX (0.00s)\n"}`},
		// go test
		{runner: "go", has: "=== RUN", expr: `^=== RUN +(?P<each>\S)`, example: "=== RUN   TestX", means: ran(0)},
		{runner: "go", has: "--- FAIL", expr: `^ *--- FAIL: (?P<one>(?P<name>.+)) \([\d.]+s\)$`, example: "--- FAIL: TestX/a_b (0.00s)", means: ran(1, "TestX/a_b")},
		{runner: "go", has: "--- PASS", expr: `^ *--- PASS: (?P<one>.+) \([\d.]+s\)$`, example: "    --- PASS: TestX/sub (0.00s)", means: ran(1)},
		{runner: "go", has: "no test", expr: `^ok  \t\S+\t.*\[no tests to run\]$`, example: "ok  \ta/b\t0.002s [no tests to run]", means: ran(0)},
		{runner: "go", has: "no test", expr: `^\?   \t\S+\t\[no test files\]$`, example: "?   \ta/b\t[no test files]", means: ran(0)},
		{runner: "go", has: "ok  \t", expr: `^ok  \t(?P<least>\S+)\t`, example: "ok  \ta/b\t0.002s", means: atLeast(1)},
		{runner: "go", has: "FAIL\t", expr: `^FAIL\t(?P<name>\S+ \[.*failed\])$`, example: "FAIL\ta/b [build failed]", means: ran(0, "a/b [build failed]")},
		{runner: "go", has: "FAIL\t", expr: `^FAIL\t(?P<least>\S+)\t`, example: "FAIL\ta/b\t0.002s", means: atLeast(1)},
		{has: "--- SKIP", expr: `^ *--- SKIP: `, example: "--- SKIP: TestX (0.00s)"},
		// pytest
		{runner: "pytest", has: " in ", expr: `^(?:=+ )?(?P<list>\d+ (?:passed|failed|skipped|deselected|xfailed|xpassed|errors?|warnings?|rerun|subtests passed)(?:, \d+ [a-z ]+)*) in [\d.]+s\b`,
			example: "======== 1 failed, 2 passed, 3 skipped, 1 warning in 0.12s ========", means: ran(3)},
		{runner: "pytest", has: "no tests ran", expr: `^(?:=+ )?no tests ran in `, example: "no tests ran in 0.01s", means: ran(0)},
		{runner: "pytest", has: "::", expr: `^(?:FAILED|ERROR) (?P<name>\S+::[^\s\[]+(?:\[.*?\])?)(?: - .*)?$`, example: "FAILED tests/test_a.py::test_x[a - b] - assert [1] == 2", means: ran(0, "tests/test_a.py::test_x[a - b]")},
		{runner: "pytest", has: "ERROR ", expr: `^ERROR (?P<name>\S+\.py)(?: - .*)?$`, example: "ERROR tests/test_a.py - ImportError: no b", means: ran(0, "tests/test_a.py")},
		// unittest
		{runner: "unittest", has: "Ran ", expr: `^Ran (?P<total>\d+) tests? in [\d.]+s$`, example: "Ran 3 tests in 0.001s", means: ran(3)},
		{runner: "unittest", has: "skipped=", expr: `^(?:OK|FAILED) \(.*\bskipped=(?P<skipped>\d+)`, example: "OK (skipped=2)", means: ran(0)},
		{runner: "unittest", has: ": ", expr: `^(?:FAIL|ERROR): (?P<name>\w+ \([\w.]+\))`, example: "FAIL: test_x (tests.test_a.T.test_x)", means: ran(0, "test_x (tests.test_a.T.test_x)")},
		// jest, and what prints as it does
		{has: "Suites:", expr: `^Test Suites: `, example: "Test Suites: 1 failed, 1 passed, 2 total"},
		{has: "Files", expr: `^ *Test Files +\d`, example: " Test Files  1 passed (1)"},
		{runner: "jest", has: "Tests:", expr: `^Tests: +(?P<list>\d+ [a-z]+(?:, \d+ [a-z]+)*), \d+ total`, example: "Tests:       1 failed, 2 skipped, 3 passed, 6 total", means: ran(4)},
		{runner: "jest", has: "Tests:", expr: `^Tests: +0 total`, example: "Tests:       0 total", means: ran(0)},
		{runner: "jest", has: "No tests found", expr: `^No tests found, exiting with code `, example: "No tests found, exiting with code 0", means: ran(0)},
		{has: "● ", expr: `^  ● +(?:Test suite failed to run|Console|Cannot log after tests are done\b.*|process\.exit called with .*|[A-Z][a-z]+ (?:Warning|Error):?)$`, example: "  ● Test suite failed to run"},
		{runner: "jest", has: "● ", expr: `^  ● (?P<name>\S.*)$`, example: "  ● orders › filters by date", means: ran(0, "orders › filters by date")},
		// vitest
		{runner: "vitest", has: "Tests  ", expr: `^ *Tests  +(?P<list>\d+ [a-z]+(?: \| \d+ [a-z]+)*) \(\d+\)`, example: "      Tests  1 failed | 2 passed | 1 todo (4)", means: ran(3)},
		{runner: "vitest", has: "No test files", expr: `^No test files found, exiting with code `, example: "No test files found, exiting with code 0", means: ran(0)},
		{runner: "vitest", has: " FAIL  ", expr: `^ FAIL  (?P<name>\S+ > .+)$`, example: " FAIL  src/a.test.ts > orders > filters", means: ran(0, "src/a.test.ts > orders > filters")},
		// mocha
		{runner: "mocha", has: " passing", expr: `^ +(?P<list>\d+ passing)\b`, example: "  3 passing (10ms)", means: ran(3)},
		{runner: "mocha", has: " failing", expr: `^ +(?P<list>\d+ failing)$`, example: "  1 failing", means: ran(1)},
		{has: ") ", expr: `^  \d+\) (?:Failure|Error|Skipped):$`, example: "  1) Failure:"}, // of minitest
		{runner: "mocha", has: ") ", expr: `^  \d+\) (?P<name>.+):$`, example: "  1) filters by date:", means: ran(0, "filters by date")},
		{runner: "mocha", has: ") ", expr: `^ {4,}\d+\) (?P<name>.*[^:])$`, example: "    1) filters by date", means: ran(0, "filters by date")},
		// node --test
		{runner: "node", has: "pass ", expr: `^(?:ℹ|#) pass (?P<total>\d+)$`, example: "ℹ pass 3", means: ran(3)},
		{runner: "node", has: "fail ", expr: `^(?:ℹ|#) fail (?P<total>\d+)$`, example: "# fail 1", means: ran(1)},
		{runner: "node", has: "✖ ", expr: `^ *✖ (?P<name>.+) \([\d.]+ms\)$`, example: "✖ filters by date (1.2ms)", means: ran(0, "filters by date")},
		// bun
		{runner: "bun", has: " pass", expr: `^ +(?P<list>\d+ pass)$`, example: " 3 pass", means: ran(3)},
		{runner: "bun", has: " fail", expr: `^ +(?P<list>\d+ fail)$`, example: " 1 fail", means: ran(1)},
		{runner: "bun", has: "(fail) ", expr: `^\(fail\) (?P<name>.+?)(?: \[[\d.]+ms\])?$`, example: "(fail) orders > filters [0.10ms]", means: ran(0, "orders > filters")},
		{has: "Ran ", expr: `^Ran \d+ tests? across `, example: "Ran 4 tests across 1 file. [10.00ms]"},
		// deno
		{runner: "deno", has: " | ", expr: `^(?:ok|FAILED) \| (?P<list>\d+ passed(?: \(\d+ steps?\))? \| \d+ failed)\b`, example: "ok | 3 passed | 0 failed (10ms)", means: ran(3)},
		// cargo
		{runner: "cargo", has: "test result: ", expr: `^test result: \w+\. (?P<list>\d+ passed; \d+ failed); \d+ ignored`, example: "test result: FAILED. 2 passed; 1 failed; 4 ignored; 0 measured; 0 filtered out; finished in 0.00s", means: ran(3)},
		{runner: "cargo", has: " ... ", expr: `^test (?P<name>.+) \.\.\. FAILED$`, example: "test orders::filters ... FAILED", means: ran(0, "orders::filters")},
		{runner: "nextest", has: "Summary [", expr: `^ *Summary \[ *[\d.]+s\] (?P<total>\d+)(?:/\d+)? tests? run:`, example: "     Summary [   0.005s] 3 tests run: 2 passed, 1 failed, 4 skipped", means: ran(3)},
		{runner: "nextest", has: "FAIL [", expr: `^ *FAIL \[ *[\d.]+s\] (?:\([ \d/]+\) )?(?P<name>\S+ \S+)`, example: "        FAIL [   0.003s] orders list::filters", means: ran(0, "orders list::filters")},
		// maven
		{has: "Time elapsed", expr: `Tests run: \d+, Failures: .*Time elapsed: `, example: "[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.01 s -- in a.OrderTest"},
		{runner: "maven", has: "Tests run: ", expr: `^(?:\[[A-Z]+\] )?Tests run: (?P<total>\d+), +Failures: \d+, +Errors: \d+, +Skipped: (?P<skipped>\d+)`, example: "[INFO] Tests run: 4, Failures: 1, Errors: 0, Skipped: 1", means: ran(3)},
		{runner: "maven", has: "No tests to run", expr: `^\[INFO\] No tests to run\.?$`, example: "[INFO] No tests to run.", means: ran(0)},
		{runner: "maven", has: "<<< ", expr: `^(?:\[ERROR\] )?(?P<name>[\w.$()]+)\s.*<<< (?:FAILURE|ERROR)!`, example: "[ERROR] a.OrderTest.total -- Time elapsed: 0.01 s <<< FAILURE!", means: ran(0, "a.OrderTest.total")},
		{runner: "junit", has: "OK (", expr: `^OK \((?P<total>\d+) tests?\)$`, example: "OK (3 tests)", means: ran(3)},
		{runner: "junit", has: " tests ", expr: `^\[ +(?P<total>\d+) tests (?:successful|failed) +\]$`, example: "[         3 tests successful      ]", means: ran(3)},
		// gradle says nothing of tests that pass
		{runner: "gradle", has: " completed", expr: `^(?P<total>\d+) tests? completed(?:, \d+ failed)?(?:, (?P<skipped>\d+) skipped)?$`, example: "4 tests completed, 1 failed, 1 skipped", means: ran(3)},
		{runner: "gradle", has: " > ", expr: `^(?P<name>\S+ > .+) FAILED$`, example: "OrderTest > total() FAILED", means: ran(0, "OrderTest > total()")},
		// rspec, minitest
		{runner: "rspec", has: " example", expr: `^(?P<total>\d+) examples?, \d+ failures?(?:, (?P<skipped>\d+) pending)?`, example: "4 examples, 1 failure, 1 pending", means: ran(3)},
		{runner: "rspec", has: "rspec ", expr: `^rspec (?P<name>'?\.?\S+[\]\d]'?) # `, example: "rspec ./spec/orders_spec.rb:12 # Orders filters", means: ran(0, "./spec/orders_spec.rb:12")},
		{runner: "minitest", has: " runs, ", expr: `^(?P<total>\d+) (?:runs|tests), \d+ assertions, \d+ failures, \d+ errors, (?P<skipped>\d+) (?:skips|pendings)`, example: "4 runs, 9 assertions, 1 failures, 0 errors, 1 skips", means: ran(3)},
		// dotnet
		{runner: "dotnet", has: "Failed: ", expr: `^(?:Passed|Failed|Skipped)!  +- Failed: +\d+, Passed: +\d+, Skipped: +(?P<skipped>\d+), Total: +(?P<total>\d+)`, example: "Failed!  - Failed:     1, Passed:     2, Skipped:     1, Total:     4, Duration: 5 ms - Orders.dll (net8.0)", means: ran(3)},
		{runner: "dotnet", has: "otal: ", expr: `^(?:Test summary: )total: (?P<total>\d+), failed: \d+, succeeded: \d+, skipped: (?P<skipped>\d+)`, example: "Test summary: total: 4, failed: 1, succeeded: 2, skipped: 1, duration: 1.1s", means: ran(3)},
		{runner: "dotnet", has: "No test is available", expr: `^No test is available in `, example: "No test is available in /a/Orders.dll.", means: ran(0)},
		{runner: "dotnet", has: "Failed ", expr: `^ +Failed (?P<name>[\w.]+(?:\(.*\))?) \[`, example: "  Failed Orders.ListTest.Total [5 ms]", means: ran(0, "Orders.ListTest.Total")},
		// phpunit, pest
		{runner: "phpunit", has: "OK (", expr: `^OK \((?P<total>\d+) tests?, \d+ assertions?\)`, example: "OK (3 tests, 5 assertions)", means: ran(3)},
		{runner: "phpunit", has: "Assertions: ", expr: `^Tests: (?P<total>\d+), Assertions: \d+(?:, (?:Skipped: (?P<skipped>\d+)|[A-Z][A-Za-z ]+: \d+))*\.?$`, example: "Tests: 4, Assertions: 5, Failures: 1, Skipped: 1.", means: ran(3)},
		{runner: "phpunit", has: "No tests executed", expr: `^No tests executed!$`, example: "No tests executed!", means: ran(0)},
		{runner: "phpunit", has: "::", expr: `^\d+\) (?P<name>\S+::\S+)`, example: "1) OrderTest::testTotal", means: ran(0, "OrderTest::testTotal")},
		// bats, prove and all others that print TAP
		{runner: "bats", has: " test", expr: `^(?:\d+ doctests?, )?(?P<total>\d+) tests?, \d+ failures?(?:, (?P<skipped>\d+) (?:skipped|excluded))?`, example: "4 tests, 1 failure, 1 skipped", means: ran(3)},
		{runner: "prove", has: "Tests=", expr: `^Files=\d+, Tests=(?P<total>\d+),`, example: "Files=1, Tests=3,  0 wallclock secs", means: ran(3)},
		{runner: "tap", has: "ok ", expr: `^(?:not )?ok +\d+\b.*# *(?i:skip)`, example: "ok 2 - filters # SKIP later", means: ran(0)},
		{runner: "tap", has: "ok ", expr: `^not ok +(?P<one>\d+)\b.*# *(?i:todo)`, example: "not ok 2 - filters # TODO later", means: ran(1)},
		{runner: "tap", has: "ok ", expr: `^ok +(?P<one>\d+)(?: |$)`, example: "ok 1 - filters by date", means: ran(1)},
		{runner: "tap", has: "not ok ", expr: `^not ok +(?P<one>\d+)(?: +-)?(?P<name> .*?)?(?: # time=.*)?$`, example: "not ok 2 - filters # time=1.2ms", means: ran(1, "filters")},
		{runner: "tap", has: "not ok ", expr: `^ +not ok +\d+(?: +-)? (?P<name>.*?)(?: # time=.*)?$`, example: "    not ok 2 - filters", means: ran(0, "filters")},
		{runner: "tap", has: "1..", expr: `^1\.\.\d+`, example: "1..0 # skipped: nothing to do", means: ran(0)},
		// others
		{runner: "ctest", has: "% tests passed", expr: `^\d+% tests passed, \d+ tests? failed out of (?P<total>\d+)`, example: "67% tests passed, 1 tests failed out of 3", means: ran(3)},
		{runner: "ctest", has: "No tests were found", expr: `^No tests were found!*$`, example: "No tests were found!!!", means: ran(0)},
		{runner: "swift", has: "Executed ", expr: `^\s*Executed (?P<most>\d+) tests?, with `, example: "	 Executed 3 tests, with 1 failure (0 unexpected) in 0.01 (0.02) seconds", means: ran(3)},
		{runner: "googletest", has: "[==========]", expr: `^\[==========\] (?P<total>\d+) tests? from .* ran\.`, example: "[==========] 3 tests from 1 test suite ran. (0 ms total)", means: ran(3)},
		{runner: "googletest", has: "FAILED", expr: `^\[  FAILED  \] (?P<name>[\w./]+)(?: \(\d+ ms\))?$`, example: "[  FAILED  ] Orders.Filters (0 ms)", means: ran(0, "Orders.Filters")},
		{runner: "playwright", has: " passed (", expr: `^ +(?P<list>\d+ passed) \([\d.]+m?s\)`, example: "  3 passed (2.1s)", means: ran(3)},
		{runner: "playwright", has: " failed", expr: `^ +(?P<list>\d+ failed)$`, example: "  1 failed", means: ran(1)},
		// what anybody may print
		{runner: "counts", has: "passed", expr: `(?i)(?:^|[^\w.])(?P<list>\d+ (?:tests? )?(?:passed|failed|skipped)(?:(?:,| and|;| \|) *\d+ (?:tests? )?[a-z]+)*)`, example: "== 2 passed, 1 failed, 3 skipped", means: ran(3)},
		{runner: "counts", has: "failed", expr: `(?i)(?:^|[^\w.])(?P<list>\d+ tests? failed(?:(?:,| and|;| \|) *\d+ (?:tests? )?[a-z]+)*)`, example: "2 tests failed", means: ran(2)},
	}
	for _, r := range all {
		r.bytes = lettersOf(r.has)
	}
	return all
})
