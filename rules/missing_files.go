package rules

import (
	_ "embed"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/lint"
)

//go:embed missing_files.txtar
var missingFilesDoc string

// MissingFiles finds a task that names no path to work in.
var MissingFiles = &lint.Rule{
	Name:     "missing-files",
	Doc:      missingFilesDoc,
	Severity: report.Warning,
	Right:    32, Read: 34,
	Missing: spec.Files,
	Reports: true,
	Run: func(p *lint.Pass) {
		reportMissing(p, report.Info, "which files the work touches")
	},
}
