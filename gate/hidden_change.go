package gate

import (
	_ "embed"
	"path"
)

//go:embed hidden_change.txtar
var hiddenChangeDoc string

// HiddenChange finds files on disk that git was told not to show, and what was
// there at launch and no diff can tell of.
var HiddenChange = &Check{
	Name: "hidden-change",
	Doc:  hiddenChangeDoc,
	Run: func(p *Pass) error {
		for _, h := range p.Change.Hidden {
			kind := p.protected(h.Path)
			if aside(h.Path) {
				kind = ""
			}
			switch {
			case h.Judged:
				p.Escalate(Place{Path: h.Path}, Rule{}, "was changed, %s", h.Why)
			case h.Unseen && !aside(h.Path):
				p.Escalate(Place{Path: h.Path}, Rule{}, "is there, %s, and what is in it was not judged", h.Why)
			case kind != "":
				p.Escalate(Place{Path: h.Path}, Rule{}, "is %s, there %s", kind, h.Why)
			default:
				p.List(Place{Path: h.Path}, Rule{}, "is there, %s", h.Why)
			}
		}
		for _, path := range p.Change.Lost { // neither base nor head ever had it so
			p.Escalate(Place{Path: path}, Rule{}, "was changed and not committed when the task was launched, and that is gone")
		}
		return nil
	},
}

// asideFolders are what tools make and hide by themselves: environments, caches,
// builds, editors.
var asideFolders = wordSet(`
.venv venv env .tox .nox node_modules .pnpm-store .yarn __pycache__ .pytest_cache .mypy_cache .ruff_cache .hypothesis .ipynb_checkpoints .eggs
.worktrees worktrees .idea .vscode .vs .gradle .terraform .next .nuxt .svelte-kit .turbo .parcel-cache .cache .nyc_output coverage htmlcov target build dist out bin obj vendor .direnv .dart_tool`)

// personalFiles are settings of one person, made to be hidden.
var personalFiles = wordSet(`CLAUDE.local.md settings.local.json lefthook-local.yml .aiderignore .cursorignore`)

// aside reports whether a hidden path is there for honest reasons. An ignore
// file that nobody sees is listed with what it hides.
func aside(file string) bool {
	base := path.Base(file)
	return inFolder(file, asideFolders()) || personalFiles()[base] || base == ".gitignore" || base == ".ignore"
}
