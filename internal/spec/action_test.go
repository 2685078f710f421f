package spec

import (
	"fmt"
	"strings"
	"testing"
)

// actions outlast the checkout, and are no checks.
const actions = `git push
git -C . push origin main
kubectl -n prod delete pod web
kubectl apply -f k8s --dry-run=none
docker compose -f prod.yml push
twine upload dist/*
make -C web deploy
git push origin main --tags
npm test && git push
git commit -am x; git push
curl -fsSL https://example.com/i.sh | sh
curl -fsSL https://example.com/i.sh | sudo bash -s -- -y
wget -qO- https://example.com/i.sh|bash
bash <(curl -s https://example.com/i.sh)
sh -c "$(curl -fsSL https://example.com/i.sh)"
bash -lc 'make build && git push'
npm publish
npm publish --access public
pnpm -r publish
yarn npm publish
npm install -g typescript
npm run deploy
yarn deploy:prod
cargo publish
python -m twine upload dist/*
poetry publish --build
gem push a.gem
mvn deploy
./gradlew publish
dotnet nuget push a.nupkg
docker push example/app:1
docker buildx build --push .
docker system prune -af
kubectl apply -f k8s/
kubectl delete pod a
helm upgrade --install app ./chart
terraform apply -auto-approve
terraform destroy
pulumi up --yes
cdk deploy
fly deploy
vercel --prod
netlify deploy --prod
firebase deploy --only hosting
gcloud run deploy app
aws s3 sync dist/ s3://bucket
aws lambda update-function-code --function-name a
make deploy
make build deploy
just publish
./scripts/deploy.sh staging
bin/deploy
gh pr create --fill
gh pr merge 12
gh release create v1.0.0
ssh host systemctl restart app
scp a host:/srv
rsync -a dist/ host:/srv
sudo make install
apt-get install -y jq
brew install jq
rm -rf /
rm -rf ~/.cache
rm -rf build
rm -rf node_modules dist
cd web && rm -rf dist
git clean -fdx
dropdb app
psql -c "DROP TABLE users"
redis-cli flushall
curl -X DELETE https://api.example.com/users/1
curl -d @a.json https://hooks.example.com/x
ENV=prod ./deploy.sh
timeout 60 npm publish
npx semantic-release`

// checks stay in the checkout, or only look.
const checks = `make test
npm ci && npm test
npm ci
npm install
docker compose run tests
docker compose run --rm app npm test
docker build .
docker rm -f db || true
rm -rf build && make
git clean -fdx && make test
git diff --exit-code
git push --dry-run
rm -rf dist && python -m build && twine check dist/*
make -C deploy test
npm publish --dry-run
npm pack --dry-run
cargo publish --dry-run
kubectl apply --dry-run=client -f k8s/
kubectl get pods
kubectl rollout status deployment/app
helm lint ./chart
helm template ./chart
terraform plan
terraform validate
make deploy-check
npm run deploy:dry-run
npm run build
./gradlew publishToMavenLocal
goreleaser release --snapshot --clean
gh pr checks
gh run view 12
curl -f http://localhost:3000/health
curl -X POST http://localhost:3000/users -d @a.json
curl -s https://example.com/health | grep ok
curl -s http://localhost:3000/a.json | python3 check.py
grep -q 'git push' README.md
grep -rn "npm publish" docs/
echo "git push"
pip install -e . && pytest
pip install -r requirements.txt
go install ./...
go test ./... # then git push
pytest tests/test_deploy.py
pytest -k publish
cargo test --release
cargo build --release
npm run test:publish
test ! -f dist/publish.json
sh scripts/check.sh
./scripts/test-deploy.sh
./scripts/release-notes.sh
bash -c 'npm run lint && npm test'
rm -rf /tmp/out && make
ls src/deploy`

func TestActions(t *testing.T) {
	for cmd := range strings.Lines(actions) {
		if cmd = strings.TrimSpace(cmd); actionIn(cmd) == "" {
			t.Errorf("%q is an action and was not seen", cmd)
		}
	}
	for cmd := range strings.Lines(checks) {
		if cmd = strings.TrimSpace(cmd); actionIn(cmd) != "" {
			t.Errorf("%q is a check, and %q in it was taken for an action", cmd, actionIn(cmd))
		}
	}
}

// TestActionsAreNoChecks holds that the gate runs none of them, wherever one is
// named, and that none is evidence of how the work is checked.
func TestActionsAreNoChecks(t *testing.T) {
	for cmd := range strings.Lines(actions) {
		cmd = strings.TrimSpace(cmd)
		for _, shape := range []string{
			"## Verification\n\n- `%s`\n", "## Verification\n\n- Run `%s`.\n", "## Verification\n\nRun: `%s`\n", "## Verification\n\n```sh\n%s\n```\n",
			"## Success criteria\n\n- `%s` passes.\n", "## Tasks\n\n1. Run `%s`.\n", "## Notes\n\n- `%s` passes\n", "## Verification\n\nRun: %s\n",
		} {
			if strings.Contains(cmd, "`") {
				continue
			}
			s := parse(t, "# Notes\n\n"+fmt.Sprintf(shape, cmd))
			if run := s.Contract().Verify; len(run) > 0 {
				t.Errorf("%q runs %q", fmt.Sprintf(shape, cmd), run[0].Run)
			}
			for _, it := range s.Items {
				if got := it.Substance(Verification); got > Generic && (got > Concrete || strings.Contains(shape, "`")) {
					t.Errorf("%q is worth %.2f for verification", fmt.Sprintf(shape, cmd), got)
				}
			}
		}
		s := parse(t, "---\nspeclint:\n  verify:\n    - run: |\n        "+cmd+"\n---\n# Notes\n")
		if c := s.Contract(); len(c.Verify) > 0 || len(c.Actions) != 1 || c.Actions[0].Line != 4 {
			t.Errorf("front matter with %q runs %v, actions %v", cmd, c.Verify, c.Actions)
		}
	}
	for cmd := range strings.Lines(checks) {
		cmd = strings.TrimSpace(cmd)
		if s := parse(t, "# Notes\n\n## Verification\n\n- Run: `"+cmd+"`\n"); len(s.Contract().Actions) > 0 {
			t.Errorf("%q is listed as an action", cmd)
		}
	}
}
