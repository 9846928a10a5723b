#!/bin/sh
# Makes the data directory of one member ready, before its server starts: the first primary initialises it, a standby
# copies it, a former primary joins again, and a standby that was made the primary is promoted. It may be killed at any
# line and run again: a directory gets its name only when it is complete.
#
# No member gives up commits for a member of an older timeline, and no database begins while a member may hold one. A
# member that has to wait answers on the port of the server meanwhile, so that the others know what it holds.
#
# Beside what member.sh wants:
# PRIMARY                        the member that is to be the primary
# WAL_VOLUME (empty: none)       volume of the WAL
# DATABASE                       name of the application's database and of its owner
# POSTGRES_PASSWORD, REPLICATION_PASSWORD, PASSWORD
set -eu
umask 077
# shellcheck source=member.sh
. /etc/postgresql/member.sh
# shellcheck source=volume.sh
. /etc/postgresql/volume.sh
# shellcheck source=settings.sh
. /etc/postgresql/settings.sh
# shellcheck source=others.sh
. /etc/postgresql/others.sh

SLOT=$(printf %s "$POD_NAME" | tr -c 'a-z0-9_' _)

# A shell hears a signal only between two commands; `wait` can be interrupted. The image asks with INT, others with TERM.
child=''
stop() {
  trap - INT TERM
  for process in $child $herald; do kill "$process" 2> /dev/null || true; done
  exit 143
}
trap stop INT TERM
run() { "$@" & child=$!; code=0; wait "$child" || code=$?; child=''; return "$code"; }
pause() { run sleep "$1"; }

main() {
  until hold_volume; do tell "another server holds the lock on $VOLUME: waits until it has ended"; done
  write_password_file
  refuse_other_user
  refuse_other_owner
  refuse_other_version
  refuse_other_files
  [ -s "$CONFIG/replicas" ] || refuse "$CONFIG/replicas does not say how many replicas there are"
  # The log goes first: without its directory it would look like that of a database that was lost.
  [ ! -d "$PART" ] || rm -rf ${WAL:+"$WAL"} "$PART"
  [ ! -d "$PGDATA" ] || chmod 0700 "$PGDATA"
  forget_histories
  if [ "$POD_NAME" = "$PRIMARY" ]; then
    be_primary
  else
    be_standby
  fi
  silence
  rm -f "$RUN/start" "$RUN/initialise" "$RUN/promote" "$RUN/discard"
}

be_primary() {
  if ! has_data; then
    nobody_has_data
    initialise
  elif [ -e "$PGDATA/standby.signal" ]; then
    promote
  else
    nobody_is_newer
    drop_slots_of_former_members
  fi
  silence
  member_conf
  settle_settings
  # The primary takes the passwords of the Secret each time it starts.
  alone "$PGDATA" -v database="$DATABASE" -f "$CONFIG/passwords.sql"
  keep_settings
}

