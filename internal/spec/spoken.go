package spec

import "strings"

// Mentions reports whether the item speaks of a dimension, answered or not: it is no
// evidence for that, worth nothing, and yet a reader would not say that the spec is
// silent.
func (it *Item) Mentions(d Dimension) bool {
	f := &it.features
	switch {
	case it.silent(), it.Quoted, it.Topic.Dims.Has(Why), strings.HasSuffix(it.Text, ":"):
		return false
	case it.Kind == Fence:
		return it.fenceMentions(d)
	case f.content == 0 && !f.names():
		return false
	}
	return touched[d] != nil && touched[d](it, f)
}

// touched says what speaks of each dimension.
var touched = [NumDimensions]func(*Item, *features) bool{
	// A title, or an order, from which the outcome can be guessed.
	Goal: func(it *Item, f *features) bool { return it.Kind == Title || it.orders() && f.content >= 2 },
	// A clause: "so that", "because".
	Why: func(it *Item, f *features) bool { return f.is(clSoThat, clWhySure) && f.content >= 2 },
	// What is to be seen afterwards, said in passing, or a box to be ticked.
	Success: func(it *Item, f *features) bool {
		return f.content >= 2 && (it.Task || it.Topic.Dims.Any(dims(Goal, Scope, Constraints)) && f.is(clObliges, clResponse) || it.Label != "" && f.is(clPasses))
	},
	// Prose about a change.
	Scope: func(it *Item, f *features) bool {
		return f.content >= 2 && (it.orders() || it.proposes() || it.Topic.Dims.Any(dims(Scope, Constraints)) && f.is(clEnables, clObliges))
	},
	// A part of the program by its name, or a path in the background.
	Files: func(it *Item, f *features) bool {
		return f.path || f.bare || it.namesPart() || f.is(clPart) && it.Topic.Dims.Has(Scope) && f.content >= 2
	},
	// The product's own interface: what it prints, answers or shows.
	Output: func(it *Item, f *features) bool {
		return f.is(clSurface) && f.names() && f.content >= 2 && !it.Topic.Dims.Has(Success)
	},
	// Open questions that have an answer to wait for.
	Escalation: func(it *Item, f *features) bool { return it.Topic.Role == Questions && f.content >= 2 },
	// A test is asked for and not named.
	Verification: func(it *Item, f *features) bool { return f.is(clTest) && it.orders() },
	// A rule that is said too generally to be held.
	Constraints: func(it *Item, f *features) bool { return f.is(clObliges, clForbids) && f.content >= 2 },
}

// namesPart reports whether a code span is the name of a function, a class, a
// table: two words in one.
func (it *Item) namesPart() bool {
	for _, c := range it.Code {
		name := strings.TrimSuffix(c.Text, "()")
		if i := strings.IndexFunc(name, func(r rune) bool {
			return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_' || r == '.' || r == ':')
		}); i >= 0 || name == strings.ToUpper(name) {
			continue
		}
		if name != c.Text || strings.Trim(name, "_") != name || strings.Contains(name, "_") || strings.ToLower(name[1:]) != name[1:] {
			return true
		}
	}
	return false
}

// fenceMentions reads an example of code: it names parts, and shows an interface.
func (it *Item) fenceMentions(d Dimension) bool {
	if d != Files && d != Output || it.isScript() || it.isGherkin() || strings.Contains(it.Text, "Then ") || it.Topic.Dims.Has(Success) {
		return false
	}
	switch it.Lang {
	case "", "text", "txt", "log", "console", "diff", "plaintext", "mermaid", "sh", "bash", "shell", "zsh", "powershell", "bat":
		return d == Files && it.isTree()
	}
	return true
}

// Tells reports whether a reader would say that the item tells of a dimension, though
// by its words or its place alone it earns little there. One item does so in passing;
// package lint knows how many say it.
func (it *Item) Tells(d Dimension) bool { return it.features.tells.Has(d) }

// listen notes what the item tells of.
func (it *Item) listen() {
	f := &it.features
	if it.Quoted || it.Kind == Title || it.Topic.Dims.Has(OutOfScope) || strings.HasSuffix(it.Text, "?") {
		return
	}
	if it.Kind == Fence {
		if it.branches() >= manyBranches && it.Topic.Dims.Any(dims(Files, Scope, Output)) {
			f.tells = dims(Output)
		}
		return
	}
	for d, tells := range told {
		if tells != nil && tells(it, f) {
			f.tells |= dims(Dimension(d))
		}
	}
}

// manyBranches are more lines of a tree than an example has: it shows what is there
// when the work is done.
const manyBranches = 12

// told says what tells of each dimension.
var told = [NumDimensions]func(*Item, *features) bool{
	// A rule, wherever it stands.
	Constraints: func(it *Item, f *features) bool {
		return f.content >= 2 && !it.Topic.Dims.Has(Why) && (f.is(clObliges, clForbids, clBinds) || it.Speaks("ensure "))
	},
	// A bullet of the criteria, or a task that checks.
	Success: func(it *Item, f *features) bool {
		if f.content < 2 || it.Kind == Sentence {
			return false
		}
		return it.Topic.Dims.Has(Success) || it.Task && (it.verifies() || it.Speaks("ensure "))
	},
	// A task whose outcome is tests of something.
	Verification: func(it *Item, f *features) bool {
		return it.Task && f.is(clTest) && f.content >= 2 || it.Topic.Dims.Has(Verification) && it.Kind != Sentence && f.content >= 3
	},
	// A path in an order or in what will be.
	Files: func(it *Item, f *features) bool {
		return (f.path || f.bare) && !it.forbids() && !reads(it.Prose) && !it.Topic.Dims.Any(dims(Verification, Why)) && !it.describes() && (f.is(clChange, clBuild, clTouches) || it.orders())
	},
	// The order to tell at the end what was done: "Report the final status". What a
	// page displays is the product's own.
	Output: func(it *Item, f *features) bool {
		if it.inFileList(Output) {
			return f.path || f.bare
		}
		first, rest, _ := strings.Cut(strings.TrimLeft(it.Prose, "0123456789. "), " ")
		switch strings.ToLower(strings.Trim(first, ":")) {
		case "report", "summarize", "summarise":
			return containsFold(rest, "summary") || containsFold(rest, "final ") || containsFold(rest, "results") || containsFold(rest, "findings") || containsFold(rest, "status")
		case "display", "show", "print", "present", "output", "return", "provide":
			return !it.shouts("SHALL") && containsFold(rest, "summary")
		}
		return false
	},
}

// inFileList reports whether d is Output and the item stands in a list of the files that
// a change has: they are what comes back, and say nothing of its form.
func (it *Item) inFileList(d Dimension) bool {
	return d == Output && it.Topic.Dims.Has(Files) && it.Topic.Also.Has(Output)
}
