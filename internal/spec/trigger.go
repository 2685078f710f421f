package spec

import (
	"strings"

	"github.com/speclint/speclint/internal/spec/pattern"
)

// Trigger is a condition under which the agent must stop and ask.
type Trigger struct {
	Text       string
	Line       int
	Paths      []string // globs: a touched path fires it
	Conditions []string // built-in names, and sizes such as "files>12"
	Enforced   bool     // the gate can see it; else it is for the agent only
	Range      Range
}

// conditions are what the gate can see without a path, by the words that people
// use for them.
var conditions = once(func() []condition {
	return []condition{
		{"new-dependency", []string{"dependenc", "package", "librar"}, []string{"new", "another", "additional", "extra", "add", "introduc", "upgrad", "third-party", "external", "runtime", "needed", "required", "change"}, pattern.New(`(?i)\b(?:new|another|additional|extra|add(?:ing|s)?(?: an?| any)?|introduc\w+(?: an?| any)?|upgrad\w+(?: an?| any)?|third-party|external|runtime)\s+(?:\w+[ -]){0,2}(?:dependenc(?:y|ies)|package|library|libraries)\b|\bdependenc(?:y|ies)\b.{0,30}\b(?:needed|added|required|changes?|upgraded)\b`)},
		{"schema-migration", []string{"migration", "schema", "database", "db "}, []string{"migrat", "chang"}, pattern.New(`(?i)\b(?:database|db|data)\s+(?:schema\s+)?(?:migrations?|must change|has to change|needs to change|would change|changes)\b|\bschema\b.{0,20}\b(?:chang|migrat)\w*|\bmigrations?\b.{0,20}\b(?:needed|required|necessary|unavoidable|added|changed|written)\b|\b(?:need|needs|require|requires|add|adding|write|writing|edit|change|changing|a new|another|any)\b(?: an?| any| the)?(?: \w+)? migrations?\b|^\W*(?:an?y? )?(?:schema |database )?migrations?\W*$`)},
		{"tests-changed", []string{"test"}, []string{"chang", "delet", "remov", "skip", "disabl", "rewritten", "modif", "weaken", "edit", "adjust"}, pattern.New(`(?i)^[^\d]*\b(?:existing|old|current|any|a|an|other|passing)?\s*\btests?\b.{0,30}\b(?:chang\w*|delet\w*|remov\w*|skip\w*|disabl\w*|rewritten|modif\w*|weaken\w*|edit\w*|adjust\w*)|^[^\d]*\b(?:chang|delet|remov|skip|disabl|modify|modif|weaken|edit)\w*\b.{0,25}\btests?\b`)},
		{"files-deleted", []string{"file"}, []string{"delet", "remov"}, pattern.New(`(?i)\b(?:delet\w*|remov\w*)\s+(?:an?\s+|any\s+|existing\s+|the\s+|other\s+)*files?\b|\bfiles?\b.{0,25}\b(?:delet\w*|remov\w*)`)},
		{"sensitive-path", []string{"secur", "auth", "log", "password", "secret", "credential", "payment", "billing", "permission", "encrypt", "token", "personal", "pii"}, []string{"touch", "chang", "modif", "edit", "alter", "affect", "involv", "near", "concern", "about", "require", "need", "code", "path", "file", "sensitive"}, pattern.New(`(?i)\b(?:touch\w*|chang\w*|modif\w*|edit\w*|alter\w*|affect\w*|involv\w*|near|concern\w*|about|requires?|needs?)\b.{0,40}\b(?:security|auth\w*|log-?in|passwords?|secrets?|credentials?|payments?|billing|permissions?|encryption|tokens?|personal data|pii)\b|\b(?:security|auth\w*|log-?in|passwords?|secrets?|credentials?|payments?|billing|permissions?|encryption)\b.{0,25}\b(?:touch\w*|chang\w*|modif\w*|affect\w*|involved|code|path|paths|files?)\b|security-sensitive`)},
		{"ci-changed", []string{"ci", "build", "pipeline", "workflow"}, []string{"config", "file", "chang", "definition"}, pattern.New(`(?i)\b(?:ci|build|pipeline|workflow)\b.{0,20}\b(?:config\w*|files?|chang\w*|definition)\b`)},
	}
})

