package gate

import "strings"

// force is how much an assertion asks: nothing that is known, that something is
// there, that it is about right, or one value and no other.
type force uint8

const (
	unknown force = iota
	present
	about
	exact
)

// assertion is a row of the assertions of many libraries, by their force. They
// explain an edit and decide nothing: the edit itself is what a person looks at.
type assertion struct {
	force   force
	phrases string // as for weakeners
	finds   string // a line that asks so much
	leaves  string // a line that asserts nothing
}

func assertions() []assertion {
	return []assertion{
		{exact, `assertEqual | assertEquals | assertSame | assertIs | assertStrictEquals | assertIdentical | assertListEqual | assertDictEqual | assertSequenceEqual | assertCountEqual | assertArrayEquals | assertIterableEquals | assert_eq | assert_equal | assert_same | assert_json_snapshot | assert_snapshot | assertJsonStringEqualsJsonString`,
			`    self.assertEqual(order(), 3)`, `    equal = order() == 3`},
		{exact, `toBe | toEqual | toStrictEqual | toHaveLength | toHaveBeenCalledWith | toHaveBeenCalledTimes | toHaveBeenCalledOnceWith | toMatchSnapshot | toMatchInlineSnapshot | toHaveText | toHaveValue | strictEqual | deepEqual | deepStrictEqual | to.equal | to.eql | to.deep.equal`,
			`  expect(list()).toHaveLength(3)`, `  const length = list().length`},
		{exact, `isEqualTo | isSameAs | containsExactly | containsExactlyInAnyOrder | hasSize | AreEqual | AreSame | Assert.Equal | Assert.Same | assert.Equal | require.Equal | assert.Exactly | require.Exactly | assert.EqualError | require.EqualError | assert.ErrorIs | require.ErrorIs | assert.JSONEq | require.JSONEq | assert.Len | require.Len | assert.ElementsMatch | require.ElementsMatch`,
			`	require.Equal(t, 3, len(got))`, `	got := want.Equal(3)`},
		{exact, `EXPECT_EQ | ASSERT_EQ | EXPECT_STREQ | ASSERT_STREQ | EXPECT_DOUBLE_EQ | BOOST_CHECK_EQUAL | BOOST_REQUIRE_EQUAL | TEST_ASSERT_EQUAL | TEST_ASSERT_EQUAL_INT | XCTAssertEqual | XCTAssertIdentical | shouldBe | shouldEqual | should be | to eq | to eql | to match_array | to contain_exactly | must_equal | expect_equal | expect_identical | is_deeply`,
			`  EXPECT_EQ(list(), 3);`, `  int equal = list() == 3;`},
		{about, `assertIn | assertContains | assertContainsString | assertStringContainsString | assertRegex | assertMatches | assertMatch | assertAlmostEqual | assertAlmostEquals | assertGreater | assertGreaterEqual | assertLess | assertLessEqual | assertNotEqual | assertNotEquals | assertRaises | assertThrows | assert_ne | assert_not_equal | assert_in_delta | assert_includes | assert_match | assert_raises | assert_raise | pytest.raises | pytest.approx`,
			`    self.assertIn(3, order())`, `    found = 3 in order()`},
		{about, `toContain | toContainEqual | toMatch | toMatchObject | toBeGreaterThan | toBeGreaterThanOrEqual | toBeLessThan | toBeLessThanOrEqual | toBeCloseTo | toThrow | toThrowError | toContainText | expect.objectContaining | expect.arrayContaining | expect.stringContaining | expect.stringMatching | notStrictEqual | notDeepEqual | to.include | to.contain | to.match | to.be.above | to.be.below`,
			`  expect(list()).toContain(3)`, `  const has = list().contains(3)`},
		{about, `isGreaterThan | isGreaterThanOrEqualTo | isLessThan | isLessThanOrEqualTo | isBetween | isCloseTo | isNotEqualTo | containsString | hasItem | hasItems | hasSizeGreaterThan | hasSizeBetween | Assert.Contains | Assert.NotEqual | Assert.InRange | Assert.Throws | Assert.Greater | assert.Contains | require.Contains | assert.NotEqual | require.NotEqual | assert.Greater | require.Greater | assert.GreaterOrEqual | require.GreaterOrEqual | assert.Less | require.Less | assert.InDelta | require.InDelta | assert.Subset | require.Subset | assert.Regexp | require.Regexp | assert.ErrorContains | require.ErrorContains`,
			`	assert.Contains(t, got, "three")`, `	ok := strings.Contains(got, "three")`},
		{about, `EXPECT_NE | ASSERT_NE | EXPECT_GT | EXPECT_GE | EXPECT_LT | EXPECT_LE | ASSERT_GT | ASSERT_GE | ASSERT_LT | ASSERT_LE | EXPECT_NEAR | ASSERT_NEAR | EXPECT_THROW | XCTAssertNotEqual | XCTAssertGreaterThan | XCTAssertGreaterThanOrEqual | XCTAssertLessThan | XCTAssertLessThanOrEqual | shouldContain | to include | to match | to raise_error | to be_within | must_include | must_match | expect_gt | expect_gte | expect_lt | expect_match | assert_output --partial`,
			`  EXPECT_GE(list(), 0);`, `  int near = list();`},
		{present, `assertTrue | assertFalse | assertNotNull | assertIsNotNone | assertIsInstance | assertNotEmpty | assertInstanceOf | assert_not_nil | assert_kind_of | assert_instance_of | refute_nil | assert_success`,
			`    self.assertTrue(order())`, `    found = True`},
		{present, `toBeTruthy | toBeFalsy | toBeDefined | toBeInstanceOf | toHaveBeenCalled | toHaveProperty | toBeVisible | toBeInTheDocument | expect.any | expect.anything | assert.ok | to.be.ok | to.exist | to.be.an | to.be.a`,
			`  expect(list()).toBeDefined()`, `  const defined = list()`},
		{present, `isNotNull | isNotEmpty | isTrue | isFalse | isInstanceOf | Assert.NotNull | Assert.True | Assert.False | Assert.NotEmpty | Assert.IsType | IsTrue | IsFalse | IsNotNull | assert.True | require.True | assert.False | require.False | assert.NotNil | require.NotNil | assert.NotEmpty | require.NotEmpty | assert.Error | require.Error | assert.NoError | require.NoError | assert.NotZero | require.NotZero`,
			`	require.NotEmpty(t, got)`, `	empty := len(got) == 0`},
		{present, `EXPECT_TRUE | EXPECT_FALSE | ASSERT_TRUE | ASSERT_FALSE | XCTAssertTrue | XCTAssertFalse | XCTAssertNotNil | XCTAssertNoThrow | XCTAssert | BOOST_CHECK | BOOST_REQUIRE | TEST_ASSERT_TRUE | shouldNotBe null | be_truthy | be_falsey | be_present | be_nil | be_empty | expect_true | expect_false`,
			`  EXPECT_TRUE(list());`, `  bool found = true;`},
		{unknown, `t.Error | t.Errorf | t.Fatal | t.Fatalf | t.Fail | t.FailNow | b.Fatal | b.Fatalf | pytest.fail | self.fail | expect | REQUIRE | CHECK | REQUIRE_THROWS | CHECK_THROWS | assertThat | assert | verify | XCTFail | ADD_FAILURE | FAIL | refute | should`,
			`		t.Fatal(got)`, `	got := list(t)`},
	}
}

