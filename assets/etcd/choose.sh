#!/bin/sh
# Chooses the snapshot that is restored, and refuses while a member runs.
#
# BACKUP                  number or name of the backup, or `latest`
# HOST                    address of the client Service
# SET, REPLICAS, DOMAIN   the members are `<set>-<ordinal><domain>`
# POD_UID                 this pod
set -eu
# shellcheck disable=SC2034 # of lib/backups.sh, which is put in front
EXTENSION=.db

say() { echo "restore: $*"; }
refuse() { echo "restore: $*" >&2; exit 1; }

no_member_runs
lock
choose
# The oldest backup may go at any moment, once the lock is released.
cp "$BACKUPS/$BACKUP.db" /work/snapshot
is_whole /work/snapshot || refuse "backup $BACKUP is damaged, it is not what was written: nothing was restored; take another one: $(backups | tr '\n' ' ')"
# Of two jobs the one that begins last wins: what another one restores has another name.
# In two steps, so that a member never takes half of it.
[ ! -e /var/lib/etcd/restored ] || mv /var/lib/etcd/restored /var/lib/etcd/restored.former
rm -rf /var/lib/etcd/restored.*
echo "$POD_UID" > /var/lib/etcd/restored.by
sync
say "$BACKUP"
