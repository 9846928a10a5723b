#!/bin/sh
# shellcheck disable=SC2034,SC2154 # the parts of a script share variables
# What the scripts of a member share: who the others are, and what each of them says of itself.
#
# POD_NAME, NAME, DOMAIN   this member, `<name>-0` or `<name>-replica-<ordinal>`, and what follows the name of a headless Service
# PGDATA, VOLUME           data directory, and the volume that it is on

CONFIG=/etc/postgresql
RUN=/run/postgres
# This member's copy is worth nothing: an operation that cannot be taken up again has begun, or a person gave it up.
REBUILD=$VOLUME/rebuild
export PGPASSFILE=$RUN/pgpass PGCONNECT_TIMEOUT=3
# Seconds that another member gets for an answer: one whose disk or DNS hangs takes connections, and never answers.
PATIENCE=20

say() { echo "${0##*/}: $*" >&2; }
refuse() { say "$*"; exit 1; }

host_of() { echo "$1.${1%-*}-headless$DOMAIN"; }

# Names of all other members that are configured. Their number is read each time: the file changes without a restart.
others() {
  [ "$POD_NAME" = "$NAME-0" ] || echo "$NAME-0"
  ordinal=0
  while [ "$ordinal" -lt "$(cat "$CONFIG/replicas")" ]; do
    [ "$POD_NAME" = "$NAME-replica-$ordinal" ] || echo "$NAME-replica-$ordinal"
    ordinal=$((ordinal + 1))
  done
}

# The answer of a member, whose status is that of psql. What went wrong is in $RUN/refusal.
ask() {
  timeout "$PATIENCE" psql "host=$(host_of "$1") port=5432 user=replication dbname=postgres tcp_user_timeout=10000" -XAtqw -v ON_ERROR_STOP=1 -c "$2" 2> "$RUN/refusal"
}

# The last line of what psql said names the file of the password.
refusal() { grep -v '^password retrieved' "$RUN/refusal" | tail -n 1; }

# A standby answers before it has read all the log on its disk, and asks for more only after that. Until then it may have received more.
# The timeline is that of the newest WAL file: the control file learns of a promotion only at the next checkpoint.
# https://www.postgresql.org/docs/current/continuous-archiving.html#BACKUP-TIMELINES
STATE="select current_setting('cluster_name') || '|' || coalesce(nullif(current_setting('member.state', true), ''), concat_ws('|',
  case when not pg_is_in_recovery() then 'primary' when pg_last_wal_receive_lsn() is null then 'waiting' else 'standby' end,
  (select system_identifier from pg_control_system()),
  greatest((select max(('x' || substr(file, 1, 8))::bit(32)::int) from pg_ls_dir('pg_wal', true, false) file where file ~ '^[0-9A-F]{24}\$'),
    (select timeline_id from pg_control_checkpoint())),
  case when pg_is_in_recovery() then greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()) else pg_current_wal_flush_lsn() end))"

# Looks at a member. Sets `kind` and, where it holds data, `system`, `timeline` and `position`:
#   primary, standby   its server runs
#   waiting            it holds data, and waits in its init container, or reads the log on its disk
#   damaged            it holds a copy that is not whole
#   empty              it holds no data
#   starting           its server starts or stops, and answers nobody
#   deaf               its server answers, and does not let this member in; $RUN/refusal says why
#   silent             nothing answers
look() {
  kind=silent system='' timeline=0 position=''
  if answer=$(ask "$1" "$STATE"); then
    IFS='|' read -r whom kind system timeline position <<ANSWER
$answer
ANSWER
    timeline=${timeline:-0}
    # An address may be out of date, and belong to another server by now. A server of an older version of this script has no name.
    [ "$whom" = "$1" ] || { [ -z "$whom" ] && [ -n "$system" ]; } || kind=silent
  else
    status=0
    timeout "$PATIENCE" pg_isready -q -t 2 -h "$(host_of "$1")" -p 5432 || status=$?
    case $status in
      0) kind=deaf ;;
      1) kind=starting ;;
    esac
  fi
}

# Whether the first position in the log is behind the second.
behind() { [ "$(bytes_of "$1")" -lt "$(bytes_of "$2")" ]; }

# A position is two hexadecimal numbers with a slash between. The one after the header of a page of 8 KiB is the same as the one before it:
# servers report both at the end of a log that was switched.
bytes_of() {
  bytes=$(((0x${1%/*} << 32) + 0x${1#*/}))
  case $((bytes % 8192)) in 24 | 40) bytes=$((bytes - bytes % 8192)) ;; esac
  echo "$bytes"
}

# Number of the segment of 16 MiB that holds a position, and what its file is called behind the timeline.
segment_of() { echo "$(($(bytes_of "$1") >> 24))"; }
segment_name() { printf %08X%08X "$(($1 >> 8))" "$(($1 & 255))"; }

control() { LC_ALL=C pg_controldata "$PGDATA" | sed -n "s/^$1: *//p"; }

# A standby needs at least what the primary had when it wrote the log that is replayed, also where less is asked for by now. Prints the
# settings of which `$1 SETTING` tells less, with what is needed.
# https://www.postgresql.org/docs/current/hot-standby.html#HOT-STANDBY-ADMIN
lower_than_primary() {
  while read -r setting label; do
    least=$(control "$label setting")
    value=$("$1" "$setting") || continue
    [ "$value" -ge "$least" ] || echo "$setting = $least"
  done <<'SETTINGS'
max_connections max_connections
max_worker_processes max_worker_processes
max_wal_senders max_wal_senders
max_prepared_transactions max_prepared_xacts
max_locks_per_transaction max_locks_per_xact
SETTINGS
}

# The newest timeline of which this member has log.
timeline_of_log() {
  newest=$(find "$PGDATA/pg_wal/" -name '????????????????????????' | sed 's|.*/||' | sort | tail -n 1 | cut -c 1-8)
  echo "$((0x${newest:-0}))"
}

# A standby fetches the history of a newer timeline before it knows whether it can follow it. If it cannot, as when it has more than
# the promoted member had, it would never start again. What it needs of them it fetches again.
forget_histories() {
  [ -e "$PGDATA/standby.signal" ] || return 0
  latest=$(timeline_of_log)
  [ "$latest" -ge "$(control "Latest checkpoint's TimeLineID")" ] || return 0
  for history in "$PGDATA"/pg_wal/????????.history; do
    number=${history##*/}
    [ ! -e "$history" ] || [ "$((0x${number%.history}))" -le "$latest" ] || rm -f "$history"
  done
}

local_sql() { psql -h /var/run/postgresql -U postgres -d postgres -XAtq -c "$1"; }

# Takes the lock on the volume, without waiting. The file descriptor stays open in all that is started from here.
# Linux passes flock() on to NFSv4 and CephFS; where a file system has no locks at all, Kubernetes alone keeps a second server away.
# https://man7.org/linux/man-pages/man2/flock.2.html#NOTES
hold_volume() {
  exec 9>> "$VOLUME/lock"
  if problem=$(flock -n 9 2>&1); then
    # No server runs here, whatever number the process of one that was killed had: numbers are used again.
    rm -f "$PGDATA/postmaster.pid" /tmp/.s.PGSQL.* /var/run/postgresql/.s.PGSQL.*
  elif [ -z "$problem" ]; then
    return 1
  else
    say "the file system of $VOLUME has no locks ($problem): goes on without"
  fi
}
