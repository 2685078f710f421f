package gate

import (
	"strings"
	"sync"

	"github.com/speclint/speclint/internal/glob"
)

// The kinds of protected path, in the words of the report.
const (
	protectedCI       = "CI configuration"
	protectedHooks    = "a hook"
	protectedAgents   = "agent configuration"
	protectedGit      = "a file by which git hides or transforms others"
	protectedSpeclint = "the config of speclint"
	protectedRunner   = "test-runner configuration"
	protectedSpec     = "another spec"
	protectedConfig   = "protected by the config"
)

// protectedPaths are the well-known paths: folders end in "/**", and what has a
// slash is anchored at the root of the repository, while a name alone, of a file
// or a folder, holds anywhere.
var protectedPaths = []struct{ kind, paths string }{
	{protectedCI, `
.github/workflows/** .github/actions/** .github/dependabot.yml .github/dependabot.yaml .github/settings.yml CODEOWNERS
.gitlab-ci.yml .gitlab/** .circleci/** .travis.yml .buildkite/** .drone.yml .woodpecker.yml .woodpecker/** .teamcity/**
azure-pipelines.yml azure-pipelines.yaml .azure-pipelines/** bitbucket-pipelines.yml appveyor.yml .appveyor.yml cloudbuild.yaml cloudbuild.yml
.ci/** .tekton/** .semaphore/** .cirrus.yml Jenkinsfile action.yml action.yaml renovate.json renovate.json5 .renovaterc .renovaterc.json .mergify.yml`},
	{protectedHooks, `
.githooks/** .git-hooks/** .husky/** .huskyrc .huskyrc.json lefthook.yml lefthook.yaml lefthook.toml lefthook.json .lefthook.yml .lefthook.yaml
lefthook-local.yml .lefthook/** .lefthook-local/** .pre-commit-config.yaml .pre-commit-hooks.yaml .overcommit.yml hk.pkl
.lintstagedrc .lintstagedrc.json .lintstagedrc.js .lintstagedrc.yml lint-staged.config.js lint-staged.config.mjs`},
	{protectedAgents, `
CLAUDE.md CLAUDE.local.md AGENTS.md AGENT.md GEMINI.md .claude/** .codex/** .cursor/** .cursorrules .cursorignore .gemini/** .aider.conf.yml .aiderignore
.windsurf/** .windsurfrules .clinerules .clinerules/** .roo/** .roorules .continue/** .mcp.json mcp.json .opencode/** opencode.json opencode.jsonc
.github/copilot-instructions.md .github/instructions/** .github/prompts/** .github/agents/** .github/chatmodes/** .github/hooks/** .github/skills/** .kiro/steering/** .kiro/hooks/** .kiro/settings/**
.amazonq/** .junie/** .augment/** .agents/** .goosehints .rules
.qwen/** QWEN.md .factory/** .trae/**`},
	{protectedGit, `.gitattributes .gitmodules .gitignore .lfsconfig .ignore`},
	{protectedSpeclint, `.speclint.yaml .speclint.yml .config/speclint.yml .config/speclint.yaml`},
}

// protection is the table, ready to look up.
type protection struct {
	set   *glob.Set
	kinds []string // of each glob
}

var protections = sync.OnceValue(func() *protection {
	t := &protection{}
	var globs []string
	add := func(kind, path string) {
		if !strings.Contains(strings.TrimSuffix(path, "/**"), "/") {
			path = "**/" + path
		}
		globs, t.kinds = append(globs, path), append(t.kinds, kind)
	}
	for _, row := range protectedPaths {
		for path := range strings.FieldsSeq(row.paths) {
			add(row.kind, path)
		}
	}
	for name := range strings.FieldsSeq(harnessNames) {
		add(protectedRunner, name)
	}
	set, err := glob.Folded(globs)
	if err != nil {
		panic(err) // the table above is wrong, which a test finds
	}
	t.set = set
	return t
})

// protectedKind returns what a path is protected as, "" for nothing. Names that
// some file system takes for the same file are no difference.
func protectedKind(p string) string {
	t := protections()
	if i, ok := t.set.First(p); ok {
		return t.kinds[i]
	}
	return ""
}

// protected returns what a path is protected as: by the well-known paths, by the
// config, or because a spec stands there that does not judge this change.
func (p *Pass) protected(file string) string {
	if kind := protectedKind(file); kind != "" {
		return kind
	}
	if _, ok := p.config.protect.First(file); ok {
		return protectedConfig
	}
	if is := p.Options.IsSpec; is != nil && (is(file) || is(strings.ToLower(file))) && !p.Owns(file) {
		return protectedSpec
	}
	return ""
}
