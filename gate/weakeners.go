package gate

// weakener is a way to take force out of a test, by what an added line says.
// Phrases are found as whole words and in their own case: "Ignore" as an
// attribute is one, the word is none. What is honest more often than not, such as
// a test that expects a panic or is about retries, is left out.
type weakener struct {
	what    string // in words, as a finding has it
	in      string // endings of the files that it is looked for in, "" for all tests
	runner  bool   // only in what runs tests: in the tests themselves it is an ordinary word
	phrases string // with " | " between them
	finds   string // a line in which it is found
	leaves  string // an honest line of such a file
}

// The files of the languages, by their endings.
const (
	inGo     = ".go"
	inScript = ".js .jsx .ts .tsx .mjs .cjs .mts .cts .vue .svelte"
	inPython = ".py"
	inJVM    = ".java .kt .kts .groovy .scala"
	inDotnet = ".cs .fs .vb"
	inRuby   = ".rb .feature"
	inPHP    = ".php .phpt"
	inRust   = ".rs"
	inApple  = ".swift .m"
	inC      = ".c .cc .cpp .cxx .h .hpp .m"
	inElixir = ".exs .ex"
	inDart   = ".dart"
	inR      = ".R .r"
	inShell  = ".sh .bash .bats"
)

const (
	aSkip       = "a skip"
	aFocus      = "a focus"
	aFailure    = "an expected failure"
	suppression = "a suppression"
	letsPass    = "what lets a failure pass"
	aRetry      = "a retry"
)

