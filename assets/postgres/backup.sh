#!/bin/sh
# Dumps all roles and every database into a directory of its own, which gets its name when it is complete; then the
# oldest backups go.
#
# PGHOST, POSTGRES_PASSWORD   the server
# KEEP                        how many backups are kept
set -eu
umask 077
export PGUSER=postgres PGDATABASE=postgres PGPASSWORD="$POSTGRES_PASSWORD" PGCONNECT_TIMEOUT=10

name=$(date -u +%Y-%m-%dT%H-%M-%SZ)
part=/backup/$name.part
rm -rf /backup/*.part
mkdir "$part"

pg_dumpall -w --globals-only -f "$part/roles.sql"
psql -XAtqw -c "select oid, datname from pg_database where datallowconn and not datistemplate order by oid" > "$part/databases"
while IFS='|' read -r oid database; do
  pg_dump -w --format=custom -d "$database" -f "$part/$oid.dump"
  pg_restore --list "$part/$oid.dump" > /dev/null # it can be read
done < "$part/databases"

sync
mv "$part" "/backup/$name"
sync
echo "backup: $name, $(du -sh "/backup/$name" | cut -f 1)"

for old in $(find /backup -maxdepth 1 -name "????-??-??T??-??-??Z" | sort -r | tail -n +"$((KEEP + 1))"); do
  rm -rf "$old"
  echo "backup: ${old#/backup/} is older than the last $KEEP, and gone"
done
