package report

import (
	"strconv"
	"time"
)

// Launch is the record of the task that a change belongs to.
type Launch struct {
	ID       string `json:"id"`
	Ref      string `json:"ref"`       // of the record
	Commit   string `json:"commit"`    // that the ref names
	Base     string `json:"base"`      // the commit that the task began with
	SpecBlob string `json:"spec_blob"` // object id of the spec as it was launched
	// Verified says that nobody who made the change could have written the record.
	Verified bool `json:"verified"`
	// Dirty are the paths that were changed before the launch and are still the same:
	// they are not part of the change.
	Dirty []string `json:"dirty"`
	// AgeSeconds is Age where the caller asked for times.
	AgeSeconds *int64 `json:"age_seconds,omitempty"`

	Age   time.Duration `json:"-"` // since the launch
	Stale bool          `json:"-"` // the review is overdue
}

// line says which launch it was.
func (l *Launch) line() string {
	return "launched as " + Printable(l.ID) + " " + ago(l.Age) + ", on commit " + short(l.Base) + " (unverified)"
}

// nag is what a person hears of a change that nobody has looked at for long, ""
// while it is fresh.
func (l *Launch) nag() string {
	if l == nil || !l.Stale {
		return ""
	}
	return "it was launched " + ago(l.Age) + ": look at it before it is forgotten what was asked for."
}

// ago is a time in the past, in the largest unit that fits, and for hours in the next
// one, too.
func ago(d time.Duration) string {
	hours, minutes := int(d.Hours()), int(d.Minutes())%60
	switch {
	case d < time.Minute:
		return "just now"
	case hours == 0:
		return strconv.Itoa(minutes) + " min ago"
	case hours < 48 && minutes > 0:
		return strconv.Itoa(hours) + " h " + strconv.Itoa(minutes) + " min ago"
	case hours < 48:
		return strconv.Itoa(hours) + " h ago"
	}
	return strconv.Itoa(hours/24) + " days ago"
}
