package spec

import (
	"fmt"
	"strings"
	"testing"
)

// compact writes a contract in one line, for tables.
func compact(c *Contract) string {
	var out []string
	for _, l := range []struct {
		name string
		list []Pattern
	}{{"m", c.Modify}, {"c", c.Create}, {"d", c.Delete}, {"f", c.Forbid}, {"x", c.Executable}, {"sym", c.Symlink}, {"sub", c.Submodule}, {"f2p", c.FailToPass}} {
		for _, p := range l.list {
			out = append(out, l.name+":"+p.Pattern)
		}
	}
	for _, r := range c.Rename {
		out = append(out, "r:"+r.From.Pattern+">"+r.To.Pattern)
	}
	for _, key := range LimitKeys() {
		if l := *c.Limits.Of(key); l != nil {
			out = append(out, fmt.Sprintf("%s=%d", key, l.Value))
		}
	}
	for _, v := range c.Verify {
		mark := ""
		if v.Expect != "pass" {
			mark = "!" + v.Expect
		}
		out = append(out, "v:"+strings.ReplaceAll(v.Run, "\n", ";")+mark)
	}
	for _, e := range c.Escalate {
		if e.Enforced {
			out = append(out, "e:"+strings.Join(append(append([]string{}, e.Paths...), e.Conditions...), ","))
		} else {
			out = append(out, "agent:"+e.Text)
		}
	}
	if c.DecisionLog != "" {
		out = append(out, "log:"+c.DecisionLog)
	}
	for _, d := range c.DependsOn {
		out = append(out, "on:"+d.ID)
	}
	for _, u := range c.Unenforced {
		out = append(out, "u:"+u.Text)
	}
	for _, b := range c.Broken {
		out = append(out, "broken:"+b.Text)
	}
	for range c.Clashes {
		out = append(out, "clash")
	}
	return strings.Join(out, " ")
}

