package spec

import "strings"

// actionIn returns the first simple command of a script that does something which
// outlasts the checkout: it publishes, deploys, pushes, installs for the whole
// machine, runs what it downloads, or deletes what is not its own. "" is none. Such a
// command is what a task asks for, or what nobody wants, and no check. It knows what
// people write in specs, and is no guard against somebody who hides it.
func actionIn(script string) string {
	if !mayAct(script) {
		return ""
	}
	cmds := simpleCommands(script)
	removes, more := "", false
	for i, c := range cmds {
		words := withoutPrefix(c.words)
		if len(words) == 0 {
			continue
		}
		inner := nested(words)
		switch {
		case c.acts(words), strings.HasPrefix(inner, "$(curl"), strings.HasPrefix(inner, "$(wget"):
			return script[c.Start:c.End]
		case c.piped && i > 0 && readsScript(words) && downloads(cmds[i-1].words):
			return script[cmds[i-1].Start:c.End]
		case words[len(words)-1] == "<(" && isShell(words[0]) && i+1 < len(cmds) && downloads(cmds[i+1].words):
			return script[c.Start : cmds[i+1].End+1]
		case inner != "":
			if act := actionIn(inner); act != "" {
				return act
			}
			more = true
		case words[0] == "rm", words[0] == "git" && len(words) > 1 && words[1] == "clean":
			removes = script[c.Start:c.End]
		case words[0] != "cd":
			more = true
		}
	}
	if !more { // a build that begins with a clean checkout is something else
		return removes
	}
	return ""
}

// mayAct is a quick look for the words without which there is no action.
func mayAct(script string) bool {
	return containsAny(script, "push", "publish", "deploy", "upload", "release", "install", "curl", "wget", "rm", "delete", "apply", "destroy", "sudo", "gh ", "glab ", "ssh", "scp", "rsync", "helm", "brew", "apt", "apk", "yum", "dnf", "heroku", "vercel", "netlify", "aws", "gcloud", "pulumi", "drop", "DROP", "flush", "FLUSH", "prune", "clean", "kubectl", "yank", "shutdown", "reboot", "mkfs", "ansible-playbook")
}

// withoutPrefix drops what stands before the command that is run: assignments, "env",
// "npx", "timeout 60".
func withoutPrefix(words []string) []string {
	for len(words) > 0 {
		switch w := words[0]; {
		case isAssignment(w), w == "$" || w == "!" || w == "{" || w == "env" || w == "time" || w == "exec" || w == "command" || w == "nohup" || w == "then" || w == "do" || w == "else" || w == "if" || w == "while" || w == "npx" || w == "bunx" || w == "uvx" || w == "xargs":
			words = words[1:]
		case w == "timeout" && len(words) > 2:
			words = words[2:]
		case len(words) > 2 && (w == "poetry" || w == "uv" || w == "pipenv" || w == "hatch") && words[1] == "run", len(words) > 2 && (w == "bundle" || w == "pnpm" || w == "yarn" || w == "npm") && (words[1] == "exec" || words[1] == "dlx"), len(words) > 3 && strings.HasPrefix(w, "python") && words[1] == "-m":
			words = words[2:]
		default:
			return words
		}
	}
	return nil
}

// nested returns the script that a shell is given as an argument.
func nested(words []string) string {
	if words[0] == "eval" && len(words) > 1 {
		return strings.Join(words[1:], " ")
	}
	if !isShell(words[0]) {
		return ""
	}
	for i, w := range words[:len(words)-1] {
		if strings.HasPrefix(w, "-") && strings.HasSuffix(w, "c") {
			return words[i+1]
		}
	}
	return ""
}

func isShell(name string) bool {
	switch name {
	case "sh", "bash", "zsh", "dash", "ksh", "fish", "/bin/sh", "/bin/bash", "python", "python3", "node", "ruby", "perl", "pwsh", "iex":
		return true
	}
	return false
}

// readsScript reports whether a shell runs what it reads from standard input.
func readsScript(words []string) bool {
	script := argument(words[1:], 0)
	return isShell(words[0]) && (script == "" || hasAny(words[1:], "-s", "-"))
}

func downloads(words []string) bool {
	words = withoutPrefix(words)
	return len(words) > 0 && (words[0] == "curl" || words[0] == "wget")
}

