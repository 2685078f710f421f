package lint

import (
	"fmt"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/internal/spec/pattern"
)

// The thresholds of the advice, from what is published about solve rates by
// files and lines changed. They are defaults, no laws.
const (
	maxCriteria        = 8
	maxFiles           = 3 // in more than one package
	maxLines           = 400
	maxBackgroundLines = 200
	maxHours           = 1
)

// autonomy decides how the task may be run from counts alone; the score has no
// part in it.
func autonomy(s *spec.Spec, deliverables []spec.Range, found []finding, ready bool) report.Autonomy {
	kinds := sensitive(s)
	c := report.Counts{Deliverables: max(1, len(deliverables)), Sensitive: len(kinds)}
	c.Files, c.Packages = files(s)
	for i := range s.Items {
		it := &s.Items[i]
		if it.Duplicate || it.Criterion == spec.NoCriterion {
			continue
		}
		c.Criteria++
		if it.Criterion.Checkable() {
			c.CriteriaCheckable++
		}
		if it.ForPersons() {
			c.CriteriaHuman++
		}
	}
	for _, f := range found {
		if f.rule.Undecided {
			c.Undecided++
		}
	}
	a := report.Autonomy{Mode: "background", Counts: c, Reasons: []string{}}
	if reasons := splitReasons(s, c); len(reasons) > 0 {
		a.Mode, a.Reasons = "split", reasons
		a.Parts = partsOf(s, deliverables, c)
	} else if reasons := watchReasons(s, c, kinds, ready); len(reasons) > 0 {
		a.Mode, a.Reasons = "supervised", reasons
	}
	n := float64(max(1, c.Deliverables+c.Files+c.Undecided+c.Criteria-c.CriteriaCheckable))
	for _, e := range []float64{0.01, 0.03, 0.05} {
		a.Risk = append(a.Risk, report.Risk{ErrorRate: e, Bad: 1 - math.Pow(1-e, n)})
	}
	return a
}

// splitReasons say why the task is too big for one run.
func splitReasons(s *spec.Spec, c report.Counts) []string {
	var out []string
	if c.Deliverables > 1 {
		out = append(out, fmt.Sprintf("%d independent deliverables", c.Deliverables))
	}
	if c.Criteria > maxCriteria {
		out = append(out, fmt.Sprintf("%d criteria, more than %d", c.Criteria, maxCriteria))
	}
	if c.Files > maxFiles && c.Packages > 1 {
		out = append(out, fmt.Sprintf("%d files in %d packages", c.Files, c.Packages))
	}
	if l := s.Contract().Limits.Changed; l != nil && l.Value > maxLines {
		out = append(out, fmt.Sprintf("a limit of %d changed lines, more than %d", l.Value, maxLines))
	}
	if h := hours(s); h > maxHours {
		out = append(out, fmt.Sprintf("an estimate of %s hours", strconv.FormatFloat(h, 'f', -1, 64)))
	}
	return out
}