// TestContract reads one line or block at a time below a heading.
func TestContract(t *testing.T) {
	tests := []struct{ section, text, want string }{
		// Labels.
		{"Files", "- Modify: `src/a.tsx`, `src/b/**`", "m:src/a.tsx m:src/b/**"},
		{"Scope", "- Create: `src/new.ts`", "c:src/new.ts"},
		{"Scope", "- Delete: `old.go`", "d:old.go"},
		{"Files", "- Rename: `a.go` → `b/c.go`", "c:b/c.go d:a.go r:a.go>b/c.go"},
		{"Files", "- Rename `a.go` to `b.go`", "c:b.go d:a.go r:a.go>b.go"},
		{"Files", "- Executable: `bin/run.sh`\n- Symlink: `latest`\n- Submodule: `third_party/x`", "x:bin/run.sh sub:third_party/x"},
		{"Notes", "- Modify: `src/a.tsx`", "m:src/a.tsx"},
		{"Files", "**Modify:** `a.go` and `b.go`", "m:a.go m:b.go"},
		{"Files", "Modify: `a.go`. Create: `b.go`.", "m:a.go c:b.go"},
		{"Files", "Modify:\n\n- `a.go`\n- `b.go`: the parser in `c.go` stays", "m:a.go m:b.go"},
		{"Files", "- Modify:\n  - `a.go`\n- Create:\n  - `b.go`", "m:a.go c:b.go"},
		{"Files to create", "- `a.go`", "c:a.go"},
		{"Scope", "### Modify\n\n- `a.go`\n\n### Delete\n\n- `b.go`", "m:a.go d:b.go"},
		{"Files", "- Modify: `Makefile`, `LICENSE`, `TODO`", "m:Makefile m:LICENSE"},
		{"Files", "- Modify: `src/**`, but not `src/gen/**`", "m:src/** f:src/gen/**"},
		// Verbs bind only the path directly after them.
		{"Scope", "- Create `a.go`", "c:a.go"},
		{"Scope", "- Add the new file `a.go` and `b.go`", "c:a.go c:b.go"},
		{"Scope", "- Add a flag to `cli.go`", "m:cli.go"},
		{"Scope", "- Remove the flag from `cli.go`", "m:cli.go"},
		{"Scope", "- Remove `old.go`", "d:old.go"},
		{"Scope", "- Delete the unused file `old.go`", "d:old.go"},
		{"Scope", "- Update `a.go` to call `b.go`", "m:a.go"},
		{"Scope", "- Add tests in `a_test.go`", "m:a_test.go"},
		{"Scope", "- Fix the bug of `a.go`", "m:a.go"},
		{"Scope", "- Update `listOrders` in `src/list.ts`", "m:src/list.ts"},
		{"Goal", "- Update `a.go`", ""},
		{"Scope", "- Modify nothing except `src/one.ts`", "m:src/one.ts"},
		{"Scope", "- Delete nothing in `src/keep/`", "f:src/keep/**"},
		{"Scope", "- Rename the function `foo` to `bar` in `names.go`", "m:names.go"},
		{"Scope", "- Move the tests from `old_test.go` to `new_test.go`", "m:old_test.go m:new_test.go c:new_test.go"},
		{"Scope", "- Remove the unused `old_util.go` and its test `old_util_test.go`", "d:old_util.go d:old_util_test.go"},
		{"Scope", "- Delete `dead.py` from `pkg/`", "d:dead.py"},
		{"Scope", "- Add `retry.go` with the backoff from `backoff.go`", "c:retry.go"},
		{"Scope", "- Add `x.css` to `index.html`", "m:index.html c:x.css"},
		{"Scope", "- Update the import in `main.go` to use `newpkg/store.go`", "m:main.go"},
		{"Scope", "- Add a test for `src/nine.ts`", ""},
		{"Scope", "- Create the package `internal/queue` with `queue.go`", "c:internal/queue/**"},
		{"Scope", "- Replace `old.css` with `new.css`", "m:old.css c:new.css"},
		{"Scope", "- Extract the parser from `big.go` into `parser.go`", "m:big.go c:parser.go"},
		{"Scope", "- Copy `template.yml` to `deploy.yml`", "c:deploy.yml"},
		{"Scope", "- Implement the handler in `handler.go`", "m:handler.go c:handler.go"},
		{"Scope", "- Make `bin/tool` executable", "x:bin/tool"},
		{"Scope", "- [ ] T013 [P] [US1] Update `src/role.py` per `docs/plan.md`", "m:src/role.py"},
		{"Scope", "- Only files in `src/only/` may change", "m:src/only/** c:src/only/**"},
		{"Constraints", "All changes stay within `src/four/`.", "m:src/four/** c:src/four/**"},
		{"Files", "- Modify: `src/session.go` (lines 10-20, mirrors `src/other.go`)", "m:src/session.go"},
		{"Files", "- Modify: `src/x.ts:12-40`, `src/y.ts#L3`", "m:src/x.ts m:src/y.ts"},
		{"Files", "- Modify: `src/app` (directory)", "m:src/app/**"},
		{"Files", "- `internal/gone.go` (delete)\n- `internal/new.go` (new)\n- `internal/old.go` (reference only)", "c:internal/new.go d:internal/gone.go"},
		{"Files", "- `response.data`, `nfr.*.status`, `items[]`", ""},
		// Bare paths.
		{"Files", "- `src/a.go`", "m:src/a.go c:src/a.go"},
		{"Scope", "- `src/a.go`: reads the flag", "m:src/a.go c:src/a.go"},
		{"Scope", "- `src/a.go` uses the helper from `src/b.go`", "m:src/a.go c:src/a.go"},
		{"Files", "- `src/auth/`", "m:src/auth/** c:src/auth/**"},
		{"Files", "- Parser: `src/parse.go`", "m:src/parse.go c:src/parse.go"},
		{"Scope", "- The handler answers `GET /api/users` with `application/json`", ""},
		{"Files", "- `/api/users` is a route, `https://a.b/c.go` an address, `user.name` an expression, `foo()` a call, `v1.2` a version", ""},
		{"Files", "- `*.go`\n- `.gitignore`\n- `go.mod`", "m:*.go m:.gitignore m:go.mod c:*.go c:.gitignore c:go.mod"},
		// Tables.
		{"Files", "| File | Action |\n|---|---|\n| `a.go` | Modify |\n| `b.go` | Create |\n| `c.go` | the third |", "m:a.go m:c.go c:b.go c:c.go"},
		{"Ticket", "| Field | Content |\n|---|---|\n| Modify | `a.go`, `b.go` |\n| Create | `c.go` |\n| Out of scope | `d/**` |\n| Verification | `make test` |\n| Stop and ask | if `e/**` has to change |", "m:a.go m:b.go c:c.go f:d/** v:make test e:e/**"},
		// Exclusions.
		{"Out of scope", "- `src/legacy/**`", "f:src/legacy/**"},
		{"Scope", "- Do NOT modify `src/legacy/**` or `b.go`", "f:src/legacy/** f:b.go"},
		{"Scope", "- Never touch `b.go`.\n- `c.go` is off limits.", "f:b.go f:c.go"},
		{"Constraints", "- `d.go` must not be changed.", "f:d.go"},
		{"Scope", "Do not modify:\n\n- `a.go`\n- `b/`", "f:a.go f:b/**"},
		{"Out of scope", "- Nothing outside `src/auth/` changes.", "m:src/auth/** c:src/auth/**"},
		{"Constraints", "- Do not touch anything except `a.go`.", "m:a.go c:a.go"},
		{"Constraints", "- Change no file other than `a.go`.", ""},
		{"Files", "**Files to create:**\n\n- `src/a.go`\n\nNo new packages - all of it fits into `src/`.", "c:src/a.go"},
		{"Files", "**Files to create:**\n\n- `src/a.go`\n\nNo change to `src/b.go`.", "c:src/a.go f:src/b.go"},
		{"Scope", "Outside the package:\n10. Task files (`tasks/`)", ""},
		{"Scope", "**Already done (do not redo):**\n\n- `a.go`\n\n**What this story must do:**\n\n- Create `b.go`", "c:b.go f:a.go"},
		{"Files", "No files in `src/` import from `a.go`.", ""},
		{"Files", "No files in `src/` may import `a.go`.", "f:src/** f:a.go"},
		{"Files", "No files in `src/` change.", "f:src/**"},
		{"Out of scope", "- The mobile app.\n- None", "u:The mobile app."},
		{"Out of scope", "None.", ""},
		{"Scope", "- Modify: `list.ts`\n- Do not change `sort` in `list.ts`", "m:list.ts u:Do not change `sort` in `list.ts`"},
		{"Scope", "- Do not change `sort` in `list.ts`", "f:list.ts"},
		{"Scope", "- Modify: `src/**`\n- Do not modify `src/**`", "m:src/** f:src/** clash"},
		{"Scope", "- Modify: `src/a.go`\n- Do not modify `src/**`", "m:src/a.go f:src/** clash"},
		{"Scope", "- Modify: `src/**`\n- Do not modify `src/gen/**`", "m:src/** f:src/gen/**"},
		{"Constraints", "- The answer must not change for old clients.", ""},
		{"Scope", "- Nothing outside `src/auth/` changes.", "m:src/auth/** c:src/auth/**"},
		{"Scope", "- Do not modify anything in `src/six/` except `src/six/ok.ts`", "m:src/six/ok.ts c:src/six/ok.ts u:Do not modify anything in `src/six/` except `src/six/ok.ts`"},
		{"Scope", "- Modify: `src/seven.ts`\n- Do not delete `src/seven.ts`", "m:src/seven.ts"},
		{"Files", "- Delete: `src/seven.ts`\n- Never remove `src/seven.ts`", "d:src/seven.ts f:src/seven.ts clash"},
		{"Out of scope", "- Use `src/better.ts` instead of changing `src/old.ts`", "f:src/old.ts"},
		{"Out of scope", "- `src/pay.ts`: owned by team B, see `docs/owners.md`", "f:src/pay.ts"},
		{"Scope", "- Leave `Makefile.am` alone; edit `Makefile.in`\n- Keep `src/stable.go` unchanged\n- No change to `go.mod`", "m:Makefile.in f:Makefile.am f:src/stable.go f:go.mod"},
		{"Scope", "- `src/bare.ts` is not changed", "f:src/bare.ts"},
		{"Files", "Unchanged: `src/x.go`", "f:src/x.go"},
		{"Files", "| File | Change |\n|---|---|\n| `a.go` | unchanged |\n| `b.go` | delete; see `c.go` |\n| `d.go` | Add the flag |\n| `e.go` | Remove |", "m:d.go d:b.go d:e.go f:a.go"},
		{"Requirements", "- WHEN `config/x.yml` is missing THEN the tool SHALL NOT modify `config/y.yml`", ""},
		{"Scope", "- Do not add files to `src/y/`.\n- Never write into `src/z/`.", "f:src/y/** f:src/z/**"},
		{"Scope", "- Only touch `src/x/`.", "m:src/x/** c:src/x/**"},
		{"Scope", "- Do not use `lib/x.ts`.", "u:Do not use `lib/x.ts`."},
		{"Out of scope", "- Do not modify `a.go`; change `c.go` instead.", "f:a.go"},
		{"Out of scope", "- Modify: `src/q.go`", "clash"},
		{"Files", "- Copy: `src/a.go` to `src/b.go`", "c:src/b.go"},
		{"Files", "| `a` | b |\n|---|---|\n| `src/c.go` | Rename |", ""},
		{"Scope", "Please leave `d/` alone. `e/` is frozen. Hands off `f/g.go`. `i/` is owned by another team.", "f:d/** f:e/** f:f/g.go"},
		{"Scope", "- Port the parser from `src/old.py` to `src/new.py`", "m:src/old.py m:src/new.py c:src/new.py"},
		{"Scope", "- `src/a.ts` imports from `src/b.ts`", ""},
		{"Files", "- `src/pay/charge.go` (read only, for the pattern)", ""},
		// A list of files that is against its files.
		{"Files NOT to modify", "- `a.go`", "f:a.go"},
		{"Protected paths", "- `a/`", "f:a/**"},
		{"Read-only files", "- `a.go`", "f:a.go"},
		{"Files that cannot change", "- `a.go`", "f:a.go"},
		{"Not allowed", "- `a.go`", "f:a.go"},
		{"Files to read", "- `a.go`", ""},
		{"Protected routes", "- Modify: `a.go`", "m:a.go"},
		{"Files", "Files not to modify:\n\n- `a.go`", "f:a.go"},
		{"Files", "**Files to avoid**\n\n- `a.go`", "f:a.go"},
		{"Files", "- **Frozen files**: `a.go`", "f:a.go"},
		{"Files", "- Avoid modifying `a.go`\n- Not `b.go`\n- 🚫 `c.go`\n- You cannot edit `d.go`", "f:a.go f:b.go f:c.go f:d.go"},
		{"Files", "- `a.go`: unchanged\n- `b.go` (forbidden)\n- `c.go` can't be changed\n- `d.go` ❌\n- `e.go` is out of scope", "f:a.go f:b.go f:c.go f:d.go f:e.go"},
		{"Scope", "- Changes to `a.go` are not allowed\n- Modifying `b.go` is forbidden.", "f:b.go f:a.go"},
		{"Scope", "- `a.go`: unchanged answers for old clients", "m:a.go c:a.go"},
		{"Files", "- Leave `a.go`\n- `b.go` needs no change", "u:Leave `a.go` u:`b.go` needs no change"},
		{"Files", "- Modify: `a.go` (not `b.go`)\n- Modify: everything in `c/` except `c/d.go`", "m:a.go m:c/** f:b.go f:c/d.go"},
		{"Scope", "- Change everything in `c/` except `c/d.go`", "m:c/** f:c/d.go"},
		{"Files", "- Modify: nothing outside `a/`", "m:a/**"},
		{"Files", "<details><summary><b>Out of scope</b></summary>\n\n- `a.go`\n\n</details>\n\n- `b.go`", "m:b.go c:b.go f:a.go"},
		{"Files", "<details>\n<summary>More</summary>\n\n- `a.go`\n\n</details>", "m:a.go c:a.go"},
		// Globs.
		{"Files", "- Modify: `./x.go`, `a//b.go`", "m:x.go m:a/b.go"},
		{"Files", "- Modify: `/etc/x.go`, `src/{a,b`, `!x.go`, `../y.go`", "broken:/etc/x.go broken:src/{a,b broken:!x.go broken:../y.go"},
		{"Files", "- `!src/pay/**`", "broken:!src/pay/**"},
		{"Out of scope", "- `src/[a`", "broken:src/[a"},
		{"Files", "- `{a,b`", "broken:{a,b"},
		// Limits.
		{"Limits", "- Files: 12\n- Changed lines: 400\n- File size: 200 KB\n- Longest line: 300\n- Added lines: 150", "files=12 added=150 changed=400 file-bytes=204800 line-bytes=300"},
		{"Constraints", "- At most 12 files", "files=12"},
		{"Constraints", "- At most 6 files and 200 changed lines.", "files=6 changed=200"},
		{"Limits", "- No more than 6 files and 200 lines", "files=6 changed=200"},
		{"Limits", "- max 10 files; max 1,300 lines", "files=10 changed=1300"},
		{"Limits", "- At most 3 files and 40 lines per message", ""},
		{"Constraints", "- Upload at most 5 files per request.", ""},
		{"Constraints", "- At most 5 files per upload.", ""},
		{"Notes", "The diff stays under 300 lines and touches at most 4 files.", "files=4 changed=300"},
		{"Scope", "- The picker shows at most 12 files.", ""},
		{"Size", "Files: 3\n\nFiles: 5", "files=3 clash"},
		{"Constraints", "| Limit | Value |\n|---|---|\n| Changed lines | 1,200 |", "changed=1200"},
		{"Constraints", "- File size up to 5 MB may be uploaded.", ""},
		{"Limits", "- Upload at most 5 files per request\n- 10 files\n- At most 40 lines per message", "files=10"},
		{"Output", "PR: at most 5 files", "files=5"},
		{"Limits", "- Changed lines: 300, 5 files", "files=5 changed=300"},
		// Commands.
		{"Verification", "```sh\n$ go test ./...\nok\n$ go vet ./...\n```", "v:go test ./...;go vet ./..."},
		{"Verification", "```bash\nset -e\nnpm test # all\n```", "v:set -e;npm test # all"},
		{"Verification", "```\nmake test\n```", "v:make test"},
		{"Verification", "```json\n{\"a\": 1}\n```", ""},
		{"Verification", "- `go test ./...`\n- `src/a_test.go` covers it", "v:go test ./..."},
		{"Verification", "- Run `go test ./...` and `go vet ./...`.", "v:go test ./... v:go vet ./..."},
		{"Notes", "Run: `make lint`", "v:make lint"},
		{"Notes", "Run: go test ./...", "v:go test ./..."},
		{"Success criteria", "- `go test ./...` passes.\n- `go vet` exits with 0.", "v:go test ./... v:go vet"},
		{"Success criteria", "- `app --bad-flag x` exits 2.\n- `grep -r foo src` finds nothing.\n- [ ] `npm run lint` is clean", "v:npm run lint"},
		{"Success criteria", "- `git diff --exit-code` fails.", "v:git diff --exit-code!fail"},
		{"Success criteria", "- When `go test` is slow, the page says so.", ""},
		{"Scope", "```sh\nnpm install\n```", ""},
		{"Verification", "- 1.2 `go test ./a`\n- 3.1 Run `go test ./b`\n- 5 `make lint`\n- 1.5 `rm -rf x` must not be run", "v:go test ./a v:go test ./b"},
		{"Tasks", "- [ ] 1.2 Run `go test ./a`\n- [ ] T012 [P] Run `go test ./b`\n- [ ] 3. `go test ./c` passes\n- [ ] 4.1 Add `go test ./d` to `ci.sh`\n- [ ] 4.2 Running `go test ./e` is slow", "m:ci.sh v:go test ./a v:go test ./b v:go test ./c"},
		{"Out of scope", "- Run `make deploy`\n- 1.2 Run `make publish`", "u:Run `make deploy` u:1.2 Run `make publish`"},
		{"Verification", "- Do not run `rm -rf build`.\n- Start the server with `npm start` and open the page.\n- Run `make test`; if it fails, run `make clean`.\n- `npm run dev`", "v:make test"},
		{"Success criteria", "- Before, `npm test` fails.\n- After, `npm test` passes.", ""},
		{"Verification", "- `rm -rf /tmp/x` must not be run.\n- `make deploy` should never be executed by the agent.", ""},
		{"Success criteria", "- `curl localhost/x` returns 404.\n- `app --version` prints \"1.2\".", ""},
		{"Verification", "- `psql prod -c \"drop table x\"` is forbidden\n- On staging: `kubectl rollout restart deploy/api`\n- Optional: `make bench`\n- `npm run e2e` (manual, before release)\n- `./scripts/migrate.sh --prod` (needs approval)", ""},
		{"Verification", "Rollback, only if it goes wrong:\n\n```sh\ngit push --force origin main\n```", ""},
		// Triggers.
		{"Escalation", "- Stop and ask if `db/migrations/**` has to change.", "e:db/migrations/**"},
		{"Escalation", "- A new dependency is needed.\n- The schema must change.\n- An existing test would have to be deleted.\n- More than 10 files change.\n- The customer's name is unclear.", "e:new-dependency e:schema-migration e:tests-changed e:files>10 agent:The customer's name is unclear."},
		{"Escalation", "Stop and ask when:\n\n- a file has to be deleted\n- anything about passwords changes", "e:files-deleted e:sensitive-path"},
		{"Notes", "If the API must change, stop and ask.", "agent:If the API must change, stop and ask."},
		{"Open questions", "- Which time zone?", ""},
		{"Escalation", "None.", ""},
		// Decision log and dependencies.
		{"Output", "- Decision log: `docs/decisions/x.md`", "log:docs/decisions/x.md"},
		{"Output", "- Decision log: in `docs/adr/`", "log:docs/adr/task.md"},
		{"Output", "- Keep a decision log.", "log:docs/decisions/task.md"},
		{"Output", "- No decision log.", ""},
		{"Notes", "Depends on: `a-1`, b-2 (see `x.md`)", "on:a-1 on:b-2"},
		// What is no prose.
		{"Scope", "> - Modify: `a.go`", ""},
		{"Scope", "> [!WARNING]\n> Do not touch `b/**`. Change `a.go`.", "f:b/**"},
		{"Scope", "> Do not touch `b/**`.", "u:Do not touch `b/**`."},
		{"Scope", "```text\n- Modify: `a.go`\n```", ""},
		{"Scope", "<!-- - Modify: `a.go` -->", ""},
		{"Scope", "- ~~Modify: `a.go`~~", ""},
		{"References", "- `docs/a.md`", ""},
	}
	for _, tt := range tests {
		src := "# Task\n\n## " + tt.section + "\n\n" + tt.text + "\n"
		s, err := Parse("specs/task.md", []byte(src))
		if err != nil {
			t.Errorf("%s: %v", tt.text, err)
			continue
		}
		if got := compact(s.Contract()); got != tt.want {
			t.Errorf("below %q:\n%s\ngot  %s\nwant %s", tt.section, tt.text, got, tt.want)
		}
	}
}
