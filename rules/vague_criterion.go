package rules

import (
	_ "embed"
	"strings"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/internal/spec/pattern"
	"github.com/speclint/speclint/lint"
)

//go:embed vague_criterion.txtar
var vagueCriterionDoc string

// VagueCriterion finds conditions of done that two people could judge
// differently: neither a command nor a test, a value or a scenario decides, and
// what they say of the result fits any result.
var VagueCriterion = &lint.Rule{
	Name:     "vague-criterion",
	Doc:      vagueCriterionDoc,
	Severity: report.Warning,
	Right:    26, Read: 30,
	Run: func(p *lint.Pass) {
		for i := range p.Spec.Items {
			it := &p.Spec.Items[i]
			if isWish(it) {
				p.Report(it.Range, "%q is a wish: nothing in it can be checked", short(it.Text))
			}
		}
	},
}

// isWish reports whether a condition of done rests on a word such as "works", or
// says too little to be one. What names a number, code or a quotation, or explains itself in brackets
// or bullets, has something to check.
func isWish(it *spec.Item) bool {
	criterion := it.Criterion == spec.Wish || it.Criterion == spec.NoCriterion && it.Kind == spec.Bullet && !it.Hollow && !it.Template && !it.Quoted
	return criterion && !it.Foreign() && !it.Duplicate && !it.Checked && it.Topic.Dims.Has(spec.Success) && it.Kind != spec.Title && it.Nested == 0 &&
		!strings.ContainsAny(it.Prose, "0123456789\x01:?(") && wishes.Matches(it.Prose)
}

// wishes finds "… works" at the end, where no condition follows, and words of
// praise anywhere.
var wishes = pattern.New(`(?i)\b(?:works|working|worked|(?:still|all|both|must|should|to) work)(?: fine| well| great| as before| everywhere| end-to-end| on all \w+| in all \w+)?\W*$`+
	`|(?:^|[^\w-])(?:fully functional|is functional|correct|correctly|proper|properly|good|great|nice|nicely|well|fast|faster|quick|quickly|clean code|is clean|easy|easily|easier|simple`+
	`|high quality|robust|robustly|seamless|seamlessly|smooth|smoothly|appropriate|appropriately|improved|better|efficient|efficiently|performant|comprehensive|comprehensively`+
	`|reliable|reliably|consistent|consistently|clear|clearly|intuitive|intuitively|user-friendly|readable|maintainable|scalable|professional|reasonable|acceptable`+
	`|gracefully|as expected|as intended|responsive|modern|understandable|are handled|is handled|cases handled|errors handled|happy|satisfied|no issues)(?:[^\w-]|$)`,
	"work", "functional", "correct", "proper", "good", "great", "nice", "well", "fast", "quick", "clean", "eas", "simpl", "quality", "robust", "seamless", "smooth", "appropriate",
	"improved", "better", "efficient", "performant", "comprehensive", "reliabl", "consistent", "clear", "intuitive", "friendly", "readable", "maintainable", "scalable", "professional",
	"reasonable", "acceptable", "gracefully", "as expected", "as intended", "responsive", "modern", "understandable", "handled", "happy", "satisfied", "no issues")
