package gate

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// Event is what a CI run is about, as the provider tells it.
type Event struct {
	Kind string // "pull_request", "push", "merge_group", "merge request"
	// Base is the commit that the provider calls the base: of a proposal often that
	// of some earlier day; of a push what was there before, "" for nothing.
	Base string
	Head string // the commit that the event is about
	// Branch is where the work of the event left, or shall go: the target of a
	// proposal, for a push to another branch the default one, "" where there is none.
	Branch string
	// Own says that the remote of the clone can only be the repository of the event,
	// so that its branches are what the provider has. That of a fork is its author's.
	Own bool
	// Merged is the commit that the provider made of base and head, and CheckedOut
	// the one that it checks out where the workflow is not the change's. Tip is a
	// commit of the branch that the provider vouches for, later than Base.
	Merged, CheckedOut, Tip string
	// Pushed: the head was pushed to a branch, so that Base says where that branch
	// was, and not where the work began.
	Pushed bool
	Fetch  string // what gets the head, for a clone that lacks it
}

// nameCommits is the mend where the event does not say what is judged.
const nameCommits = "name the commits: --base REV --head REV"

// ReadEvent returns the event of a run in GitHub's or GitLab's CI, nil outside of
// them. In a CI whose event cannot be read, or is about no change, that is an error.
func ReadEvent(getenv func(string) string) (*Event, error) {
	switch {
	case getenv("GITHUB_ACTIONS") == "true":
		return gitHubEvent(getenv)
	case getenv("GITLAB_CI") == "true":
		return gitLabEvent(getenv)
	}
	return nil, nil
}

// maxEvent bounds the file of an event, in bytes.
const maxEvent = 64 << 20

// gitHubBody is what is read of the file of an event.
type gitHubBody struct {
	Ref           string `json:"ref"`
	Before, After string
	Deleted       bool `json:"deleted"`
	Number        int  `json:"number"`
	PullRequest   struct {
		Base, Head struct {
			SHA  string `json:"sha"`
			Ref  string `json:"ref"`
			Repo struct {
				FullName string `json:"full_name"`
			} `json:"repo"`
		}
	} `json:"pull_request"`
	MergeGroup struct {
		BaseSHA string `json:"base_sha"`
		HeadSHA string `json:"head_sha"`
	} `json:"merge_group"`
	Repository struct {
		DefaultBranch string `json:"default_branch"`
	} `json:"repository"`
}

func gitHubEvent(getenv func(string) string) (*Event, error) {
	name, file := getenv("GITHUB_EVENT_NAME"), getenv("GITHUB_EVENT_PATH")
	info, err := os.Stat(file)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxEvent { // a pipe or device has no end
		return nil, fmt.Errorf("the event of this GitHub run cannot be read (GITHUB_EVENT_PATH is %q); %s", file, nameCommits)
	}
	var body gitHubBody
	data, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(data, &body)
	}
	if err != nil {
		return nil, fmt.Errorf("the event of this GitHub run cannot be read: %w; %s", err, nameCommits)
	}
	sha := getenv("GITHUB_SHA")
	switch name {
	case "pull_request", "pull_request_target":
		return body.proposal(name, sha)
	case "merge_group":
		return complete(&Event{Kind: name, Base: body.MergeGroup.BaseSHA, Head: body.MergeGroup.HeadSHA})
	case "push":
		return pushed(name, body.Ref, body.Before, body.After, body.Repository.DefaultBranch, body.Deleted)
	case "workflow_dispatch":
		return pushed(name, body.Ref, "", sha, body.Repository.DefaultBranch, false)
	}
	return nil, fmt.Errorf("the event %q of this GitHub run names no base; %s", name, nameCommits)
}

// proposal is the event of a pull request; sha is the commit that the run is of.
func (b *gitHubBody) proposal(name, sha string) (*Event, error) {
	base, head := &b.PullRequest.Base, &b.PullRequest.Head
	e := &Event{
		Kind: name, Base: base.SHA, Head: head.SHA, Branch: base.Ref,
		Own:   head.Repo.FullName != "" && head.Repo.FullName == base.Repo.FullName,
		Fetch: fmt.Sprintf("git fetch origin refs/pull/%d/head", b.Number),
	}
	if name == "pull_request" {
		e.Merged = sha
	} else {
		e.CheckedOut = sha
		if base.Ref == b.Repository.DefaultBranch { // of which GitHub takes the workflow
			e.Tip = sha
		}
	}
	return complete(e)
}

// pushed is the event of a branch that was pushed to, or that a run is about: what
// was there before, if anything was, and the default branch.
func pushed(name, ref, before, after, trunk string, deleted bool) (*Event, error) {
	branch, ok := strings.CutPrefix(ref, "refs/heads/")
	switch {
	case deleted || isZeros(after):
		return nil, fmt.Errorf("this %s deletes %q: there is nothing to judge; leave the gate out of its run", name, ref)
	case !ok:
		return nil, fmt.Errorf("this %s is of %q, which is no branch: a tag names a commit and is no change; leave the gate out of its run, or %s", name, ref, nameCommits)
	case trunk == "":
		return nil, fmt.Errorf("this %s does not say which branch is the default one; %s", name, nameCommits)
	}
	e := &Event{Kind: name, Base: before, Head: after, Branch: trunk, Own: true, Pushed: true}
	if isZeros(before) {
		e.Base = ""
	}
	if branch == trunk {
		e.Branch = ""
	}
	if e.Base == "" && e.Branch == "" {
		return nil, fmt.Errorf("this %s of the default branch %q names no base: nothing says what is new; %s", name, trunk, nameCommits)
	}
	return complete(e)
}

// complete holds that an event names its commits.
func complete(e *Event) (*Event, error) {
	switch {
	case e.Base == "" && !e.Pushed:
		return nil, fmt.Errorf("this %s names no base; %s", e.Kind, nameCommits)
	case e.Head == "":
		return nil, fmt.Errorf("this %s does not name the commit that it is about; %s", e.Kind, nameCommits)
	}
	return e, nil
}

// gitLabEvent reads the variables of a job.
func gitLabEvent(getenv func(string) string) (*Event, error) {
	const request = "merge request"
	head := getenv("CI_COMMIT_SHA")
	if target := getenv("CI_MERGE_REQUEST_TARGET_BRANCH_SHA"); target != "" {
		// Merged results: of a train the target is the merge of who waits in front.
		return complete(&Event{Kind: request, Base: target, Head: head})
	}
	if base := getenv("CI_MERGE_REQUEST_DIFF_BASE_SHA"); base != "" {
		return complete(&Event{
			Kind: request, Base: base, Head: head, Branch: getenv("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"),
			Own: getenv("CI_PROJECT_ID") != "" && getenv("CI_PROJECT_ID") == getenv("CI_MERGE_REQUEST_PROJECT_ID"),
		})
	}
	if tag := getenv("CI_COMMIT_TAG"); tag != "" {
		return pushed("push", "refs/tags/"+tag, "", head, "", false)
	}
	branch := getenv("CI_COMMIT_BRANCH")
	if branch == "" {
		return nil, fmt.Errorf("this GitLab run names no base (CI_MERGE_REQUEST_DIFF_BASE_SHA, CI_COMMIT_BRANCH with CI_COMMIT_BEFORE_SHA or CI_DEFAULT_BRANCH); %s", nameCommits)
	}
	return pushed("push", "refs/heads/"+branch, getenv("CI_COMMIT_BEFORE_SHA"), head, getenv("CI_DEFAULT_BRANCH"), false)
}

func isZeros(id string) bool { return id != "" && strings.Trim(id, "0") == "" }
