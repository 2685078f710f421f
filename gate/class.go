package gate

import (
	"path"
	"strings"
	"sync"
)

// Class says what kind of file a path is, as far as size limits and tests go.
type Class uint8

// The classes. The zero value is the one with the strictest limits.
const (
	Source Class = iota
	Test
	Docs
	Lock      // written by a package manager
	Generated // written by a program
	Vendored  // written by others
	Binary
)

// String returns the class as it stands in the report.
func (c Class) String() string {
	return [...]string{"source", "test", "docs", "lock", "generated", "vendored", "binary"}[c]
}

// lockFiles are the files that package managers write.
var lockFiles = wordSet(`
package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock bun.lockb deno.lock
go.sum go.work.sum Cargo.lock poetry.lock Pipfile.lock uv.lock pdm.lock pixi.lock conda-lock.yml
composer.lock Gemfile.lock mix.lock rebar.lock pubspec.lock Podfile.lock Package.resolved Cartfile.resolved
packages.lock.json paket.lock gradle.lockfile buildscript-gradle.lockfile shard.lock stack.yaml.lock
cabal.project.freeze renv.lock flake.lock .terraform.lock.hcl Chart.lock MODULE.bazel.lock`)

// vendorFolders hold other people's code.
var vendorFolders = wordSet(`vendor node_modules third_party third-party bower_components Pods Godeps Carthage jspm_packages`)

// generatedEndings are how programs end the names of what they write.
var generatedEndings = wordList(`
.pb.go .pb.gw.go .pb.cc .pb.h _pb2.py _pb2_grpc.py _pb2.pyi _pb.rb _pb.js _pb.d.ts .pbobjc.h .pbobjc.m .pb.swift .grpc.swift
.gen.go _gen.go _generated.go .generated.go _string.go .gen.ts .gen.tsx .generated.ts .generated.js .g.cs .g.i.cs .designer.cs
.g.dart .freezed.dart .gr.dart .mocks.dart .min.js .min.css .min.mjs .js.map .css.map .mjs.map`)

// docEndings are the endings of texts for people.
var docEndings = wordList(`.md .mdx .markdown .rst .adoc .asciidoc .org .textile .rdoc`)

// nameClass is what a name tells of a file that nobody else says anything of:
// lock, generated, vendored, docs, or source.
func nameClass(p string) Class {
	base := path.Base(p)
	switch {
	case inFolder(p, vendorFolders()):
		return Vendored
	case lockFiles()[base]:
		return Lock
	case hasEnding(base, generatedEndings()), strings.HasPrefix(base, "zz_generated"):
		return Generated
	case hasEnding(strings.ToLower(base), docEndings()):
		return Docs
	}
	switch stem, _, _ := strings.Cut(strings.ToUpper(base), "."); stem {
	case "LICENSE", "LICENCE", "COPYING", "NOTICE", "AUTHORS", "CONTRIBUTORS", "CHANGELOG", "README":
		return Docs
	}
	return Source
}

// wordSet is a set of words, made when it is first asked for.
func wordSet(text string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		set := map[string]bool{}
		for w := range strings.FieldsSeq(text) {
			set[w] = true
		}
		return set
	})
}

// wordList is words in their order, made when it is first asked for.
func wordList(text string) func() []string {
	return sync.OnceValue(func() []string { return strings.Fields(text) })
}

// hasEnding reports whether a name ends in, and is more than, one of a list.
func hasEnding(name string, endings []string) bool {
	for _, e := range endings {
		if len(name) > len(e) && strings.HasSuffix(name, e) {
			return true
		}
	}
	return false
}

// inFolder reports whether a path lies below a folder with one of the names.
func inFolder(p string, names map[string]bool) bool {
	for {
		folder, rest, ok := strings.Cut(p, "/")
		if !ok {
			return false
		}
		if names[folder] {
			return true
		}
		p = rest
	}
}
