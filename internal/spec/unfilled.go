package spec

import (
	"strings"

	"github.com/speclint/speclint/internal/spec/words"
)

// admission is what the words of a sentence say of whether the spec was written.
type admission uint32

const (
	saysSmall    admission = 1 << iota // function words, and those for any part of a spec
	saysNot                            // not, no
	saysNobody                         // nobody
	saysYet                            // yet, so far, later: it may come
	saysDecides                        // decided, defined, known
	saysMakes                          // written, added, listed
	saysOpen                           // unknown, pending
	saysIs                             // is, remains
	saysBe                             // to be
	saysBeing                          // being, of which "is being discussed" is made
	saysTo                             // to
	saysWill                           // will, must, needs
	saysComes                          // follows, goes
	saysHere                           // here
	saysSomebody                       // someone, the owner: not who reads this
	saysReader                         // the agent, you
	saysChooses                        // decides
	saysUp                             // up, of "up to you"
	saysDoing                          // progress, discussion
	saysPlease                         // please, let's
	saysWorks                          // discussing, waiting
	saysDepends                        // depends on
	saysSection                        // this section
	saysEmpty                          // blank
	saysNoun                           // goal: a part of a spec and of nothing else
	saysOwn                            // output, test: what the section asks for
	saysWith                           // of, for: what follows belongs to the word before
	saysWhen                           // once, until: what follows is a clause
	saysCause                          // because
	saysBegins                         // launch, start
	saysPlaceholder
)

// maxAdmission is how many words such a sentence has at most.
const maxAdmission = 24

// isUnfilled recognises a sentence that says that the spec was not written, in
// whatever words: "There is no goal yet for `a.go`", "The scope is still unknown",
// "We have not decided the output". It consists of the words for parts of a spec and
// for not having them; anything else names what it is about, and "There is no goal
// page yet; add one" says something. What else stands there may only tell of what the
// part would be, or when it comes.
func (it *Item) isUnfilled() bool {
	if it.Kind != Sentence && it.Kind != Bullet && it.Kind != Entry || it.words == nil || len(it.words) > maxAdmission || it.features.begins(clForbids, clCondition, clKeeps) {
		return false
	}
	var r admissionReader
	return r.read(it) && r.admits(it)
}

// admissionReader goes over the words of an item.
type admissionReader struct {
	all     admission // of all words outside of complements
	first   admission
	inside  admission // saysWith or saysWhen while a complement goes on
	named   bool      // a complement with "in" or "to" names a thing
	places  bool      // this complement is such a one
	before  string    // the last word
	started bool
}

// read reports whether nothing stands in the item but what such a sentence is made of.
func (r *admissionReader) read(it *Item) bool {
	end := 0
	for i := range it.words {
		t := &it.words[i]
		if strings.IndexByte(it.Prose[end:t.Start], masked) >= 0 && !r.thing() {
			return false
		}
		end = int(t.End)
		if t.Shape&words.Mark != 0 {
			if mark := it.Prose[t.Start:t.End]; mark != "'" && mark != "’" && mark != "*" {
				r.inside, r.places = 0, false
			}
			continue
		}
		if !r.word(it, strings.ToLower(it.Prose[t.Start:t.End]), i) {
			return false
		}
	}
	return strings.IndexByte(it.Prose[end:], masked) < 0 || r.thing()
}

// thing takes a code span or a quotation, which may only belong to what stands before.
func (r *admissionReader) thing() bool {
	r.named = r.named || r.places
	r.before = ""
	return r.inside != 0
}

