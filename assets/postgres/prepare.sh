#!/bin/sh
# Makes the data directory of one member ready, before its server starts: the first primary initialises it, a standby
# copies it, a former primary joins again, and a standby that was made the primary is promoted. It may be killed at any
# line and run again: a directory gets its name only when it is complete.
#
# PGDATA, VOLUME, WAL_VOLUME (empty: none)   data directory, the volume that it is on, the volume of the WAL
# POD_NAME, PRIMARY, PRIMARY_HOST            this member, the member that is the primary, and its address
# OTHER_SET                                  address that leads to the members of the other set
# DATABASE                                   name of the application's database and of its owner
# POSTGRES_PASSWORD, REPLICATION_PASSWORD, PASSWORD
set -eu
umask 077

RUN=/run/postgres
SLOT=$(printf %s "$POD_NAME" | tr -c 'a-z0-9_' _)
PART=$PGDATA.part
WAL=${WAL_VOLUME:+$WAL_VOLUME/pg_wal}
# This member's copy is worth nothing: an operation that cannot be taken up again has begun.
REBUILD=$VOLUME/rebuild
# Address of the member that this one followed last, and has a slot at.
FOLLOWED=$VOLUME/followed
# There was another primary when this one wanted to be it: its own commits may not be the last ones.
SUPERSEDED=$VOLUME/superseded
export PGPASSFILE=$RUN/pgpass PGCONNECT_TIMEOUT=5

say() { echo "prepare: $*" >&2; }
refuse() { say "$*"; exit 1; }

# A shell hears a signal only between two commands; `wait` can be interrupted. The image asks with INT, others with TERM.
child=
trap 'trap - INT TERM; [ -z "$child" ] || kill "$child" 2>/dev/null || true; exit 143' INT TERM
run() { "$@" & child=$!; code=0; wait "$child" || code=$?; child=; return "$code"; }
pause() { run sleep "$1"; }

main() {
  write_password_file
  refuse_other_version
  [ ! -e "$REBUILD" ] || discard
  rm -rf "$PART"
  [ ! -d "$PGDATA" ] || chmod 0700 "$PGDATA"
  if [ "$POD_NAME" = "$PRIMARY" ]; then
    be_primary
  else
    be_standby
  fi
}

be_primary() {
  if ! has_data; then
    no_other_data
    initialise
  elif [ -e "$PGDATA/standby.signal" ]; then
    promote
  else
    no_other_primary
  fi
  : > "$RUN/member.conf"
}