// forceOf says how much a line asks, by what is written in it: what only asks for
// the truth of a comparison asks as much as that.
func forceOf(f *File, text string, said force) force {
	if said >= about || said == unknown && strings.HasSuffix(f.Path, "_test.go") {
		if said != exact || !strings.Contains(text, "(true)") && !strings.Contains(text, ", true)") && !strings.Contains(text, ", True)") {
			return said
		}
	}
	return compared(text)
}

// compared says how much a comparison asks.
func compared(text string) force {
	switch has := func(parts ...string) bool { return hasAny(text, parts...) }; {
	case has(">= 0", "> -1", " or ", " || "):
		return present
	case has(" == ", " === ", " is None", " eq "):
		return exact
	case has(" != ", " !== ", " < ", " > ", " <= ", " >= ", " in ", " =~ "):
		return about
	}
	return present
}

// condition says how much the condition before a failure asks in Go, where it is
// what must not be; unknown for a line that is none.
func condition(line string) force {
	line = strings.TrimPrefix(strings.TrimLeft(line, " \t}"), "else ")
	if !strings.HasPrefix(line, "if ") {
		return unknown
	}
	cond := line[len("if "):]
	if i := strings.LastIndex(cond, "; "); i >= 0 { // behind "got := list();"
		cond = cond[i+len("; "):]
	}
	cond, _, _ = strings.Cut(cond, " {")
	switch has := func(parts ...string) bool { return hasAny(cond, parts...) }; {
	case has("err ", "ok") && has("err != nil", "err == nil", "!ok"), strings.HasPrefix(cond, "testing."):
		return unknown
	case has(" && ", " < 0", " < 1") || has(" == ") && (strings.HasSuffix(cond, " == 0") || strings.HasSuffix(cond, " == nil") || strings.HasSuffix(cond, ` == ""`)):
		return present
	case has(" < ", " > ", " <= ", " >= ", ".Contains(", ".HasPrefix(", ".HasSuffix(", ".MatchString("):
		return about
	case has(" != ", ".DeepEqual(", ".Equal(", ".Diff("), strings.HasPrefix(line, "if diff :="):
		return exact
	}
	return unknown
}
