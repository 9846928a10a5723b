#!/bin/sh
# Images of the drills of PostgreSQL: Debian's server with the contract of the official image, without its compiler of
# queries, which is half of it; and Debian's exporter.
# $1 is the program that builds images (../shared/cluster/cluster); prints the files to load.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
"$1" image cdk8s-stateful-e2e-postgres --packages "postgresql-15 python3-psycopg2" \
  --copy "$here/entrypoint.sh:/usr/local/bin/docker-entrypoint.sh" --copy "$here/writer.py:/usr/local/bin/postgres-writer" \
  --run "usermod -u 999 postgres && groupmod -g 999 postgres && ln -s /usr/lib/postgresql/15/bin/* /usr/local/bin/ && chmod 755 /usr/local/bin/docker-entrypoint.sh /usr/local/bin/postgres-writer && mkdir -p /docker-entrypoint-initdb.d && rm -rf /usr/lib/postgresql/15/lib/llvmjit.so /usr/lib/postgresql/15/lib/bitcode /usr/lib/*/libLLVM-*" \
  --user 999:999 --entrypoint /usr/local/bin/docker-entrypoint.sh
"$1" image cdk8s-stateful-e2e-postgres-exporter --packages prometheus-postgres-exporter --entrypoint /usr/bin/prometheus-postgres-exporter
