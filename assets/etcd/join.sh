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
# What a restore has put beside the data. It writes the log of it last.
RESTORED=$VOLUME/restored
# On the volume: without its disk a container that is started again must not begin another cluster.
CONFIG=$VOLUME/etcd.yaml

say() { echo "join: $*" >&2; }
trap 'exit 143' TERM INT

main() {
  rm -rf "$VOLUME/discarded"
  if ls "$RESTORED"/member/wal/*.wal "$RESTORED"/member/snap/*.snap > /dev/null 2>&1; then
    take_restored
  elif [ -e "$RESTORED" ]; then
    say 'a restore has not come to its end: what it left is removed, and the data stays'
    rm -rf "$RESTORED"
  fi
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
  say 'what was restored takes the place of the data'
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
  if ! ask true; then
    say 'waits until a majority of the members is there'
    return 1
  fi
  # One at a time: a member starts with a list of all, and never gets in if the cluster's list is another one by then.
  pending=$(others | grep -e '^[0-9]*||' -e '|learner$' | head -n 1)
  if [ -n "$pending" ]; then
    admit "$pending"
    return 1
  fi
  mine=$(entry)
  if [ -n "$mine" ]; then
    # It may have been a member with a log, and a vote that it does not remember.
    case $mine in
      *'||'*) say "removes member ${mine%%|*}: it was added before, and did not start" ;;
      *) say "removes member ${mine%%|*}, which has lost its disk" ;;
    esac
    change remove "{\"ID\":\"${mine%%|*}\"}" || return 1
  fi
  add
}

# Makes a learner a voter when it runs and has caught up: its own script has ended by then. etcd refuses before that.
admit() {
  host=$(host_of "${1#*|*|}")
  case $1 in
    *'||'*) ;;
    *)
      # A learner that is gone may have caught up before.
      if [ -n "$(members "$host" false)" ]; then
        change promote "{\"ID\":\"${1%%|*}\"}" && say "$host has caught up, and votes from now on"
        return
      fi ;;
  esac
  say "waits until $host, which was added before, has started; if it never will, remove it with 'etcdctl member remove'"
}

# One voter more than an even number leaves the majority as it is. One voter more than an odd number raises it: that
# member joins as a learner, and no write waits for it before the next one to join has made it a voter.
add() {
  learner=false
  [ $(($(others | grep -c -v '|learner$') % 2)) = 0 ] || learner=true
  discard && change add "{\"peerURLs\":[\"$(peer_url "$POD_NAME")\"],\"isLearner\":$learner}" && start_as_listed
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
  configure existing "$(echo "$list" | while IFS='|' read -r _ _ url _; do
    printf '%s=%s,' "$(host_of "$url")" "$url"
  done | sed 's/,$//')"
}

# ------------------------------------------------------------------------------------------------ members

replicas() { cat /etc/etcd/replicas; }
peer_url() { echo "$SCHEME://$1$DOMAIN:2380"; }
# Name of the pod of a peer URL.
host_of() { echo "$1" | sed -e 's|^[a-z]*://||' -e 's|[.].*||'; }

# This member's line of the list. By its address: the scheme may be another one.
entry() { echo "$list" | grep -F "//$POD_NAME$DOMAIN:2380" || true; }
others() { echo "$list" | grep -v -F "//$POD_NAME$DOMAIN:2380" || true; }

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

# The members that a member knows of, one a line: `ID|name|peer URL|` and `learner` for one without a vote. A member that
# has never started has no name. The port of clients gives what a majority has confirmed, and answers only when there is
# one; the port of peers gives what the member itself knows.
members() {
  if [ "$2" = true ]; then
    fetch "$SCHEME://$1$DOMAIN:2379/v3/cluster/member/list" -d '{"linearizable":true}'
  else
    fetch "$SCHEME://$1$DOMAIN:2380/members"
  fi | tr -d ' \n' | tr '{' '\n' | sed -n -e '/"isLearner":true/{' -e 's/,"isLearner":true//' -e 's/$/|learner/' -e '}' \
    -e 's/^"ID":"\([0-9]*\)",\("name":"\([^"]*\)",\)\{0,1\}"peerURLs":\["\([^"]*\)"[^|]*|*/\1|\3|\4|/p' \
    -e 's/^"id":\([0-9]*\),"peerURLs":\["\([^"]*\)"[^]]*\]\(,"name":"\([^"]*\)"\)\{0,1\}[^|]*|*/\1|\4|\2|/p'
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
# https://etcd.io/docs/v3.7/dev-guide/api_grpc_gateway/
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
