package spec

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"go.yaml.in/yaml/v4"

	"github.com/speclint/speclint/internal/strictyaml"
)

// frontKeys are the keys of the "speclint:" mapping, in the order of the docs.
var frontKeys = []string{"id", "name", "status", "profile", "modify", "create", "delete", "rename", "forbid", "executable", "symlink", "submodule", "limits", "verify", "fail-to-pass", "escalate", "decision-log", "depends-on"}

// Profiles are the kinds of text that a spec may say it is.
var Profiles = []string{"default", "issue"}

// strict reads front matter.
var strict = strictyaml.Reader{In: "front matter", Snake: true}

// decodeFront reads the "speclint:" mapping. Unlike everything else in a spec
// it has one meaning, so every mistake in it is an error.
func (s *Spec) decodeFront(n *yaml.Node) error {
	return strict.Each(n, "speclint", frontKeys, func(key string, v *yaml.Node) error {
		c := &s.Meta.front
		switch key {
		case "id", "name", "status", "profile":
			value, err := strict.Scalar(v, key)
			if was := s.say(key, value, v); was != nil {
				c.Clashes = append(c.Clashes, Clash{key + " is " + quote(was.value) + " at " + c.place(was.line, v.Line) + " and " + quote(value) + " here", v.Line, s.rangeOf(v)})
			}
			if err == nil && key == "id" && !isID(value) {
				return s.errorf(v.Line, "id in front matter is %q; use letters, digits, dots, hyphens and underscores", value)
			}
			if err == nil && key == "profile" && !slices.Contains(Profiles, value) {
				return s.errorf(v.Line, "unknown profile %q in front matter%s", value, strictyaml.DidYouMean(value, Profiles))
			}
			return err
		case "modify", "create", "delete", "forbid", "executable", "symlink", "submodule":
			return strict.List(v, key, func(e *yaml.Node) error {
				text, err := strict.Scalar(e, key)
				if err == nil {
					c.allow(key, text, s.rangeOf(e), e.Line)
				}
				return err
			})
		case "rename":
			return strict.List(v, key, func(e *yaml.Node) error { return s.decodeRename(e) })
		case "limits":
			return s.decodeLimits(v)
		case "verify":
			return strict.List(v, key, func(e *yaml.Node) error { return s.decodeVerify(e) })
		case "fail-to-pass":
			return strict.List(v, key, func(e *yaml.Node) error {
				text, err := strict.Scalar(e, key)
				c.FailToPass = append(c.FailToPass, Pattern{Pattern: text, Line: e.Line, Range: s.rangeOf(e)})
				return err
			})
		case "escalate":
			return strict.List(v, key, func(e *yaml.Node) error { return s.decodeTrigger(e) })
		case "decision-log":
			return s.decodeLog(v)
		}
		return strict.List(v, key, func(e *yaml.Node) error { // depends-on
			text, err := strict.Scalar(e, key)
			c.DependsOn = append(c.DependsOn, Reference{ID: text, Line: e.Line})
			return err
		})
	})
}

// isID reports whether a text can name a task in a file name and in a ref.
func isID(id string) bool {
	for _, r := range id {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("._-", r) {
			return false
		}
	}
	return id != "" && len(id) <= 100 && id[0] != '.' && id[0] != '-' && !strings.Contains(id, "..") && !strings.HasSuffix(id, ".")
}

func (s *Spec) rangeOf(n *yaml.Node) Range {
	at := s.offset(n)
	return Range{at, min(at+max(len(n.Value), 1), s.LineRange(min(max(n.Line, s.part.first), s.part.last)).End)}
}

func (s *Spec) decodeRename(n *yaml.Node) error {
	var from, to string
	if n.Kind == yaml.ScalarNode {
		text, err := strict.Scalar(n, "rename")
		if err != nil {
			return err
		}
		var ok bool
		if from, to, ok = strings.Cut(strings.ReplaceAll(text, "→", "->"), "->"); !ok {
			return s.errorf(n.Line, `rename %q in front matter names one path; write "old -> new"`, text)
		}
	} else if err := strict.Each(n, "rename", []string{"from", "to"}, func(key string, v *yaml.Node) error {
		text, err := strict.Scalar(v, key)
		if key == "from" {
			from = text
		} else {
			to = text
		}
		return err
	}); err != nil {
		return err
	}
	if strings.TrimSpace(from) == "" || strings.TrimSpace(to) == "" {
		return s.errorf(n.Line, "rename in front matter wants from and to")
	}
	s.Meta.front.rename(strings.TrimSpace(from), strings.TrimSpace(to), s.rangeOf(n), n.Line)
	return nil
}

