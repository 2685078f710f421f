// Command sbom writes which modules a program was linked from, as CycloneDX 1.6,
// from what Go's linker put into the program itself:
//
//	go run ./internal/sbom PROGRAM DOCUMENT
//
// It is for releases, and no part of speclint. The same program gives the same
// bytes: there is neither a time nor a serial number in it.
package main

import (
	"bytes"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"fmt"
	"os"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "sbom:", err)
		os.Exit(2)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return errors.New("usage: sbom PROGRAM DOCUMENT")
	}
	program, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	info, err := buildinfo.Read(bytes.NewReader(program))
	if err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	doc, err := describe(info, sha256.Sum256(program))
	if err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	text, err := json.MarshalIndent(doc, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(args[1], append(text, '\n'), 0o644)
}
