package spec

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// DefaultTimeout is how long a command may run when nothing says otherwise, in
// seconds.
const DefaultTimeout = 600

// Command is one check that the gate runs: a line, or a whole script.
type Command struct {
	Run            string
	Line           int
	Expect         string // "pass" or "fail"
	TimeoutSeconds int
	FailToPass     bool // must fail on the base
	Range          Range
}

// programs are first words by which a code span is a command. Those of
// standalone are one without arguments too.
var programs = once(func() map[string]bool {
	return set("go npm npx yarn pnpm bun bunx deno node python python3 pip pip3 poetry uv ruff mypy pyright black flake8 cargo rustc cmake ninja just task mvn gradle dotnet bundle ruby rails php composer bash sh zsh pwsh docker docker-compose podman kubectl helm terraform ansible git gh glab curl wget jq yq grep rg ag sed awk test diff cmp ls cat echo find head tail wc sort psql mysql sqlite3 redis-cli mix elixir swift xcodebuild flutter dart bazel buck nx turbo playwright cypress eslint prettier biome tsc tsx golangci-lint gofmt shellcheck hadolint speclint hyperfine wrk k6 openspec sbt lein clj stack cabal ghc zig perl prove R julia javac java kotlinc scala openssl ssh rsync tar unzip env time timeout watch cd export source alembic django-admin manage.py flask uvicorn celery prisma vite next ng vue svelte-kit storybook hugo jekyll mkdocs sphinx-build pdflatex protoc buf sqlc atlas migrate goose flyway liquibase nix guix apt-get brew systemctl journalctl gdb valgrind perf strace vale markdownlint markdownlint-cli2 semgrep trivy snyk gitleaks act cosign syft grype goreleaser bats tap codeception behat artisan pest spectral ajv newman http httpie deptry bandit isort pylint pre-commit commitlint wasm-pack trunk forge hardhat anchor truffle foundry solc printf xargs tee chmod mkdir rm cp mv touch ln")
})

var standalone = once(func() map[string]bool {
	return set("make pytest tox nox jest vitest mocha rspec phpunit ctest rake pre-commit staticcheck actionlint golangci-lint shellcheck ninja ava nosetests bats pest tsc")
})

func set(list string) map[string]bool {
	out := map[string]bool{}
	for _, word := range strings.Fields(list) {
		out[word] = true
	}
	return out
}

// IsCommand reports whether a text is a command line, rather than a name.
func IsCommand(text string) bool { return isCommand(text) }

// isCommand reports whether a code span is a command line.
func isCommand(code string) bool {
	name, rest := cutField(code)
	for name != "" && (name == "$" || name == "sudo" || name == "!" || isAssignment(name)) {
		name, rest = cutField(rest)
	}
	if name == "" {
		return false
	}
	alone := strings.TrimSpace(rest) == ""
	switch {
	case standalone()[name]:
		return true
	case strings.HasPrefix(name, "./") && !strings.HasSuffix(name, "/") && !strings.ContainsAny(name, "*{"):
		return !alone || !hasExtension(name[2:]) || isScriptName(name)
	case !alone:
		return programs()[name] && !(name == "test" && !strings.ContainsAny(code, "-[=")) || isScriptName(name) || strings.HasPrefix(name, "bin/") || strings.HasPrefix(name, "node_modules/.bin/") || strings.HasPrefix(name, "vendor/bin/")
	}
	return false
}

// cutField returns the first word of a text and what stands behind it.
func cutField(text string) (word, rest string) {
	start := 0
	for start < len(text) && isSpaceASCII(text[start]) {
		start++
	}
	for end := start; end < len(text); end++ {
		if c := text[end]; isSpaceASCII(c) {
			return text[start:end], text[end:]
		} else if c >= utf8.RuneSelf {
			return cutWideField(text)
		}
	}
	return text[start:], ""
}

// cutWideField is cutField for any text.
func cutWideField(text string) (word, rest string) {
	text = strings.TrimLeftFunc(text, unicode.IsSpace)
	if end := strings.IndexFunc(text, unicode.IsSpace); end >= 0 {
		return text[:end], text[end:]
	}
	return text, ""
}

func isScriptName(name string) bool {
	return strings.Contains(name, "/") && (strings.HasSuffix(name, ".sh") || strings.HasSuffix(name, ".bash"))
}

// isAssignment recognises NAME=value before a command.
func isAssignment(word string) bool {
	name, _, ok := strings.Cut(word, "=")
	if !ok || name == "" || isDigit(name[0]) {
		return false
	}
	for i := range len(name) {
		if !wordByte(name[i]) {
			return false
		}
	}
	return true
}

// shells are the info strings of fences that hold commands; in those of
// transcripts only the lines with a prompt do.
var shells = once(func() map[string]bool {
	return set("sh bash shell zsh fish ksh console shell-session shellsession terminal sh-session bash-session powershell pwsh cmd")
})

// isScript reports whether a fence holds commands.
func (it *Item) isScript() bool {
	if it.Kind != Fence {
		return false
	}
	return (shells()[it.Lang] || it.Lang == "" && looksLikeScript(it.Text)) && it.script() != ""
}

