package launch

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxID bounds an id, in bytes: it is the name of a file.
const maxID = 200

// CheckID tells whether the id of a spec can be the last part of a ref, as git
// check-ref-format has it.
func CheckID(id string) error {
	why := ""
	switch {
	case id == "":
		why = "is empty"
	case len(id) > maxID:
		why = fmt.Sprintf("has %d bytes, more than %d", len(id), maxID)
	case strings.HasPrefix(id, "."), strings.HasSuffix(id, "."):
		why = "begins or ends with a full stop"
	case strings.HasSuffix(id, ".lock"):
		why = `ends with ".lock"`
	case strings.Contains(id, ".."), strings.Contains(id, "@{"):
		why = `has ".." or "@{" in it`
	case !utf8.ValidString(id):
		why = "is no UTF-8"
	default:
		if i := strings.IndexFunc(id, unfit); i >= 0 {
			r, _ := utf8.DecodeRuneInString(id[i:])
			why = fmt.Sprintf("has %q in it", r)
		}
	}
	if why == "" {
		return nil
	}
	return fmt.Errorf("the id %q cannot be the name of a ref: it %s; give the spec another (id, in the front matter or as the name of the file or folder)", id[:min(len(id), maxID)], why)
}

// EndCommand is the call that closes the launch of an id, as a POSIX shell takes it:
// an id may have characters that a shell would act on.
func EndCommand(id string) string {
	plain := func(r rune) bool {
		return r == '-' || r == '_' || r == '.' || r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
	}
	word := id
	if strings.IndexFunc(id, func(r rune) bool { return !plain(r) }) >= 0 {
		word = "'" + strings.ReplaceAll(id, "'", `'\''`) + "'"
	}
	if strings.HasPrefix(id, "-") {
		return "speclint launch --end=" + word
	}
	return "speclint launch --end " + word
}

// unfit tells of a character that no part of a ref has.
func unfit(r rune) bool { return r <= ' ' || r == 0x7F || strings.ContainsRune(`~^:?*[\/`, r) }