be_standby() {
  left=$(followed)
  if ! has_data; then
    copy
  elif [ -e "$PGDATA/standby.signal" ]; then
    rejoin_standby
  else
    rejoin_primary
  fi
  leave "$left"
  note "$FOLLOWED" "$PRIMARY"
  touch "$PGDATA/standby.signal"
  # Slots for members that followed this one would keep its WAL for ever.
  rm -rf "$PGDATA"/pg_replslot/*
  rm -f "$SUPERSEDED"
  member_conf "$PRIMARY" "$SLOT"
  settle_settings
  keep_settings
}

# ------------------------------------------------------------------------------------------------ primary

# An empty primary beside members that hold data has lost its disk. No answer is no proof that a member is empty.
nobody_has_data() {
  while [ -e "$REBUILD" ]; do
    announce
    tell "the copy on this volume is not whole, and only the primary could mend it, which this member is to be: make a member that holds data the primary in the program"
  done
  while :; do
    announce
    survey 0
    if [ -n "$holding" ]; then
      tell "the volume is empty, but there is data at:$holding. Make the member with the newest data the primary in the program, and this one copies it"
    elif [ -n "$damaged" ]; then
      tell "the volume is empty, and there are only copies that are not whole at:$damaged.${unknown:+ No answer from:$unknown.} If no other member has data, restore a backup into a database of another name, and keep these volumes until that is done"
    elif [ -n "$WAL" ] && [ -n "$(ls "$WAL" 2> /dev/null)" ] && ! consent initialise; then
      tell "the volume is empty, and $WAL holds the log of a database: see first where its data is, as this log is a part of it. If it is not needed, say so: $(how initialise)"
    elif [ -n "$unknown" ] && ! consent initialise; then
      tell "the volume is empty, and waits until all others say that theirs are; no answer from:$unknown. If this is a new database, and they hold nothing that is needed, say so: $(how initialise)"
    else
      return 0
    fi
  done
}

# A primary that was superseded comes back with its old configuration, or the configuration was reverted.
nobody_is_newer() {
  round=0
  while ! consent start; do
    look_at_own
    survey "$own_timeline"
    round=$((round + 1))
    if [ -n "$foreign" ]; then
      announce
      tell "this volume holds database system $own_system, and $foreign: they are not members of one database, see which of them belongs here; to start this one all the same: $(how start)"
    elif [ -n "$newer" ]; then
      note "$SUPERSEDED" "$newer"
      announce
      tell "$newer has been the primary since: it is on $newer_at, and this member on timeline $own_timeline at $own_position. If $newer is right, make it the primary in the program, and this member follows it. If this member is right, what $newer has committed since is lost: $(how start)"
    elif [ -e "$SUPERSEDED" ] && still_superseded; then
      announce
      tell "$(cat "$SUPERSEDED") was on a newer timeline than this member, $own_timeline at $own_position, and does not answer now. Make it the primary in the program. If this member is right, what the other one has committed is lost: $(how start)"
    elif [ -n "$unknown" ] && [ "$round" -lt 6 ]; then
      announce
      tell "asks the others for their timelines; no answer yet from:$unknown"
    else
      break
    fi
  done
  rm -f "$SUPERSEDED"
}

still_superseded() {
  look "$(cat "$SUPERSEDED")"
  case $kind in silent | starting | deaf) ;; *) return 1 ;; esac
}

initialise() {
  say "initialises $PGDATA"
  [ -z "$WAL" ] || rm -rf "$WAL"
  mkdir -p "${PGDATA%/*}"
  printf '%s\n' "$POSTGRES_PASSWORD" > "$RUN/secret"
  # Sorting by code point never changes; that of languages changes with the C library, and breaks indexes.
  run initdb -D "$PART" --username=postgres --pwfile="$RUN/secret" --auth-local=peer --auth-host=scram-sha-256 \
    --data-checksums --encoding=UTF8 --locale=C.UTF-8 ${WAL:+"--waldir=$WAL"}
  rm -f "$RUN/secret"
  alone "$PART" -v database="$DATABASE" -f "$CONFIG/roles.sql"
  put_in_place
}

# A standby becomes the primary, and nothing that the former primary acknowledged is left behind: this member catches
# up with it, once it has stopped being the primary. If it is gone, a person has to say so.
promote() {
  look_at_own
  former=$(followed)
  [ -n "$former" ] || former=$NAME-0
  silence
  member_conf "$former"
  settle_settings
  # It listens, because the former primary waits to see that this member is still a standby.
  run pg_ctl -D "$PGDATA" -w -t 3600 -o "-c config_file=$RUN/postgresql.conf" start
  rounds=0
  until may_be_promoted; do tell "$reason"; done
  say 'is promoted'
  run pg_ctl -D "$PGDATA" -w -t 3600 promote
  run pg_ctl -D "$PGDATA" -w -t 3600 -m fast stop
}

# Sets `reason` if not.
may_be_promoted() {
  reason='asks its own server'
  # It may have followed the former primary to a newer timeline meanwhile.
  look_at_own
  own_position=$(local_sql 'select pg_last_wal_replay_lsn()') || return 1
  survey "$own_timeline"
  if [ -n "$newer" ] && [ "$newer" != "$active" ]; then
    reason="$newer is on $newer_at, and this member on timeline $own_timeline at $own_position: make $newer the primary in the program"
    return 1
  fi
  if [ -n "$active" ] && [ "$active" != "$former" ]; then
    note "$FOLLOWED" "$active"
    refuse "$active is the primary by now, and this member followed $former: starts again and follows $active first"
  fi
  look "$former"
  case $kind in
    primary)
      reason="waits until $former has stopped being the primary"
      [ "${former%-*}" != "${POD_NAME%-*}" ] ||
        reason="$reason, and it restarts only when this member is ready: leave promotedReplica out of the program first, and set it when $NAME-0 is the primary" ;;
    standby)
      behind "$own_position" "$position" || return 0
      reason="catches up with $former, which is at $position. If the server's messages above say that it has removed the log, leave promotedReplica out of the program, and set it again when this member follows" ;;
    waiting | starting) reason="waits for $former, which has not started yet; its log says why" ;;
    deaf) reason="$former answers, but does not let this member in: $(refusal)" ;;
    silent) may_be_promoted_without "$former does not answer, and may hold commits that this member has not received" && return ;;
    *) may_be_promoted_without "$former has lost its data" && return ;;
  esac
  return 1
}

# A person decides, unless the former primary is known to hold nothing, and all others no more than this member.
may_be_promoted_without() {
  ! consent promote || return 0
  [ "$kind" = silent ] || [ -n "$ahead$unknown$resting" ] || return 0
  rounds=$((rounds + 1))
  reason="looks for $former"
  [ "$rounds" -lt 3 ] || reason="$1.${ahead:+ This member is at $own_position, and more has been received by:$ahead. Make that one the primary.}${resting:+ Not started yet, so that nobody knows all that they have received:$resting.}${unknown:+ No answer from:$unknown.} If $former is gone for good, and this member is the right one, say so: $(how promote)"
  return 1
}

# ------------------------------------------------------------------------------------------------ standby

copy() {
  # The one that is to be promoted waits for a member that holds data.
  ! consent discard || touch "$REBUILD"
  while :; do
    announce
    look "$PRIMARY"
    source_timeline=$timeline
    if [ "$kind" = deaf ]; then
      tell "$PRIMARY does not let this member in to copy it: $(refusal). If the Secret has changed, restart the primary: it takes the new passwords when it starts"
      continue
    elif [ "$kind" != primary ] && ! may_copy_standby; then
      tell "waits for the primary, $PRIMARY, to copy it"
      continue
    fi
    survey "$source_timeline"
    [ -n "$newer" ] || break
    tell "$newer is on $newer_at, and the primary, $PRIMARY, on timeline $source_timeline: waits until one of them is right"
  done
  # Before there is a slot: it would tell a member that was stopped in between that the log which its old data lacks is kept.
  # Also one that was interrupted when the directory was gone: with the mark, the new copy would pass for worthless.
  { [ ! -d "$PGDATA" ] && [ ! -e "$REBUILD" ]; } || discard
  make_slot
  say "copies $PRIMARY"
  [ -z "$WAL" ] || rm -rf "$WAL"
  mkdir -p "${PGDATA%/*}"
  run pg_basebackup -w -h "$(host_of "$PRIMARY")" -p 5432 -U replication -D "$PART" -X stream -c fast -S "$SLOT" ${WAL:+"--waldir=$WAL"}
  # Without it the copy would be a primary, and go its own way.
  touch "$PART/standby.signal"
  note "$FOLLOWED" "$PRIMARY"
  put_in_place
}

# A standby that is to be the primary is promoted when the rollout reaches it, which waits until the replicas after it are ready: a
# member without data must not wait for the promotion. Only the former primary does, because a standby that is promoted takes the
# former primary for one that holds all commits.
# https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#rolling-updates
may_copy_standby() {
  [ "$kind" = standby ] && ! has_data || return 1
  former=$(ask "$PRIMARY" "select current_setting('member.follows', true)") && [ -n "$former" ] && [ "$former" != "$POD_NAME" ]
}

rejoin_standby() {
  while :; do
    look_at_own
    look "$PRIMARY"
    case $kind in
      primary | standby)
        if ! one_history; then
          ! consent discard || break
          ask_who_is_right
        elif ! status=$(slot_status) || ! segments=$(segments_at_primary "$own_position"); then
          announce
          tell "asks $PRIMARY for the log that follows on $own_position: $(refusal)"
        elif [ "$status" = lost ]; then
          say 'fell too far behind'
          break
        elif [ -z "$status" ] && [ "$segments" = 0 ] && behind "$own_position" "$position"; then
          say "$PRIMARY has no slot for this member, and no longer has the log that follows on $own_position"
          break
        else
          make_slot
          return 0
        fi ;;
      *)
        # Where it has a slot already, it can serve reads while the primary is away.
        [ "$(followed)" != "$PRIMARY" ] || return 0
        announce
        tell "waits for the primary, $PRIMARY; this member is on timeline $own_timeline at $own_position" ;;
    esac
  done
  copy
}

# Whether this former primary has commits of its own depends on the new one. As long as that is still a standby, it has
# to see this member's WAL: start beside it.
rejoin_primary() {
  while :; do
    announce
    look "$PRIMARY"
    their_kind=$kind their_timeline=$timeline their_position=$position
    case $their_kind in
      primary | standby)
        if ! one_history; then
          ! consent discard || break
          ask_who_is_right
        elif [ "$their_kind" = standby ] && [ "$their_timeline" -eq "$own_timeline" ]; then
          make_slot
          return 0
        elif [ "$their_kind" = primary ] && [ "$their_timeline" -gt "$own_timeline" ]; then
          survey "$their_timeline"
          [ -n "$newer" ] || break
          tell "$newer is on $newer_at, and the primary, $PRIMARY, on timeline $their_timeline: waits until one of them is right"
        elif [ "$their_kind" = primary ]; then
          apart="$PRIMARY, at $their_position, and this member, at $own_position, have both been the primary on timeline $own_timeline"
          ! consent discard || break
          ask_who_is_right
        else
          tell "waits until $PRIMARY, on timeline $their_timeline at $their_position, is the primary"
        fi ;;
      empty | damaged) tell "$PRIMARY is to be the primary and has no data, and this member has: timeline $own_timeline at $own_position. Make a member that holds data the primary in the program" ;;
      deaf) tell "$PRIMARY is to be the primary, and does not let this member in: $(refusal). If the Secret has changed, make $POD_NAME the primary in the program again: it takes the new passwords when it starts; then restart the others, and promote" ;;
      *) tell "waits for the primary, $PRIMARY; this member is on timeline $own_timeline at $own_position" ;;
    esac
  done
  if [ -n "$apart" ]; then
    copy
    return 0
  fi
  say "gives up what $PRIMARY, on timeline $their_timeline at $their_position, does not have; this member was on timeline $own_timeline at $own_position"
  silence
  touch "$REBUILD"
  sync
  # Before: the primary keeps what it writes from now on.
  make_slot
  if run pg_rewind -D "$PGDATA" --source-server="host=$(host_of "$PRIMARY") port=5432 user=replication dbname=postgres" && log_is_whole; then
    note "$FOLLOWED" "$PRIMARY"
    touch "$PGDATA/standby.signal"
    sync
    rm -f "$REBUILD"
  else
    copy
  fi
}

# Whether the log is there that a rewound member replays: from the last checkpoint that both have, on the primary's timeline since
# that was left. pg_rewind has brought what the primary still had.
log_is_whole() {
  start=$(sed -n 's/^START WAL LOCATION: \([^ ]*\).*/\1/p' "$PGDATA/backup_label")
  fork=$(fork_of_own < "$PGDATA/pg_wal/$(printf %08X.history "$their_timeline")")
  [ -n "$start" ] && [ -n "$fork" ] || return 1
  segment=$(segment_of "$start")
  # A segment begins when something is written to it.
  last=$((($(bytes_of "$(control 'Minimum recovery ending location')") - 1) >> 24))
  while [ "$segment" -le "$last" ]; do
    file="????????$(segment_name "$segment")"
    [ "$segment" -lt "$(segment_of "$fork")" ] || file=$(printf %08X "$their_timeline")$(segment_name "$segment")
    [ -n "$(find "$PGDATA/pg_wal/" -name "$file")" ] || return 1
    segment=$((segment + 1))
  done
}

# This member holds what the primary does not continue.
ask_who_is_right() {
  announce
  tell "$apart. If this member is right, make it the primary in the program. If $PRIMARY is right, what only this member holds is lost: $(how discard)"
}

main
