package rules

import (
	"bytes"
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/internal/spec/pattern"
)

// question is a point that the spec leaves open.
type question struct {
	item     *spec.Item
	where    spec.Range
	severity report.Severity
	text     string
}

// openQuestions returns the questions in binding text and in sections of open
// questions that nothing answers.
func openQuestions(s *spec.Spec) []question {
	var out []question
	lists := checklists(s)
	for i := range s.Items {
		it := &s.Items[i]
		if strings.IndexByte(it.Text, '?') < 0 && strings.IndexByte(it.Text, '[') < 0 {
			continue
		}
		severity, ok := blocking(it)
		if !ok || it.Checked || isResolved(s.Sections[it.Section].Title) {
			continue
		}
		if start, end := marker(it); start >= 0 {
			out = append(out, question{it, it.Span(start, end), severity, it.Text[start:end]})
			continue
		}
		in := asking(it)
		start, end := lastQuestion(in)
		if start < 0 || isName(in.Prose[start:end]) || !leavesOpen(it, in.Prose[start:end]) || answered(s, i, end) || lists[it.Section] && looks(in.Prose[start:end]) {
			continue
		}
		out = append(out, question{it, in.Span(start, end), severity, in.Text[start:end]})
	}
	return out
}

// isName reports whether a question has no word but a name: "`build-std`?" offers
// it for the question before.
func isName(text string) bool { return !strings.Contains(strings.Trim(text, " ?(\x01"), " ") }

// enumerated reports whether an item is in a list that a sentence leads in, which
// says whose questions they are: "Whoever uploads a file wonders:".
func enumerated(s *spec.Spec, i int) bool {
	it := &s.Items[i]
	if it.Kind != spec.Bullet || it.Topic.Role == spec.Questions {
		return false
	}
	for i--; i >= 0 && s.Items[i].Section == it.Section; i-- {
		if before := &s.Items[i]; before.Kind != spec.Bullet || before.Depth < it.Depth {
			return strings.HasSuffix(before.Text, ":")
		}
	}
	return false
}

// isResolved recognises the titles of sections whose questions are no longer
// open, or not the agent's.
func isResolved(title string) bool {
	return holds(title, "resolved", "answered", "closed", "decided", "question", "faq", "checklist") && resolvedTitle.Matches(title)
}

// checklists returns the sections with more than one question of yes or no:
// such questions are what somebody has to check.
func checklists(s *spec.Spec) map[int]bool {
	count := make(map[int]int)
	out := make(map[int]bool)
	for i := range s.Items {
		it := &s.Items[i]
		if it.Topic.Role == spec.Questions || it.Kind == spec.Fence || strings.IndexByte(it.Prose, '?') < 0 {
			continue
		}
		if start, end := lastQuestion(&it.Inline); start >= 0 && checks(it.Prose[start:end]) {
			count[it.Section]++
			out[it.Section] = count[it.Section] > 1
		}
	}
	return out
}

// checks reports whether a question can be answered by looking: "Does the
// build pass?", not "Do we need a build?".
func checks(text string) bool {
	text = strings.TrimPrefix(text, "(")
	return yesNo.Matches(text) && !decides.Matches(text)
}

// looks reports whether a question among such checks is one itself, though it
// offers two answers: "Are the costs named, or were they left out?"
func looks(text string) bool {
	text = strings.TrimPrefix(text, "(")
	return yesNo.Matches(text) && !ours.Matches(text)
}

// marker finds spec-kit's note to the author, which is not about such notes.
func marker(it *spec.Item) (start, end int) {
	start = strings.Index(it.Prose, "[NEEDS CLARIFICATION")
	if start < 0 {
		return -1, -1
	}
	rest := it.Text[start:]
	end = strings.IndexByte(rest, ']')
	if end < 0 || teaches(it.Text[:start]) || rest[len("[NEEDS CLARIFICATION")] != ':' && !endsRequirement(it.Text[:start], rest[end+1:]) {
		return -1, -1
	}
	return start, start + end + 1
}

