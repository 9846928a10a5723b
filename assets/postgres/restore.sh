#!/bin/sh
# Restores a backup into a database that was made anew. Each database is restored as a whole or not at all.
#
# PGHOST, POSTGRES_PASSWORD, REPLICATION_PASSWORD, PASSWORD, DATABASE   the server and its roles
# BACKUP      name of the backup, or `latest`
# OVERWRITE   `yes` lets it replace what databases hold
set -eu
umask 077
export PGUSER=postgres PGDATABASE=postgres PGPASSWORD="$POSTGRES_PASSWORD" PGCONNECT_TIMEOUT=10

say() { echo "restore: $*"; }
refuse() { echo "restore: $*" >&2; exit 1; }
sql() { psql -XAtqw -v ON_ERROR_STOP=1 "$@"; }

[ "$BACKUP" != latest ] || BACKUP=$(find /backup -maxdepth 1 -name '????-??-??T??-??-??Z' | sort | tail -n 1 | sed 's|.*/||')
directory=/backup/$BACKUP
[ -s "$directory/databases" ] || refuse "there is no backup '$BACKUP'; there are: $(find /backup -maxdepth 1 -name '*Z' | sort | sed 's|.*/||' | tr '\n' ' ')"

exists() { [ "$(printf '%s' "select count(*) from pg_database where datname = :'name'" | sql -v name="$1" -f -)" = 1 ]; }
relations() { sql -d "$1" -c "select count(*) from pg_class c join pg_namespace n on n.oid = relnamespace where nspname !~ '^pg_' and nspname <> 'information_schema'"; }

while IFS='|' read -r _ database; do
  if [ "$OVERWRITE" != yes ] && exists "$database" && [ "$(relations "$database")" != 0 ]; then
    refuse "database '$database' at $PGHOST is not empty: nothing was restored; set OVERWRITE to yes to replace what it holds"
  fi
done < "$directory/databases"

# Roles that are there already are no mistake. Their passwords are those of the Secret, not those of the backup.
psql -Xqw -f "$directory/roles.sql" > /dev/null 2>&1 || true
# shellcheck disable=SC2153 # from the environment
sql -v database="$DATABASE" -f - <<'SQL'
\set superuser `printf %s "$POSTGRES_PASSWORD"`
\set replication `printf %s "$REPLICATION_PASSWORD"`
\set owner `printf %s "$PASSWORD"`
alter role postgres password :'superuser';
alter role replication password :'replication';
alter role :"database" password :'owner';
SQL

while IFS='|' read -r oid database; do
  say "$database from $BACKUP"
  if exists "$database"; then
    pg_restore -w --clean --if-exists --single-transaction --exit-on-error -d "$database" "$directory/$oid.dump"
  else
    pg_restore -w --create --exit-on-error -d postgres "$directory/$oid.dump"
  fi
  sql -d "$database" -c 'analyze'
done < "$directory/databases"
say 'is complete'
