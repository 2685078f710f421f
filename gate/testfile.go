package gate

import (
	"path"
	"strings"
)

// testEndings end the names of tests, per language and runner.
var testEndings = wordList(`
_test.go
.test.js .test.jsx .test.ts .test.tsx .test.mjs .test.cjs .test.mts .test.cts .test.vue .test.svelte
.spec.js .spec.jsx .spec.ts .spec.tsx .spec.mjs .spec.cjs .spec.mts .spec.cts
.cy.js .cy.ts .cy.jsx .cy.tsx .e2e.js .e2e.ts .e2e-spec.ts -test.js -test.ts _test.js _test.ts .snap .snapshot
_test.py _tests.py
Test.java Tests.java TestCase.java IT.java Test.kt Tests.kt Spec.kt Test.groovy Spec.groovy Test.scala Spec.scala Suite.scala
_spec.rb _test.rb .feature
_test.rs
Test.cs Tests.cs Spec.cs Test.fs Tests.fs Test.vb Tests.vb
Test.php Tests.php .phpt Cest.php Spec.php
Tests.swift Test.swift Spec.swift
_test.c _test.cc _test.cpp _test.cxx _tests.cpp _unittest.cc _unittest.cpp Test.cpp Tests.cpp Test.m Tests.m
_test.exs _test.dart _test.erl _SUITE.erl Spec.hs Test.hs _test.clj _test.cljs _spec.lua _test.lua _test.nim _test.zig _test.ml
.bats _test.sh _test.bash .t _test.R _test.jl .robot .golden .approved.txt .received.txt`)

// testPrefixes begin the names of tests.
var testPrefixes = wordList(`test_ tests_ test-`)

// codeEndings are those for which a prefix makes a file a test.
var codeEndings = wordList(`.py .sh .bash .c .cc .cpp .rb .js .ts .lua .jl .R .rs .f90 .ml .nim`)

// testFolders hold tests, fixtures and snapshots. "spec" is one in Ruby, and
// elsewhere a folder of specs.
var testFolders = wordSet(`
test tests Tests Test __tests__ __test__ __mocks__ __snapshots__ __fixtures__ __image_snapshots__ testdata test-data test_data testing
fixtures fixture snapshots goldens golden e2e e2e-tests integration-tests integration_tests integrationTest functional-tests
androidTest testFixtures cypress cassettes testthat unittest unittests unit-tests test-fixtures acceptance`)

// harnessFiles decide which tests run and what counts as passing.
var harnessFiles = wordSet(harnessNames)

const harnessNames = `
conftest.py pytest.ini .pytest.ini tox.ini noxfile.py .coveragerc sitecustomize.py usercustomize.py
jest.config.js jest.config.ts jest.config.mjs jest.config.cjs jest.config.json jest.setup.js jest.setup.ts setupTests.js setupTests.ts jest.preset.js
vitest.config.js vitest.config.ts vitest.config.mjs vitest.config.mts vitest.workspace.js vitest.workspace.ts vitest.setup.ts vitest.setup.js
karma.conf.js karma.conf.ts .mocharc.js .mocharc.json .mocharc.yml .mocharc.yaml .mocharc.cjs .mocharc ava.config.js ava.config.mjs ava.config.cjs
playwright.config.js playwright.config.ts cypress.config.js cypress.config.ts cypress.json wdio.conf.js wdio.conf.ts nightwatch.conf.js
.nycrc .nycrc.json .nycrc.yml .c8rc .c8rc.json codecov.yml .codecov.yml codecov.yaml .codecov.yaml .coveralls.yml
phpunit.xml phpunit.xml.dist pest.php codeception.yml behat.yml .rspec .simplecov spec_helper.rb rails_helper.rb test_helper.rb cucumber.yml
.runsettings test.runsettings xunit.runner.json nextest.toml tarpaulin.toml .tarpaulin.toml CTestConfig.cmake CTestTestfile.cmake
test_helper.exs dart_test.yaml junit-platform.properties testng.xml surefire.properties bunfig.toml hatch.toml
jest.base.config.js jest.unit.config.js jest.config.base.js jest-setup.js jest-setup.ts setup-tests.js setup-tests.ts vitest.config.cjs vitest.config.cts vitest.config.base.ts vitest.shared.ts
vitest.workspace.mjs vitest.workspace.mts vitest.workspace.json karma.conf.cjs karma.conf.mjs .mocharc.mjs .mocharc.jsonc cypress.config.mjs cypress.config.cjs
playwright.config.mjs playwright.config.mts playwright.config.cjs playwright-ct.config.js playwright-ct.config.ts maven.config .bazelrc`

// buildFiles run the tests among other things.
var buildFiles = wordSet(`Makefile makefile GNUmakefile justfile Justfile .justfile Taskfile.yml Taskfile.yaml Rakefile magefile.go tasks.py dodo.py Jenkinsfile`)

// readFolders hold texts that tests read.
var readFolders = wordSet(`testdata fixtures __fixtures__ __snapshots__ golden goldens`)

// specFolder is where Ruby has its tests.
var specFolder = wordSet(`spec`)

// isTest reports whether a path is a test, a fixture or a snapshot.
func isTest(p string) bool {
	base := path.Base(p)
	if hasEnding(base, testEndings()) {
		return true
	}
	for _, prefix := range testPrefixes() {
		if strings.HasPrefix(base, prefix) && hasEnding(base, codeEndings()) {
			return true
		}
	}
	if hasEnding(strings.ToLower(base), docEndings()) { // a page beside the tests is none
		return inFolder(p, readFolders())
	}
	return inFolder(p, testFolders()) || strings.HasSuffix(base, ".rb") && inFolder(p, specFolder())
}

// isHarness reports whether a path decides which tests run, or how.
func isHarness(p string) bool {
	base := path.Base(p)
	return harnessFiles()[base] || buildFiles()[base] || strings.HasSuffix(base, ".mk") || base == "Makefile.inc" || protectedKind(p) == protectedCI
}