func (s *Spec) decodeLimits(n *yaml.Node) error {
	return strict.Each(n, "limits", LimitKeys(), func(key string, v *yaml.Node) error {
		text, err := strict.Scalar(v, key)
		if err != nil {
			return err
		}
		value, ok := ParseLimit(key, text)
		if !ok {
			return s.errorf(v.Line, `limit %s in front matter is %q; write a number such as 400, or a size such as "200 KB"`, key, text)
		}
		s.Meta.front.Limits.set(key, value, v.Line, s.rangeOf(v), &s.Meta.front)
		return nil
	})
}

func (s *Spec) decodeVerify(n *yaml.Node) error {
	cmd := Command{Line: n.Line, Expect: "pass", Range: s.rangeOf(n)}
	if n.Kind == yaml.ScalarNode {
		text, err := strict.Scalar(n, "verify")
		cmd.Run = text
		s.Meta.front.addCommand(cmd)
		return err
	}
	err := strict.Each(n, "verify", []string{"run", "expect", "timeout", "timeout-seconds", "fail-to-pass"}, func(key string, v *yaml.Node) error {
		text, err := strict.Scalar(v, key)
		if err != nil {
			return err
		}
		switch key {
		case "run":
			cmd.Run = text
		case "expect":
			if text != "pass" && text != "fail" {
				return s.errorf(v.Line, "expect in front matter is %q; write pass or fail", text)
			}
			cmd.Expect = text
		case "fail-to-pass":
			if text != "true" && text != "false" {
				return s.errorf(v.Line, "fail-to-pass in front matter is %q; write true or false", text)
			}
			cmd.FailToPass = text == "true"
		default:
			if cmd.TimeoutSeconds = parseSeconds(text); cmd.TimeoutSeconds <= 0 {
				return s.errorf(v.Line, "timeout in front matter is %q; write seconds, or a time such as 90s or 10m", text)
			}
		}
		return nil
	})
	if err == nil && cmd.Run == "" {
		return s.errorf(n.Line, "verify in front matter has no run; name the command")
	}
	s.Meta.front.addCommand(cmd)
	return err
}

// parseSeconds reads 90, "90s", "10m".
func parseSeconds(text string) int {
	if n, err := strconv.Atoi(text); err == nil {
		return n
	}
	if d, err := time.ParseDuration(text); err == nil {
		return int(d.Seconds())
	}
	return 0
}

func (s *Spec) decodeTrigger(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		text, err := strict.Scalar(n, "escalate")
		if err == nil {
			s.Meta.front.addTrigger(readTrigger(text, n.Line, s.rangeOf(n), codeIn(text)))
		}
		return err
	}
	t := Trigger{Line: n.Line, Range: s.rangeOf(n)}
	err := strict.Each(n, "escalate", []string{"text", "paths", "conditions"}, func(key string, v *yaml.Node) error {
		return strict.List(v, key, func(e *yaml.Node) error {
			text, err := strict.Scalar(e, key)
			if err != nil {
				return err
			}
			switch key {
			case "text":
				t.Text = text
			case "paths":
				glob, err := CleanGlob(text)
				if err != nil {
					s.Meta.front.Broken = append(s.Meta.front.Broken, BrokenGlob{text, err.Error(), e.Line, s.rangeOf(e)})
					return nil
				}
				t.Paths = append(t.Paths, glob)
			default:
				if !slices.Contains(conditionNames(), text) {
					return s.errorf(e.Line, "unknown condition %q under escalate in front matter%s", text, strictyaml.DidYouMean(text, conditionNames()))
				}
				t.Conditions = append(t.Conditions, text)
			}
			return nil
		})
	})
	if t.Text == "" {
		t.Text = strings.Join(append(append([]string{}, t.Paths...), t.Conditions...), ", ")
	}
	t.Enforced = len(t.Paths) > 0 || len(t.Conditions) > 0
	s.Meta.front.addTrigger(t)
	return err
}

func (s *Spec) decodeLog(n *yaml.Node) error {
	text, err := strict.Scalar(n, "decision-log")
	if err != nil {
		return err
	}
	if c := &s.Meta.front; c.DecisionLogLine > 0 && c.DecisionLogLine < s.part.first { // of a file before
		c.Clashes = append(c.Clashes, Clash{"the decision log is named at " + c.place(c.DecisionLogLine, n.Line) + " and here", n.Line, s.rangeOf(n)})
		return nil
	}
	s.Meta.front.DecisionLogLine = n.Line
	if text == "true" || text == "false" {
		s.Meta.front.wantsLog = text == "true"
		return nil
	}
	if s.Meta.front.DecisionLog, err = CleanGlob(text); err != nil {
		return s.errorf(n.Line, "decision-log in front matter: %s", err)
	}
	if isGlob(s.Meta.front.DecisionLog) {
		return s.errorf(n.Line, "decision-log in front matter is %q; name one file", text)
	}
	return nil
}
