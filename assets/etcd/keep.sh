#!/bin/sh
# Names a snapshot that is complete, then the oldest ones go.
#
# KEEP   how many snapshots are kept
set -eu

name=$(date -u +%Y-%m-%dT%H-%M-%SZ)
mv /backup/incoming "/backup/$name.db"
sync
echo "backup: $name, $(du -h "/backup/$name.db" | cut -f 1)"

for old in $(find /backup -maxdepth 1 -name '????-??-??T??-??-??Z.db' | sort -r | tail -n +"$((KEEP + 1))"); do
  rm -f "$old"
  echo "backup: ${old#/backup/} is older than the last $KEEP, and gone"
done