// teaches reports whether the words before a marker tell how to use one.
func teaches(before string) bool {
	switch strings.ToLower(lastField(strings.TrimRight(before, " "))) {
	case "use", "with", "add", "insert", "write", "mark":
		return true
	}
	return false
}

// endsRequirement reports whether a bare marker ends a text that it is not the
// subject of: "keeps its logs for 30 days [NEEDS CLARIFICATION]".
func endsRequirement(before, after string) bool {
	words := strings.Fields(strings.ToLower(before))
	if strings.Trim(after, " .") != "" || len(words) < 4 {
		return false
	}
	switch words[len(words)-1] {
	case "no", "any", "zero", "all", "the", "a", "as", "with", "of", "remaining", "unresolved":
		return false
	}
	return true
}

// asking returns the text that may ask: of a row its first cell with a "?".
func asking(it *spec.Item) *spec.Inline {
	for i := range it.Cells {
		if strings.Contains(it.Cells[i].Prose, "?") {
			return &it.Cells[i]
		}
	}
	return &it.Inline
}

// lastQuestion returns the last sentence of prose that ends in a question mark.
func lastQuestion(in *spec.Inline) (start, end int) {
	prose := in.Prose
	for end = strings.LastIndexByte(prose, '?'); end > 0; end = strings.LastIndexByte(prose[:end], '?') {
		if prose[end-1] == '?' || prose[end-1] == '(' || prose[end-1] == ' ' {
			continue
		}
		after := strings.TrimLeft(prose[end+1:], "?)]*_")
		if after != "" && after[0] != ' ' || strings.Contains(lastField(prose[:end]), "://") {
			continue
		}
		if after = strings.TrimLeft(after, " "); after != "" && after[0] >= 'a' && after[0] <= 'z' {
			continue
		}
		start = sentenceStart(prose, end)
		if open := strings.LastIndexByte(prose[:end], '('); open > start && !strings.Contains(prose[open:end], ")") {
			if next := prose[open+1]; next < 'a' || next > 'z' {
				continue // a gloss: "Clarity (Is it clear?)"
			}
			start = open
		}
		for start < end && prose[start] == ' ' {
			start++
		}
		return start, end + 1
	}
	return -1, -1
}

// sentenceStart returns where the sentence that ends at end begins: behind a
// mark that a blank and no small letter follow.
func sentenceStart(prose string, end int) int {
	for i := end - 1; i > max(0, end-2000); i-- {
		if prose[i] != ' ' || !strings.ContainsRune(".!?;:", rune(prose[i-1])) {
			continue
		}
		if next := prose[i+1]; next < 'a' || next > 'z' || prose[i-1] != '.' {
			return i
		}
	}
	return max(0, end-2000)
}

func lastField(text string) string { return text[strings.LastIndexByte(text, ' ')+1:] }

var (
	resolvedTitle = folded(`\b(?:resolved|answered|closed|decided)\b|\bquestions (?:to|for)\b|\b(?:discovery|research|interview|clarifying|guiding|review|example|sample) questions\b|\bfaq\b|frequently asked|checklist`)
	rhetorical    = folded(`^(?:so,? |and |but )?(?:why|what's going on|so what|now what|ready|want|need help|sounds? good|what if)\b`)
	decides       = folded(`\b(?:should|shall)\b|^(?:do|can|could|would|will|must|may|are|have) (?:we|i)\b|^(?:which|what|how|who|whom|whose|where|when)\b|^(?:for|by|in|on|at|from|to|with|under|until|of) (?:what|which|how|whom)\b|\bvs\.? |, or\b`)
	ours          = folded(`\b(?:should|shall)\b|^(?:do|can|could|would|will|must|may|are|have) (?:we|i)\b`)
	yesNo         = folded(`^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|must|may)\b`)
	none          = folded(`^\W*(?:no|none|n/a|not applicable)\b`)
	answer        = folded(`^(?:\W*)(?:a|ans|answer|answered|decision|decided|resolved|resolution|outcome|conclusion)\b ?\d*\s*[:.)—–-]|^\W*(?:→|->|=>|✅)`)
	stillOpen     = folded(`\b(?:tbd|to be decided|to be determined|not (?:yet )?decided|undecided|not (?:yet )?clear|unclear|open point|needs? (?:a )?(?:decision|discussion|input)|no decision|we need to decide|don't know)\b`,
		"tbd", "decide", "determined", "clear", "open point", "need", "no decision", "don't know")
)