// condition is one of them. The expression cannot match a text that does not
// have one of things and one of verbs: it is not worth the search there.
type condition struct {
	name          string
	things, verbs []string
	re            *pattern.Pattern
}

func conditionNames() []string {
	var names []string
	for _, c := range conditions() {
		names = append(names, c.name)
	}
	return names
}

// trigger reads the item as a trigger, and reports whether it is one.
func (r *reader) trigger(it *Item) bool {
	section := it.Topic.Role == Triggers
	if !section && !it.unmistakable(Escalation) || it.Hollow || it.needsClarification() {
		return false
	}
	if strings.HasSuffix(it.Text, ":") || it.Kind == Title || it.excludesNothing() {
		return section
	}
	f := &it.features
	if it.Kind == Sentence && !it.Lead.Halts && !f.is(clCondition, clHalts) {
		return section
	}
	r.c.addTrigger(readTrigger(it.Text, r.s.Line(it.Range.Start), it.Range, it.Code))
	return true
}

// readTrigger reads one trigger: the paths, sizes and conditions that it names.
func readTrigger(text string, line int, where Range, code []Code) Trigger {
	t := Trigger{Text: text, Line: line, Range: where}
	end := 0
	for _, c := range code {
		gap := text[end:c.Start]
		end = c.End
		if c.isPath() && !hasExcept(gap) && !isMention(gap) { // "a test outside `a/`" is not about a/
			if glob, err := CleanGlob(c.Text); err == nil {
				t.Paths = append(t.Paths, glob)
			}
		}
	}
	for _, l := range triggerSizes(text) {
		t.Conditions = append(t.Conditions, l.key+">"+itoa(l.value))
	}
	if len(t.Paths) == 0 { // a path says it better than a word beside it
		lower := strings.ToLower(text)
		for _, c := range conditions() {
			if containsAny(lower, c.things...) && containsAny(lower, c.verbs...) && c.re.Matches(text) {
				t.Conditions = append(t.Conditions, c.name)
			}
		}
	}
	t.Enforced = len(t.Paths) > 0 || len(t.Conditions) > 0
	return t
}

// codeIn finds the code spans of a text that no Markdown parser saw, and paths
// that stand without backquotes.
func codeIn(text string) []Code {
	var out []Code
	for at := 0; at < len(text); {
		if text[at] == '`' {
			if n := strings.IndexByte(text[at+1:], '`'); n > 0 {
				out = append(out, Code{Text: text[at+1 : at+1+n], Start: at, End: at + n + 2})
				at += n + 2
				continue
			}
		}
		end := at + 1
		for end < len(text) && text[end] != ' ' && text[end] != '`' {
			end++
		}
		if word := strings.TrimRight(text[at:end], ".,;:"); strings.Contains(word, "/") && isPath(word) {
			out = append(out, Code{Text: word, Start: at, End: at + len(word)})
		}
		at = end
		for at < len(text) && text[at] == ' ' {
			at++
		}
	}
	return out
}

// sizeTriggers read "more than 12 files", "over 400 changed lines".
var sizeTriggers = once(func() map[string]*pattern.Pattern {
	over := `(?i)(?:more than|over|exceeds?|exceeding|above|beyond|larger than|bigger than|>)\s*(\d[\d,_]*)\s*`
	return map[string]*pattern.Pattern{
		"files":   pattern.New(over + `(?:changed |modified |touched |source )?files\b`),
		"changed": pattern.New(over + `(?:changed |modified |source )?(?:lines|loc)\b`),
	}
})

func triggerSizes(text string) []readLimit {
	var out []readLimit
	if !strings.ContainsAny(text, "0123456789") {
		return nil
	}
	if !limitsSize(text) {
		return nil
	}
	for _, key := range []string{"files", "changed"} {
		if m := sizeTriggers()[key].Find(text); m != nil {
			if n, ok := parseSize(text[m[2]:m[3]]); ok {
				out = append(out, readLimit{key, n})
			}
		}
	}
	return out
}