// word takes the next word.
func (r *admissionReader) word(it *Item, word string, at int) bool {
	a := admitting()[word]
	if a == 0 && ownNoun(it.Topic.Dims, word) {
		a = saysOwn
	}
	if word == "stop" && !(at+1 < len(it.words) && strings.HasPrefix(strings.ToLower(it.Prose[it.words[at+1].Start:]), "condition")) {
		a = 0
	}
	before := r.before
	r.before = word
	switch {
	case a == saysBegins && !strings.Contains(" before during we work the ", " "+before+" "):
		a = 0
	case a == saysBegins && r.inside == saysWhen:
		r.all |= saysYet
		return true
	}
	if r.inside == saysWhen {
		return true
	}
	if r.inside == saysWith && a&(saysIs|saysWill|saysNot|saysYet|saysTo|saysWhen|saysCause|saysHere|saysDepends|saysComes) == 0 && word != "who" && word != "which" && word != "that" {
		r.all |= a & (saysNoun | saysOwn | saysDoing)
		if a == saysWith {
			r.places = r.places || placing(word)
		}
		return true
	}
	r.inside = 0
	switch {
	case a == 0:
		return false
	case a == saysWith:
		r.inside, r.places = saysWith, placing(word)
	case a == saysWhen, a == saysCause && !it.Topic.Dims.Has(Why):
		r.inside = saysWhen
	case a == saysCause:
		return false
	case a == saysBe && before == "to":
		r.all |= saysBe
	case a == saysTo && (before == "have" || before == "has"):
		a = saysWill
	}
	if !r.started && a != saysPlease {
		r.first, r.started = a, true
	}
	r.all |= a &^ saysBe
	return true
}

// placing reports whether what a word leads in is where, or as what, something is made.
func placing(word string) bool {
	switch word {
	case "in", "to", "into", "as", "with", "by", "at", "from":
		return true
	}
	return false
}

// admits reports whether the words together say that something is not there.
func (r *admissionReader) admits(it *Item) bool {
	has := func(a admission) bool { return r.all&a != 0 }
	if it.orders() || it.Topic.Dims.Has(Escalation) && has(saysWhen) || has(saysReader) && has(saysNot) {
		return false
	}
	// A boundary and a condition to stop are denials themselves: only what is a part of
	// a spec and of nothing else is missing there.
	noun := has(saysNoun) || has(saysOwn) && !it.Topic.Dims.Any(dims(OutOfScope, Escalation))
	this := has(saysSection) && strings.HasPrefix(it.Text, "This ")
	if !noun && !this {
		return r.bare(len(it.words))
	}
	switch {
	case has(saysNot):
		return has(saysYet|saysDecides) || has(saysMakes) && has(saysNoun)
	case has(saysNobody):
		return has(saysDecides | saysMakes)
	case has(saysOpen) && (has(saysIs|saysYet) || r.first&saysOpen == 0 || r.all&^(saysSmall|saysOpen|saysWith) == 0), has(saysDoing) && has(saysIs):
		return true
	case has(saysUp) && has(saysTo), has(saysReader) && has(saysChooses) && noun:
		return true
	case has(saysPlease) && has(saysDecides) && noun && !r.named:
		return true
	case has(saysBe|saysBeing) && (has(saysDecides) || has(saysMakes) && !r.named):
		return true
	case has(saysWill) && !r.named && (has(saysDecides) && has(saysYet|saysNoun|saysOwn) || has(saysMakes) && has(saysYet)):
		return true
	case has(saysComes) && has(saysTo|saysWill|saysHere|saysYet):
		return true
	case has(saysSomebody) && has(saysWill) && has(saysMakes|saysDecides):
		return true
	case has(saysWorks|saysDepends) && noun:
		return true
	case r.first&(saysMakes|saysDecides) != 0 && noun && !r.named && has(saysHere|saysYet):
		return true
	case this && (has(saysEmpty) || has(saysWill) && noun):
		return true
	case has(saysPlaceholder):
		return true
	}
	return false
}

// bare reports whether a few words say it of whatever is asked for: "Not decided yet".
func (r *admissionReader) bare(n int) bool {
	has := func(a admission) bool { return r.all&a != 0 }
	begins := r.first&(saysNot|saysYet|saysTo|saysOpen) != 0 || has(saysComes) && has(saysTo)
	return n <= 6 && begins && has(saysDecides|saysMakes|saysComes|saysOpen) && !has(saysIs|saysWith|saysWhen|saysOwn|saysSection)
}