// isCheck reports whether a fence holds commands of which none is an action.
func (it *Item) isCheck() bool { return it.isScript() && actionIn(it.script()) == "" }

// looksLikeScript reports whether every line of a fence without an info string
// is a command, a comment or a continuation.
func looksLikeScript(text string) bool {
	goesOn, any := false, false
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if !goesOn && !isCommand(strings.TrimPrefix(line, "$ ")) {
			return false
		}
		any = true
		goesOn = strings.HasSuffix(line, `\`)
	}
	return any
}

// script returns the commands of a fence: prompts dropped, and with them the
// output between, comments and blank lines at the ends trimmed.
func (it *Item) script() string {
	lines := strings.Split(it.Text, "\n")
	prompted := false
	for _, l := range lines {
		prompted = prompted || strings.HasPrefix(strings.TrimSpace(l), "$ ")
	}
	var out []string
	commands := false
	goesOn := false
	for _, l := range lines {
		trimmed := strings.TrimSpace(l)
		if prompted {
			cmd, ok := strings.CutPrefix(trimmed, "$ ")
			if !ok && !goesOn {
				continue
			}
			l, trimmed = cmd, cmd
		}
		goesOn = strings.HasSuffix(trimmed, `\`)
		commands = commands || trimmed != "" && !strings.HasPrefix(trimmed, "#")
		out = append(out, strings.TrimRight(l, " \t\r"))
	}
	if !commands {
		return ""
	}
	return strings.Trim(strings.Join(out, "\n"), "\n")
}

// testsSomething reports whether a script runs a test or a build, so that it is
// a check wherever it stands.
func (it *Item) testsSomething() bool {
	for _, word := range []string{"test", "pytest", "jest", "lint", "check", "verify", "build"} {
		if containsFold(it.Text, word) {
			return true
		}
	}
	return false
}

// isCommandLine recognises a bullet of a verification section that is nothing
// but a command, of whatever program: a code span with a blank, or a script.
func (it *Item) isCommandLine() bool {
	if it.Kind == Sentence || len(it.Code) == 0 || it.Code[0].Start != taskNumber(it.Text) {
		return false
	}
	code := it.Code[0]
	rest := strings.Trim(it.Text[code.End:], " .")
	first, _, blank := strings.Cut(code.Text, " ")
	if actionIn(code.Text) != "" || rest != "" && !it.features.is(clPasses) || strings.ToUpper(first) == first || strings.ContainsAny(first, "(){}[]<>\"',;=") {
		return false
	}
	return blank || isScriptName(code.Text)
}

// taskNumber is the length of the number that lists of tasks begin their items with,
// and of the marks behind it: "1.2 ", "T012 [P] ".
func taskNumber(text string) int {
	end := 0
	for word, rest, ok := strings.Cut(text, " "); ok; word, rest, ok = strings.Cut(rest, " ") {
		mark := strings.HasPrefix(word, "[") && strings.HasSuffix(word, "]")
		if end == 0 && !isTaskNumber(word) || end > 0 && !mark {
			break
		}
		end = len(text) - len(rest)
	}
	return end
}

// isTaskNumber recognises "1.2", "3." and "T012"; "5" may count something.
func isTaskNumber(word string) bool {
	digits := strings.TrimRight(strings.TrimPrefix(word, "T"), ".)")
	return digits != "" && strings.Trim(digits, "0123456789.") == "" && (digits != word || strings.Contains(digits, "."))
}

// tellsToRun recognises "Run `make test`", whatever heading it stands below.
func tellsToRun(text string) bool {
	word, _, _ := strings.Cut(text, " ")
	return strings.EqualFold(word, "run")
}

// commands reads the checks that the item names.
func (r *reader) commands(it *Item) {
	checks := it.Topic.Dims.Any(dims(Verification, Success))
	if it.Kind == Fence {
		if it.isScript() && checks && !it.Lead.Aside && !isServer(it.script()) {
			r.c.addCommand(Command{Run: it.script(), Line: r.s.Line(it.Range.Start), Expect: "pass", Range: it.Range})
		}
		return
	}
	label := it.Label == "run" || it.Label == "command" || it.Label == "commands" || it.Label == "verify"
	if label && len(it.Code) == 0 && isCommand(it.Text) {
		r.c.addCommand(Command{Run: withoutStop(it.Text), Line: r.s.Line(it.Range.Start), Expect: "pass", Range: it.Range})
		return
	}
	number := taskNumber(it.Text)
	if !label && !checks && (it.Topic.Dims.Has(OutOfScope) || !tellsToRun(it.Text[number:]) && !it.unmistakable(Verification)) {
		return
	}
	bound, end := true, number
	for i, code := range it.Code {
		gap := it.Text[min(end, code.Start):code.Start]
		end = code.End
		if !code.isCommand() && !(i == 0 && it.Topic.Dims.Has(Verification) && it.isCommandLine()) {
			bound = false
			continue
		}
		if i > 0 && bound && !joins(gap) && !runs(gap) || !bound && !runs(gap) {
			continue
		}
		if i == 0 && !label && !joins(gap) && !runs(gap) {
			bound = false
			continue
		}
		if strings.HasPrefix(code.Text, "git status") || strings.HasPrefix(code.Text, "git diff") && !strings.Contains(code.Text, "--exit-code") && !strings.Contains(code.Text, "--check") {
			continue // succeeds whatever it prints
		}
		if refuses(near(it.Text[:code.Start])) || refused(it.Text[code.End:]) || isServer(code.Text) || it.describes() && code.Start > 0 {
			continue
		}
		if !checks && !label && actionIn(code.Text) != "" {
			continue // a step of the work
		}
		if expect := expectation(it.Text[code.End:]); expect != "" {
			r.c.addCommand(Command{Run: strings.TrimPrefix(code.Text, "$ "), Line: r.s.Line(code.Range.Start), Expect: expect, Range: code.Range})
		}
	}
}

// refuses reports whether the words before a command tell not to run it, or
// only to run it when something else failed.
func refuses(before string) bool {
	lower := before
	if i := strings.LastIndexAny(lower, ".;"); i >= 0 {
		lower = lower[i+1:]
	}
	return containsAny(lower, "not run", "never run", "n't run", "not use", "never use", "without running", "instead of", "avoid ", "not execute", "if it fails", "if that fails", "if they fail", "otherwise", "on failure")
}

// near bounds how far back the words before a code span are read: what matters
// stands close, and an item may be a book.
func near(before string) string {
	return strings.ToLower(before[max(0, len(before)-300):])
}

// refused reports whether the words behind a command tell not to run it: "`rm -rf
// build` must not be run".
func refused(rest string) bool {
	rest = strings.ToLower(rest[:min(len(rest), 120)])
	if i := strings.IndexAny(rest, ";`"); i >= 0 {
		rest = rest[:i]
	}
	return containsAny(rest, "not be run", "never be run", "not run", "never run", "not be executed", "never be executed", "not be used", "never be used", "not be called", "never be called", "n't be run", "n't run", "is forbidden", "is off limits")
}

// isServer recognises commands that do not end by themselves: they prepare a
// check and are none.
func isServer(cmd string) bool {
	fields := strings.Fields(cmd)
	last := fields[len(fields)-1]
	switch last {
	case "start", "dev", "serve", "preview", "watch", "up", "runserver", "server":
		return true
	}
	return containsAny(cmd, "compose up", "--watch", "http.server", "uvicorn ", "flask run", "rails s", "next dev", "run dev", "run start", "tail -f") || last == "-w"
}

// withoutStop drops the full stop of a sentence from a command, not the dots of
// "./...".
func withoutStop(text string) string {
	if strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "..") && !strings.HasSuffix(text, " .") && !strings.HasSuffix(text, "/.") {
		return text[:len(text)-1]
	}
	return text
}

// runs reports whether the words before a command tell to run it.
func runs(gap string) bool {
	switch lastWord(gap) {
	case "with", "by", "using":
		verb, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(gap)), " ")
		switch verb {
		case "verify", "check", "test", "run", "build", "lint", "measure", "confirm", "benchmark", "verified", "checked", "tested", "validate":
			return true
		}
		return false
	case "run", "runs", "execute", "via", "then", "command", "verify", "check", "test", "tests", "lint", "build", "passes", "typecheck", "pass", "and", "suite", "cmd", "script":
		return true
	}
	return false
}

