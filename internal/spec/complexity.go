package spec

// The Markdown parser takes no context and cannot be stopped, and in some
// constructs its work grows with the square of the text. So the text is judged
// first: one pass estimates what reading it would cost, and gives up at the
// line where that is too much. Where the parser's reading of a line is not
// certain, the estimate is the higher one.

// What a spec may cost. A weight is a byte of memory or five nanoseconds of
// work, whichever is more; a step is one turn of a loop within a loop.
const (
	maxNesting     = 100       // quotes and lists in one another
	maxWeight      = 170 << 20 // of the first MiB of text
	maxWeightOfMiB = 100 << 20 // of each further one: twice what dense lists have
	maxSteps       = 24 << 20  // little beside the least weight of what takes so many
)

// cost is what a text asks of the parser, by construct.
type cost uint8

const (
	costNesting cost = iota
	costBlocks
	costLines
	costSentences
	costCells
	costEmphasis
	costBrackets
	costCode
	costTags
	costTargets
	costMultiline
	costPipes
	numCosts
)

// what names a construct in an error, with the mend.
func (c cost) what() string {
	return [numCosts]string{
		costNesting:   "quotes and lists in one another; flatten them",
		costBlocks:    "headings, paragraphs, list items and blocks of code; split the spec",
		costLines:     "lines of text; split the spec",
		costSentences: "sentences; split the spec",
		costCells:     "table cells, the missing ones of short rows included; split the table",
		costEmphasis:  `emphasis marks ("*", "_", "~"); split the paragraph or escape them`,
		costBrackets:  `square brackets; split the paragraph or escape them`,
		costCode:      "backquotes; use a fenced block of code",
		costTags:      `"<" signs; put HTML into a fenced block of code`,
		costTargets:   `link targets that do not end; close the "(" or "<" of each link`,
		costMultiline: "lines in one paragraph with links or link definitions; put blank lines between them",
		costPipes:     "escaped pipes in the code of tables; split the spec",
	}[c]
}

// Weights, from measurements of Parse on texts that hold nothing else.
const (
	weighLine     = 600
	weighBlock    = 1600
	weighMarker   = 800 // of a list or quote
	weighLevel    = 60  // of each container that a line stands in
	weighSentence = 1200
	weighCell     = 600
	weighDelim    = 800
	weighBracket  = 900
	weighNested   = 2000 // of a bracket within brackets: its label is read again
	weighTick     = 600
	weighAngle    = 1000
	weighRaw      = 100 // of a line in a block of code
)

// complexity returns the line where text becomes too complex to judge, from 1,
// and the construct that is to blame; the line is 0 when it does not.
func complexity(text []byte) (line int, why cost) {
	s := scan{limit: maxWeightOf(len(text))}
	s.next(text)
	return s.over, s.why
}

// maxWeightOf is the weight that a spec of so many bytes may have.
func maxWeightOf(size int) int { return maxWeight + max(0, size-1<<20)>>20*maxWeightOfMiB }

// next reads a file that nothing of the one before reaches into; what both cost
// adds up.
func (s *scan) next(text []byte) {
	*s = scan{text: text, limit: s.limit, weight: s.weight, turns: s.turns, weights: s.weights, steps: s.steps, trace: s.trace}
	s.run()
}

// spend adds weight of one construct.
func (s *scan) spend(c cost, weight int) {
	s.weights[c] += weight
	s.weight += weight
	if s.weight > s.limit && s.over == 0 {
		s.refuse(s.line, dominant(&s.weights))
	}
}

// step adds steps of one construct, which the paragraph is to blame for.
func (s *scan) step(c cost, n int) {
	s.steps[c] += n
	s.turns += n
	if s.turns > maxSteps && s.over == 0 {
		s.refuse(max(s.para.line, 1), dominant(&s.steps))
	}
}

func (s *scan) refuse(line int, why cost) { s.over, s.why = line, why }

// dominant returns the construct that costs most.
func dominant(of *[numCosts]int) (most cost) {
	for c := range of {
		if of[c] > of[most] {
			most = cost(c)
		}
	}
	return most
}
