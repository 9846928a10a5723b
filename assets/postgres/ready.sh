#!/bin/sh
# Whether a member is ready. A replica is not while it is too far behind, or does not follow a primary that is there; it says
# why in the log of its container. While the primary is away, the replica answers reads.
#
# $1   bytes of log that may be received and not yet applied
set -u
# shellcheck source=member.sh
. /etc/postgresql/member.sh
# shellcheck source=others.sh
. /etc/postgresql/others.sh

# The probe ends after five seconds: a primary that is away must be found silent before.
PGCONNECT_TIMEOUT=2 PATIENCE=2

# Over TCP: while a server is being set up it answers on the socket only.
pg_isready -q -h 127.0.0.1 -p 5432 || exit 1

# A server that is too busy to answer this is ready all the same.
found=$(local_sql "select pg_is_in_recovery(), coalesce((select status from pg_stat_wal_receiver), ''), pg_last_wal_replay_lsn(),
  coalesce((select pg_wal_lsn_diff(greatest(latest_end_lsn, pg_last_wal_receive_lsn()), pg_last_wal_replay_lsn()) from pg_stat_wal_receiver), 0),
  greatest((select timeline_id from pg_control_checkpoint()), $(timeline_of_log)), substring(current_setting('primary_conninfo') from 'host=([^. ]+)'), current_setting('primary_slot_name'), case when pg_is_in_recovery() then pg_is_wal_replay_paused() end") || exit 0
IFS='|' read -r recovering receiver replayed lag own_timeline PRIMARY SLOT paused <<FOUND
$found
FOUND

reason() {
  [ "$recovering" = t ] || return 0
  if [ "$paused" = t ] && lower=$(lower_than_primary running) && [ -n "$lower" ]; then
    # The server ends when it goes on, and start.sh gives it what it needs.
    local_sql 'select pg_wal_replay_resume()' > /dev/null
    echo "has lower settings than $PRIMARY had, and starts again with higher ones: $(echo "$lower" | tr '\n' ' ')"
    return
  fi
  if [ "$receiver" = streaming ]; then
    [ "$lag" -le "$1" ] || echo "is $lag bytes behind $PRIMARY, and more than $1 are not allowed (maxReplicaLag)"
    return
  fi
  look "$PRIMARY"
  case $kind in
    deaf) echo "does not follow $PRIMARY: $(refusal)" ;;
    primary | standby)
      fork=$([ "$timeline" -le "$own_timeline" ] || history_of_primary | fork_of_own)
      if [ -n "$fork" ] && behind "$fork" "$replayed"; then
        echo "is at $replayed on timeline $own_timeline, which $PRIMARY left at $fork: $(local_sql "select pg_wal_lsn_diff('$replayed', '$fork')") bytes of log are on this member alone. If they are needed, make this member the primary in the program. If not, give them up: kubectl exec $POD_NAME -c database -- touch $REBUILD, and delete the pod"
      elif status=$(slot_status); [ "$status" = lost ]; then
        echo "was away for too long, and $PRIMARY has removed the log that this member lacks: delete the pod, and it copies $PRIMARY"
      elif segments=$(segments_at_primary "$replayed") && [ "$segments" = 0 ] && behind "$replayed" "$position" && has_read_own_log; then
        echo "lacks the log that follows on $replayed, and $PRIMARY no longer has it: kubectl exec $POD_NAME -c database -- touch $REBUILD, and delete the pod; it copies $PRIMARY"
      elif [ -z "$status" ] && [ -n "$segments" ] && remake_slot; then
        echo "had no slot at $PRIMARY any more, and has made one: it follows within seconds"
      else
        echo "does not follow $PRIMARY, which is on timeline $timeline at $position: the server's messages above say why"
      fi ;;
  esac
}

# shellcheck disable=SC2317,SC2329 # called by its name
running() { local_sql "show $1"; }

# The primary drops the slots of replicas that are not configured when it starts. A replica that was taken out and put back meanwhile
# has started without the primary, and would wait for its slot for ever. On a standby nobody would drop it again.
remake_slot() {
  [ "$kind" = primary ] && is_configured && create_slot
}

# Before that it is not known what log it needs from the primary.
has_read_own_log() { [ "$(local_sql 'select pg_last_wal_receive_lsn() is not null')" = t ]; }

is_configured() { [ "$POD_NAME" = "$NAME-0" ] || [ "${POD_NAME##*-}" -lt "$(cat "$CONFIG/replicas")" ]; }

why=$(reason "$1")
if [ -z "$why" ]; then
  rm -f "$RUN/behind"
  exit 0
fi
echo "$why"
# Once for each reason, whatever its numbers are. The log of the container is what the server writes to.
kind_of_reason=$(echo "$why" | tr -d '0-9A-F/')
if [ "$(cat "$RUN/behind" 2> /dev/null)" != "$kind_of_reason" ]; then
  echo "$kind_of_reason" > "$RUN/behind"
  echo "ready.sh: this replica is not ready: it $why" > "/proc/$(head -n 1 "$PGDATA/postmaster.pid")/fd/2"
fi
exit 1
