package spec

// items are list items that are certainly open, so that the scan can tell a
// nested list item, which ends a paragraph, from a paragraph's line that only
// looks like one. They are forgotten wherever there is doubt.
type items struct {
	n    int
	bare bool // an item without text began, and no other since
	list [24]listItem
}

// listItem is a list item: the columns of its marker and of its text.
type listItem struct {
	marker, text int
	kind         byte // the last byte of the marker
}

func (it *items) forget() { it.n = 0 }

// blank follows a blank line: behind an item without text it may end all lists.
func (it *items) blank() {
	if it.bare {
		it.forget()
	}
}

// hold reports whether a line at a column certainly stands in an item.
func (it *items) hold(column int) bool {
	return it.n > 0 && it.list[0].text <= column
}

// read follows a line that is not blank, and reports whether it certainly
// begins a list item with text. In HTML that may be open nothing is certain.
func (it *items) read(line []byte, i int, p *prefix, html bool) (begins bool) {
	it.bare = p.lists > 0 && p.at == len(line) || it.bare && p.lists == 0
	if html || p.quotes > 0 || p.rule || !onlySpaces(line[:i]) {
		it.forget()
		return false
	}
	sibling := false
	kind := byte(0)
	if p.marker > 0 {
		kind = line[i+p.marker-1]
	}
	for ; it.n > 0 && it.list[it.n-1].text > i; it.n-- {
		top := &it.list[it.n-1]
		sibling = top.kind == kind && (top.marker == i || it.n == 1 && i <= 3)
	}
	if p.marker == 0 || p.at == len(line) {
		return false
	}
	within := 0
	if it.n > 0 {
		within = it.list[it.n-1].text
	}
	ordered := isDigit(line[i])
	first := !ordered || p.marker == 2 && line[i] == '1'
	if !sibling && !(first && (i <= 3 || i-within <= 3)) {
		return false
	}
	text := i + p.marker
	for text < len(line) && line[text] == ' ' {
		text++
	}
	switch gap := text - i - p.marker; {
	case text < len(line) && line[text] == '\t': // columns are not bytes
		it.forget()
		return true
	case gap > 4: // the item begins with a block of code
		text = i + p.marker + 1
	}
	if it.n < len(it.list) {
		it.list[it.n] = listItem{i, text, kind}
		it.n++
	}
	return true
}

func onlySpaces(blanks []byte) bool {
	for _, c := range blanks {
		if c != ' ' {
			return false
		}
	}
	return true
}
