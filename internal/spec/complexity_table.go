package spec

import "bytes"

// table reads a line as part of a table: the parser makes as many cells in each
// row as the second line has. The cells of a row are texts of their own; plain
// says that the line is certainly one of text, so that a head and a second line
// make a table.
func (s *scan) table(line []byte, plain bool) {
	p := &s.para
	head := p.head
	p.head = 0
	if !plain {
		p.rows, p.ruled = false, true
	} else if p.rows && (line[0] == '=' || line[0] == '-') && runLength(line) == len(bytes.TrimRight(line, " \t")) {
		s.endParagraph() // no row, but the parser tries a heading first, and closes the table
	}
	mayRule := line[0] == '|' || line[0] == ':' || line[0] == '-'
	if p.columns == 0 && !mayRule {
		return
	}
	ruler := mayRule && p.lines > 0 && isRuler(line)
	cells := 0
	if ruler || p.columns > 0 || line[0] == '|' {
		cells = cellsOf(line)
	}
	switch {
	case ruler:
		p.rows = p.rows || !p.ruled && head == cells && rulesEach(line)
		p.ruled = true
		p.columns = max(p.columns, cells)
		s.spend(costBlocks, weighBlock)
		s.spend(costCells, 2*weighCell*cells)
	case p.columns > 0:
		s.spend(costBlocks, weighBlock)
		s.spend(costCells, weighCell*(p.columns+min(cells, p.columns)))
	}
	if plain && line[0] == '|' {
		p.head = cells
	}
	if p.rows {
		columns := p.columns
		s.endParagraph()
		s.para = paragraph{line: s.line, columns: columns, rows: true, ruled: true}
	}
}

// cellsOf returns how many cells a row of a table has at most.
func cellsOf(line []byte) int {
	cells := 1
	for i, c := range line {
		if c == '|' && (i == 0 || line[i-1] != '\\') {
			cells++
		}
	}
	n := len(line)
	cells -= boolInt(line[0] == '|') + boolInt(line[n-1] == '|' && (n == 1 || line[n-2] != '\\'))
	return max(cells, 1)
}

// isRuler reports whether a line can be the second one of a table.
func isRuler(line []byte) bool {
	for _, c := range line {
		if c != '-' && c != '|' && c != ':' && !isBlank(c) {
			return false
		}
	}
	return bytes.IndexByte(line, '-') >= 0
}

// rulesEach reports whether a line between "|" and "|" certainly is the second
// one of a table.
func rulesEach(line []byte) bool {
	if n := len(line); n < 3 || line[0] != '|' || line[n-1] != '|' {
		return false
	}
	for cell := range bytes.SplitSeq(line[1:len(line)-1], []byte("|")) {
		cell = bytes.Trim(cell, " \t\r")
		cell = bytes.TrimSuffix(bytes.TrimPrefix(cell, []byte(":")), []byte(":"))
		if len(cell) == 0 || cell[0] != '-' || runLength(cell) != len(cell) {
			return false
		}
	}
	return true
}
