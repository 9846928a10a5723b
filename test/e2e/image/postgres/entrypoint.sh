#!/bin/bash
# The part of the official image's contract that the app relies on: https://github.com/docker-library/docs/blob/master/postgres/README.md
# PGDATA, POSTGRES_PASSWORD[_FILE], POSTGRES_USER, POSTGRES_DB, POSTGRES_INITDB_ARGS, POSTGRES_INITDB_WALDIR, /docker-entrypoint-initdb.d;
# a directory that holds a database is started as it is. The server takes the place of this shell, and gets the image's stop signal, INT.
set -euo pipefail

file_env() {
  local file="${1}_FILE"
  if [ -n "${!file:-}" ]; then
    [ -z "${!1:-}" ] || { echo "error: both $1 and $file are set" >&2; exit 1; }
    export "$1"="$(< "${!file}")"
  fi
}

initialise() {
  file_env POSTGRES_PASSWORD
  [ -n "${POSTGRES_PASSWORD:-}" ] || { echo 'error: the database is not initialised, and POSTGRES_PASSWORD is not set' >&2; exit 1; }
  local user=${POSTGRES_USER:-postgres}
  # shellcheck disable=SC2086 # it is a list
  initdb --username="$user" --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") ${POSTGRES_INITDB_WALDIR:+--waldir "$POSTGRES_INITDB_WALDIR"} ${POSTGRES_INITDB_ARGS:-}
  echo "host all all all scram-sha-256" >> "$PGDATA/pg_hba.conf"
  echo "unix_socket_directories = '/var/run/postgresql'" >> "$PGDATA/postgresql.conf" # built into the official image
  pg_ctl -D "$PGDATA" -w -o "-c listen_addresses=''" start
  [ "${POSTGRES_DB:-$user}" = postgres ] || psql -U "$user" -d postgres -c "create database \"${POSTGRES_DB:-$user}\""
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sh)
        # shellcheck disable=SC1090 # whatever is there
        . "$file" ;;
      *.sql) psql -v ON_ERROR_STOP=1 -U "$user" -d "${POSTGRES_DB:-$user}" -f "$file" ;;
    esac
  done
  pg_ctl -D "$PGDATA" -m fast -w stop
}

if [ "${1:-}" = postgres ]; then
  mkdir -p "$PGDATA"
  chmod 0700 "$PGDATA"
  [ -s "$PGDATA/PG_VERSION" ] || initialise
fi
exec "$@"