// watchReasons say why the task should not run unwatched.
func watchReasons(s *spec.Spec, c report.Counts, kinds []string, ready bool) []string {
	var out []string
	if !ready {
		out = append(out, "the spec is not ready")
	}
	switch open := c.Criteria - c.CriteriaCheckable; {
	case c.Criteria == 0:
		out = append(out, "no criterion says when it is done")
	case open > 0 && c.Criteria == 1:
		out = append(out, "the only criterion has no check")
	case open > 0:
		out = append(out, fmt.Sprintf("%d of %d criteria %s no check", open, c.Criteria, plural(open, "has", "have")))
	}
	if human := c.CriteriaHuman - (c.Criteria - c.CriteriaCheckable); human > 0 {
		out = append(out, fmt.Sprintf("%d %s only a person can check", human, plural(human, "criterion that", "criteria that")))
	}
	if c.Undecided > 0 {
		out = append(out, fmt.Sprintf("%d undecided %s", c.Undecided, plural(c.Undecided, "point", "points")))
	}
	if len(kinds) > 0 {
		out = append(out, "touches "+strings.Join(kinds, ", "))
	}
	if l := s.Contract().Limits.Changed; l != nil && l.Value > maxBackgroundLines {
		out = append(out, fmt.Sprintf("a limit of %d changed lines, more than %d", l.Value, maxBackgroundLines))
	}
	return out
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// sensitivePath returns the kind of area that the first telling name in a path
// stands for, or "".
func sensitivePath(path string) string {
	for start := 0; start <= len(path); {
		end := start
		if strings.HasPrefix(path[start:], ".") { // .env
			end++
		}
		for end < len(path) && !parts(path[end]) {
			end++
		}
		if kind := sensitiveNames(path[start:end]); kind != "" {
			return kind
		}
		for start < len(path) && !parts(path[start]) {
			start++
		}
		start++
	}
	return ""
}

// parts reports whether a byte stands between the names in a path.
func parts(c byte) bool { return c == '/' || c == '_' || c == '.' || c == '-' }

// sensitiveNames are the names by which a path tells of a sensitive area.
func sensitiveNames(name string) string {
	if len(name) < len("k8s") || len(name) > len("credentials") {
		return ""
	}
	switch strings.ToLower(name) {
	case "migration", "migrations":
		return "migration"
	case "auth", "authn", "authz", "login", "oauth", "session", "sessions":
		return "auth"
	case "payment", "payments", "billing", "checkout", "invoice", "invoices":
		return "payment"
	case "deploy", "deployment", "terraform", "k8s", "helm":
		return "deploy"
	case "secret", "secrets", "credential", "credentials", ".env":
		return "secrets"
	}
	return ""
}

// sensitive returns the kinds of sensitive or irreversible action that the task
// asks for, each once, in a fixed order.
func sensitive(s *spec.Spec) []string {
	kinds := []string{"migration", "deletion", "auth", "payment", "deploy", "secrets"}
	has := map[string]bool{}
	for i := range s.Items {
		for _, k := range s.Items[i].Sensitive() {
			has[k] = true
		}
	}
	c := s.Contract()
	for _, list := range [][]spec.Pattern{c.Modify, c.Create, c.Delete} {
		for _, p := range list {
			has[sensitivePath(p.Pattern)] = true
		}
	}
	return slices.DeleteFunc(kinds, func(k string) bool { return !has[k] })
}

// files counts the paths that the task may touch, and the packages that its
// source files stand in. Docs and tests ride along with their source.
func files(s *spec.Spec) (n, packages int) {
	c := s.Contract()
	seen := map[string]bool{}
	var dirs []string
	for _, list := range [][]spec.Pattern{c.Modify, c.Create, c.Delete} {
		for _, p := range list {
			if seen[p.Pattern] {
				continue
			}
			seen[p.Pattern] = true
			if dir := packageOf(p.Pattern); dir != "" {
				dirs = append(dirs, dir)
			}
		}
	}
	slices.Sort(dirs)
	last := ""
	for _, d := range dirs { // a folder inside one that counts is the same package
		if last == "" || d != last && !strings.HasPrefix(d, last+"/") {
			packages, last = packages+1, d
		}
	}
	return len(seen), packages
}

// packageOf returns the package of a glob's source files: the top folder, or the
// one below it where the top folder only collects packages. It is "" for docs,
// tests and migrations, which ride along.
func packageOf(glob string) string {
	if i := strings.IndexAny(glob, "*?[{"); i >= 0 {
		glob = glob[:i] + "x"
	}
	dir, base := path.Split(glob)
	dir = strings.TrimSuffix(dir, "/")
	ext := strings.ToLower(path.Ext(base))
	if ext == ".md" || ext == ".rst" || ext == ".txt" || strings.Contains(strings.ToLower(base), "test") || strings.Contains(base, ".spec.") {
		return ""
	}
	for part := range strings.SplitSeq(strings.ToLower(dir), "/") {
		switch part {
		case "test", "tests", "__tests__", "spec", "specs", "testdata", "docs", "doc", "fixtures", "migrations", "migrate", "migration":
			return ""
		}
	}
	first, rest, _ := strings.Cut(dir, "/")
	switch first {
	case "":
		return "."
	case "packages", "pkg", "internal", "apps", "services", "cmd", "crates", "libs", "modules", "components", "plugins":
		second, _, _ := strings.Cut(rest, "/")
		if second == "" && ext == "" { // the package itself
			second = base
		}
		return first + "/" + second
	}
	return first
}

// effort reads a stated estimate. A day has eight hours, a week five days.
var effort = pattern.New(`(?i)^(?:\W*)(?:estimate[ds]?|estimated (?:effort|time|duration)|effort|time estimate|duration|timeline)\b[^0-9]{0,20}(\d+(?:\.\d+)?)(?:\s*(?:-|–|to)\s*(\d+(?:\.\d+)?))?\s*(hours?|hrs?|h|days?|d|weeks?|w)\b`)

// estimates reports whether a text begins with a word that effort knows.
func estimates(text string) bool {
	for text != "" && !isWord(rune(text[0])) {
		text = text[1:]
	}
	if text == "" || strings.IndexByte("etdETD", text[0]) < 0 {
		return false
	}
	for _, word := range []string{"estimate", "effort", "time estimate", "duration", "timeline"} {
		if len(text) > len(word) && strings.EqualFold(text[:len(word)], word) {
			return true
		}
	}
	return false
}

// isWord is \w of regular expressions.
func isWord(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_'
}

// hours returns the largest stated estimate of human effort, 0 without one.
func hours(s *spec.Spec) float64 {
	most := 0.0
	for i := range s.Items {
		it := &s.Items[i]
		if it.Kind == spec.Fence || !estimates(it.Text) {
			continue
		}
		m := effort.Find(it.Text)
		if m == nil {
			continue
		}
		value, _ := strconv.ParseFloat(it.Text[m[2]:m[3]], 64)
		if m[4] >= 0 {
			value, _ = strconv.ParseFloat(it.Text[m[4]:m[5]], 64)
		}
		switch strings.ToLower(it.Text[m[6]:m[7]])[0] {
		case 'd':
			value *= 8
		case 'w':
			value *= 40
		}
		most = max(most, value)
	}
	return most
}
