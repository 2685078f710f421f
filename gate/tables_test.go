package gate

import (
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/git"
)

func TestProtectedKind(t *testing.T) {
	for path, want := range map[string]string{
		".github/workflows/ci.yml":             protectedCI,
		".GitHub/Workflows/ci.yml":             protectedCI,
		".github":                              "",
		".github/workflows":                    protectedCI, // a link in its place
		".github/ISSUE_TEMPLATE/bug.md":        "",
		"docs/.github/workflows/ci.yml":        "",
		".github./workflows/ci.yml":            protectedCI,
		".g\u200cithub/workflows/ci.yml":       protectedCI,
		"docs/CODEOWNERS":                      protectedCI,
		".husky/pre-commit":                    protectedHooks,
		"web/.husky/pre-commit":                protectedHooks,
		"pkg/AGENTS.md":                        protectedAgents,
		".claude/settings.json":                protectedAgents,
		".github/copilot-instructions.md":      protectedAgents,
		"src/.gitattributes":                   protectedGit,
		".gitignore":                           protectedGit,
		".speclint.yaml":                       protectedSpeclint,
		"tests/conftest.py":                    protectedRunner,
		"vitest.config.ts":                     protectedRunner,
		"web/karma.conf.cjs":                   protectedRunner,
		"src/claude.go":                        "",
		"src/gitignore.go":                     "",
		"Makefile":                             "",
		"src/github/workflows/list.go":         "",
		"docs/agents.md/x":                     "",
		"src/.cursor/rules/a.mdc":              protectedAgents,
		"node/action.yml":                      protectedCI,
		".config/speclint.yml":                 protectedSpeclint,
		"web/.config/speclint.yml":             "",
		"src/conftest.py.orig":                 "",
		"src/list.go":                          "",
		".git-hooks/pre-push":                  protectedHooks,
		"lefthook.yml":                         protectedHooks,
		".gitlab-ci.yml":                       protectedCI,
		"CLAUDE.MD":                            protectedAgents,
		"deploy/.gitlab/agents/x/config.yaml":  protectedCI, // a name alone holds anywhere
		".gitlab/agents/x/config.yaml":         protectedCI,
		"Jenkinsfile":                          protectedCI,
		"src/testdata/.github/workflows/x.yml": "",
	} {
		if got := protectedKind(path); got != want {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
}

func TestClasses(t *testing.T) {
	for _, tt := range []struct {
		path string
		want Class
		test bool
	}{
		{"src/list.go", Source, false},
		{"src/list_test.go", Test, true},
		{"src/latest.go", Source, false},
		{"_test.go", Source, false},
		{"web/page.spec.ts", Test, true},
		{"web/inspector.ts", Source, false},
		{"tests/helper.py", Test, true},
		{"test_list.py", Test, true},
		{"src/test_data.csv", Source, false},
		{"src/contest.py", Source, false},
		{"src/OrderTest.java", Test, true},
		{"src/Latest.java", Source, false},
		{"spec/list_spec.rb", Test, true},
		{"spec/models/order.rb", Test, true},
		{"spec/orders.md", Docs, false},
		{"specs/task.md", Docs, false},
		{"tests/README.md", Docs, false},
		{"testdata/a.md", Test, true},
		{"src/__snapshots__/a.snap", Test, true},
		{"conftest.py", Test, true},
		{"Makefile", Test, true},
		{"build/test.mk", Test, true},
		{".mvn/maven.config", Test, true},
		{"web/playwright.config.mjs", Test, true},
		{"web/vite.config.ts", Source, false},
		{".github/workflows/ci.yml", Test, true},
		{"go.sum", Lock, false},
		{"web/package-lock.json", Lock, false},
		{"src/locks.go", Source, false},
		{"api/api.pb.go", Generated, false},
		{"vendor/x/x.go", Vendored, false},
		{"vendor/x/x_test.go", Vendored, true},
		{"src/vendors/x.go", Source, false},
		{"README", Docs, false},
		{"src/readme.go", Docs, false}, // its stem says so; it counts as any other
		{"docs/guide.rst", Docs, false},
	} {
		f := newFile(&git.Change{Path: tt.path, Status: 'M', Old: git.Regular, New: git.Regular, OldID: "1", NewID: "2"}, &Trees{}, Source)
		if f.Class != tt.want || f.Test != tt.test {
			t.Errorf("%s: got %s, test %v; want %s, test %v", tt.path, f.Class, f.Test, tt.want, tt.test)
		}
		// A name alone excuses nothing that was not there before.
		f = newFile(&git.Change{Path: tt.path, Status: 'A', New: git.Regular, NewID: "2"}, &Trees{}, Source)
		if f.Class.apart() {
			t.Errorf("%s: created, it is %s", tt.path, f.Class)
		}
	}
}

func TestEarlyReturn(t *testing.T) {
	for _, tt := range []struct {
		name, path string
		lines      map[int]string
		want       int // line, 0 for none
	}{
		{"alone", "a_test.go", map[int]string{3: "\treturn"}, 3},
		{"behind a comment", "a_test.go", map[int]string{3: "\t// later", 4: "\treturn"}, 4},
		{"in an if", "a_test.go", map[int]string{3: "\tif x {", 4: "\t\treturn", 5: "\t}"}, 0},
		{"as the diff slides it", "a_test.go", map[int]string{3: "\tif x {", 4: "\t\treturn"}, 0},
		{"a branch", "a_test.go", map[int]string{3: "\tcase 1:", 4: "\t\treturn nil"}, 0},
		{"a new function", "test_a.py", map[int]string{3: "def helper():", 4: "    return None"}, 0},
		{"in two runs", "test_a.py", map[int]string{3: "    return", 9: "x = 1"}, 3},
	} {
		f := newFile(&git.Change{Path: tt.path, Status: 'M', Old: git.Regular, New: git.Regular, OldID: "1", NewID: "2"}, &Trees{}, Source)
		s := scanner{files: []File{f}}
		for n := 1; n < 10; n++ {
			if text, ok := tt.lines[n]; ok {
				_ = s.line(0, git.Line{Added: true, Number: n, Text: []byte(text)})
			}
		}
		_ = s.totals(0, git.Totals{Added: len(tt.lines)})
		got := 0
		for _, m := range s.files[0].Weakened {
			got = m.Line
		}
		if got != tt.want {
			t.Errorf("%s: got line %d, want %d", tt.name, got, tt.want)
		}
	}
}

func TestLinkGoal(t *testing.T) {
	for _, tt := range []struct{ from, target, goal, trouble string }{
		{"src/a", "b", "src/b", ""},
		{"src/a", "../b", "b", ""},
		{"src/a", "./b/", "src/b", ""},
		{"src/a", "..", ".", ""},
		{"src/a", "../..", "", "outside"},
		{"src/a", "b/../../..", "", "outside"},
		{"src/a", "b/../c", "", "in and out"},
		{"src/a", "/etc", "", "outside"},
		{"src/a", "", "", "outside"},
		{"src/a", "c:/x", "", "outside"},
		{"src/a", `..\..\x`, "", "outside"},
	} {
		goal, trouble := linkGoal(tt.from, tt.target)
		if goal != tt.goal || (trouble == "") != (tt.trouble == "") || !strings.Contains(trouble, tt.trouble) {
			t.Errorf("%s → %s: got %q, %q; want %q, %q", tt.from, tt.target, goal, trouble, tt.goal, tt.trouble)
		}
	}
}

func TestSensitivePath(t *testing.T) {
	for path, want := range map[string]bool{
		"src/auth/a.go": true, "src/OAuthClient.ts": true, "src/oauth2.go": true, "src/JWTToken.ts": true, "src/SSOLogin.ts": true, "src/payments/a.go": true,
		".env.local": true, "ssh/id.pem": true, "src/api_key.go": true, "src/userPermissions.ts": true, "src/cors.go": true,
		"src/author.go": false, "src/keyboard.go": false, "src/primary_key.go": false, "src/tokenizer.go": false, "src/certain.go": false,
		"src/corset.go": true, // rather once too often
		"src/list.go":   false, "src/html.go": false, "src/helmet.tsx": false, "src/monkey.go": false, "src/apikeyless.go": false,
	} {
		if got := sensitivePath(path); got != want {
			t.Errorf("%s: got %v (%q)", path, got, pathWords(path))
		}
	}
}

func TestBuildAndMigration(t *testing.T) {
	for path, want := range map[string][2]bool{
		"Dockerfile": {true, false}, "src/list.go": {}, ".gitlab-ci.yml": {true, false}, "Makefile": {true, false},
		"db/migrations/1.sql": {false, true}, "db/migrations/README.md": {}, "db/V3__orders.sql": {false, true}, "queries/orders.sql": {},
		"db/20260101-orders.up.sql": {false, true}, "db/structure.sql": {false, true}, "prisma/schema.prisma": {false, true}, "src/migrate.go": {},
	} {
		if got := [2]bool{isBuild(path), isMigration(path)}; got != want {
			t.Errorf("%s: got build %v, migration %v, want %v", path, got[0], got[1], want)
		}
	}
}

func TestManifestParts(t *testing.T) {
	for _, tt := range []struct {
		path, text, want string
		part             func(string) *part
	}{
		{"package.json", `{"scripts": {"test": "x"}, "version": "1"}`, "scripts\ntest=\"x\"", testParts},
		{"package.json", `{"scripts": `, "the whole file={\"scripts\": ", testParts},
		{"web/package.json", `{"dependencies": {"a": "1"}}`, "dependencies\na=\"1\"", dependencyParts},
		{"pyproject.toml", "[tool.ruff]\nx = 1\n[tool.pytest.ini_options]\ny = 2\n", "tool.pytest.ini_options\ny=2|tool.pytest.ini_options\n[tool.pytest.ini_options]", testParts},
		{"pyproject.toml", "tool.pytest.ini_options.x = 1\nname = 2\n", "\ntool.pytest.ini_options.x=1", testParts},
		{"pyproject.toml", "[project.scripts]\nx = 1\n", "", testParts},
		{"Cargo.toml", "[package]\nversion = \"1\"\n[dev-dependencies]\na = \"1\"\n", "dev-dependencies\n[dev-dependencies]|dev-dependencies\na=\"1\"", dependencyParts},
		{"go.mod", "module x\n\ngo 1.25\n\nrequire (\n\ta v1\n)\n", "\na=v1", dependencyParts},
		{"go.mod", "require example.com/b v1.2.0 // indirect\n", "\nexample.com/b=v1.2.0 // indirect", dependencyParts},
		{"pyproject.toml", "[project]\ndependencies = [\n  \"left>=1\",\n  \"right\",\n]\n", "project\n[project]|project\ndependencies=[|project\nleft=>=1|project\n\"right\",|project\n]", dependencyParts},
		{"pyproject.toml", "[[tool.uv.index]]\nurl = 1\n[[tool.uv.index]]\nurl = 2\n", "tool.uv.index\n[[tool.uv.index]]=, |tool.uv.index\nurl=1, 2", dependencyParts},
		{"deploy/requirements-dev.txt", "# tools\nleft==1\n", "\nleft===1", dependencyParts},
	} {
		got := tt.part(tt.path).of([]byte(tt.text))
		want := map[string]bool{}
		for key := range strings.SplitSeq(tt.want, "|") {
			want[key] = tt.want != ""
		}
		for key, value := range got {
			if value != "" {
				key += "=" + value
			}
			if !want[key] {
				t.Errorf("%s: %q: has %q", tt.path, tt.text, key)
			}
			delete(want, key)
		}
		if len(want) > 0 && tt.want != "" {
			t.Errorf("%s: %q: lacks %v", tt.path, tt.text, want)
		}
	}
}
