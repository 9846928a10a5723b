#!/bin/sh
# Copies a snapshot that was saved and checked to the volume of the backups, then the oldest ones go.
#
# KEEP   how many snapshots are kept
set -eu
# shellcheck disable=SC2034 # of lib/backups.sh, which is put in front
EXTENSION=.db

say() { echo "backup: $*"; }
refuse() { echo "backup: $*" >&2; exit 1; }

lock
# Earlier releases saved into `incoming`.
rm -rf "$BACKUPS"/*.part "$BACKUPS/incoming"
name=$(next_name)
cp /work/snapshot "$BACKUPS/$name.part"
sync
is_whole "$BACKUPS/$name.part" || refuse 'the snapshot on the volume of the backups is not what etcd sent: make the backup again'
put_in_place "$BACKUPS/$name.part" "$name"