// folded is a pattern for which case is no difference.
func folded(expr string, needs ...string) *pattern.Pattern {
	return pattern.New(`(?i)`+expr, needs...)
}

// leavesOpen reports whether a question asks the reader to decide something.
func leavesOpen(it *spec.Item, text string) bool {
	text = strings.TrimPrefix(text, "(")
	if it.Topic.Role == spec.Questions {
		return true
	}
	if rhetorical.Matches(text) {
		return false
	}
	if checks(text) { // under success it is a check, though worded as a question
		return !it.In(spec.Success, spec.Verification, spec.Output)
	}
	return decides.Matches(text)
}

// answered reports whether the item, what is nested in it or what follows says
// more than the question that ends at end.
func answered(s *spec.Spec, i, end int) bool {
	it := &s.Items[i]
	if it.Kind == spec.Row {
		return rowAnswered(it)
	}
	if enumerated(s, i) {
		return true
	}
	rest := strings.TrimLeft(it.Text[end:], "?)]*_ ")
	if rest != "" && it.Text[end-1] == '?' && !strings.HasPrefix(it.Text[end:], " (") {
		return !stillOpen.Matches(rest)
	}
	if i+1 == len(s.Items) {
		return false
	}
	next := &s.Items[i+1]
	switch {
	case next.Section != it.Section || next.Kind == spec.Title:
		return false
	case answer.Matches(next.Text) || answer.Matches(next.Label+":"):
		return !next.Hollow
	case asks(next) || next.Hollow && !none.Matches(next.Text):
		return false
	case it.Kind == spec.Bullet && (!isBold(s, it) || strings.Contains(next.Prose, "?")):
		return next.Parent == i || next.Depth < it.Depth || next.Kind == spec.Fence
	}
	return true // a paragraph that goes on, or a question that heads its answer
}

// isBold reports whether an item is bold from end to end, as headings are.
func isBold(s *spec.Spec, it *spec.Item) bool {
	before, after := s.Source[:it.Range.Start], s.Source[it.Range.End:]
	return bytes.HasSuffix(before, []byte("**")) && bytes.HasPrefix(after, []byte("**"))
}

// asks reports whether an item is a question of its own.
func asks(it *spec.Item) bool {
	start, end := lastQuestion(&it.Inline)
	return start >= 0 && strings.Trim(it.Text[end:], " )*_") == ""
}

// rowAnswered looks for the answer in the cells beside the question.
func rowAnswered(it *spec.Item) bool {
	column := false
	for i, cell := range it.Cells {
		header := ""
		if i < len(it.Header) {
			header = it.Header[i]
		}
		text := strings.ToLower(strings.Trim(cell.Text, " .-–—*`"))
		empty := text == "" || text == "open" || text == "?" || stillOpen.Matches(text)
		switch {
		case strings.Contains(cell.Text, "?"):
		case answerColumn.Matches(header):
			column = true
			if !empty {
				return true
			}
		case text == "resolved" || text == "closed" || text == "decided" || text == "answered" || text == "done":
			return true
		case it.Topic.Role != spec.Questions && !column && !empty && i > 0:
			return true
		}
	}
	return false
}

var answerColumn = folded(`answer|decision|resolution|outcome|conclusion|choice|response|expected|behaviou?r|handling|mitigation`)
