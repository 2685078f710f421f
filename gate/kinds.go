package gate

import (
	"path"
	"regexp"
	"strings"
	"sync"
)

// manifests name the dependencies of a project.
var manifests = wordSet(`
go.mod go.work package.json bower.json deno.json deno.jsonc jsr.json Cargo.toml pyproject.toml setup.py setup.cfg Pipfile environment.yml environment.yaml
Gemfile gems.rb composer.json pom.xml build.gradle build.gradle.kts settings.gradle settings.gradle.kts libs.versions.toml build.sbt ivy.xml deps.edn project.clj
Directory.Packages.props packages.config paket.dependencies pubspec.yaml mix.exs rebar.config Package.swift Podfile Cartfile shard.yml stack.yaml
vcpkg.json conanfile.txt conanfile.py WORKSPACE WORKSPACE.bazel MODULE.bazel Chart.yaml flake.nix Project.toml DESCRIPTION cpanfile dub.json elm.json
.gitmodules pnpm-workspace.yaml`)

// manifestEndings end the names of further ones.
var manifestEndings = wordList(`.csproj .fsproj .vbproj .gemspec .podspec .cabal .nimble .rockspec`)

func isManifest(p string) bool {
	base := path.Base(p)
	return manifests()[base] || hasEnding(base, manifestEndings()) ||
		strings.HasPrefix(base, "requirements") && (strings.HasSuffix(base, ".txt") || strings.HasSuffix(base, ".in")) ||
		strings.HasPrefix(base, "constraints") && strings.HasSuffix(base, ".txt")
}

// migrationFolders hold changes of a database's schema.
var migrationFolders = wordSet(`migrations migration migrate Migrations flyway liquibase alembic schema_migrations`)

// schemaFiles hold the schema itself.
var schemaFiles = wordSet(`schema.rb structure.sql schema.sql schema.prisma schema.graphql changelog.xml db.changelog-master.xml db.changelog-master.yaml dbschema.sql models.dbml`)

// migrationNames are how the tools number their files: 0007_orders.up.sql,
// V3__orders.sql, 20260101120000-orders.ts. A query in a file has no number.
var migrationNames = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:[VURB]?\d+(?:[._]\d+)*(?:__|[-_.]).*|.*\.(?:up|down)|.*(?:schema|migration).*|ddl.*)\.sql$`)
})

func isMigration(p string) bool {
	base := path.Base(p)
	if hasEnding(strings.ToLower(base), docEndings()) {
		return false
	}
	return inFolder(p, migrationFolders()) || schemaFiles()[base] || migrationNames().MatchString(base) || hasEnding(base, []string{"_migration.rb", ".migration.ts", "Migration.php", "Migration.cs"})
}

// buildConfigs decide how the product is built, beside those that run the tests.
var buildConfigs = wordSet(`
Dockerfile Containerfile docker-compose.yml docker-compose.yaml compose.yml compose.yaml CMakeLists.txt meson.build configure.ac BUILD BUILD.bazel WORKSPACE MODULE.bazel
build.gradle build.gradle.kts settings.gradle settings.gradle.kts pom.xml build.sbt build.xml build.rs setup.py Vagrantfile Earthfile Tiltfile Procfile skaffold.yaml
webpack.config.js webpack.config.ts vite.config.js vite.config.ts vite.config.mjs rollup.config.js rollup.config.mjs esbuild.config.js babel.config.js babel.config.json .babelrc
turbo.json nx.json lerna.json rush.json .goreleaser.yml .goreleaser.yaml`)

// isBuild reports whether a path is configuration of CI or of the build.
func isBuild(p string) bool {
	base := path.Base(p)
	return protectedKind(p) == protectedCI || buildFiles()[base] || buildConfigs()[base] || strings.HasPrefix(base, "Dockerfile.") || hasEnding(base, []string{".Dockerfile", ".mk", ".cmake"})
}
