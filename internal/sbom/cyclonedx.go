package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime/debug"
	"strings"
)

// bom is the part of CycloneDX 1.6 that is known of a Go program. Which module
// needs which is not in it, as the program does not say.
type bom struct {
	Schema      string      `json:"$schema"`
	BomFormat   string      `json:"bomFormat"`
	SpecVersion string      `json:"specVersion"`
	Version     int         `json:"version"` // of the document
	Metadata    metadata    `json:"metadata"`
	Components  []component `json:"components"`
}

type metadata struct {
	Component component `json:"component"`
}

type component struct {
	Type       string     `json:"type"`
	Ref        string     `json:"bom-ref"`
	Name       string     `json:"name"`
	Version    string     `json:"version"`
	Hashes     []hash     `json:"hashes,omitempty"`
	PURL       string     `json:"purl"`
	Properties []property `json:"properties,omitempty"`
}

type hash struct {
	Alg     string `json:"alg"`
	Content string `json:"content"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// describe returns the document of a program with this checksum. A module without
// a version is an error: nobody could say what was in it.
func describe(info *debug.BuildInfo, sum [sha256.Size]byte) (*bom, error) {
	program, err := module("application", &info.Main)
	if err != nil {
		return nil, err
	}
	program.Hashes = []hash{{"SHA-256", hex.EncodeToString(sum[:])}}
	for _, s := range info.Settings {
		program.Properties = append(program.Properties, property{"go:build:" + s.Key, s.Value})
	}
	doc := &bom{"http://cyclonedx.org/schema/bom-1.6.schema.json", "CycloneDX", "1.6", 1, metadata{program}, nil}
	for _, dep := range info.Deps {
		if dep.Replace != nil {
			dep = dep.Replace
		}
		c, err := module("library", dep)
		if err != nil {
			return nil, err
		}
		doc.Components = append(doc.Components, c)
	}
	std, err := module("library", &debug.Module{Path: "std", Version: info.GoVersion})
	if err != nil {
		return nil, err
	}
	doc.Components = append(doc.Components, std)
	return doc, nil
}

func module(kind string, m *debug.Module) (component, error) {
	if m.Version == "" || m.Version == "(devel)" {
		return component{}, fmt.Errorf("the module %s has no version; build it from a clone with -buildvcs=true", m.Path)
	}
	purl := "pkg:golang/" + m.Path + "@" + strings.ReplaceAll(m.Version, "+", "%2B")
	c := component{Type: kind, Ref: purl, Name: m.Path, Version: m.Version, PURL: purl}
	if m.Sum != "" { // of go.sum: of all files, and so no hash of a file
		c.Properties = []property{{"go:sum", m.Sum}}
	}
	return c, nil
}
