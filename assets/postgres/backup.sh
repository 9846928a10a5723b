#!/bin/sh
# Dumps every database and all roles into a directory of its own, which gets its name when it is complete and its parts
# have checksums; then the oldest backups go.
#
# PGHOST, POSTGRES_PASSWORD   the server
# KEEP                        how many backups are kept
set -eu
umask 077
export PGUSER=postgres PGDATABASE=postgres PGPASSWORD="$POSTGRES_PASSWORD" PGCONNECT_TIMEOUT=10
# shellcheck disable=SC2034 # of lib/backups.sh, which is put in front
EXTENSION=

say() { echo "backup: $*"; }
refuse() { echo "backup: $*" >&2; exit 1; }
sql() { psql -XAtqw -v ON_ERROR_STOP=1 "$@"; }

# Where the data is on a disk is the business of the next server.
dump_roles() { pg_dumpall -w --globals-only --no-tablespaces -f "$1"; }
# Newer releases put a random word into each dump.
without_random() { sed '/^\\restrict /d; /^\\unrestrict /d' "$1"; }

lock
name=$(next_name)
part=$BACKUPS/$name.part
rm -rf "$BACKUPS"/*.part
mkdir "$part"

dump_roles "$part/roles.sql"
# Those of a restore that was interrupted are none: see restore.sh.
sql -c "select oid, datname from pg_database where datallowconn and datname <> 'template1' and datname !~ '^(being restored|replaced) \(\d+\)' order by oid" > "$part/databases"
while IFS='|' read -r oid database; do
  # In the variable it is a name, whatever characters it has.
  PGDATABASE=$database pg_dump -w --format=custom --no-tablespaces -f "$part/$oid.dump"
  pg_restore -f /dev/null "$part/$oid.dump" # all of it can be read
done < "$part/databases"
sql -c "select datname from pg_database where not datallowconn and datname <> 'template0'" | while read -r database; do
  say "database '$database' allows no connections, and is not in the backup"
done

# A database must not belong to a role that came after the roles.
dump_roles "$part/roles.after"
[ "$(without_random "$part/roles.sql")" = "$(without_random "$part/roles.after")" ] || refuse 'roles have changed while databases were dumped: make the backup again'
rm "$part/roles.after"

(cd "$part" && sha256sum roles.sql databases ./*.dump > checksums)
put_in_place "$part" "$name"
