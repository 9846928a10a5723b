#!/bin/sh
# Starts the server while it holds a lock on the volume, so that a second server never runs on it wherever the file
# system has locks that all nodes see. The lock ends with the last process that has inherited it.
set -eu
# shellcheck source=member.sh
. /etc/postgresql/member.sh
# shellcheck source=settings.sh
. /etc/postgresql/settings.sh

hold_volume || refuse "another server holds the lock on $VOLUME: it runs on another node, or is just ending"
forget_histories
[ ! -e "$PGDATA/standby.signal" ] || keep_up_with_primary
exec docker-entrypoint.sh "$@"
