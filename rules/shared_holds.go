package rules

// holds reports whether a text has one of some words, in whatever case. The
// words are in lower case. It is what is asked before a regular expression that
// cannot match without one of them: it costs a hundredth.
func holds(text string, words ...string) bool {
	for _, word := range words {
		for i := 0; i+len(word) <= len(text); i++ {
			if lower(text[i]) == word[0] && equalFold(text[i+1:i+len(word)], word[1:]) {
				return true
			}
		}
	}
	return false
}

func equalFold(text, word string) bool {
	for i := range len(word) {
		if lower(text[i]) != word[i] {
			return false
		}
	}
	return true
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
