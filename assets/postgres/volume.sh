#!/bin/sh
# shellcheck disable=SC2034,SC2154 # the parts of a script share variables
# What is on the volume of a member, and what is done to it while no other process uses it. Part of prepare.sh.

PART=$PGDATA.part
WAL=${WAL_VOLUME:+$WAL_VOLUME/pg_wal}
# Member that this one followed last, and has a slot at.
FOLLOWED=$VOLUME/followed
# Member that was seen on a newer timeline when this one was to be the primary.
SUPERSEDED=$VOLUME/superseded
own='' own_system='' own_timeline=0 own_position=''

has_data() { [ -s "$PGDATA/PG_VERSION" ] && [ ! -e "$REBUILD" ]; }

# What this member says of itself, as `own`: the same as STATE in member.sh asks of a server.
look_at_own() {
  own=empty
  [ ! -e "$REBUILD" ] || own=damaged
  has_data || return 0
  own_system=$(control 'Database system identifier')
  own_position=$(control 'Minimum recovery ending location')
  [ "$own_position" != 0/0 ] || own_position=$(control 'Latest checkpoint location')
  own_timeline=$(control "Latest checkpoint's TimeLineID")
  newest=$(timeline_of_log)
  [ "$newest" -le "$own_timeline" ] || own_timeline=$newest
  own="waiting|$own_system|$own_timeline|$own_position"
}

# Another version's directory on this volume means that the image was changed without pg_upgrade.
refuse_other_version() {
  server=$(postgres --version | sed 's/^[^0-9]*\([0-9]*\).*/\1/')
  for file in "$VOLUME"/PG_VERSION "$VOLUME"/*/PG_VERSION "$VOLUME"/*/*/PG_VERSION; do
    directory=${file%/PG_VERSION}
    if [ ! -s "$file" ] || [ "$directory" = "$PART" ]; then
      continue
    elif [ "$directory" != "$PGDATA" ] || [ "$(cat "$file")" != "$server" ]; then
      refuse "$directory holds data of PostgreSQL $(cat "$file"), and this is version $server at $PGDATA: go back to the former image, or upgrade with pg_upgrade"
    fi
  done
}

# initdb and connections over the socket want a user with this name.
refuse_other_user() {
  [ "$(id -un 2> /dev/null)" = postgres ] ||
    refuse "user $(id -u) is not called postgres in this image: set runAsUser to the number of its user postgres (Debian: 999, Alpine: 70)"
}

# The server refuses a directory of another user, and one that cannot be entered looks empty.
refuse_other_owner() {
  for directory in "${PGDATA%/*}" "$PGDATA"; do
    [ ! -e "$directory" ] || [ "$directory" = "$VOLUME" ] || [ "$(stat -c %u "$directory")" = "$(id -u)" ] ||
      refuse "$directory belongs to user $(stat -c %u "$directory"), and the server of this image is user $(id -u): the image was changed between Debian and Alpine, which sort text differently; go back to the former image, or move the data with a backup"
  done
}

# A complete database is moved there, which would end up inside of what is there.
refuse_other_files() {
  [ ! -e "$PGDATA" ] || [ -s "$PGDATA/PG_VERSION" ] || [ -e "$REBUILD" ] || rmdir "$PGDATA" 2> /dev/null ||
    refuse "$PGDATA holds files and no database: see what they are, and move them away"
}

# Older versions wrote its address.
followed() { [ ! -e "$FOLLOWED" ] || sed 's/[.].*//' "$FOLLOWED"; }

# Writes a file as a whole or not at all, also where the shell goes on after an error.
note() {
  printf '%s\n' "$2" > "$1.part" &&
    sync &&
    mv "$1.part" "$1"
}

put_in_place() {
  sync
  mv "$PART" "$PGDATA"
  sync
}

discard() {
  say "discards $PGDATA"
  touch "$REBUILD"
  sync
  rm -rf "$PGDATA" ${WAL:+"$WAL"}
  sync
  rm -f "$REBUILD"
}

# Runs psql against the server of a directory that nobody else reaches. No standby could confirm a commit either.
alone() {
  directory=$1
  shift
  until run pg_ctl -D "$directory" -w -t 3600 -o "$(settings_of "$directory") -c listen_addresses='' -c unix_socket_directories=/tmp \
    -c synchronous_standby_names='' -c log_statement=none -c log_min_duration_statement=-1" start; do
    take_former_settings
  done
  run psql -h /tmp -U postgres -d postgres -X -q -v ON_ERROR_STOP=1 "$@" > /dev/null
  run pg_ctl -D "$directory" -w -t 3600 -m fast stop
}

# Their slots would keep log, and rows that vacuum could remove, for ever.
drop_slots_of_former_members() {
  prefix=$(printf %s "$NAME-replica-" | tr -c 'a-z0-9_' _)
  for slot in "$PGDATA/pg_replslot/$prefix"*; do
    ordinal=${slot##*_}
    case $ordinal in '' | *[!0-9]*) continue ;; esac
    [ "$ordinal" -lt "$(cat "$CONFIG/replicas")" ] || { say "drops the slot ${slot##*/}"; rm -rf "$slot"; }
  done
}
