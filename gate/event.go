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
	// Base is a commit or, with Default set, the branch that new work leaves.
	Base    string
	Default bool
	// Proposed is the commit that a provider's merge commit takes in; when HEAD is
	// that merge, its first parent is the base.
	Proposed string
}

// ReadEvent returns the event of a run in GitHub's or GitLab's CI, nil outside of
// them. In a CI whose event cannot be read the base is not known, and that is an
// error.
func ReadEvent(getenv func(string) string) (*Event, error) {
	switch {
	case getenv("GITHUB_ACTIONS") == "true":
		return gitHubEvent(getenv("GITHUB_EVENT_NAME"), getenv("GITHUB_EVENT_PATH"))
	case getenv("GITLAB_CI") == "true":
		return gitLabEvent(getenv)
	}
	return nil, nil
}

// maxEvent bounds the file of an event, in bytes.
const maxEvent = 64 << 20

func gitHubEvent(name, file string) (*Event, error) {
	var body struct {
		Before      string `json:"before"`
		PullRequest struct {
			Base, Head struct {
				SHA string `json:"sha"`
			}
		} `json:"pull_request"`
		MergeGroup struct {
			BaseSHA string `json:"base_sha"`
		} `json:"merge_group"`
		Repository struct {
			DefaultBranch string `json:"default_branch"`
		} `json:"repository"`
	}
	const mend = "name the commits: --base REV --head REV"
	info, err := os.Stat(file)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxEvent { // a pipe or device has no end
		return nil, fmt.Errorf("the event of this GitHub run cannot be read (GITHUB_EVENT_PATH is %q); %s", file, mend)
	}
	data, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(data, &body)
	}
	if err != nil {
		return nil, fmt.Errorf("the event of this GitHub run cannot be read: %w; %s", err, mend)
	}
	e := &Event{Kind: name}
	switch name {
	case "pull_request", "pull_request_target":
		e.Base, e.Proposed = body.PullRequest.Base.SHA, body.PullRequest.Head.SHA
	case "merge_group":
		e.Base = body.MergeGroup.BaseSHA
	case "push":
		e.Base = body.Before
		if isZeros(e.Base) {
			e.Base, e.Default = body.Repository.DefaultBranch, true
		}
	}
	if e.Base == "" {
		return nil, fmt.Errorf("the event %q of this GitHub run names no base; %s", name, mend)
	}
	return e, nil
}

func gitLabEvent(getenv func(string) string) (*Event, error) {
	if base := getenv("CI_MERGE_REQUEST_DIFF_BASE_SHA"); base != "" {
		return &Event{Kind: "merge request", Base: base, Proposed: getenv("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA")}, nil
	}
	if before := getenv("CI_COMMIT_BEFORE_SHA"); before != "" && !isZeros(before) {
		return &Event{Kind: "push", Base: before}, nil
	}
	if branch := getenv("CI_DEFAULT_BRANCH"); branch != "" {
		return &Event{Kind: "push", Base: branch, Default: true}, nil
	}
	return nil, fmt.Errorf("this GitLab run names no base (CI_MERGE_REQUEST_DIFF_BASE_SHA, CI_COMMIT_BEFORE_SHA, CI_DEFAULT_BRANCH); name the commits: --base REV --head REV")
}

func isZeros(id string) bool { return id != "" && strings.Trim(id, "0") == "" }