// acts reports whether the command, of which words are the last ones, is an action.
func (c *simpleCommand) acts(words []string) bool {
	name, args := words[0], words[1:]
	for _, a := range args {
		switch {
		case strings.HasPrefix(a, "--dry") && a != "--dry-run=none" && a != "--dry-run=false", a == "--help", a == "--version", a == "--snapshot", a == "--check" && name == "ansible-playbook":
			return false
		}
	}
	first, second := argument(args, 0), argument(args, 1)
	switch name {
	case "sudo", "doas", "ssh", "scp", "shutdown", "reboot", "mkfs", "sendmail", "semantic-release", "dropdb", "ansible-playbook", "cap":
		return true
	case "twine":
		return first == "upload"
	case "git":
		return first == "push" || first == "send-email"
	case "gh", "glab":
		return actsOnHost(first, second, args)
	case "npm", "yarn", "pnpm", "bun", "lerna", "changeset", "deno", "nx", "turbo":
		return oneOf(first, "publish unpublish deprecate") || name == "yarn" && second == "publish" || (oneOf(first, "install i add") || first == "global") && hasAny(args, "-g", "--global", "global") || publishes(first) || (first == "run" || first == "run-script") && publishes(second)
	case "make", "gmake", "just", "task", "rake", "ninja", "gradle", "./gradlew", "mvn", "./mvnw", "ant", "invoke", "ng", "nox", "tox":
		return acting(args)
	case "cargo":
		return oneOf(first, "publish yank install")
	case "poetry", "uv", "hatch", "flit", "pdm", "dart", "flutter", "mix":
		return first == "publish" || second == "publish" || first == "hex.publish"
	case "pip", "pip3":
		return first == "install" && containsAny(strings.Join(args, " "), "://", "git+")
	case "gem":
		return oneOf(first, "push install yank")
	case "dotnet":
		return first == "nuget" && second == "push" || first == "tool" && hasAny(args, "-g", "--global")
	case "pipx", "brew", "apt", "apt-get", "apk", "yum", "dnf", "snap", "choco", "winget", "scoop", "pacman":
		return oneOf(first, "install add remove uninstall upgrade update purge") || name == "pacman"
	case "docker", "podman", "nerdctl", "docker-compose":
		return first == "push" || second == "push" || second == "prune" || oneOf(first, "volume network image") && second == "rm" || hasAny(args, "--push")
	case "helm", "kubectl", "oc":
		return oneOf(first, "install upgrade uninstall rollback push apply delete create replace patch scale rollout set drain edit") && second != "status" && second != "history"
	case "terraform", "tofu", "pulumi", "cdk", "terragrunt":
		return oneOf(first, "apply destroy import taint up deploy")
	case "serverless", "sls", "sam", "fly", "flyctl", "netlify", "firebase", "wrangler", "eb", "gcloud", "copilot", "railway":
		return hasAny(args, "deploy", "publish", "remove", "delete", "create", "up")
	case "vercel":
		return first == "" || first == "deploy" || hasAny(args, "--prod")
	case "heroku", "vsce", "oras", "crane", "ovsx", "goreleaser":
		return oneOf(first, "push publish release create destroy") || name == "heroku"
	case "aws":
		return oneOf(second, "cp sync mv rm rb mb") || actingVerb(second)
	case "az":
		return hasAny(args, "create", "delete", "update", "up", "deploy")
	case "rsync":
		return strings.Contains(strings.Join(args, " "), ":")
	case "curl", "wget", "http", "https":
		return sends(name, args)
	case "redis-cli":
		return oneOf(strings.ToLower(first), "flushall flushdb")
	case "psql", "mysql", "mongosh", "sqlite3":
		return containsFold(strings.Join(args, " "), "drop table") || containsFold(strings.Join(args, " "), "drop database")
	case "rm":
		return removesOthers(args)
	}
	return isScriptOf(name) && publishes(strings.TrimSuffix(name[strings.LastIndexByte(name, '/')+1:], ".sh"))
}

// isScriptOf recognises a program of the repository by its path.
func isScriptOf(name string) bool { return strings.Contains(name, "/") }

// valued are the flags before a verb whose value stands behind them: "git -C . push",
// "kubectl -n prod delete".
const valued = "-C -c -n --namespace --context --kubeconfig --profile --region -R --repo -f --file --prefix --filter --cwd --dir --project -pl --host -h"

