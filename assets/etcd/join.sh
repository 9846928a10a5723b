#!/bin/sh
# Decides how one member starts, and writes its configuration. A cluster begins with member 0 alone, and only with the
# proof that no other member has data: each says so while it waits. All others join it. A member that has lost its disk
# or was removed while it was away joins anew. It may be killed at any line and run again.
#
# POD_NAME, DOMAIN   this member, `<set>-<ordinal>`, and what follows the name of every member in its address
# SCHEME             http, or https with certificates in /etc/etcd-tls
# /etc/etcd          etcd.yaml, the settings that members share, and replicas, the number of members
set -eu
umask 077

SET=${POD_NAME%-*}
VOLUME=/var/lib/etcd
DATA=$VOLUME/data
# What a restore has put beside the data.
RESTORED=$VOLUME/restored
# On the volume: without its disk a container that is started again must not begin another cluster.
CONFIG=$VOLUME/etcd.yaml

say() { echo "join: $*" >&2; }
trap 'exit 143' TERM INT

main() {
  rm -rf "$VOLUME/discarded"
  [ ! -e "$RESTORED" ] || take_restored
  if ls "$DATA"/member/wal/*.wal > /dev/null 2>&1; then
    rejoin
  else
    join
  fi
}

# Members with data of before the restore would be a second cluster beside this one.
take_restored() {
  until others_are_empty; do
    say 'has been restored, and waits until the claims of all other members are new ones'
    sleep 2
  done
  discard
  mv "$RESTORED" "$DATA"
  sync
}

# Starts with what it has, unless a majority says that it is no member any more. Without a majority it is this one that
# the others wait for.
rejoin() {
  for _ in 1 2 3 4 5; do
    if [ "$(replicas)" = 1 ]; then
      break
    elif ask false; then
      [ -z "$(entry)" ] || break
      if ask true && [ -z "$(entry)" ]; then
        say 'was removed while it was away: gives up its data, and joins anew'
        discard
        join
        return
      fi
    fi
    sleep 1
  done
  # On a full disk the file of the last start will do: what it says of the cluster is not read where there is data.
  configure existing "$POD_NAME=$(peer_url "$POD_NAME")" || [ -s "$CONFIG" ]
}

join() {
  answer_empty &
  until enter; do
    sleep 1
  done
}

# One attempt to become a member. It is called as a condition, where the shell goes on after an error.
enter() {
  if ask false; then
    enter_cluster
  elif [ "$POD_NAME" = "$SET-0" ] && others_are_empty; then
    say 'no member has data: begins a new cluster'
    # A database without its log is no member, but it is not this script's to delete.
    if [ -e "$DATA" ]; then mv "$DATA" "$DATA.$(date +%s)" || return 1; fi
    configure new "$POD_NAME=$(peer_url "$POD_NAME")"
  else
    say 'waits for a cluster to join'
    return 1
  fi
}

enter_cluster() {
  # It starts with a list of all members, and never gets in if that is another one than the cluster's: one at a time.
  unstarted=$(echo "$list" | grep -v -F "$(peer_url "$POD_NAME")" | sed -n 's/^[0-9]*||//p')
  if [ -n "$unstarted" ]; then
    say "waits until the member at $unstarted has started"
    return 1
  fi
  mine=$(entry)
  if [ -z "$mine" ]; then
    add
  elif ask true; then
    # It may have been a member with a log, and a vote that it does not remember.
    mine=$(entry)
    say "removes member ${mine%%|*}, which has lost its disk"
    change remove "{\"ID\":\"${mine%%|*}\"}" && add
  elif [ -z "${mine##*||*}" ] && ask false; then
    # The second member of two: nothing can be changed before it starts.
    say 'was added before'
    start_as_listed
  else
    say 'has lost its disk, and waits for a majority of the others'
    return 1
  fi
}

add() {
  discard && change add "{\"peerURLs\":[\"$(peer_url "$POD_NAME")\"]}" && start_as_listed
}

# Waits until nobody has changed the list for a second.
start_as_listed() {
  before=
  until [ "$list" = "$before" ] && [ -n "$(entry)" ]; do
    before=$list
    sleep 1
    list=$(members "$peer" false)
    [ -n "$list" ] || return 1
  done
  say 'joins the cluster'
  configure existing "$(echo "$list" | while IFS='|' read -r _ _ url; do
    host=${url#*://}
    printf '%s=%s,' "${host%%.*}" "$url"
  done | sed 's/,$//')"
}

# ------------------------------------------------------------------------------------------------ members

replicas() { cat /etc/etcd/replicas; }
peer_url() { echo "$SCHEME://$1$DOMAIN:2380"; }

# This member's line of the list. By its address: the scheme may be another one.
entry() { echo "$list" | grep -F "//$POD_NAME$DOMAIN:2380" || true; }

# Finds a member that answers, and its list; with `true` a majority has confirmed it.
ask() {
  ordinal=0
  while [ "$ordinal" -lt "$(replicas)" ]; do
    peer=$SET-$ordinal
    ordinal=$((ordinal + 1))
    [ "$peer" != "$POD_NAME" ] || continue
    list=$(members "$peer" "$1")
    # An address may be out of date, and belong to another cluster by now.
    case $list in *"//$peer$DOMAIN:2380"*) return 0 ;; esac
  done
  return 1
}

# The members that a member knows of, one a line: `ID|name|peer URL`. One that has never started has no name. What a
# majority has confirmed comes from the port of clients, which answers only when there is one; what the member itself
# knows from that of peers, or a second member that was added could never learn it from the first, which waits for it.
members() {
  if [ "$2" = true ]; then
    fetch "$SCHEME://$1$DOMAIN:2379/v3/cluster/member/list" -d '{"linearizable":true}'
  else
    fetch "$SCHEME://$1$DOMAIN:2380/members"
  fi | tr -d ' \n' | tr '{' '\n' | sed -n \
    -e 's/^"ID":"\([0-9]*\)",\("name":"\([^"]*\)",\)\{0,1\}"peerURLs":\["\([^"]*\)".*/\1|\3|\4/p' \
    -e 's/^"id":\([0-9]*\),"peerURLs":\["\([^"]*\)"[^]]*\]\(,"name":"\([^"]*\)"\)\{0,1\}.*/\1|\4|\2/p'
}

