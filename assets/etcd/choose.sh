#!/bin/sh
# Chooses the snapshot that is restored, and refuses while a member runs.
#
# BACKUP                  name of the backup, or `latest`
# HOST                    address of the client Service
# SET, REPLICAS, DOMAIN   the members are `<set>-<ordinal><domain>`
set -eu

refuse() { echo "restore: $*" >&2; exit 1; }
backups() { find /backup -maxdepth 1 -name '????-??-??T??-??-??Z.db' | sort | sed 's|.*/||; s|\.db$||'; }

getent hosts "$HOST" > /dev/null || refuse "cannot tell whether members run: $HOST has no address"
ordinal=0
while [ "$ordinal" -lt "$REPLICAS" ]; do
  ! getent hosts "$SET-$ordinal$DOMAIN" > /dev/null || refuse "$SET-$ordinal is there: scale the set to 0 first"
  ordinal=$((ordinal + 1))
done

[ "$BACKUP" != latest ] || BACKUP=$(backups | tail -n 1)
[ -s "/backup/$BACKUP.db" ] || refuse "there is no backup '$BACKUP'; there are: $(backups | tr '\n' ' ')"
rm -rf /var/lib/etcd/restored /var/lib/etcd/restored.part
ln -s "/backup/$BACKUP.db" /work/snapshot
echo "restore: $BACKUP"
