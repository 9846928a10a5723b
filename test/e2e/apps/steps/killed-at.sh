#!/bin/bash
# Runs a script and kills it, with all that it has started, before its n-th command, as the loss of its container would.
# $1 is the number, $2 the script. The status is 137 when it was killed, and that of the script when it had fewer commands.
# Commands are counted in a file that only grows, because those of a pipe run at the same time.
COUNT=$(mktemp)
export COUNT
status=0
# shellcheck disable=SC2016 # for the shell within
setsid -w bash -c '
step() { printf . >> "$COUNT"; [ "$(stat -c %s "$COUNT")" -lt "$LAST" ] || kill -9 0; }
set -T
LAST=$0
trap step DEBUG
. "$1"' "$1" "$2" || status=$?
rm "$COUNT"
exit "$status"
