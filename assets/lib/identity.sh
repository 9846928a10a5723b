#!/bin/sh
# Lets a pod start only on the volumes that its claims have always had. A local volume is a path of a node: while the
# disk is not mounted, the path is an empty directory of the node, and a database that starts there is a new one.
#
# Each volume has a mark, a file with a random id. The claim has the same id in an annotation, which outlives the
# directory. The first start makes both. It may be killed at any line and run again.
#
# $1                               directory with one directory for each volume, by the name of its claim template
# POD_NAME, NODE_NAME, NAMESPACE   this pod, its node, and its namespace
# /identity                        token and ca.crt, with which the API server is asked
set -eu
umask 022

MARK=.cdk8s-stateful-volume
ANNOTATION=cdk8s-stateful/volume
ID=/proc/sys/kernel/random/uuid

say() { echo "identity: $*" >&2; }
trap 'exit 143' TERM INT

main() {
  wrong=
  for directory in "$1"/*; do
    claim=${directory##*/}-$POD_NAME
    until compare; do
      sleep 2
    done
  done
  # A container sees what the node had mounted when it started: only the next one can see a disk that is mounted now.
  [ -z "$wrong" ] || exit 1
}

# One attempt for one volume. It is called as a condition, where the shell goes on after an error.
compare() {
  ask GET || return 1
  marked=$(field "$ANNOTATION")
  if [ -z "$marked" ]; then
    mark=$(read_mark) || return 1
    [ -n "$mark" ] || write_mark || return 1
    # With the version that was read, so that of two pods only one says whose the claim is.
    ask PATCH "{\"metadata\":{\"resourceVersion\":\"$(field resourceVersion)\",\"annotations\":{\"$ANNOTATION\":\"$mark\"}}}" || return 1
    say "the claim $claim belongs to the volume $mark from now on"
  else
    mark=$(read_mark) || return 1
    [ "$mark" = "$marked" ] || refuse
  fi
}

refuse() {
  wrong=yes
  volume=$(field volumeName)
  say "the claim $claim belongs to the volume $marked, but the directory that $NODE_NAME has for it $(what_is_there)"
  say "the disk is probably not mounted on $NODE_NAME. The path is what 'kubectl get pv $volume -o jsonpath={.spec.local.path}' prints. In this order:" \
    "kubectl cordon $NODE_NAME; kubectl -n $NAMESPACE delete pod $POD_NAME; mount the disk there; kubectl uncordon $NODE_NAME." \
    "A disk that is mounted while this pod waits is used too, within five minutes, but the node unmounts it when this pod ends"
  say "if the data of the volume $marked is lost or not needed, and this member is to start with what the directory holds now:" \
    "kubectl -n $NAMESPACE annotate pvc $claim $ANNOTATION-"
}

what_is_there() {
  if [ -n "$mark" ]; then
    echo "is the volume $mark"
  elif [ -z "$(ls -A "$directory")" ]; then
    echo 'is empty'
  else
    echo "has no mark, and holds: $(find "$directory" -mindepth 1 -maxdepth 1 | sed "s|.*/||" | head -n 5 | tr '\n' ' ')"
  fi
}

read_mark() { [ ! -e "$directory/$MARK" ] || cat "$directory/$MARK"; }

write_mark() {
  mark=$(cat "$ID") && echo "$mark" > "$directory/$MARK.part" && sync && mv "$directory/$MARK.part" "$directory/$MARK" && sync
}

# Asks the API server for the claim, or changes it; the answer is left in `answer`.
ask() {
  host=$KUBERNETES_SERVICE_HOST
  case $host in *:*) host="[$host]" ;; esac
  url=https://$host:$KUBERNETES_SERVICE_PORT/api/v1/namespaces/$NAMESPACE/persistentvolumeclaims/$claim
  set -- -X "$1" ${2:+-H 'Content-Type: application/merge-patch+json' -d "$2"}
  if ! answer=$(printf 'Authorization: Bearer %s' "$(cat /identity/token)" |
    curl -gsS --fail-with-body --noproxy '*' --connect-timeout 5 --max-time 20 --cacert /identity/ca.crt -H @- "$@" "$url?pretty=false" 2>&1); then
    say "waits for the API server, to compare the volume with the claim $claim: $answer"
    return 1
  fi
}

# A field of the answer that is a string, wherever it stands: other than its text, names in managed fields have a prefix.
field() { printf %s "$answer" | sed -n "s|.*\"$1\": *\"\([^\"]*\)\".*|\1|p" | head -n 1; }

main "$1"
