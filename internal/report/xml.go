package report

import (
	"html"
	"strings"
)

// xmlText is a text as it may stand between tags or in quotation marks. What XML 1.0
// has no way to write was made visible before, but for two code points.
func xmlText(s string) string { return xmlNone.Replace(html.EscapeString(Printable(s))) }

// xmlLines are lines between tags, each of them printable, that are no commands
// where a runner of CI reads along.
func xmlLines(lines []string) string {
	return xmlNone.Replace(html.EscapeString(logged(strings.Join(lines, "\n"))))
}

var xmlNone = strings.NewReplacer("\uFFFE", `\ufffe`, "\uFFFF", `\uffff`)
