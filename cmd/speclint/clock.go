package main

import (
	"fmt"
	"strconv"
	"time"
)

// now is the time that a launch is recorded at and its age counted to, in whole
// seconds. SOURCE_DATE_EPOCH stands for it where it is set
// (reproducible-builds.org/specs/source-date-epoch).
func (s streams) now() (time.Time, error) {
	set := s.getenv("SOURCE_DATE_EPOCH")
	if set == "" {
		return time.Now().UTC().Truncate(time.Second), nil
	}
	n, err := strconv.ParseInt(set, 10, 64)
	if err != nil || n < 0 || n > 1<<40 {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH is %q; write whole seconds since 1970, or unset it", set)
	}
	return time.Unix(n, 0).UTC(), nil
}
