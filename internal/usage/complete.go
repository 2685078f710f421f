package usage

import (
	"slices"
	"strings"
)

// Call is a call that is being written: what is known of it before the word at the
// cursor.
type Call struct {
	Command *Command
	Args    []string
	Given   []Given
}

// Given is a flag that was given, and its value.
type Given struct {
	Flag  *Flag
	Value string
}

// Value returns what a flag was given last, "" where it was not.
func (c *Call) Value(name string) string {
	for _, g := range slices.Backward(c.Given) {
		if g.Flag.Name == name {
			return g.Value
		}
	}
	return ""
}

// Candidate is what the word at the cursor may become.
type Candidate struct {
	Text string // the whole word
	Note string // what that is, "" where the text says it
	More bool   // the word may go on, so that no space follows
	Path bool   // it names a file or a folder
}

// Answer is what a shell is told.
type Answer struct {
	Candidates []Candidate
	Files      bool // there are none, and names of files fit that the shell may find itself
}

// Values answers what a value may be: that of a flag, by what the help shows for it,
// such as "FILE", or of an argument, by its name. Typed is what there is of it. The
// texts of the answer are values; names that do not fit what is typed are left out, and
// paths are taken as they are.
type Values func(call *Call, what, typed string) Answer

// Complete answers what the last word of a call may become. Loose is for a shell that
// also takes words which only contain what is typed.
func (p *Program) Complete(words []string, loose bool, values Values) Answer {
	c := completer{root: &p.Command, call: Call{Command: &p.Command}, loose: loose, values: values}
	last := len(words) - 1
	for _, word := range words[:last] {
		c.take(word)
	}
	return c.answer(words[last])
}

// completer walks along a call.
type completer struct {
	root    *Command
	call    Call
	pending *Flag // whose value is the next word
	ended   bool  // "--" stood there: what follows are arguments
	loose   bool
	values  Values
}

// take takes a word before that at the cursor.
func (c *completer) take(word string) {
	name, long := strings.CutPrefix(word, "--")
	switch {
	case c.pending != nil:
		c.give(c.pending, word)
	case c.ended || word == "-" || !strings.HasPrefix(word, "-"):
		c.argument(word)
	case word == "--":
		c.ended = true
	case long:
		name, value, ok := strings.Cut(name, "=")
		if f := c.flag(func(f *Flag) bool { return f.Name == name }); f != nil && f.Value != "" && !ok {
			c.pending = f
		} else if f != nil {
			c.give(f, value)
		}
	default:
		c.letters(word[1:])
	}
}

// letters takes flags of one letter, behind the last of which its value may stand.
func (c *completer) letters(word string) {
	for i := range word {
		f := c.flag(func(f *Flag) bool { return f.Short == word[i:i+1] })
		switch {
		case f == nil:
			return
		case f.Value == "":
			c.give(f, "")
		case i+1 == len(word):
			c.pending = f
			return
		default:
			c.give(f, word[i+1:])
			return
		}
	}
}

func (c *completer) give(f *Flag, value string) {
	c.call.Given = append(c.call.Given, Given{f, value})
	c.pending = nil
}

// argument takes the name of a command, or an argument.
func (c *completer) argument(word string) {
	if sub := c.call.Command.find(word); sub != nil && !c.ended && len(c.call.Args) == 0 {
		c.call.Command = sub
		return
	}
	if sub := c.call.Command.preset(); sub != nil {
		c.call.Command = sub
	}
	c.call.Args = append(c.call.Args, word)
}

// flags are those that fit: of this command, or of the one that is meant as long as
// none is named, and of every command.
func (c *completer) flags() []*Flag {
	var lists [][]Flag
	if sub := c.call.Command.preset(); sub != nil {
		lists = append(lists, sub.Flags)
	}
	if c.call.Command != c.root {
		lists = append(lists, c.call.Command.Flags)
	}
	lists = append(lists, c.root.Flags)
	var all []*Flag
	for _, list := range lists {
		for i := range list {
			all = append(all, &list[i])
		}
	}
	return all
}

func (c *completer) flag(is func(*Flag) bool) *Flag {
	all := c.flags()
	if i := slices.IndexFunc(all, is); i >= 0 {
		return all[i]
	}
	return nil
}

