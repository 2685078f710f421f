package gate

import (
	"bytes"
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// part is what of a manifest is looked at: keys of an object in JSON, sections of
// a text with headers in brackets.
type part struct {
	keys     []string
	sections func(name string) bool
	not      []string // how lines begin that are not meant
}

// testParts are the parts of manifests that decide how tests run.
func testParts(file string) *part {
	switch path.Base(file) {
	case "package.json":
		return &part{keys: strings.Fields("scripts jest vitest mocha ava tap nyc c8 jest-junit cypress")}
	case "composer.json":
		return &part{keys: []string{"scripts"}}
	case "deno.json", "deno.jsonc":
		return &part{keys: []string{"tasks", "test"}}
	case "pyproject.toml":
		return &part{sections: func(name string) bool {
			return hasAny(name, "pytest", "coverage", "tox", "nox", "scripts", "poe", "taskipy") && name != "project.scripts" && name != "tool.poetry.scripts" && name != "project.gui-scripts"
		}}
	case "setup.cfg":
		return &part{sections: func(name string) bool { return hasAny(name, "pytest", "coverage", "tox") }}
	case "Cargo.toml":
		return &part{sections: func(name string) bool { return name == "test" || name == "profile.test" || name == "lib" }}
	}
	return nil
}

// dependencyParts are the parts of manifests that name dependencies. Of other
// manifests the whole does.
func dependencyParts(file string) *part {
	switch path.Base(file) {
	case "package.json":
		return &part{keys: strings.Fields("dependencies devDependencies peerDependencies optionalDependencies bundledDependencies bundleDependencies overrides resolutions pnpm")}
	case "composer.json":
		return &part{keys: []string{"require", "require-dev"}}
	case "deno.json", "deno.jsonc", "jsr.json":
		return &part{keys: []string{"imports"}}
	case "Cargo.toml":
		return &part{sections: func(name string) bool { return hasAny(name, "dependencies", "patch", "replace") }}
	case "pyproject.toml":
		return &part{sections: func(name string) bool {
			return name == "project" || name == "build-system" || hasAny(name, "dependenc", "tool.poetry.group", "project.optional", "tool.uv", "tool.pdm")
		}, not: strings.Fields("version name description readme license authors maintainers keywords classifiers")}
	case "go.mod":
		return &part{sections: func(string) bool { return true }, not: []string{"go ", "module ", "toolchain ", "require (", "exclude", ")"}}
	}
	if base := path.Base(file); isManifest(base) && strings.HasSuffix(base, ".txt") && !strings.HasPrefix(base, "conan") {
		return &part{sections: func(string) bool { return true }}
	}
	return nil
}

func hasAny(name string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(name, p) })
}

// of returns the entries of the part and their values: by key and name in JSON, by
// section and name in a text. A text that cannot be read is one entry, and so is a
// line that names nothing.
func (p *part) of(text []byte) map[string]string {
	out := map[string]string{}
	if p.sections != nil {
		name := ""
		for line := range bytes.Lines(text) {
			t := strings.TrimSpace(string(line))
			if header, ok := strings.CutPrefix(t, "["); ok && strings.Contains(header, "]") && !strings.Contains(header, ",") && !strings.ContainsAny(header[:1], `"'`) {
				name = strings.ReplaceAll(strings.Trim(header[:strings.LastIndexByte(header, ']')], "[] "), `"`, "")
			}
			if t == "" || strings.HasPrefix(t, "#") || strings.HasPrefix(t, "//") || slices.ContainsFunc(p.not, func(not string) bool { return strings.HasPrefix(t, not) }) {
				continue
			}
			dotted, _, _ := strings.Cut(t, "=")
			if p.sections(name) || name == "" && p.sections(strings.TrimSpace(dotted)) || name == "tool" && p.sections("tool."+dotted) {
				entry, value := named(t)
				if was, ok := out[name+"\n"+entry]; ok { // of a list of tables
					value = was + ", " + value
				}
				out[name+"\n"+entry] = value
			}
		}
		return out
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(text, &object); err != nil {
		out["the whole file"] = string(text)
		return out
	}
	for _, key := range p.keys {
		var entries map[string]json.RawMessage
		if json.Unmarshal(object[key], &entries) != nil {
			if len(object[key]) > 0 {
				out[key] = compact(object[key])
			}
			continue
		}
		for name, value := range entries {
			out[key+"\n"+name] = compact(value)
		}
	}
	return out
}

// entryForms are how a line names what it gives a value: a key of TOML or INI, a
// module of Go, a requirement of Python.
var entryForms = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([\w.-]+|"[^"]*"|'[^']*')\s*=\s*([^=].*)$|^(?:require |replace )?(\S+) (v\d.*)$|^["']?(\w[\w.-]*(?:\[[^\]]*\])?)\s*((?:[=~!<>]=|[<>]).*?)["']?,?$`)
})

// named takes a line apart into the name of an entry and its value.
func named(line string) (name, value string) {
	m := entryForms().FindStringSubmatch(line)
	if m == nil {
		return line, ""
	}
	return m[1] + m[3] + m[5], m[2] + m[4] + m[6]
}

func compact(value json.RawMessage) string {
	var b bytes.Buffer
	if json.Compact(&b, value) != nil {
		return string(value)
	}
	return b.String()
}
