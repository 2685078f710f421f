package git

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// lost says which failures of git mean that an object is not there, or is not
// what it was.
func (r *Repository) lost(err error) error {
	c := (*complaint)(nil)
	switch {
	case !errors.As(err, &c):
	case c.has("inflate: ", "unable to unpack", "corrupt", "hash mismatch"):
		return fmt.Errorf("%s: an object %w (git said %s); check the repository with git fsck", c.command, ErrDamaged, c.quoted())
	case c.has("unable to read", "bad object", "cannot read object", "Could not read", "could not fetch", "cannot read data blob", "Not a valid commit name"):
		return fmt.Errorf("%s: an object %w (git said %s); %s", c.command, ErrMissing, c.quoted(), r.refill())
	}
	return err
}

// refill is the mend for an object that is not there.
func (r *Repository) refill() string {
	switch {
	case r.lender != nil:
		return r.lender.refill()
	case r.Shallow:
		return r.git.deepen()
	case r.partial():
		return "this is a partial clone: clone it without --filter"
	}
	return "check the repository with git fsck"
}

// partial tells whether the repository left objects behind where it was cloned
// from, which git marks beside their packs.
func (r *Repository) partial() bool {
	entries, _ := os.ReadDir(filepath.Join(r.ObjectDir, "pack"))
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".promisor") {
			return true
		}
	}
	return false
}

// deepen is the mend for a history that is cut off.
func (p *Program) deepen() string {
	how := "git fetch --unshallow"
	switch {
	case p.from.gitHub:
		how = "fetch-depth: 0"
	case p.from.gitLab:
		how = "GIT_DEPTH: 0"
	}
	return "fetch the whole history (" + how + ")"
}
