#!/bin/sh
# Puts what was restored where member 0 finds it when it starts.
#
# HOST                    address of the client Service
# SET, REPLICAS, DOMAIN   the members are `<set>-<ordinal><domain>`
# POD_UID                 this pod
set -eu

say() { echo "restore: $*"; }
refuse() { echo "restore: $*" >&2; exit 1; }

no_member_runs
lock
[ "$(cat /var/lib/etcd/restored.by)" = "$POD_UID" ] || refuse 'another restore has begun after this one, and goes before it: nothing was put in place'
sync
mv "/var/lib/etcd/restored.$POD_UID" /var/lib/etcd/restored
sync
rm -f /var/lib/etcd/restored.by
say 'is complete, and takes the place of the data when the set is scaled up'
