#!/bin/sh
# shellcheck disable=SC2034,SC2154 # the parts of a script share variables
# What a member hears of the others, and what it says while it waits, to them and to people. Part of prepare.sh.

# A directory for the server that answers while this member waits.
HERALD=/tmp/herald
herald='' announced='' told=''

# Says why this member waits, once; then waits.
tell() {
  [ "$told" = "$*" ] || say "$*"
  told=$*
  pause 2
}

# Whether a person said so, with the command that `how` prints.
consent() { [ -e "$RUN/$1" ]; }
how() { echo "kubectl exec $POD_NAME -c prepare -- touch $RUN/$1"; }

# Looks at all others. Sets `newer` to the one of this database on the newest timeline above $1, with `newer_at`; `unknown` to those
# of which nothing is known; `holding` to those with data; `damaged` to those whose copy is not whole; `ahead` to those that have
# received more than this one; `resting` to those that wait, and may have received more than their files tell; `active` to the primary;
# `foreign` to one of another database.
survey() {
  active='' resting='' damaged='' newer='' newer_at='' unknown='' holding='' ahead='' foreign='' least=$1
  for other in $(others); do
    look "$other"
    case $kind in
      silent | starting | deaf) unknown="$unknown $other" ;;
      damaged) damaged="$damaged $other" ;;
      primary | standby | waiting)
        holding="$holding $other (timeline $timeline at $position)"
        [ "$kind" != primary ] || [ "$timeline" -lt "$own_timeline" ] || active=$other
        [ "$kind" != waiting ] || resting="$resting $other"
        if has_data && [ "$system" != "$own_system" ]; then
          foreign="$other holds database system $system"
        elif [ "$timeline" -gt "$least" ]; then
          newer=$other newer_at="timeline $timeline at $position" least=$timeline
        elif has_data && [ "$timeline" -eq "$own_timeline" ] && behind "$own_position" "$position"; then
          ahead="$ahead $other (at $position)"
        fi ;;
    esac
  done
}

# Where the timelines of a history that are older than this member's were left: https://www.postgresql.org/docs/current/continuous-archiving.html
forks() { awk -v own="$own_timeline" 'NF && $1 + 0 < own { print $1, $2 }'; }

# Where a history leaves the timeline of this member.
fork_of_own() { awk -v own="$own_timeline" '$1 == own { print $2 }'; }

# The history of the timeline that the primary was just seen on.
history_of_primary() { ask "$PRIMARY" "select convert_from(pg_read_binary_file('pg_wal/$(printf %08X.history "$timeline")'), 'UTF8')"; }

# Whether the member that was just looked at continues the history of this one. Sets `apart` if not.
one_history() {
  apart=''
  if [ "$system" != "$own_system" ]; then
    apart="$PRIMARY holds database system $system, and this member $own_system: they are not members of one database"
  elif [ "$timeline" -lt "$own_timeline" ]; then
    apart="$PRIMARY is on timeline $timeline at $position, and this member on the newer timeline $own_timeline at $own_position"
  elif [ "$timeline" -eq "$own_timeline" ] && [ "$kind" = primary ] && behind "$position" "$own_position"; then
    apart="$PRIMARY is at $position on timeline $timeline, and this member has more of that timeline, until $own_position"
  elif [ "$own_timeline" -gt 1 ]; then
    history=pg_wal/$(printf %08X.history "$own_timeline")
    if [ ! -e "$PGDATA/$history" ]; then
      :
    elif ! theirs=$(history_of_primary); then
      apart="$PRIMARY does not tell the history of its timeline $timeline: $(refusal)"
    elif [ "$(echo "$theirs" | forks)" != "$(forks < "$PGDATA/$history")" ] ||
      { [ "$timeline" -gt "$own_timeline" ] && ! echo "$theirs" | grep -q "^${own_timeline}[[:space:]]"; }; then
      apart="$PRIMARY and this member, at $own_position, were promoted apart from each other to timeline $own_timeline"
    fi
  fi
  [ -z "$apart" ]
}

slot_status() { ask "$PRIMARY" "select wal_status from pg_replication_slots where slot_name = '$SLOT'"; }

# How many files the primary has, on all timelines, of the segment that holds position $1.
segments_at_primary() {
  file=$(segment_name "$(segment_of "$1")")
  ask "$PRIMARY" "select count(*) from pg_ls_dir('pg_wal', true, false) file where substr(file, 9) = '$file'"
}

# The slot keeps the WAL that this member has not received yet. Without it the server would start and never follow.
make_slot() {
  until ask "$PRIMARY" "select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = '$SLOT' and not active and wal_status = 'lost'" > /dev/null &&
    create_slot; do
    tell "makes a slot at $PRIMARY: $(refusal)"
  done
}

create_slot() {
  ask "$PRIMARY" "select pg_create_physical_replication_slot('$SLOT', true) where not exists (select from pg_replication_slots where slot_name = '$SLOT')" > /dev/null
}

# Drops the slot of this member at the one that it followed before, if that is a standby: a promotion was withdrawn, and its slots would
# keep log there and hold back vacuum on the primary until it starts again. One that does not answer drops all of them when it starts.
leave() {
  [ -z "$1" ] || [ "$1" = "$PRIMARY" ] || ask "$1" "select pg_drop_replication_slot(slot_name) from pg_replication_slots
    where slot_name = '$SLOT' and not active and pg_is_in_recovery()" > /dev/null || true
}

# Answers on the port of the server with what this member holds: a server of its own, which has no data.
announce() {
  look_at_own
  [ "$announced" != "$own" ] || ! kill -0 "$herald" 2> /dev/null || return 0
  silence
  if [ ! -e "$HERALD/ready" ]; then
    rm -rf "$HERALD"
    printf '%s\n' "$REPLICATION_PASSWORD" > "$RUN/secret"
    run initdb -N -D "$HERALD" --username=replication --pwfile="$RUN/secret" --auth=scram-sha-256 --encoding=UTF8 --locale=C > /dev/null
    rm -f "$RUN/secret"
    echo 'host postgres replication all scram-sha-256' >> "$HERALD/pg_hba.conf"
    touch "$HERALD/ready"
  fi
  # Of a run that was killed: its number may be that of another process by now, and the server would not start.
  rm -f "$HERALD/postmaster.pid"
  postgres -D "$HERALD" -c listen_addresses='*' -c port=5432 -c unix_socket_directories='' -c shared_buffers=1MB -c max_connections=20 \
    -c fsync=off -c autovacuum=off -c log_min_messages=panic -c cluster_name="$POD_NAME" -c member.state="$own" &
  herald=$!
  announced=$own
}

silence() {
  [ -z "$herald" ] || { kill -INT "$herald" 2>/dev/null || true; wait "$herald" || true; }
  herald='' announced=''
}
