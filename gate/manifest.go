package gate

import (
	"bytes"
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/speclint/speclint/internal/git"
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
	return nil
}

func hasAny(name string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(name, p) })
}

// of returns the entries of the part: by key and name in JSON, by section and
// line in a text. A text that cannot be read is one entry.
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
				out[name+"\n"+t] = t
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

func compact(value json.RawMessage) string {
	var b bytes.Buffer
	if json.Compact(&b, value) != nil {
		return string(value)
	}
	return b.String()
}

// delta is how a part of a manifest differs: names, sorted.
type delta struct {
	changed, gone, added []string
	names                map[string]bool // of both sides
}

// delta compares the part on the two sides of a file.
func (p *Pass) delta(f *File, part *part) (d delta, err error) {
	d.names = map[string]bool{}
	var sides [2]map[string]string
	for i, side := range []struct {
		mode git.Mode
		blob string
	}{{f.OldMode, f.OldBlob}, {f.NewMode, f.NewBlob}} {
		if !side.mode.IsFile() {
			continue
		}
		text, err := p.Trees.Text(p, side.blob)
		if err != nil {
			return d, err
		}
		sides[i] = part.of(text)
	}
	for _, key := range slices.Sorted(maps.Keys(sides[0])) {
		d.names[lastLine(key)] = true
		if now, ok := sides[1][key]; !ok {
			d.gone = append(d.gone, lastLine(key))
		} else if now != sides[0][key] {
			d.changed = append(d.changed, lastLine(key))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(sides[1])) {
		d.names[lastLine(key)] = true
		if _, ok := sides[0][key]; !ok {
			d.added = append(d.added, lastLine(key))
		}
	}
	return d, nil
}

// lastLine is the name of an entry without its section.
func lastLine(key string) string { return key[strings.LastIndexByte(key, '\n')+1:] }
