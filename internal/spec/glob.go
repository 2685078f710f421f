package spec

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/bmatcuk/doublestar/v4"
)

// The bounds of a glob. A brace pattern beyond them is a bomb, not a path.
const (
	maxGlobBytes      = 512
	maxGlobBraces     = 16
	maxGlobExpansions = 1024
)

// CleanGlob returns a glob in the form that the gate matches: doublestar
// semantics, relative to the repository's root, with slashes, "dir/" written as
// "dir/**". An error says what is wrong with it and the mend.
func CleanGlob(glob string) (string, error) {
	if isCleanPath(glob) {
		return glob, nil
	}
	text := strings.TrimSpace(glob)
	here := strings.HasPrefix(text, "./")
	for strings.HasPrefix(text, "./") {
		text = strings.TrimSpace(strings.TrimLeft(text[1:], "/"))
	}
	switch {
	case text == "" && here:
		return "**", nil
	case text == "":
		return "", errors.New("is empty; name a path")
	case len(text) > maxGlobBytes:
		return "", fmt.Errorf("has %d bytes, more than %d; split it", len(text), maxGlobBytes)
	case strings.HasPrefix(text, "/"):
		return "", errors.New("starts with a slash; write it relative to the repository's root")
	case strings.HasPrefix(text, "!"):
		return "", errors.New(`starts with "!"; put it under forbid instead`)
	case strings.Contains(text, `\`):
		return "", errors.New(`has a backslash; separate folders by "/"`)
	case strings.Contains(text, " /") || strings.Contains(text, "/ ") || strings.TrimSpace(strings.TrimRight(text, "/")) != strings.TrimRight(text, "/"):
		return "", errors.New("has a blank beside a slash; remove it")
	case strings.HasPrefix(text, "~"):
		return "", errors.New("starts with a home folder; write it relative to the repository's root")
	}
	if strings.ContainsRune(text, utf8.RuneError) {
		return "", errors.New("has a character that was lost (U+FFFD); write ? in its place")
	}
	for i := range len(text) {
		if text[i] < ' ' || text[i] == 0x7f {
			return "", fmt.Errorf("has control character %#02x; remove it", text[i])
		}
	}
	if hasUnseen(text) {
		return "", errors.New("has a character that is not seen; write it without")
	}
	if err := balanced(text); err != nil {
		return "", err
	}
	dir := strings.HasSuffix(text, "/")
	clean := path.Clean(text)
	switch {
	case clean == "." || clean == "..", strings.HasPrefix(clean, "../"):
		if clean == "." && !strings.Contains(text, "..") {
			return "**", nil
		}
		return "", errors.New("leaves the repository; write a path below its root")
	case strings.Contains(text, "../"):
		return "", errors.New(`has a ".." inside; write the path it means`)
	case !doublestar.ValidatePattern(clean):
		return "", errors.New("cannot be parsed; check its brackets and braces")
	}
	if dir {
		clean += "/**"
	}
	return clean, nil
}

// isCleanPath reports whether a glob is a path of letters, digits and a few marks
// that is in its cleanest form already, as most are.
func isCleanPath(glob string) bool {
	before := byte('/')
	for i := range len(glob) {
		c := glob[i]
		switch {
		case wordByte(c):
		case before == '/' || c != '/' && c != '.' && c != '-' || c == '/' && before == '.':
			return false
		}
		before = c
	}
	return before != '/' && len(glob) <= maxGlobBytes
}

// balanced checks brackets and braces, and what the braces multiply to.
func balanced(glob string) error {
	n, rest, err := expansions(glob, 0)
	switch {
	case err != nil:
		return err
	case rest != "":
		return errors.New(`has a "}" without its "{"; quote it or open it`)
	case n > maxGlobExpansions || strings.Count(glob, "{") > maxGlobBraces:
		return fmt.Errorf("stands for more than %d paths; split it", maxGlobExpansions)
	}
	return nil
}

// expansions returns how many paths without braces a glob stands for, at most
// one more than the bound, up to the "," or "}" that ends the option it is.
func expansions(glob string, depth int) (n int, rest string, err error) {
	n = 1
	for i := 0; i < len(glob); i++ {
		switch c := glob[i]; {
		case c == '[':
			end := strings.IndexByte(glob[i+1:], ']')
			if end < 0 {
				return 0, "", errors.New("has no closing bracket; quote it or close it")
			}
			i += 1 + end
		case c == '{':
			if depth == maxGlobBraces {
				return maxGlobExpansions + 1, "", nil
			}
			options := 0
			for glob, i = glob[i:], 0; ; {
				var k int
				if k, glob, err = expansions(glob[1:], depth+1); err != nil {
					return 0, "", err
				}
				options += k
				if glob == "" {
					return 0, "", errors.New("has no closing brace; quote it or close it")
				}
				if glob[0] == '}' {
					break
				}
			}
			n = min(n*options, maxGlobExpansions+1)
		case c == '}' || c == ',' && depth > 0:
			return n, glob[i:], nil
		}
	}
	return n, "", nil
}

// isPath reports whether a code span names a path or glob: no blanks, with a
// slash, a glob character or an extension, and neither a route (/api/users),
// an address (https://…), a flag nor an expression.
func isPath(code string) bool {
	if code == "" || code[0] == '/' || code[0] == '-' {
		return false
	}
	marks := inPath.of(code)
	switch {
	case marks&notCode != 0, marks&dots != 0 && strings.Contains(code, "..."):
		return false
	case marks&colons != 0 && (strings.Contains(code, "://") || strings.Contains(code, "::")):
		return false
	case marks&opens != 0 && strings.Contains(code, "[]"):
		return false
	case code[0] == '@' && marks&dots == 0:
		return false
	case marks&colons == 0:
		return looksLikePath(code) // there are no lines behind a ":", and a "#" is no path's
	}
	return looksLikePath(withoutLines(code))
}

// inPath tells the bytes of a path from those that none has.
var inPath = pathBytes{
	' ': notCode, '\t': notCode, '"': notCode | notWord, '\'': notCode | notWord, '`': notCode | notWord, ';': notCode | notWord,
	'$': notCode, '<': notCode | notWord, '>': notCode | notWord, '=': notCode | notWord, '|': notCode, '#': notCode, '&': notCode,
	'(': notCode | notWord, ')': notCode | notWord, '%': notCode, '^': notCode, ',': notWord, ':': notWord | colons, '!': notWord, '?': notWord,
	'{': opens, '[': opens, '*': star, '.': dots, '/': slashes,
}

const (
	notCode uint8 = 1 << iota // not in a code span that is a path
	notWord                   // not in a bare word that is one
	opens                     // options or a class of a glob
	star
	dots
	slashes
	colons
)

type pathBytes [256]uint8

// of returns the kinds of the bytes of a text.
func (p *pathBytes) of(text string) uint8 {
	var kinds uint8
	for i := range len(text) {
		kinds |= p[text[i]]
	}
	return kinds
}

// wellKnown are files that have no extension and need none.
var wellKnown = once(func() map[string]bool {
	return set("Makefile GNUmakefile Dockerfile Containerfile Jenkinsfile Gemfile Rakefile Procfile Vagrantfile Brewfile Podfile Fastfile Justfile Caddyfile Tiltfile LICENSE LICENCE COPYING NOTICE AUTHORS CODEOWNERS README CHANGELOG CONTRIBUTING")
})

// looksLikePath is isPath for a word that stands outside a code span.
func looksLikePath(word string) bool {
	marks := inPath.of(word)
	if marks&(notWord|opens) == notWord || strings.HasPrefix(word, "/") || marks&colons != 0 && strings.Contains(word, "://") {
		return false
	}
	if marks&slashes != 0 {
		head, rest, _ := strings.Cut(word, "/")
		switch head {
		case "application", "text", "image", "audio", "video", "font", "multipart": // media types
			if !strings.ContainsAny(rest, "./*") || strings.Contains(rest, "vnd.") {
				return false
			}
		}
		return rest != "" && !(isNumber(head) && isNumber(rest)) || strings.HasSuffix(word, "/") && len(word) > 1
	}
	if marks&(opens|star) != 0 && len(word) > 1 {
		return strings.HasPrefix(word, "*") || hasExtension(word) || strings.HasPrefix(word, "{") && marks&dots != 0
	}
	return hasExtension(word) || wellKnown()[word]
}

// hasExtension reports whether a file name ends in an extension that files
// have, or is one of the dotfiles: go.mod, x.test.ts, .gitignore, but neither
// v1.2 nor user.name.
func hasExtension(name string) bool {
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 || dot == len(name)-1 {
		return false
	}
	if name[0] == '.' && dotfiles()[name] {
		return true
	}
	if dot == 0 {
		return strings.HasSuffix(name, "ignore") || strings.HasSuffix(name, "rc")
	}
	return extensions()[strings.ToLower(name[dot+1:])]
}

var dotfiles = once(func() map[string]bool {
	return set(".env .env.example .env.sample .env.template .env.local .env.test .gitattributes .gitmodules .editorconfig .npmrc .nvmrc .mailmap .envrc .tool-versions .python-version .browserslistrc .htaccess .profile .swiftlint .yamllint .gitkeep .keep .github .vscode .husky .claude .cursor")
})

// extensions are the file name endings by which a code span without a slash is
// a path. A dotted name with any other ending is an expression more often.
var extensions = once(func() map[string]bool {
	return set("7z ac adoc am asm astro avro awk babelrc bash bat bats bib bicep bin blade bmp bz2 bzl c cc cfg cjs clj cljs cmake cmd coffee conf cpp cr cs csproj cshtml css csv cts cue cxx d dart db dhall diff djvu dll doc dockerfile docx dot dts ejs el elm env eot eps erb erl ex exe exs f90 fish fs fsx gd gemspec gif gleam go golden gotmpl gql gradle graphql groovy gz h haml har hbs hcl heex hh hpp hrl hs htm html http ico idl iml in ini ino ipynb jar java jpeg jpg js json json5 jsonc jsonl jsx jl kt kts less lhs liquid lock log lua m m4 mak map markdown md mdx mjs mk ml mli mm mod mov mp3 mp4 mts nim nix njk nu odt otf patch pdf php phtml pl plist pm png po pot ppt pptx prisma properties proto ps1 psd psql pug puml py pyi pyx qml r rb re rego res rkt rmd rs rst rtf s sass scala scm scss sh sln snap so sol sql sqlite sqlite3 stories styl sum sv svelte svg swift tar tcl templ tex tf tfvars tgz thrift tif tiff tmpl toml tpl ts tsv tsx ttf twig txt txtar v vb vbs vcxproj vhd vhdl vim vue wasm wat wav webm webmanifest webp woff woff2 xaml xcconfig xib xlsx xml xsd xsl yaml yml zig zip zsh")
})
