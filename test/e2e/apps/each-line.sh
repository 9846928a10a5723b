#!/bin/bash
# Runs the script $1 again and again, and kills it with all its processes (kill -9) before the first line at which it has
# not been killed yet. So each run comes one line further, until one comes to its end.
set -u
done=' '
# shellcheck disable=SC2016 # The variables are those of the shell that is killed.
step='
  set -T
  # What is waited for comes at once, and a kill takes nothing from the cache.
  sleep() { command sleep 0.1; }
  sync() { :; }
  trap '\''status=$?; trap - DEBUG; echo "end $status" >&3; kill -9 0'\'' EXIT
  trap '\''case "${BASH_SOURCE[0]-}$DONE" in "$0"*" $LINENO "*) ;; "$0"*) echo "$LINENO" >&3; kill -9 0 ;; esac'\'' DEBUG
  . "$0"'
while :; do
  found=$(DONE=$done setsid -w bash -c "$step" "$1" 3>&1 >&2)
  case $found in
    *end*)
      echo "has been killed before each of $(echo "$done" | wc -w) lines, and ended with status ${found##* }" >&2
      exit "${found##* }" ;;
    '') exit 1 ;;
  esac
  # Two processes of the script may have come to new lines at the same time.
  for number in $found; do
    echo "killed before line $number: $(sed -n "${number}p" "$1")" >&2
    done="$done$number "
  done
done