// answer is about the word at the cursor.
func (c *completer) answer(word string) Answer {
	switch {
	case c.pending != nil:
		return c.valueOf(c.pending, "", word)
	case c.ended || !strings.HasPrefix(word, "-"):
		return c.place(word)
	case !strings.HasPrefix(word, "--") && len(word) > 2: // -CDIR
		if f := c.flag(func(f *Flag) bool { return f.Short == word[1:2] }); f != nil && f.Value != "" {
			return c.valueOf(f, word[:2], word[2:])
		}
	}
	if name, value, ok := strings.Cut(word, "="); ok {
		if f := c.flag(func(f *Flag) bool { return "--"+f.Name == name }); f != nil && f.Value != "" {
			return c.valueOf(f, name+"=", value)
		}
		return Answer{}
	}
	var a Answer
	for _, f := range c.flags() {
		if !c.fits(f) {
			continue
		}
		flag := Candidate{Text: "--" + f.Name, Note: f.Help}
		if f.Value != "" {
			flag.Text, flag.More = flag.Text+"=", true
		}
		a.Candidates = append(a.Candidates, flag)
	}
	a.Candidates = Fitting(a.Candidates, word, c.loose)
	return a
}

// Fitting are the candidates that begin with what is typed, or where none does and the
// shell is loose, that contain it.
func Fitting(list []Candidate, typed string, loose bool) []Candidate {
	var begin, contain []Candidate
	for _, c := range list {
		switch {
		case strings.HasPrefix(c.Text, typed):
			begin = append(begin, c)
		case loose && strings.Contains(c.Text, typed):
			contain = append(contain, c)
		}
	}
	if len(begin) > 0 {
		return begin
	}
	return contain
}

// fits tells whether a flag may still be given.
func (c *completer) fits(f *Flag) bool {
	return !f.Hidden && !slices.ContainsFunc(c.call.Given, func(g Given) bool {
		return g.Flag == f && !f.Repeated || g.Flag != f && slices.ContainsFunc(f.Groups, func(group string) bool { return slices.Contains(g.Flag.Groups, group) })
	})
}

// place answers for a word that is no flag: the name of a command, or else an
// argument.
func (c *completer) place(word string) Answer {
	var a Answer
	if !c.ended && len(c.call.Args) == 0 {
		for _, sub := range c.call.Command.Commands {
			if strings.HasPrefix(sub.Name, word) {
				a.Candidates = append(a.Candidates, Candidate{Text: sub.Name, Note: sub.Help})
			}
		}
	}
	if len(a.Candidates) > 0 {
		return a
	}
	if sub := c.call.Command.preset(); sub != nil {
		c.call.Command = sub
	}
	args := c.call.Command.Args
	switch n := len(c.call.Args); {
	case len(args) == 0, n >= len(args) && !args[len(args)-1].Repeated:
		return Answer{}
	default:
		arg := &args[min(n, len(args)-1)]
		return c.among(arg.Choices, arg.Name, word, nil).behind("")
	}
}

// valueOf answers for the value of a flag, behind what stands before it in the word.
func (c *completer) valueOf(f *Flag, before, typed string) Answer {
	var taken []string
	if f.List {
		at := strings.LastIndexByte(typed, ',') + 1
		taken = strings.Split(typed[:at], ",")
		before, typed = before+typed[:at], typed[at:]
	}
	if f.Repeated {
		for _, g := range c.call.Given {
			if g.Flag == f {
				taken = append(taken, strings.Split(g.Value, ",")...)
			}
		}
	}
	what, _, _ := strings.Cut(f.Value, ",...")
	a := c.among(f.Choices, what, typed, taken)
	for i := range a.Candidates {
		a.Candidates[i].More = a.Candidates[i].More || f.List
	}
	return a.behind(before)
}

// among answers with the choices that there are, or asks, and leaves out what is
// taken.
func (c *completer) among(choices []string, what, typed string, taken []string) Answer {
	var a Answer
	for _, choice := range choices {
		a.Candidates = append(a.Candidates, Candidate{Text: choice})
	}
	if choices == nil {
		a = c.values(&c.call, what, typed)
	}
	a.Candidates = slices.DeleteFunc(a.Candidates, func(cand Candidate) bool { return slices.Contains(taken, cand.Text) })
	if !slices.ContainsFunc(a.Candidates, func(cand Candidate) bool { return cand.Path }) {
		a.Candidates = Fitting(a.Candidates, typed, c.loose)
	}
	return a
}

// behind puts what stands before a value in its word in front of each.
func (a Answer) behind(before string) Answer {
	for i := range a.Candidates {
		a.Candidates[i].Text = before + a.Candidates[i].Text
	}
	return a
}
