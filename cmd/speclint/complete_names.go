package main

import (
	"strings"

	"github.com/speclint/speclint/gate"
	"github.com/speclint/speclint/internal/launch"
	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/usage"
	"github.com/speclint/speclint/rules"
)

// namesOf are the names that the program itself gives: what says which are meant.
func namesOf(call *usage.Call, what string) []usage.Candidate {
	switch what {
	case "RULE":
		return ruleCandidates()
	case "CHECK=REASON":
		return checkCandidates("=")
	case "name":
		return append(ruleCandidates(), checkCandidates("")...)
	case "FORMAT":
		return bare(report.FormatNames())
	case "PROFILE":
		return bare(profileNames())
	case "kind":
		return kindCandidates()
	case "HOST":
		if len(call.Args) > 0 && call.Args[0] == "action" {
			return bare(providerNames())
		}
		return hostCandidates()
	case "host":
		return hostCandidates()
	}
	return nil
}

func bare(names []string) []usage.Candidate {
	list := make([]usage.Candidate, len(names))
	for i, name := range names {
		list[i].Text = name
	}
	return list
}

func kindCandidates() []usage.Candidate {
	var list []usage.Candidate
	for _, k := range kinds {
		list = append(list, usage.Candidate{Text: k.name, Note: k.help})
	}
	return list
}

func hostCandidates() []usage.Candidate {
	var list []usage.Candidate
	for _, h := range hosts {
		list = append(list, usage.Candidate{Text: h.name, Note: h.help})
	}
	return list
}

func ruleCandidates() []usage.Candidate {
	var list []usage.Candidate
	for _, r := range rules.All {
		list = append(list, usage.Candidate{Text: r.Name, Note: r.Summary()})
	}
	return list
}

// checkCandidates are the checks of gate, each with what follows its name.
func checkCandidates(behind string) []usage.Candidate {
	var list []usage.Candidate
	for _, c := range gate.Checks {
		list = append(list, usage.Candidate{Text: c.Name + behind, Note: c.Summary(), More: behind != ""})
	}
	return list
}

// launched are the tasks that are out, and not ended.
func (c *completing) launched() []usage.Candidate {
	repos := newRepos(c.ctx, c.streams.getenv)
	defer repos.close()
	repo, err := repos.here()
	if err != nil {
		return nil
	}
	all, damaged, err := launch.Open(repo).List(c.ctx)
	if err != nil {
		return nil
	}
	var list []usage.Candidate
	for _, l := range all {
		if l.Open() {
			list = append(list, usage.Candidate{Text: l.ID, Note: l.Spec})
		}
	}
	for _, d := range damaged {
		list = append(list, usage.Candidate{Text: d.ID, Note: "its record cannot be read"})
	}
	return list
}

// revisions are the names of commits that people use: HEAD, branches and tags.
func (c *completing) revisions() []usage.Candidate {
	repos := newRepos(c.ctx, c.streams.getenv)
	defer repos.close()
	repo, err := repos.here()
	if err != nil {
		return nil
	}
	refs, err := repo.Refs(c.ctx, "refs/")
	if err != nil {
		return nil
	}
	list := []usage.Candidate{{Text: "HEAD"}}
	for _, kind := range []struct{ prefix, note string }{
		{"refs/heads/", "branch"}, {"refs/tags/", "tag"}, {"refs/remotes/", "branch of a remote"},
	} {
		for _, ref := range refs {
			if name, ok := strings.CutPrefix(ref.Name, kind.prefix); ok {
				list = append(list, usage.Candidate{Text: name, Note: kind.note})
			}
		}
	}
	return list
}