be_standby() {
  if ! has_data; then
    copy
  elif [ -e "$PGDATA/standby.signal" ]; then
    rejoin_standby
  else
    rejoin_primary
  fi
  touch "$PGDATA/standby.signal"
  # Slots for members that followed this one would keep its WAL for ever.
  rm -rf "$PGDATA"/pg_replslot/*
  rm -f "$SUPERSEDED"
  echo "$PRIMARY_HOST" > "$FOLLOWED"
  follow "$PRIMARY_HOST" "$SLOT"
}

# ------------------------------------------------------------------------------------------------ what is there

has_data() { [ -s "$PGDATA/PG_VERSION" ]; }

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

# Prints `primary`, `standby`, or `unknown` if nobody answers there.
role_of() {
  case $(ask "$1" 'select pg_is_in_recovery()') in
    t) echo standby ;;
    f) echo primary ;;
    *) echo unknown ;;
  esac
}

# The answer of a member, or nothing. What went wrong is in the log.
ask() { psql "host=$1 port=5432 user=replication dbname=postgres tcp_user_timeout=10000 ${3:-}" -XAtqw -c "$2" || true; }

# Waits until the primary answers; with `primary`, until it is one.
wait_for_primary() {
  until role=$(role_of "$PRIMARY_HOST") && [ "$role" != unknown ] && [ "$role" = "${1:-$role}" ]; do
    say "waits for the primary, $PRIMARY_HOST"
    pause 3
  done
}

# ------------------------------------------------------------------------------------------------ primary

# An empty primary beside standbys that hold data has lost its disk. A member with data starts within seconds, whatever
# happened to the cluster; so where there are others at all, they get half a minute to answer.
no_other_data() {
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    while answers; do
      say "the volume is empty, but $OTHER_SET holds data: promote a replica as the documentation says, and this member will copy from it"
      pause 10
    done
    getent hosts "$OTHER_SET" > /dev/null || return 0
    pause 3
  done
}

# Whether a server is there, ready or not.
answers() {
  status=0
  pg_isready -q -t 3 -h "$OTHER_SET" -p 5432 || status=$?
  [ "$status" -lt 2 ]
}

# A former primary that comes back with its old configuration, after a replica was promoted.
no_other_primary() {
  [ -z "$(ask "$OTHER_SET" 'select 1' target_session_attrs=read-write 2> /dev/null)" ] || touch "$SUPERSEDED"
  [ ! -e "$SUPERSEDED" ] ||
    refuse "$OTHER_SET has been the primary meanwhile: make it so in the program, and this member will follow it"
}

initialise() {
  say "initialises $PGDATA"
  [ -z "$WAL" ] || rm -rf "$WAL"
  mkdir -p "${PGDATA%/*}"
  printf '%s\n' "$POSTGRES_PASSWORD" > "$RUN/superuser"
  # Sorting by code point never changes; that of languages changes with the C library, and breaks indexes.
  run initdb -D "$PART" --username=postgres --pwfile="$RUN/superuser" --auth-local=peer --auth-host=scram-sha-256 \
    --data-checksums --encoding=UTF8 --locale=C.UTF-8 ${WAL:+"--waldir=$WAL"}
  rm -f "$RUN/superuser"
  run pg_ctl -D "$PART" -w -t 3600 -o "-c listen_addresses='' -c unix_socket_directories=/tmp" start
  run psql -h /tmp -U postgres -d postgres -X -q -v ON_ERROR_STOP=1 -v database="$DATABASE" -f /etc/postgresql/roles.sql
  run pg_ctl -D "$PART" -w -t 3600 -m fast stop
  put_in_place
}

# A standby becomes the primary, and nothing that the former primary acknowledged is left behind: this member catches
# up with it, once it has stopped being the primary. If it is gone, a person has to say so.
promote() {
  former=$(cat "$FOLLOWED" 2>/dev/null || true)
  follow "${former:-$PRIMARY_HOST}" ''
  # It listens, because the former primary waits to see that this member is still a standby.
  run pg_ctl -D "$PGDATA" -w -t 3600 -o "-c config_file=/etc/postgresql/postgresql.conf" start
  while [ ! -e "$RUN/promote" ]; do
    case $(role_of "$former") in
      primary) say "waits until $former has stopped being the primary" ;;
      standby)
        last=$(ask "$former" 'select pg_last_wal_replay_lsn()')
        [ "$(local_sql "select pg_last_wal_replay_lsn() >= '${last:-FFFFFFFF/FFFFFFFF}'")" != t ] || break
        say "catches up with $former" ;;
      unknown)
        say "$former does not answer, and may hold commits that this member has not received: waits for it; if it is gone for good, say: kubectl exec $POD_NAME -c prepare -- touch $RUN/promote" ;;
    esac
    pause 2
  done
  say 'is promoted'
  run pg_ctl -D "$PGDATA" -w -t 3600 promote
  run pg_ctl -D "$PGDATA" -w -t 3600 -m fast stop
}

local_sql() { psql -h /var/run/postgresql -U postgres -d postgres -XAtq -c "$1"; }

# ------------------------------------------------------------------------------------------------ standby

# From the primary itself: a copy of a replica that is about to be promoted would look like the former primary to it.
copy() {
  wait_for_primary primary
  make_slot
  say "copies $PRIMARY_HOST"
  [ -z "$WAL" ] || rm -rf "$WAL"
  mkdir -p "${PGDATA%/*}"
  run pg_basebackup -w -h "$PRIMARY_HOST" -p 5432 -U replication -D "$PART" -X stream -c fast -S "$SLOT" ${WAL:+"--waldir=$WAL"}
  put_in_place
}

# A slot that fell behind is lost for good, and so is the copy that depended on it.
rejoin_standby() {
  # Where it has a slot already, it can serve reads while the primary is away.
  [ "$(cat "$FOLLOWED" 2> /dev/null)" = "$PRIMARY_HOST" ] || wait_for_primary
  role=$(role_of "$PRIMARY_HOST")
  [ "$role" != unknown ] || return 0
  same_database
  if [ "$(ask "$PRIMARY_HOST" "select wal_status from pg_replication_slots where slot_name = '$SLOT'")" = lost ]; then
    say 'fell too far behind'
    discard
    copy
  else
    make_slot
  fi
}

# Whether this former primary has commits of its own depends on the new one. As long as that is still a standby, it has
# to see this member's WAL: start beside it.
rejoin_primary() {
  wait_for_primary
  same_database
  if [ "$role" = primary ]; then
    say "gives up what $PRIMARY_HOST does not have"
    touch "$REBUILD"
    sync
    if ! run pg_rewind -D "$PGDATA" --source-server="host=$PRIMARY_HOST port=5432 user=replication dbname=postgres"; then
      discard
      copy
      return
    fi
    rm -f "$REBUILD"
  fi
  make_slot
}

same_database() {
  theirs=$(ask "$PRIMARY_HOST" IDENTIFY_SYSTEM replication=true | cut -d '|' -f 1)
  ours=$(pg_controldata "$PGDATA" | sed -n 's/^Database system identifier: *//p')
  [ -z "$theirs" ] || [ "$theirs" = "$ours" ] ||
    refuse "the volume holds database system $ours, and $PRIMARY_HOST is $theirs: it belongs to another database; if it is not needed, delete the claim and this pod"
}

# The slot keeps the WAL that this member has not received yet. Without it the server would start and never follow.
make_slot() {
  mine="from pg_replication_slots where slot_name = '$SLOT'"
  ask "$PRIMARY_HOST" "select pg_drop_replication_slot(slot_name) $mine and not active and wal_status = 'lost'" > /dev/null
  until [ "$(ask "$PRIMARY_HOST" "select 1 $mine")" = 1 ]; do
    ask "$PRIMARY_HOST" "select pg_create_physical_replication_slot('$SLOT', true) where not exists (select $mine)" > /dev/null
    pause 1
  done
}

# ------------------------------------------------------------------------------------------------ files

write_password_file() {
  printf '*:*:*:replication:%s\n' "$(printf %s "$REPLICATION_PASSWORD" | sed 's/[\\:]/\\&/g')" > "$RUN/pgpass"
}

follow() {
  cat > "$RUN/member.conf" <<CONF
primary_conninfo = 'host=$1 port=5432 user=replication passfile=$RUN/pgpass application_name=$POD_NAME connect_timeout=10'
primary_slot_name = '$2'
CONF
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
  rm -f "$REBUILD"
}

main
