#!/bin/sh
# Image of the drills of etcd: its programs, built from their Go modules, and what the helper image and the writer need. go.mod names the version.
# $1 is the program that builds images (../shared/cluster/cluster); prints the file to load. The programs are kept in .e2e.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
programs=$(cd "$here/../../../.." && pwd)/.e2e/etcd
mkdir -p "$programs"
if ! cmp -s "$here/go.sum" "$programs/built-from"; then
  for program in server etcdctl etcdutl; do
    (cd "$here" && CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o "$programs/$program" "go.etcd.io/etcd/$program/v3")
  done
  cp "$here/go.sum" "$programs/built-from"
fi
"$1" image cdk8s-stateful-e2e-etcd --packages "curl busybox python3" \
  --copy "$programs/server:/usr/local/bin/etcd" --copy "$programs/etcdctl:/usr/local/bin/etcdctl" --copy "$programs/etcdutl:/usr/local/bin/etcdutl" \
  --run "ln -s /bin/busybox /usr/local/bin/nc"
