#!/bin/sh
# Defragments the members one after the other, the leader last. A member answers no requests while it is defragmented, so each one waits
# until all members are healthy and have caught up, and is skipped unless enough space is free. The script may be killed at any line and
# run again: etcd replaces the file of the database only with a complete one.
#
# SET, REPLICAS, DOMAIN   the members are `<set>-<ordinal><domain>`
# SCHEME                  http, or https with certificates in /etc/etcd-tls
# QUOTA                   size of the database in bytes at which members refuse writes
set -eu

# Checks of all members, two seconds apart, before the script gives up.
TRIES=60

say() { echo "defrag: $*"; }
refuse() { echo "defrag: $*" >&2; exit 1; }
trap 'exit 143' TERM INT

main() {
  pending=$(seq 0 "$((REPLICAS - 1))")
  while [ -n "$pending" ]; do
    await_health
    choose
    if is_worth_it; then
      say "$member, the $role, is defragmented: $used of $size bytes are in use"
      defragment
    else
      say "$member, the $role, is skipped: $used of $size bytes are in use"
    fi
    pending=$(echo "$pending" | grep -v -x "$ordinal" || true)
  done
  await_health
  say 'is complete'
}

await_health() {
  tries=0
  until healthy; do
    tries=$((tries + 1))
    [ "$tries" -lt "$TRIES" ] || refuse "$problem: no member is defragmented before all are healthy"
    [ "$tries" -gt 1 ] || say "$problem: waits"
    sleep 2
  done
}

# Whether all members are voters of one cluster with one leader, and have caught up. Sets `table`, with a line
# `ordinal|role|size|used` for each member, or `problem`.
healthy() {
  table='' leader=''
  for ordinal in $(seq 0 "$((REPLICAS - 1))"); do
    member=$SET-$ordinal
    problem="$member does not answer"
    status=$(fetch maintenance/status '{}') && list=$(fetch cluster/member/list '{"linearizable":true}') || return 1
    # A member answers this read only when it has applied all that was committed before:
    # https://etcd.io/docs/v3.7/learning/api_guarantees/#isolation-level-and-consistency-of-replicas
    fetch kv/range '{"key":"AA==","limit":"1"}' > /dev/null || return 1
    id=$(number member_id)
    problem="the cluster has $(echo "$list" | grep -o '"ID":' | wc -l) members instead of $REPLICAS"
    [ "$(echo "$list" | grep -o '"ID":' | wc -l)" -eq "$REPLICAS" ] || return 1
    problem="$member is not in the list of members"
    echo "$list" | grep -q "\"ID\":\"$id\"" || return 1
    problem="$member is a learner, and the cluster is being scaled"
    ! echo "$status" | grep -q '"isLearner":true' || return 1
    # An alarm about space is a reason to defragment: https://etcd.io/docs/v3.7/op-guide/maintenance/#space-quota
    problem="$member reports $(errors)"
    [ -z "$(errors)" ] || return 1
    problem='the members do not agree on a leader'
    [ -n "$leader" ] || leader=$(number leader)
    [ "$(number leader)" = "$leader" ] || return 1
    if [ "$id" = "$leader" ]; then role=leader; else role=follower; fi
    table="$table$ordinal|$role|$(number dbSize)|$(number dbSizeInUse)
"
  done
  echo "$table" | grep -q '|leader|'
}

# The next member: the leader of now is the last of those that are pending.
choose() {
  line=$(echo "$table" | sort -t '|' -k 2,2 -k 1,1n | while IFS='|' read -r ordinal rest; do
    ! echo "$pending" | grep -q -x "${ordinal:-none}" || echo "$ordinal|$rest"
  done | head -n 1 | grep .)
  IFS='|' read -r ordinal role size used <<LINE
$line
LINE
  member=$SET-$ordinal
}

# A blocked member is worth it when much of the file is free (45 %, as the operator of OpenShift has it), or when the file is near the quota.
# https://github.com/openshift/cluster-etcd-operator/blob/main/pkg/operator/defragcontroller/defragcontroller.go
is_worth_it() {
  [ $(((size - used) * 20)) -ge "$QUOTA" ] && { [ $(((size - used) * 100)) -ge $((size * 45)) ] || [ $((size * 100)) -ge $((QUOTA * 80)) ]; }
}

defragment() {
  answer=$(ask 3600 maintenance/defragment '{}' 2>&1) || refuse "$member was not defragmented: ${answer:-no answer}"
}

number() { echo "$status" | sed -n "s/.*\"$1\":\"\([0-9]*\)\".*/\1/p"; }

errors() {
  echo "$status" | sed -n 's/.*"errors":\[\([^]]*\)\].*/\1/p' | tr ',' '\n' | grep -v 'alarm:NOSPACE' | tr '\n' ' '
}

# A refusal has content too.
fetch() { answer=$(ask 5 "$@" 2> /dev/null) && echo "$answer" | tr -d ' \n' | grep .; }

# https://etcd.io/docs/v3.7/dev-guide/api_grpc_gateway/
ask() {
  seconds=$1 url="$SCHEME://$member$DOMAIN:2379/v3/$2" body=$3
  set --
  [ "$SCHEME" = http ] || set -- --cacert /etc/etcd-tls/ca.crt --cert /etc/etcd-tls/tls.crt --key /etc/etcd-tls/tls.key
  curl -sS --fail-with-body --noproxy '*' --connect-timeout 2 --max-time "$seconds" "$@" -d "$body" "$url"
}

main
