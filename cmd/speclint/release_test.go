package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// What a release may have. The first is to be lowered whenever the program shrinks:
// the goal is 8 MB (8 << 20).
const (
	mostBytes   = 11_300_000 // of the program for linux/amd64, built as for a release
	mostModules = 10         // linked on any of the systems, besides this one and Go's own
)

// TestBinarySize holds how large the program is that people download.
func TestBinarySize(t *testing.T) {
	config := readRelease(t)
	program := filepath.Join(t.TempDir(), "speclint")
	build := config.Builds[0]
	args := append([]string{"build", "-ldflags", strings.Join(build.LDFlags, " "), "-o", program}, build.Flags...)
	args = append(args, "-buildvcs=false", module+"/cmd/speclint") // the stamp is some bytes, and not those of every checkout
	cmd := exec.Command("go", args...)
	cmd.Env = append(append(os.Environ(), build.Env...), "GOOS=linux", "GOARCH=amd64")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go %q: %v\n%s", args, err, out)
	}
	info, err := os.Stat(program)
	if err != nil {
		t.Fatal(err)
	}
	if t.Logf("%d bytes", info.Size()); info.Size() > mostBytes {
		t.Errorf("the program has %d bytes, want %d at most", info.Size(), mostBytes)
	}
}

// TestModules holds how many modules of others the program is linked from.
func TestModules(t *testing.T) {
	var modules []string
	for _, system := range []string{"linux", "darwin", "windows"} {
		cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", module+"/cmd/speclint")
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system)
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%q: %v", cmd.Args, err)
		}
		modules = append(modules, strings.Fields(string(out))...)
	}
	slices.Sort(modules)
	modules = slices.Compact(modules)
	if len(modules) == 0 || len(modules) > mostModules {
		t.Errorf("%d modules are linked, want 1 to %d:\n%s", len(modules), mostModules, strings.Join(modules, "\n"))
	}
}

// releaseConfig is what is held here of .goreleaser.yml.
type releaseConfig struct {
	Builds []struct {
		Env, Flags, LDFlags, Goos, Goarch []string
		ModTimestamp                      string `yaml:"mod_timestamp"`
	}
	Archives []struct {
		NameTemplate string      `yaml:"name_template"`
		BuildsInfo   releaseFile `yaml:"builds_info"`
		Files        []struct {
			Src  string
			Info releaseFile
		}
	}
	NFPMs []struct {
		MTime    string
		Contents []struct {
			Src, Dst string
			FileInfo releaseFile `yaml:"file_info"`
		}
	}
	Checksum struct {
		NameTemplate string `yaml:"name_template"`
	}
	Release struct{ Disable bool }
}

// releaseFile is what would else be those of the disk.
type releaseFile struct {
	MTime, Owner, Group string
	Mode                int
}

func readRelease(t *testing.T) *releaseConfig {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repoRoot(t), ".goreleaser.yml"))
	if err != nil {
		t.Fatal(err)
	}
	c := &releaseConfig{}
	if err := yaml.Unmarshal(text, c); err != nil {
		t.Fatal(err)
	}
	if len(c.Builds) != 1 || len(c.Archives) != 1 || len(c.NFPMs) != 1 {
		t.Fatalf("%d builds, %d archives, %d packages; want one of each", len(c.Builds), len(c.Archives), len(c.NFPMs))
	}
	return c
}

// TestReleaseTargets holds what is built, that action.yml finds it under its name,
// and that nothing is published by whoever runs goreleaser.
func TestReleaseTargets(t *testing.T) {
	c := readRelease(t)
	build := c.Builds[0]
	if want := []string{"linux", "darwin", "windows"}; !slices.Equal(build.Goos, want) {
		t.Errorf("built for %q, want %q", build.Goos, want)
	}
	if want := []string{"amd64", "arm64"}; !slices.Equal(build.Goarch, want) {
		t.Errorf("built for %q, want %q", build.Goarch, want)
	}
	if want := []string{"-trimpath", "-buildvcs=true"}; !slices.Equal(build.Flags, want) { // the version is Go's own stamp
		t.Errorf("built with %q, want %q", build.Flags, want)
	}
	if want := []string{"-s -w"}; !slices.Equal(build.LDFlags, want) {
		t.Errorf("linked with %q, want %q", build.LDFlags, want)
	}
	name := strings.NewReplacer("{{ .ProjectName }}", "speclint", "{{ .Version }}", "${version}", "{{ .Os }}", "${os}", "{{ .Arch }}", "$arch").Replace(c.Archives[0].NameTemplate)
	plain := "CGO_ENABLED=0 GOOS=linux GOARCH=amd64 go build " + strings.Join(build.Flags, " ") + " -ldflags='" + build.LDFlags[0] + "'"
	for path, parts := range map[string][]string{
		"action.yml":        {name + ".$ext", c.Checksum.NameTemplate},
		".ci/release":       {plain},
		"docs/releasing.md": {strings.Replace(plain, "GOOS=linux GOARCH=amd64 ", "", 1)},
	} {
		text, err := os.ReadFile(filepath.Join(repoRoot(t), path))
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range parts {
			if !strings.Contains(string(text), want) {
				t.Errorf("%s is without %s", path, want)
			}
		}
	}
	if !c.Release.Disable {
		t.Error("goreleaser publishes, want it left to the workflow")
	}
}

