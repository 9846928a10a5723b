#!/bin/sh
# What the scripts of etcd's backups have in common.
#
# HOST                    address of the client Service
# SET, REPLICAS, DOMAIN   the members are `<set>-<ordinal><domain>`

# A snapshot ends with the SHA-256 of what comes before: https://etcd.io/docs/v3.7/op-guide/recovery/#snapshotting-the-keyspace
is_whole() {
  size=$(wc -c < "$1")
  [ "$size" -gt 32 ] && [ "$(head -c "$((size - 32))" "$1" | sha256sum | cut -d ' ' -f 1)" = "$(tail -c 32 "$1" | od -An -v -tx1 | tr -d ' \n')" ]
}

# A name is known for some seconds after its pod has gone.
no_member_runs() {
  dns_answers
  ordinal=0
  tries=0
  while [ "$ordinal" -lt "$REPLICAS" ]; do
    if ! getent hosts "$SET-$ordinal$DOMAIN" > /dev/null; then
      ordinal=$((ordinal + 1))
    elif [ "$tries" -lt 20 ]; then
      tries=$((tries + 1))
      sleep 2
    else
      refuse "$SET-$ordinal is there: scale the set to 0 first"
    fi
  done
  # It has not stopped to answer meanwhile.
  dns_answers
}

dns_answers() { getent hosts "$HOST" > /dev/null || refuse "cannot tell whether members run: $HOST has no address"; }
