package main

import "time"

// today is the day that waivers with an end are compared with.
func today() string { return time.Now().Format(time.DateOnly) }