// argument returns the n-th argument that is no flag, nor the value of one.
func argument(args []string, n int) string {
	value := false
	for _, a := range args {
		if value || strings.HasPrefix(a, "-") {
			value = !value && oneOf(a, valued)
			continue
		}
		if n == 0 {
			return a
		}
		n--
	}
	return ""
}

// oneOf reports whether a word is in a list that is separated by blanks.
func oneOf(word, list string) bool {
	return word != "" && strings.Contains(" "+list+" ", " "+word+" ")
}

func hasAny(args []string, words ...string) bool {
	for _, a := range args {
		for _, w := range words {
			if a == w {
				return true
			}
		}
	}
	return false
}

// acting reports whether one of the targets acts.
func acting(args []string) bool {
	value := false
	for _, a := range args {
		if value { // of a flag: "make -C deploy test"
			value = false
			continue
		}
		value = oneOf(a, valued)
		if !strings.HasPrefix(a, "-") && !isAssignment(a) && publishes(strings.TrimPrefix(a[strings.LastIndexByte(a, ':')+1:], ":")) || publishes(a) {
			return true
		}
	}
	return false
}

// publishes recognises the name of a script or target that publishes or deploys:
// "deploy", "deploy:prod"; not "deploy-check" or "publishToMavenLocal".
func publishes(name string) bool {
	lower := strings.ToLower(name)
	for _, verb := range []string{"deploy", "publish", "undeploy", "push", "release:perform"} {
		rest, ok := strings.CutPrefix(lower, verb)
		if !ok || rest != "" && strings.IndexByte(":-_.", rest[0]) < 0 {
			continue
		}
		return !containsAny(rest, "check", "test", "dry", "verify", "lint", "local", "build", "plan", "preview", "diff", "validate")
	}
	return false
}

// actsOnHost reads the command line tools of GitHub and GitLab.
func actsOnHost(first, second string, args []string) bool {
	switch first {
	case "pr", "mr", "issue", "release", "repo", "workflow", "secret", "gist", "run", "label", "variable":
		return oneOf(second, "create new merge close reopen comment note edit update review delete upload run rerun cancel set fork rename archive approve ready enable disable")
	case "api":
		return hasAny(args, "POST", "PUT", "PATCH", "DELETE", "-XPOST", "-XPUT", "-XPATCH", "-XDELETE")
	}
	return false
}

// actingVerb recognises the operations of a cloud's API that change something.
func actingVerb(op string) bool {
	verb, _, _ := strings.Cut(op, "-")
	return oneOf(verb, "create delete update put deploy publish terminate start stop run invoke send")
}

// sends reports whether a request changes something on a host that is not this one.
func sends(name string, args []string) bool {
	changes := false
	for i, a := range args {
		upper := strings.ToUpper(a)
		switch {
		case strings.Contains(a, "localhost"), strings.Contains(a, "127.0.0.1"), strings.Contains(a, "0.0.0.0"), strings.Contains(a, "[::1]"), strings.HasPrefix(a, "$"), strings.HasPrefix(a, ":"):
			return false
		case name == "curl" && (strings.HasPrefix(a, "-d") || strings.HasPrefix(a, "--data") || a == "-F" || a == "--form" || a == "-T" || a == "--upload-file"):
			changes = true
		case (a == "-X" || a == "--request") && i+1 < len(args):
			changes = changes || oneOf(strings.ToUpper(args[i+1]), "POST PUT PATCH DELETE")
		case oneOf(upper, "-XPOST -XPUT -XPATCH -XDELETE"), name != "curl" && oneOf(upper, "POST PUT PATCH DELETE"):
			changes = true
		}
	}
	return changes
}

// removesOthers reports whether rm is told to remove what is outside of the checkout,
// or all that is in it.
func removesOthers(args []string) bool {
	for _, a := range args {
		if a == "*" || a == "." || a == "./" || strings.HasPrefix(a, "/") && !strings.HasPrefix(a, "/tmp/") || strings.HasPrefix(a, "~") || strings.HasPrefix(a, "$HOME") || strings.HasPrefix(a, "${HOME") || strings.HasPrefix(a, "..") {
			return true
		}
	}
	return false
}
