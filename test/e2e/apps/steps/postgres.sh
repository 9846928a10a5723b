#!/bin/bash
# Kills backup.sh and restore.sh of PostgreSQL at each of their lines (see killed-at.sh), runs them again, and compares. Two servers are
# on loopback addresses: the one that is backed up, and a new one with other passwords. It also tries what is damaged, what
# came later, and two jobs at a time. Prints a line for each thing that was found, and ends with an error when one is wrong.
#
# SCRIPTS   directory with backup.sh and restore.sh
# ROLES     directory with roles.sql and passwords.sql of the app
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
export DATABASE=app BACKUP=latest OVERWRITE=no KEEP=2
wrong() { echo "wrong: $*" >&2; exit 1; }

# ------------------------------------------------------------------------------------------------ servers

# Passwords of a server, with characters that shells and SQL take for something else.
secret() { export PGHOST=$1 POSTGRES_PASSWORD="S:up\\er\"1 \$x$1" REPLICATION_PASSWORD="re:p'2 \`y\`$1" PASSWORD="it's:a\\3 \"%\"$1"; }

serve() {
  secret "$1"
  mkdir "$work/$1"
  printf '%s\n' "$POSTGRES_PASSWORD" > "$work/password"
  initdb -D "$work/$1/data" --username=postgres --pwfile="$work/password" --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 > /dev/null
  pg_ctl -D "$work/$1/data" -w -l "$work/$1/log" -o "-c listen_addresses=$1 -c unix_socket_directories=$work/$1 -c fsync=off -c max_prepared_transactions=2 -c wal_level=logical" start > /dev/null
  admin "$1" -d postgres -v database=app -f "$ROLES/roles.sql" -f "$ROLES/passwords.sql"
}
admin() { local host=$1; shift; PGHOST=$work/$host psql -U postgres -XAtqw -v ON_ERROR_STOP=1 "$@"; }
stop() { for host in 127.0.0.2 127.0.0.3; do pg_ctl -D "$work/$host/data" -m immediate stop > /dev/null || true; done; rm -rf "$work"; }

# All that a server holds, as text; without the passwords of the app, and the random words of dumps.
content() {
  local list
  list=$(admin "$1" -d postgres -c "select datname from pg_database where datallowconn and datname not in ('template1', 'later') order by 1")
  PGHOST=$work/$1 pg_dumpall -U postgres --globals-only | sed -E "s/^(ALTER ROLE (postgres|replication|app) .*) PASSWORD '.*/\1/"
  while read -r database; do
    PGHOST=$work/$1 PGDATABASE=$database pg_dump -U postgres --create
  done <<< "$list"
}
same() { diff <(content 127.0.0.2 | grep -v restrict) <(content 127.0.0.3 | grep -v restrict) > "$work/difference" || { head -50 "$work/difference" >&2; wrong "$1"; }; }