// expectation reads what a criterion says of its command: "pass", "fail", or
// "" when the words behind it promise something that an exit status cannot tell.
func expectation(rest string) string {
	rest = strings.ToLower(rest[:min(len(rest), 400)])
	if containsAny(rest, " not ", "never", "forbidden", " only", "manual", "optional", "approval", "staging", "rollback", "roll back", "by the reviewer", "by a human", "by hand") {
		return "" // somebody else's check, or none
	}
	if i := strings.IndexAny(rest, ".;"); i >= 0 && (i+1 == len(rest) || rest[i+1] == ' ') {
		rest = rest[:i]
	}
	if containsAny(rest, "exits 0", "exit 0", "exit code 0", "status 0", "succeed", "passes", " pass", "no error", "green") {
		return "pass"
	}
	if containsAny(rest, "fails", "non-zero", "nonzero", "exits 1", "exits 2", "exits 3", "exits with 1", "exits with 2", "exit code 1", "exit code 2", "status 1", "status 2", "is rejected") {
		return "fail"
	}
	if containsAny(rest, "finds nothing", "lists no", "shows only", "shows no", "lists only", "prints only", "no match", "prints nothing", "finds no", "returns nothing", "is empty", "no output", "an error", "returns no", "prints no") {
		return ""
	}
	for _, verb := range []string{"returns ", "prints ", "shows ", "outputs ", "answers ", "responds "} {
		if after, ok := strings.CutPrefix(strings.TrimLeft(rest, " "), verb); ok && after != "" && strings.ContainsAny(after[:1], "0123456789\"`“'") {
			return "" // a value, of which the exit status knows nothing
		}
	}
	return "pass"
}
