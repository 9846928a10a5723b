#!/bin/sh
# What the scripts of etcd's backups have in common.
#
# HOST                    address of the client Service
# SET, REPLICAS, DOMAIN   the members are `<set>-<ordinal><domain>`

# A snapshot ends with the SHA-256 of what comes before: https://etcd.io/docs/v3.6/op-guide/recovery/#snapshotting-the-keyspace
is_whole() {
  size=$(wc -c < "$1")
  [ "$size" -gt 32 ] && [ "$(head -c "$((size - 32))" "$1" | sha256sum | cut -d ' ' -f 1)" = "$(tail -c 32 "$1" | od -An -v -tx1 | tr -d ' \n')" ]
}

no_member_runs() {
  dns_answers
  ordinal=0
  while [ "$ordinal" -lt "$REPLICAS" ]; do
    ! getent hosts "$SET-$ordinal$DOMAIN" > /dev/null || refuse "$SET-$ordinal is there: scale the set to 0 first"
    ordinal=$((ordinal + 1))
  done
  # It has not stopped to answer meanwhile.
  dns_answers
}

dns_answers() { getent hosts "$HOST" > /dev/null || refuse "cannot tell whether members run: $HOST has no address"; }
