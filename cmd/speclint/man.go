package main

import (
	"io"
	"time"
)

type manCmd struct{}

// Help is what kong shows below the summary.
func (*manCmd) Help() string {
	return "To read it: speclint man | man -l -. SOURCE_DATE_EPOCH is the day at its foot; without it there is none."
}

// Run prints the man page.
func (*manCmd) Run(s streams) error {
	p, err := described()
	if err != nil {
		return err
	}
	var day time.Time
	if s.getenv("SOURCE_DATE_EPOCH") != "" {
		if day, err = s.now(); err != nil {
			return err
		}
	}
	_, err = io.WriteString(s.out, p.Man(day))
	return err
}
