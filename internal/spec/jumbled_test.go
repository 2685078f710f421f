package spec

import "testing"

// TestJumbled holds which words are in an order that no sentence has, and that what
// people leave out or put together in haste is not taken for it.
func TestJumbled(t *testing.T) {
	for text, want := range map[string]bool{
		"the of list orders must the `src/a.go` shows":                  true,
		"Filter orders date a is by customer":                           true,
		"When the is shown list a the day empty":                        true,
		"list shows. the orders filter by date":                         true,
		"orders the list The customer of pays":                          true,
		"list `a.go` orders Modify: `b.go`":                             true,
		"Modify `a.go` of must list":                                    true,
		"Show the orders of the":                                        true,
		"Filter the list of orders by date.":                            false,
		"Modify: `src/a.go`":                                            false,
		"exit 2 on bad input":                                           false,
		"Unit tests run with and without the gate.":                     false,
		"The flag is on by default.":                                    false,
		"Users that are signed in with SSO see the list.":               false,
		"Given a list When the date is set Then the orders are shown":   false,
		"Fetch data from the Graph API, e.g. the orders of a day.":      false,
		"Make the `a` of the `b` the default.":                          false,
		"Add option A to the list and to the menu.":                     false,
		"Returns 404 if not found; is cached for 5 s.":                  false,
		"a customer must be able to read from or write to the list":     false,
		"What must be done when the file is `a.go`, and by whom?":       false,
		"Create the page (see design v1. It is final) in `web/goal.ts`": false,
	} {
		s := parse(t, "# Notes\n\n## Scope\n\n- "+text+"\n")
		it := &s.Items[len(s.Items)-1]
		if got := it.jumbled(); got != want {
			t.Errorf("%q is jumbled: %v, want %v", text, got, want)
		}
	}
}
