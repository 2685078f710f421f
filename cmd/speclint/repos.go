package main

import (
	"context"
	"sync"
	"time"

	"github.com/speclint/speclint/internal/git"
)

// repos are the repositories of a run. Nothing is asked of git before somebody
// needs it: a call that names files needs it not at all.
type repos struct {
	find func() (*git.Program, error)
	here func() (*git.Repository, error) // the one around the current directory

	objects *git.Objects // of staged specs, nil for none
	day     func() string
	dayErr  error // why day could not ask git

	namesErr error // why it is not known which specs there are
}

func newRepos(ctx context.Context, getenv func(string) string) *repos {
	r := &repos{find: sync.OnceValues(func() (*git.Program, error) { return git.Find(getenv) })}
	r.here = sync.OnceValues(func() (*git.Repository, error) { return r.open(ctx, ".") })
	r.day = sync.OnceValue(func() (day string) {
		day, r.dayErr = r.committed(ctx)
		return day
	})
	return r
}

// close ends what git still runs for us.
func (r *repos) close() {
	if r.objects != nil {
		_ = r.objects.Close() // all that was wanted of it has been read
	}
}

func (r *repos) open(ctx context.Context, dir string) (*git.Repository, error) {
	program, err := r.find()
	if err != nil {
		return nil, err
	}
	return program.Open(ctx, dir)
}

// look fills in what the searches find: in a repository what git tracks or would
// track, asked once for all directories of it; elsewhere what is on the disk.
func (r *repos) look(ctx context.Context, parts []part) error {
	groups := map[string][]*part{}
	var order []string
	for i := range parts {
		if parts[i].search == nil {
			continue
		}
		key := git.Nearest(parts[i].search.dir)
		if key == "" {
			key = parts[i].search.dir // which may be a bare repository
		}
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], &parts[i])
	}
	for _, key := range order {
		if err := r.lookIn(ctx, groups[key], key == git.Nearest(".")); err != nil {
			return err
		}
	}
	return nil
}

// lookIn fills in the searches of one repository, or of none.
func (r *repos) lookIn(ctx context.Context, group []*part, here bool) (err error) {
	var repo *git.Repository
	if here {
		repo, err = r.here()
	} else {
		repo, err = r.open(ctx, group[0].search.dir)
	}
	if err == nil {
		err = tracked(ctx, repo, group)
	}
	if err != nil && !without(err) {
		return err
	}
	asked := err == nil
	for _, p := range group {
		if asked && p.search.usual {
			p.tracked = true
		}
		if p.tracked {
			continue
		}
		if p.files, err = p.search.walk(); err != nil {
			return err
		}
	}
	return nil
}

// tracked asks git for the files of the searches. One directory in which git has
// nothing at all stays untracked: it is ignored, and whoever names it means what
// is on the disk.
func tracked(ctx context.Context, repo *git.Repository, group []*part) error {
	folders, dirs := make([]string, len(group)), make([]string, len(group))
	for i, p := range group {
		rel, err := repo.Rel(p.search.dir)
		if err != nil {
			return err
		}
		folders[i], dirs[i] = rel, p.search.dir
	}
	wanted := func(path string) (any bool) {
		for i, p := range group {
			if rel, ok := below(folders[i], path); ok {
				p.tracked = true
				any = any || p.search.wants(rel)
			}
		}
		return any
	}
	found, err := repo.Files(ctx, dirs, wanted)
	for _, path := range found {
		for i, p := range group {
			if rel, ok := below(folders[i], path); ok && p.search.wants(rel) {
				p.files = append(p.files, p.search.name(rel))
			}
		}
	}
	return err
}

// today is the day that waivers with an end are compared with: that of the last
// commit, which is the same on every machine, and without one the clock's. When
// git cannot tell, dayErr says why.
func (r *repos) today() string {
	if day := r.day(); day != "" {
		return day
	}
	return clockDay()
}

// clockDay is the day by the clock of the machine.
func clockDay() string { return time.Now().Format(time.DateOnly) }

// committed is the day of the last commit, "" before the first and outside a
// repository.
func (r *repos) committed(ctx context.Context) (string, error) {
	repo, err := r.here()
	if without(err) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	date, known, err := repo.CommitDate(ctx)
	if err != nil || !known {
		return "", err
	}
	return date.Format(time.DateOnly), nil
}