// TestReleaseBytes holds that nothing of the disk, as times, owners and modes, gets
// into a release, and that what goes into it besides the program is there.
func TestReleaseBytes(t *testing.T) {
	c := readRelease(t)
	const at = "{{ .CommitDate }}"
	if got := c.Builds[0].ModTimestamp; got != "{{ .CommitTimestamp }}" {
		t.Errorf("the program has the time %q, want the commit's", got)
	}
	if got, want := c.Archives[0].BuildsInfo, (releaseFile{at, "root", "root", 0o755}); got != want {
		t.Errorf("the program is archived as %+v, want %+v", got, want)
	}
	if got := c.NFPMs[0].MTime; got != at {
		t.Errorf("the package has the time %q, want the commit's", got)
	}
	var from []string
	for _, f := range c.Archives[0].Files {
		from = append(from, f.Src)
		if want := (releaseFile{at, "root", "root", 0o644}); f.Info != want {
			t.Errorf("%s is archived as %+v, want %+v", f.Src, f.Info, want)
		}
	}
	for _, f := range c.NFPMs[0].Contents {
		from = append(from, f.Src)
		if want := (releaseFile{MTime: at, Mode: 0o644}); f.FileInfo != want {
			t.Errorf("%s is packed as %+v, want %+v", f.Dst, f.FileInfo, want)
		}
	}
	for _, want := range []string{"LICENSE", "README.md", "generated/third-party.txt", "generated/speclint.1", "generated/speclint.{bash,zsh,fish,ps1}", "generated/copyright"} {
		if !slices.Contains(from, want) {
			t.Errorf("a release is without %s", want)
		}
	}
	for _, path := range from {
		if _, err := os.Stat(filepath.Join(repoRoot(t), path)); err != nil && !strings.HasPrefix(path, "generated/") {
			t.Error(err)
		}
	}
}

// TestVersion holds what is said of a build, by what Go stamped into it.
func TestVersion(t *testing.T) {
	stamp := func(version string, settings ...string) *debug.BuildInfo {
		info := &debug.BuildInfo{Main: debug.Module{Version: version}}
		for i := 0; i < len(settings); i += 2 {
			info.Settings = append(info.Settings, debug.BuildSetting{Key: settings[i], Value: settings[i+1]})
		}
		return info
	}
	for _, c := range []struct {
		name            string
		info            *debug.BuildInfo
		version, commit string
	}{
		{"nothing", nil, "devel", ""},
		{"no version", stamp(""), "devel", ""},
		{"a checkout", stamp("(devel)"), "devel", ""},
		{"go install", stamp("v0.1.0"), "0.1.0", ""},
		{"a release", stamp("v0.1.0", "vcs.revision", "0123", "vcs.modified", "false"), "0.1.0", "0123"},
		{"a commit", stamp("v0.0.0-20261121204949-d2bbccdcc60b", "vcs.revision", "d2bb", "vcs.modified", "false"), "0.0.0-20261121204949-d2bbccdcc60b", "d2bb"},
		{"more than a commit", stamp("v0.1.0+dirty", "vcs.revision", "0123", "vcs.modified", "true"), "0.1.0+dirty", ""},
	} {
		if version, commit := versionIn(c.info), commitIn(c.info); version != c.version || commit != c.commit {
			t.Errorf("%s: got %q and the commit %q, want %q and %q", c.name, version, commit, c.version, c.commit)
		}
	}
}
