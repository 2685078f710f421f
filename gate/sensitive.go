package gate

import (
	"path"
	"strings"
)

// sensitiveStems begin the words of a path that tell of a sensitive area.
var sensitiveStems = wordList(`auth oauth login logon signin sso saml oidc jwt session password passwd passphrase credential secret token crypt cipher encrypt decrypt
payment billing invoice checkout charge refund payout permission privilege rbac acl role security sanitiz csrf cors cert tls ssl vault keystore keyring
pii gdpr personal deploy terraform helm iam`)

// plainWords begin like one and are none.
var plainWords = wordSet(`author authors authored authoring authorship tokenize tokenizer tokenizers tokenization tokenise tokeniser certain certainty
rolex charger chargers secretary helmet`)

// keyOwners stand before "key" where it opens something.
var keyOwners = wordSet(`api private public secret access signing ssh gpg pgp master service encryption host`)

// sensitive reports whether a file is where a mistake costs more: by the words of
// its path, by the config's globs. A page about such a place is none.
func (p *Pass) sensitive(f *File) bool {
	if _, ok := p.config.sensitive.First(f.Path); ok {
		return true
	}
	return f.Class != Docs && sensitivePath(f.Path)
}

func sensitivePath(file string) bool {
	if base := path.Base(file); strings.HasPrefix(base, ".env") || hasEnding(base, []string{".pem", ".key", ".p12", ".pfx", ".jks", ".keystore"}) {
		return true
	}
	before := ""
	for _, word := range pathWords(file) {
		if sensitiveWord(word) || (word == "key" || word == "keys") && keyOwners()[before] {
			return true
		}
		before = word
	}
	return false
}

// sensitiveWord reports whether a word begins like one of the list. Short ones
// begin too many: they have to be the word.
func sensitiveWord(word string) bool {
	if plainWords()[word] {
		return false
	}
	for _, stem := range sensitiveStems() {
		if word == stem || len(stem) > 3 && strings.HasPrefix(word, stem) {
			return true
		}
	}
	return false
}

// pathWords splits a path into lower-case words, at what is no letter and where
// a capital begins one: "JWTToken" is "jwt" and "token".
func pathWords(p string) []string {
	var out []string
	start := 0
	flush := func(end int) {
		if end > start {
			out = append(out, strings.ToLower(p[start:end]))
		}
	}
	upper := func(i int) bool { return i < len(p) && 'A' <= p[i] && p[i] <= 'Z' }
	lower := func(i int) bool { return i < len(p) && ('a' <= p[i] && p[i] <= 'z' || p[i] >= 0x80) }
	for i := range len(p) {
		switch {
		case !upper(i) && !lower(i):
			flush(i)
			start = i + 1
		case upper(i) && i > start && (!upper(i-1) || lower(i+1)):
			flush(i)
			start = i
		}
	}
	flush(len(p))
	return out
}