# The passwords of the Secret are those of the roles, whatever happens.
logins() {
  for login in "postgres $POSTGRES_PASSWORD" "replication $REPLICATION_PASSWORD" "app $PASSWORD"; do
    PGPASSWORD=${login#* } psql -h "$PGHOST" -U "${login%% *}" -d app -XAtqc 'select 1' > /dev/null || wrong "$1: ${login%% *} cannot log in"
  done
}

# ------------------------------------------------------------------------------------------------ what is backed up

fill() {
  admin "$1" -d app <<'SQL' > /dev/null
create role reader login password 'never seen' valid until '2030-01-01'; create role "Odd ""role" nologin; grant reader to "Odd ""role" with admin option;
alter role reader set work_mem = '8MB'; alter role reader in database app set work_mem = '9MB'; comment on role reader is 'it''s
\connect nowhere
CREATE ROLE nobody;';
grant app to reader;
create table ledger (id int primary key, data bytea);
insert into ledger select n, sha512(n::text::bytea) from generate_series(1, 1000) n;
alter table ledger owner to app;
grant select on ledger to reader;
select lo_from_bytea(0, 'large');
create database "We""ird = 'x' | db" owner reader connection limit 5;
alter database "We""ird = 'x' | db" set default_transaction_read_only = on;
comment on database "We""ird = 'x' | db" is 'hello
CREATE DATABASE nothing';
revoke all on database "We""ird = 'x' | db" from public; grant connect on database "We""ird = 'x' | db" to "Odd ""role";
alter database "We""ird = 'x' | db" is_template true;
create role gone;
\c postgres
create table own as select 2 as id;
SQL
  PGOPTIONS='-c default_transaction_read_only=off' PGDATABASE="We\"ird = 'x' | db" admin "$1" -c 'create table old as select 1 as id'
}

# A server as the app makes it.
empty() {
  admin "$1" -d template1 <<'SQL' > /dev/null
select format('alter database %I is_template false', datname), format('select pg_terminate_backend(pid) from pg_stat_activity where datname = %L', datname), format('drop database %I', datname)
  from pg_database where datallowconn and datname <> 'template1' \gexec
create database postgres;
create database app owner app;
\c postgres
grant execute on function pg_ls_dir(text, boolean, boolean), pg_stat_file(text, boolean),
  pg_read_binary_file(text), pg_read_binary_file(text, bigint, bigint, boolean) to replication;
select format('drop role %I', rolname) from pg_roles where rolname in ('reader', 'Odd "role', 'gone') \gexec
SQL
}

# What came after the backup.
later() {
  admin "$1" -d app -c 'delete from ledger; alter table ledger add more int; create table younger as select 1; create view seen as select * from ledger; drop role gone; create schema new'
}

restore() { sh "$SCRIPTS/restore.sh" > "$work/log" 2>&1; }
backup() { sh "$SCRIPTS/backup.sh" > "$work/log" 2>&1; }
must() { "$@" || { cat "$work/log" >&2; wrong "$*"; }; }
refuses() { ! restore || { cat "$work/log" >&2; wrong "was not refused: $1"; }; grep -q "$1" "$work/log" || { cat "$work/log" >&2; wrong "another refusal than: $1"; }; }
names() { find /backup -maxdepth 1 -name '*Z' | sed 's|.*/||' | sort; }

# ------------------------------------------------------------------------------------------------ trials

backup_killed_everywhere() {
  local n=0 status=137 last=0 made
  must backup
  while [ "$status" = 137 ]; do
    n=$((n + 1)); status=0
    bash "$here/killed-at.sh" "$n" "$SCRIPTS/backup.sh" > "$work/log" 2>&1 || status=$?
    [ "$status" = 137 ] || [ "$status" = 0 ] || must false
    for made in $(names); do
      (cd "/backup/$made" && sha256sum -c --status checksums && [ "$(wc -l < checksums)" = 5 ]) || wrong "killed at $n: $made is not complete"
    done
    must backup
    [ "$(names | wc -l)" = 2 ] || wrong "killed at $n: there are $(names)"
    made=$(names | tail -n 1 | sed 's/-.*//; s/^0*//')
    [ "$made" -gt "$last" ] || wrong "killed at $n: number $made comes after $last"
    last=$made
    [ -z "$(find /backup -name '*.part')" ] || wrong "killed at $n: parts are left"
  done
  echo "backup.sh was killed at each of its $((n - 1)) steps: each backup is complete"
}

# By turns over a server as the app makes it, and over one with what came after the backup.
restore_killed_everywhere() {
  local n=0 status=137 old new before
  while [ "$status" = 137 ]; do
    n=$((n + 1)); status=0
    if [ "$OVERWRITE" = yes ]; then OVERWRITE=no; empty 127.0.0.3; else OVERWRITE=yes; later 127.0.0.3; fi
    before=$(state)
    bash "$here/killed-at.sh" "$n" "$SCRIPTS/restore.sh" > "$work/log" 2>&1 || status=$?
    [ "$status" = 137 ] || [ "$status" = 0 ] || must false
    logins "killed at $n"
    old=$(state)
    [ "$old" = "$before" ] || [ "$old" = "$after" ] || wrong "killed at $n: databases are neither those of before nor those of the backup"
    if ! restore; then
      # It has said so, and only the end of its container was missed.
      if [ "$old" != "$after" ] || ! grep -q 'is not empty' "$work/log"; then must false; fi
    fi
    new=$(state)
    [ "$new" = "$after" ] || wrong "killed at $n, and restored again: databases are not those of the backup"
    logins "killed at $n, and restored again"
  done
  same 'what is restored is not what was backed up'
  OVERWRITE=no
  echo "restore.sh was killed at each of its $((n - 1)) steps: all of before or all of the backup, and then all of the backup"
}

# Short enough to be asked for many times: databases that people see, and what is in two of them.
state() {
  admin 127.0.0.3 -d template1 -c "select string_agg(datname, ',' order by datname) from pg_database where datname !~ '^(being restored|replaced) '" \
    -c '\c app' -c "select string_agg(relname, ',' order by relname) from pg_class where oid >= 16384 and relkind in ('r', 'v')" \
    -c '\c postgres' -c "select string_agg(relname, ',' order by relname) from pg_class where oid >= 16384 and relkind in ('r', 'v')"
  admin 127.0.0.3 -d app -c "select count(*), md5(string_agg(l::text, ',' order by id)) from ledger l" 2> /dev/null || true
}

damaged_backups() {
  local good part what damage
  good=$(names | tail -n 1)
  empty 127.0.0.3
  cp -r "/backup/$good" "$work/kept"
  part=$(find "/backup/$good" -name '*.dump' -size +10k | head -n 1)
  for what in "$part" "/backup/$good/roles.sql" "/backup/$good/databases" "/backup/$good/checksums"; do
    for damage in "truncate -s $(($(stat -c %s "$what") * 2 / 3))" 'truncate -s 0' 'rm' 'flip'; do
      $damage "$what"
      refuses 'is damaged'
      rm -rf "/backup/$good"
      cp -r "$work/kept" "/backup/$good"
    done
  done
  # Those of earlier releases have no checksums.
  mkdir "/backup/2026-11-23T03-00-00Z"
  cp "$work/kept"/*.dump "$work/kept/databases" "$work/kept/roles.sql" /backup/2026-11-23T03-00-00Z
  part=/backup/2026-11-23T03-00-00Z/$(basename "$part")
  for what in "$part" /backup/2026-11-23T03-00-00Z/roles.sql; do
    truncate -s "$(($(stat -c %s "$what") * 2 / 3))" "$what"
    BACKUP=2026-11-23T03-00-00Z refuses 'is damaged'
    cp "$work/kept/$(basename "$what")" "$what"
  done
  state > "$work/state"
  grep -q ledger "$work/state" && wrong 'a damaged backup was restored'
  BACKUP=2026-11-23T03-00-00Z must restore
  same 'a backup of an earlier release is restored otherwise'
  rm -r /backup/2026-11-23T03-00-00Z
  echo 'damaged parts, and those of an earlier release, are refused before anything is touched'
}
flip() { printf 'XX' | dd of="$1" bs=1 seek=$(($(stat -c %s "$1") / 2)) conv=notrunc status=none; }

refused() {
  BACKUP=77 refuses "there is no backup '77'; there are: "
  OVERWRITE=no refuses 'is not empty: nothing was restored'
  admin 127.0.0.3 -d app -c "select pg_create_logical_replication_slot('mine', 'pgoutput')" > /dev/null
  OVERWRITE=yes refuses 'drop them first: replication slot mine'
  admin 127.0.0.3 -d app -c "select pg_drop_replication_slot('mine')" > /dev/null
  # A grant to a role that is not in the backup: the error is seen, and nothing is done.
  good=$(names | tail -n 1)
  cp -r "/backup/$good" "$work/intact"
  echo 'GRANT reader TO missing;' >> "/backup/$good/roles.sql"
  (cd "/backup/$good" && sha256sum roles.sql databases ./*.dump > checksums)
  later 127.0.0.3
  before=$(state)
  OVERWRITE=yes refuses 'role "missing" does not exist'
  [ "$(state)" = "$before" ] || wrong 'databases have changed though roles could not be restored'
  logins 'roles could not be restored'
  rm -rf "/backup/$good"
  cp -r "$work/intact" "/backup/$good"
  echo 'errors among roles, and databases that cannot be replaced, are refused with words'
}

over_a_later_state() {
  admin 127.0.0.3 -d template1 -c 'create database later'
  # A client that does not want to leave.
  (while [ ! -e "$work/left" ]; do PGHOST=$work/127.0.0.3 psql -U postgres -d app -XAtqc 'select pg_sleep(60)' > /dev/null 2>&1 || true; done) &
  OVERWRITE=yes must restore
  touch "$work/left"
  admin 127.0.0.3 -d template1 -c "select pg_terminate_backend(pid) from pg_stat_activity where query ~ '^select pg_sleep'" > /dev/null
  wait $!
  grep -q "database 'later' is not in the backup, and was left as it is" "$work/log" || wrong 'nothing is said of a database that came later'
  same 'what came later is still there'
  admin 127.0.0.3 -d template1 -c 'drop database later'
  echo 'what came after the backup is gone, a database that came later is left and named'
}

# Clocks that go backward and forward, and two jobs at a time.
clocks_and_two_jobs() {
  local time
  mkdir -p "$work/bin"
  for time in 1999-01-01T00-00-00Z 2099-01-01T00-00-00Z 2026-01-01T00-00-00Z; do
    printf '#!/bin/sh\necho %s\n' "$time" > "$work/bin/date"
    chmod +x "$work/bin/date"
    PATH=$work/bin:$PATH must backup
    names | tail -n 1 | grep -q -- "-$time$" || wrong "the backup of $time is not the last one: $(names)"
  done
  admin 127.0.0.2 -d app -c 'insert into ledger values (0, null)'
  for job in 1 2 3; do
    { sh "$SCRIPTS/backup.sh" > "$work/log.$job" 2>&1 || echo failed >> "$work/log.$job"; } &
  done
  wait
  ! grep failed "$work"/log.? || wrong 'two jobs disturb each other'
  grep -q 'another job uses the volume of the backups' "$work"/log.? || wrong 'no job has waited'
  [ "$(names | wc -l)" = 2 ] || wrong "there are $(names)"
  secret 127.0.0.3
  OVERWRITE=yes must restore
  same 'the latest backup is not what is restored'
  BACKUP=$(names | head -n 1 | sed 's/^0*//; s/-.*//') OVERWRITE=yes must restore
  same 'the backup is not chosen by its number'
  echo 'the last backup is the last that was made, whatever the clock says, with three jobs at a time'
}

trap stop EXIT
serve 127.0.0.3
serve 127.0.0.2
fill 127.0.0.2
backup_killed_everywhere
secret 127.0.0.3
must restore
same 'what is restored is not what was backed up'
logins 'restored'
after=$(state)
restore_killed_everywhere
damaged_backups
refused
over_a_later_state
secret 127.0.0.2
clocks_and_two_jobs
echo 'all is well'
