package gate

import _ "embed"

//go:embed invisible_text.txtar
var invisibleTextDoc string

// InvisibleText finds added characters that a reviewer does not see.
var InvisibleText = &Check{
	Name: "invisible-text",
	Doc:  invisibleTextDoc,
	Run: func(p *Pass) error {
		for i := range p.Change.Files {
			f := &p.Change.Files[i]
			for _, m := range f.Invisible {
				p.Escalate(Place{f.Path, m.Line}, Rule{}, "adds %s", m.What)
			}
			if f.Cut {
				p.Unchecked("invisible-text: %s has a line that is too long to be read to its end", quoted(f.Path))
			}
		}
		return nil
	},
}