// admissions are the words that such a sentence has, by what they say.
var admissions = [...]struct {
	says  admission
	words string
}{
	{saysSmall, "there it this that these those the a an any all our its their what which who how whether where we i they us one ones t ve been have had do does did really fully exact exactly finally actual own full more further other proper detailed formal concrete complete good and or so as out time point ourselves list details detail answer information content text rest everything everyone team product author client customer reviewer work too under down part parts measurable clear-cut"},
	{saysNot, "no not none nothing never haven hasn hadn isn aren wasn weren don doesn didn won couldn cannot can without"},
	{saysNobody, "nobody noone"},
	{saysYet, "yet far still later soon eventually currently now afterwards tomorrow next week sprint month moment present follow-up"},
	{saysDecides, "decided deciding defined define defines specified specify determined determine agreed agree agrees settled settle known know knows clarified clarify confirmed confirm finalised finalized finalise finalize discussed discuss clear resolved worked figured sorted identified identify established decision decisions set sure final told tell say thought idea figure considered"},
	{saysMakes, "written write writes added add provided provide listed describe described documented document filled fill completed drafted draft created given made supplied supply collected prepared prepare outlined outline stated insert contain contains explain cover exist exists available put"},
	{saysOpen, "unknown undecided undefined unclear unspecified undetermined unresolved open pending missing unwritten uncertain outstanding unsettled tbd tba incomplete absent unfinished early"},
	{saysIs, "is are s re was were has remains remain stays stay"},
	{saysBe, "be"},
	{saysBeing, "being"},
	{saysTo, "to"},
	{saysWill, "will must should shall needs need ll going"},
	{saysComes, "follow follows come comes coming go goes arrives arrive"},
	{saysHere, "here below"},
	{saysSomebody, "someone somebody owner pm po lead stakeholders management"},
	{saysReader, "agent you implementer developer"},
	{saysChooses | saysDecides, "decide decides"},
	{saysUp, "up"},
	{saysDoing, "progress discussion consideration debate"},
	{saysPlease, "please let"},
	{saysWorks, "discussing working waiting wait drafting writing preparing collecting debating defining clarifying thinking"},
	{saysDepends, "depends depend"},
	{saysSection, "section chapter paragraph"},
	{saysEmpty, "empty blank"},
	{saysNoun, "goal goals objective objectives scope criteria criterion acceptance success definition motivation rationale non-goal non-goals exclusion exclusions escalation escalations verification deliverable deliverables constraint constraints stop"},
	{saysWith, "for of in on upon about from with by at into behind"},
	{saysWhen, "until once before after when while during"},
	{saysCause, "because since"},
	{saysBegins, "launch launching start starts starting implementation coding begins kickoff merge"},
	{saysPlaceholder, "placeholder placeholders stub"},
}

// admitting has what each of these words says, in lower case.
var admitting = once(func() map[string]admission {
	out := make(map[string]admission, 300)
	for _, a := range admissions {
		for word := range strings.SplitSeq(a.words, " ") {
			out[word] = a.says
		}
	}
	return out
})

// ownNouns are the names for what a section of each dimension asks for. Elsewhere they
// may be of the product: only below "Output" is "the output" the answer.
var ownNouns = [NumDimensions]string{
	Goal:         " purpose aim outcome outcomes target task ",
	Why:          " reason reasons background benefit benefits context why ",
	Success:      " tests condition conditions metric metrics targets thresholds scenario scenarios checks measures done ",
	Scope:        " task tasks requirement requirements ",
	Files:        " file files path paths location locations folder folders modules affected ",
	OutOfScope:   " boundary boundaries ",
	Escalation:   " condition conditions trigger triggers contact path process person rules ",
	Output:       " output outputs artefact artefacts artifact artifacts ",
	Verification: " command commands check checks step steps plan ",
	Constraints:  " limit limits rules requirements ",
}

func ownNoun(dims Dimensions, word string) bool {
	for d, nouns := range ownNouns {
		if dims.Has(Dimension(d)) && strings.Contains(nouns, " "+word+" ") {
			return true
		}
	}
	return false
}