change() {
  answer=$(fetch "$SCHEME://$peer$DOMAIN:2379/v3/cluster/member/$1" -d "$2" || true)
  case $answer in
    *'"members":'*) ;;
    *)
      say "$peer does not $1 a member yet: ${answer:-no answer}"
      return 1 ;;
  esac
}

# HTTP/1.1, because with TLS curl offers HTTP/2, which the port of peers does not speak.
# https://etcd.io/docs/v3.6/dev-guide/api_grpc_gateway/
fetch() {
  [ "$SCHEME" = http ] || set -- --cacert /etc/etcd-tls/ca.crt --cert /etc/etcd-tls/tls.crt --key /etc/etcd-tls/tls.key "$@"
  curl -s --http1.1 --noproxy '*' --connect-timeout 2 --max-time 4 "$@"
}

# ------------------------------------------------------------------------------------------------ empty members

# On the port of peers: members that still know this one knock there, and hear that it is not available.
answer_empty() {
  text="empty $POD_NAME$DOMAIN"
  while :; do
    printf 'HTTP/1.0 503 Service Unavailable\r\nContent-Length: %d\r\n\r\n%s' "${#text}" "$text" \
      | timeout 10 nc -l -p 2380 > /dev/null 2>&1 || sleep 0.2
  done
}

# All in one go: what somebody said a minute ago proves nothing.
others_are_empty() {
  ordinal=0
  while [ "$ordinal" -lt "$(replicas)" ]; do
    other=$SET-$ordinal
    ordinal=$((ordinal + 1))
    [ "$other" != "$POD_NAME" ] || continue
    if [ "$(curl -s --noproxy '*' --connect-timeout 2 --max-time 4 "http://$other$DOMAIN:2380/")" != "empty $other$DOMAIN" ]; then
      say "$other has not said that its volume is empty"
      return 1
    fi
  done
}

# ------------------------------------------------------------------------------------------------ files

# Each cluster has a token of its own, so that no member of another one is ever taken for one of this.
configure() {
  {
    cat /etc/etcd/etcd.yaml &&
    printf '%s: "%s"\n' \
      name "$POD_NAME" \
      advertise-client-urls "$SCHEME://$POD_NAME$DOMAIN:2379" \
      initial-advertise-peer-urls "$(peer_url "$POD_NAME")" \
      initial-cluster-state "$1" \
      initial-cluster "$2" \
      initial-cluster-token "$(cat /proc/sys/kernel/random/uuid)"
  } > "$CONFIG.part" && sync && mv "$CONFIG.part" "$CONFIG" && sync
}

# In two steps, so that half of it is never taken for all of it.
discard() {
  [ ! -e "$DATA" ] || { rm -rf "$VOLUME/discarded" && mv "$DATA" "$VOLUME/discarded" && sync && rm -rf "$VOLUME/discarded"; }
}

main
