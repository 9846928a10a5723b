#!/bin/bash
# Runs a script and kills it, with all that it has started, before its n-th step, as the loss of its container would. A step
# is a line that runs for the first time; with STEP=command it is each command, also those of a line that runs again.
# $1 is the number, $2 the script. The status is 137 when it was killed, and that of the script when it had fewer steps.
# Steps are kept in a file that only grows, because those of a pipe run at the same time.
SEEN=$(mktemp)
export SEEN
status=0
# shellcheck disable=SC2016 # for the shell within
setsid -w bash -c '
step() {
  if [ "${STEP:-line}" = line ] && grep -qx "$1" "$SEEN"; then return; fi
  echo "$1" >> "$SEEN"
  [ "$(wc -l < "$SEEN")" -lt "$LAST" ] || kill -9 0
}
set -T
LAST=$0
trap "step \$LINENO" DEBUG
. "$1"' "$1" "$2" || status=$?
rm "$SEEN"
exit "$status"
