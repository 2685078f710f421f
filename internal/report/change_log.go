package report

import "strconv"

// log lists what the decision logs say of the change, below the path of each.
func (p *page) log(entries []LogEntry) {
	path := ""
	for i, e := range entries {
		if i == maxRows {
			p.line("  and " + strconv.Itoa(len(entries)-i) + " more in the JSON report")
			break
		}
		if e.Path != path {
			path = e.Path
			p.line(p.paint.bold(Printable(path)))
		}
		head := "  " + padRight(e.Kind, len("unexpected")) + "  "
		for _, line := range Wrap(Printable(e.Text)+" "+p.paint.faint("(line"+glue+strconv.Itoa(e.Line)+")"), max(p.width-len(head), 20)) {
			p.line(head + line)
			head = blanks(len(head))
		}
	}
}
