package config

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"github.com/speclint/speclint/internal/spec"
	"github.com/speclint/speclint/internal/spec/words"
	"github.com/speclint/speclint/internal/strictyaml"
)

// text reads a text on one line. What YAML takes for a number or a boolean is
// none: an editor with the schema would say so too.
func (d *decoder) text(v *yaml.Node, key string) (string, error) {
	text, err := d.Scalar(v, key)
	if err != nil {
		return "", err
	}
	switch v.Tag {
	case "!!int", "!!float":
		return "", strictyaml.Errorf(v.Line, "%s is %s, which YAML reads as a number; quote it", key, text)
	case "!!bool":
		return "", strictyaml.Errorf(v.Line, "%s is %s, which YAML reads as a boolean; quote it", key, text)
	}
	for _, c := range text {
		if c == '\n' || c == '\r' || c == '\t' || strictyaml.Invisible(c) {
			return "", strictyaml.Errorf(v.Line, "%s has a line break or another invisible character, %U; write it on one line without", key, c)
		}
	}
	return text, nil
}

// list reads a list of texts, each made good or refused by clean.
func (d *decoder) list(into *List, v *yaml.Node, key string, clean func(string) (string, error)) error {
	*into = List{Items: []Value[string]{}, Line: v.Line}
	return d.List(v, key, func(e *yaml.Node) error {
		text, err := d.text(e, key)
		if err != nil {
			return err
		}
		good, err := clean(text)
		if err != nil {
			return strictyaml.Errorf(e.Line, "%s has %q, which %s", key, text, err)
		}
		into.Items = append(into.Items, Value[string]{good, e.Line})
		return nil
	})
}

func (d *decoder) globs(into *List, v *yaml.Node, key string) error {
	return d.list(into, v, key, func(text string) (string, error) {
		if strings.HasPrefix(strings.TrimSpace(text), "!") {
			if key == "specs" {
				return "", errors.New(`starts with "!"; put it under exclude instead`)
			}
			return "", errors.New(`starts with "!"; name what is meant instead of what is not`)
		}
		return spec.CleanGlob(text)
	})
}

// directory reads the path of a directory below the root.
func directory(text string) (string, error) {
	clean, err := spec.CleanGlob(strings.TrimRight(strings.TrimSpace(text), "/"))
	if err != nil {
		return "", err
	}
	if strings.ContainsAny(clean, "*?[]{}") {
		return "", errors.New("is no single directory; name each one")
	}
	for part := range strings.SplitSeq(clean, "/") {
		if strings.EqualFold(part, ".git") {
			return "", errors.New("is git's own; drop it")
		}
	}
	return clean, nil
}

// variable reads the name of an environment variable.
func variable(text string) (string, error) {
	switch {
	case strings.Contains(text, "="):
		return "", errors.New("sets a value; write the name alone")
	case strings.HasPrefix(strings.ToUpper(text), "GIT_"):
		return "", errors.New("is git's, and no command gets those; drop it")
	case strings.ContainsFunc(text, func(c rune) bool {
		return c != '_' && c != '(' && c != ')' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z')
	}) || '0' <= text[0] && text[0] <= '9':
		return "", errors.New("is no name of a variable; use letters, digits and underscores")
	}
	return text, nil
}

func known(kind, text string, names []string) error {
	if slices.Contains(names, text) {
		return nil
	}
	return fmt.Errorf("is no %s%s", kind, strictyaml.DidYouMean(text, names))
}

func nearOr(word string, names []string, otherwise string) string {
	if near := words.Nearest(word, names); near != "" {
		return "; did you mean " + strconv.Quote(near) + "?"
	}
	return otherwise
}

func (d *decoder) oneOf(into *Value[string], v *yaml.Node, key string, names []string) error {
	text, err := d.text(v, key)
	if err != nil {
		return err
	}
	if !slices.Contains(names, text) {
		return strictyaml.Errorf(v.Line, "unknown %s %q%s", key, text, strictyaml.DidYouMean(text, names))
	}
	*into = Value[string]{text, v.Line}
	return nil
}

const quotedStyle = yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle

// plain reads a value that is no text, and must not be written as one.
func (d *decoder) plain(v *yaml.Node, key, mend string) (string, error) {
	text, err := d.Scalar(v, key)
	if err == nil && v.Style&(quotedStyle|yaml.TaggedStyle) != 0 {
		return "", strictyaml.Errorf(v.Line, "%s is the text %q; write %s without quotes", key, text, mend)
	}
	return text, err
}

// number reads a whole number in decimal digits: YAML has several ways to read a
// leading zero.
func (d *decoder) number(into *Value[int], v *yaml.Node, key string, least, most int) error {
	mend := fmt.Sprintf("a whole number from %d to %d", least, most)
	text, err := d.plain(v, key, mend)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(text)
	if err != nil || strconv.Itoa(n) != text || n < least || n > most {
		return strictyaml.Errorf(v.Line, "%s is %q; write %s", key, text, mend)
	}
	*into = Value[int]{n, v.Line}
	return nil
}

// points reads a weight.
func (d *decoder) points(v *yaml.Node, key string) (float64, error) {
	mend := fmt.Sprintf("a number from 0 to %d, such as 12.5", maxPoints)
	text, err := d.plain(v, key, mend)
	if err != nil {
		return 0, err
	}
	p, err := strconv.ParseFloat(text, 64)
	digits := strings.Trim(text, "0123456789") // nothing, or what stands between the digits
	leading := len(text) > 1 && text[0] == '0' && text[1] != '.'
	if err != nil || digits != "" && digits != "." || strings.Trim(text, ".") != text || leading || len(text) > 12 || p > maxPoints {
		return 0, strictyaml.Errorf(v.Line, "%s is %q; write %s", key, text, mend)
	}
	return p, nil
}

// duration reads seconds, or a time with its unit.
func (d *decoder) duration(into *Value[time.Duration], v *yaml.Node, key string, most time.Duration) error {
	text, err := d.Scalar(v, key)
	if err != nil {
		return err
	}
	t, err := time.ParseDuration(text)
	if n, e := strconv.Atoi(text); e == nil && strconv.Itoa(n) == text && n <= int(most/time.Second) {
		t, err = time.Duration(n)*time.Second, nil
	}
	if err != nil || text[0] < '0' || text[0] > '9' || t < time.Second || t > most || t%time.Second != 0 {
		return strictyaml.Errorf(v.Line, "%s is %q; write seconds, or a time such as 90s or 10m, at most %dh", key, text, most/time.Hour)
	}
	*into = Value[time.Duration]{t, v.Line}
	return nil
}

func (d *decoder) boolean(into *Value[bool], v *yaml.Node, key string) error {
	text, err := d.plain(v, key, "true or false")
	if err != nil {
		return err
	}
	if text != "true" && text != "false" {
		return strictyaml.Errorf(v.Line, "%s is %q; write true or false", key, text)
	}
	*into = Value[bool]{text == "true", v.Line}
	return nil
}