// weakeners is the table. Each row is held to its examples by a test.
func weakeners() []weakener {
	return []weakener{
		{what: aSkip, in: inGo, phrases: `t.Skip | t.Skipf | t.SkipNow | b.Skip | b.Skipf | b.SkipNow | f.Skip | tb.Skip | tt.Skip | T().Skip | //go:build ignore | PIt(" | PDescribe(" | PContext(" | XIt(" | XDescribe(" | XContext("`,
			finds: `	t.Skip("later")`, leaves: `	if got := scanner.Skip(3); got != 3 {`},
		{what: aSkip, in: inScript, phrases: "it.skip | test.skip | describe.skip | suite.skip | context.skip | concurrent.skip | t.skip( | this.skip() | it.skipIf | test.skipIf | describe.skipIf | test.runIf | describe.runIf | test.fixme | Deno.test.ignore | xit(' | xit(\" | xit(` | xtest(' | xtest(\" | xtest(` | xdescribe(' | xdescribe(\" | xdescribe(` | xcontext(' | xcontext(\" | testPathIgnorePatterns",
			finds: `xit('lists orders', () => {`, leaves: `  expect(page.skip).toBe(20)`},
		{what: aSkip, in: inPython, phrases: `pytest.skip | pytest.importorskip | pytest.mark.skip | mark.skip | mark.skipif | pytest.mark.skipif | unittest.skip | unittest.skipIf | unittest.skipUnless | self.skipTest | raise SkipTest | unittest.SkipTest | collect_ignore | collect_ignore_glob | __test__ = False`,
			finds: `    @pytest.mark.skipif(sys.platform == "linux", reason="later")`, leaves: `    skipped = order.skip(3)`},
		{what: aSkip, in: inJVM, phrases: `@Ignore | @Disabled | @DisabledIf | @DisabledOnOs | @DisabledOnJre | @DisabledIfEnvironmentVariable | @DisabledIfSystemProperty | @EnabledIf | @EnabledIfEnvironmentVariable | @EnabledIfSystemProperty | Assume.assumeTrue | assumeTrue | assumeFalse | assumeThat | enabled = false | enabled=false | ignore("`,
			finds: `  @Test(enabled = false)`, leaves: `  @JsonIgnore // Ignore what is disabled`},
		{what: aSkip, in: inDotnet, phrases: `[Ignore] | [Ignore( | [Explicit] | [Explicit( | Assert.Ignore | Assert.Inconclusive | Assert.Skip | Skip.If | Skip = " | Skip="`,
			finds: `  [Fact(Skip = "later")]`, leaves: `  [IgnoreDataMember] // Skip this`},
		{what: aSkip, in: inRuby, phrases: `skip ' | skip " | pending ' | pending " | xit ' | xit " | xdescribe ' | xdescribe " | xcontext ' | xcontext " | xspecify | xscenario | , :skip | , skip: | , :pending | , pending: | @skip | @wip`,
			finds: `  it 'lists', skip: 'later' do`, leaves: `  expect(page.skip).to eq 3`},
		{what: aSkip, in: inPHP, phrases: `markTestSkipped | markTestIncomplete | ->skip( | ->todo( | @requires | #[Requires`,
			finds: `    $this->markTestSkipped('later');`, leaves: `    $skipped = $list->skipped(3);`},
		{what: aSkip, in: inRust, phrases: `#[ignore] | #[ignore = | #[cfg(any())]`, finds: `    #[ignore = "later"]`, leaves: `    let rest = list.iter().skip(3); // ignore three`},
		{what: aSkip, in: inApple, phrases: `XCTSkip | XCTSkipIf | XCTSkipUnless | disabled(" | pend( | xit( | xdescribe( | xcontext(`,
			finds: `    throw XCTSkip("later")`, leaves: `    XCTAssertTrue(button.isDisabled)`},
		{what: aSkip, in: inC, phrases: `GTEST_SKIP | doctest::skip | boost::unit_test::disabled | TEST_IGNORE | TEST_IGNORE_MESSAGE | [.]`,
			finds: `  GTEST_SKIP() << "later";`, leaves: `  EXPECT_EQ(list.skip(3), 2);`},
		{what: aSkip, in: inElixir, phrases: `@tag :skip | @moduletag :skip | @describetag :skip | @tag skip: | @moduletag skip:`, finds: `  @tag skip: "later"`, leaves: `  @tag :slow`},
		{what: aSkip, in: inDart, phrases: `skip: true | skip: ' | skip: " | @Skip(`, finds: `  }, skip: 'later');`, leaves: `  expect(list.skip(3), [4]);`},
		{what: aSkip, in: inR, phrases: `skip_on_cran | skip_on_ci | skip_on_os | skip_if | skip_if_not | skip_if_not_installed | skip(" | skip('`, finds: `  skip("later")`, leaves: `  expect_equal(skip, 3)`},
		{what: aSkip, in: inShell, phrases: `skip " | skip '`, finds: `  skip "later"`, leaves: `  [ "$skip" -eq 3 ]`},
		{what: aSkip, in: ".t .pl .pm", phrases: `skip_all | SKIP: { | todo_skip`, finds: `plan skip_all => 'later';`, leaves: `is($skip, 3);`},
		{what: aSkip, in: ".robot", phrases: `robot:skip | Skip If | Skip Unless | robot:exclude`, finds: `    [Tags]    robot:skip`, leaves: `    Skip the first page`},
		{what: aSkip, in: ".hs .lua .clj .cljs .erl", phrases: `xit " | xdescribe " | pending( | pending " | ^:skip | ^:kaocha/skip`, finds: `  xit "lists" $ do`, leaves: `  it "skips what is pending" $ do`},

		{what: "a branch that is never taken", phrases: `if (false) | if (0) | if false { | if False: | if 0: | if [ 1 = 0 ] | while (false) | #if 0`,
			finds: `  if (false) {`, leaves: `  expect(f(false)).toBe(0)`},
		{what: "a test runner of its own", in: inScript, phrases: `const test = () | const it = () | const describe = () | const expect = () | function test( | function it( | function describe( | function expect( | globalThis.expect = | globalThis.test = | global.expect = | global.it = | global.test =`,
			finds: `const test = () => {}`, leaves: `const test = base.extend({ page })`},

		{what: aFocus, in: inScript, phrases: "it.only | test.only | describe.only | suite.only | context.only | concurrent.only | only: true | fit(' | fit(\" | fit(` | fdescribe(' | fdescribe(\" | fdescribe(` | fcontext('",
			finds: `  fit('lists', () => {`, leaves: `  model.fit(x, 'only')`},
		{what: aFocus, in: inRuby, phrases: `fit ' | fit " | fdescribe ' | fdescribe " | fcontext ' | fcontext " | fspecify | fscenario | , focus: true | , :focus | , focus`, finds: `  it 'lists', :focus do`, leaves: `  expect(field.focus).to be 3`},
		{what: aFocus, in: inGo, phrases: `FIt(" | FDescribe(" | FContext(" | FWhen(" | FEntry(" | FDescribeTable("`, finds: `	FIt("lists", func() {`, leaves: `	It("fits", func() {`},
		{what: aFocus, in: inApple, phrases: `fit( | fdescribe( | fcontext(`, finds: `    fit("lists") {`, leaves: `    label.sizeToFit()`},
		{what: aFocus, in: inDart, phrases: `solo: true`, finds: `  }, solo: true);`, leaves: `  expect(solo, true);`},
		{what: aFocus, in: inElixir, phrases: `@tag :focus | @tag :only | @moduletag :focus`, finds: `  @tag :focus`, leaves: `  focus = 3`},

		{what: aFailure, in: inPython, phrases: `pytest.mark.xfail | mark.xfail | pytest.xfail | expectedFailure | unittest.expectedFailure`, finds: `@pytest.mark.xfail(reason="later")`, leaves: `    expected_failure = 3`},
		{what: aFailure, in: inScript, phrases: `test.failing | it.failing | test.fails | it.fails | test.fail(`, finds: `test.failing('lists', () => {`, leaves: `  expect(it.failed).toBe(3)`},
		{what: aFailure, in: inApple, phrases: `XCTExpectFailure | withKnownIssue`, finds: `    XCTExpectFailure("later")`, leaves: `    XCTAssertEqual(failure, expected)`},
		{what: aFailure, in: inC + " .txt .cmake", phrases: `[!mayfail] | [!shouldfail] | doctest::may_fail | doctest::should_fail | expected_failures | WILL_FAIL`, finds: `TEST_CASE("lists", "[!mayfail]") {`, leaves: `TEST_CASE("may fail", "[list]") {`},
		{what: aFailure, in: inJVM, phrases: `pendingUntilFixed | @ExpectedToFail | @NotYetImplemented`, finds: `  @ExpectedToFail("later")`, leaves: `  @Test(expected = IllegalStateException.class)`},
		{what: aFailure, in: ".t .pl .pm .robot", phrases: `TODO: { | local $TODO | Run Keyword And Ignore Error`, finds: `TODO: {`, leaves: `is($todo, 3); # a list`},

		{what: suppression, phrases: `nolint | NOLINT | NOLINTNEXTLINE | noqa | NOQA | NOSONAR | nosec | nosemgrep | coverage:ignore-line | coverage:ignore-start | GCOVR_EXCL_LINE | GCOVR_EXCL_START | LCOV_EXCL_LINE | LCOV_EXCL_START`,
			finds: `	x := list() //nolint:errcheck`, leaves: `	x := lint(list)`},
		{what: suppression, in: inScript, phrases: `@ts-ignore | @ts-expect-error | @ts-nocheck | eslint-disable | eslint-disable-next-line | eslint-disable-line | oxlint-disable | oxlint-disable-next-line | biome-ignore | deno-lint-ignore | tslint:disable | $FlowFixMe | istanbul ignore | c8 ignore | v8 ignore`,
			finds: `  // eslint-disable-next-line no-console`, leaves: `  expect(eslint.disabled).toBe(3)`},
		{what: suppression, in: inPython, phrases: `type: ignore | pylint: disable | pyright: ignore | mypy: ignore-errors | ruff: noqa | pragma: no cover | flake8: noqa`, finds: `    x = order()  # type: ignore[no-any]`, leaves: `    order(type="ignore")`},
		{what: suppression, in: inRuby, phrases: `rubocop:disable | rubocop:todo | nocov:`, finds: `  x = 3 # rubocop:disable Style/X`, leaves: `  rubocop = disable`},
		{what: suppression, in: inPHP, phrases: `phpcs:ignore | phpcs:disable | @phpstan-ignore | @phpstan-ignore-line | @phpstan-ignore-next-line | @psalm-suppress | @codeCoverageIgnore`, finds: `    // @phpstan-ignore-next-line`, leaves: `    $this->ignore('phpstan');`},
		{what: suppression, in: inJVM, phrases: `@SuppressWarnings | @Suppress | @file:Suppress | @SuppressFBWarnings | ktlint-disable | CHECKSTYLE:OFF | @nowarn`, finds: `  @SuppressWarnings("unchecked")`, leaves: `  verify(logger).suppress(3);`},
		{what: suppression, in: inDotnet, phrases: `pragma warning disable | [SuppressMessage | [ExcludeFromCodeCoverage | ReSharper disable`, finds: `#pragma warning disable CS0618`, leaves: `  Assert.Equal("warning", x.Disable());`},
		{what: suppression, in: inRust, phrases: `#[allow( | #![allow( | #[expect(`, finds: `    #[allow(unused)]`, leaves: `    assert!(list.allow(3));`},
		{what: suppression, in: inApple, phrases: `swiftlint:disable | swiftlint:disable:next | clang diagnostic ignored`, finds: `    // swiftlint:disable:next force_try`, leaves: `    XCTAssertFalse(lint.disabled)`},
		{what: suppression, in: inC, phrases: `GCC diagnostic ignored | clang diagnostic ignored | warning(disable | cppcheck-suppress`, finds: `#pragma GCC diagnostic ignored "-Wunused"`, leaves: `  EXPECT_EQ(warning, "ignored");`},
		{what: suppression, in: inShell, phrases: `shellcheck disable`, finds: `# shellcheck disable=SC2086`, leaves: `# shellcheck finds nothing`},
		{what: suppression, in: inElixir + " " + inDart + " " + inR, phrases: `credo:disable-for-next-line | credo:disable-for-this-file | ignore_for_file: | nocov | nolint`, finds: `# credo:disable-for-next-line`, leaves: `# credo is content`},

		{what: letsPass, phrases: `passWithNoTests | pass-with-no-tests | fail_ci_if_error: false | testFailureIgnore | maven.test.failure.ignore | maven.test.skip | skipTests | DskipTests | os.Exit(0) | sys.exit(0) | process.exit(0) | process.exit() | os._exit(0) | failOnNoDiscoveredTests = false | ignoreFailures = true`,
			finds: `	os.Exit(0)`, leaves: `	os.Exit(m.Run())`},
		{what: letsPass, in: inPython + " " + inJVM, phrases: `except AssertionError | suppress(AssertionError | suppress(Exception | catch (AssertionError | catch (Throwable | catch (e: AssertionError | catch (e: Throwable`,
			finds: `    except AssertionError:`, leaves: `    with pytest.raises(AssertionError):`},
		{what: letsPass, in: inRuby, phrases: `rescue RSpec::Expectations::ExpectationNotMetError | rescue Minitest::Assertion | rescue Exception`, finds: `  rescue Minitest::Assertion`, leaves: `  expect { x }.to raise_error(Minitest::Assertion)`},
		{what: aRetry, phrases: `jest.retryTimes | this.retries | pytest.mark.flaky | mark.flaky | @flaky | @Flaky | @FlakyTest | @RetryingTest | @RetryTest | @RepeatedIfExceptionsTest | @Retry | [Retry( | retryAnalyzer | --reruns | rerunFailingTestsCount | flaky: true | retry_on`,
			finds: `jest.retryTimes(3)`, leaves: `  retries = client.retry(3)`},

		{what: letsPass, runner: true, phrases: `|| true | || : | || exit 0 | || echo | ; true | set +e | set +o pipefail | continue-on-error | allow_failure | ignore-errors | ignore_errors | ignore_outcome | ignoreFailures | if: false | when: never | failFast: false | no-fail | --exit-zero | --forceExit | -DskipTests | soft_fail: true | continueOnError: true`,
			finds: `	go test ./... || true`, leaves: `	go test ./... || exit 1`},
		{what: aSkip, runner: true, phrases: `--ignore | --deselect | norecursedirs | -k 'not | -k "not | -skip | --skip | --exclude-tag | --exclude-tags | --tag ~ | --testPathIgnorePatterns | --test-skip-pattern`,
			finds: `addopts = "--ignore=tests/order_test.py"`, leaves: `testpaths = ["tests"]`},
		{what: aRetry, runner: true, phrases: `retry: | retries: | retries = | retry = | --retry | --retries | --flaky-test-attempts`, finds: `    retries: 3`, leaves: `    # no retries`},
		{what: "what accepts every snapshot", runner: true, phrases: `--updateSnapshot | --update-snapshots | --snapshot-update | --snapshots-update | updateSnapshot: | UPDATE_SNAPSHOTS | UPDATE_GOLDEN | INSTA_UPDATE | INSTA_FORCE_PASS | --inline-snapshot=fix | --force-regen`,
			finds: `	jest --updateSnapshot`, leaves: `	jest --ci # snapshots stay`},
	}
}
