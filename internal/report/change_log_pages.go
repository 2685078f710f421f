package report

// logTable has what the decision logs say of the change.
func logTable(entries []LogEntry) *table {
	t := newTable("What was decided", "line", "kind", "what", "where")
	for i := range entries {
		e := &entries[i]
		t.add(0, markdownText(e.Kind), markdownText(e.Text), markdownPlace(e.Path, place("", Position{Line: e.Line})))
	}
	return t
}

// logList is the same on a page.
func logList(entries []LogEntry) markup {
	if len(entries) == 0 {
		return ""
	}
	return fill(`<table class="log">
<thead><tr><th scope="col">what</th><th scope="col">kind</th><th scope="col">where</th></tr></thead>
<tbody>
%</tbody>
</table>
`, each(entries, func(e *LogEntry) markup {
		return fill("<tr><th scope=\"row\">%</th><td>%</td><td><code class=\"path\">%</code></td></tr>\n", e.Text, e.Kind, place(e.Path, Position{Line: e.Line}))
	}))
}
