#!/bin/sh
# Restores a backup. The databases are restored under other names, and take their own names in one transaction: all of
# them are those of the backup, or all of them are as they were. It may be killed at any line and run again.
#
# PGHOST, POSTGRES_PASSWORD, REPLICATION_PASSWORD, PASSWORD, DATABASE   the server and its roles
# BACKUP      number or name of the backup, or `latest`
# OVERWRITE   `yes` lets it replace what databases hold
set -eu
umask 077
# It is connected to none of those that it replaces.
export PGUSER=postgres PGDATABASE=template1 PGPASSWORD="$POSTGRES_PASSWORD" PGCONNECT_TIMEOUT=10
# Severities are read from messages, and a database that is read-only can be restored.
export PGOPTIONS='-c lc_messages=C -c default_transaction_read_only=off'
# shellcheck disable=SC2034 # of lib/backups.sh, which is put in front
EXTENSION=
export ERRORS=/tmp/errors

say() { echo "restore: $*"; }
refuse() { echo "restore: $*" >&2; exit 1; }
sql() { psql -XAtqw -v ON_ERROR_STOP=1 "$@"; }

main() {
  lock
  choose
  directory=$BACKUPS/$BACKUP
  verify
  if [ "$OVERWRITE" != yes ] && [ -n "$(sql -c "select oid from pg_database where datname ~ '^replaced \(\d+\) by $BACKUP$'")" ]; then
    discard
    say "$BACKUP was restored by an earlier job, which was interrupted at its end: is complete"
    return
  fi
  while IFS='|' read -r _ database; do
    # In an assignment, so that an answer that never came is no "no".
    found=$(printf '%s' "select count(*) from pg_database where datname = :'name'" | sql -v name="$database" -f -)
    [ "$found" = 0 ] || may_be_replaced
  done < "$directory/databases"
  discard
  trap discard EXIT
  restore_roles
  : > /tmp/renames
  : > /tmp/properties
  while IFS='|' read -r oid database; do
    say "$database from $BACKUP"
    restore_database
  done < "$directory/databases"
  take_names
  left_alone
  say 'is complete'
}

# ------------------------------------------------------------------------------------------------ before

# All content, before anything is touched. Backups of earlier releases have no checksums, but their parts have an end.
verify() {
  [ -s "$directory/databases" ] || refuse "backup $BACKUP is damaged: it has no list of databases; take another one: $(backups | tr '\n' ' ')"
  if [ -e "$directory/checksums" ] || [ "${BACKUP#????????-????-}" != "$BACKUP" ]; then
    sums=$(cd "$directory" && sha256sum roles.sql databases ./*.dump) || damaged
    [ "$sums" = "$(cat "$directory/checksums")" ] || damaged
  else
    tail -n 5 "$directory/roles.sql" | grep -q 'cluster dump complete' || damaged
  fi
  while IFS='|' read -r oid _; do
    pg_restore -f /dev/null "$directory/$oid.dump" || damaged
  done < "$directory/databases"
}

damaged() { refuse "backup $BACKUP is damaged, its parts are not what was written: nothing was restored; take another one: $(backups | tr '\n' ' ')"; }

may_be_replaced() {
  if [ "$OVERWRITE" != yes ] && [ "$(objects)" != 0 ]; then
    refuse "database '$database' at $PGHOST is not empty: nothing was restored; set OVERWRITE to yes to replace what it holds"
  fi
  users=$(printf '%s' "select 'replication slot ' || slot_name from pg_replication_slots where database = :'name'
    union all select 'prepared transaction ' || gid from pg_prepared_xacts where database = :'name'
    union all select 'subscription ' || subname from pg_subscription s join pg_database d on d.oid = subdbid where datname = :'name'" | sql -v name="$database" -f -)
  [ -z "$users" ] || refuse "database '$database' at $PGHOST cannot be replaced while it has these, so nothing was restored; drop them first: $users"
}

# What was made after initdb: https://www.postgresql.org/docs/current/system-catalog-initial-data.html#SYSTEM-CATALOG-OID-ASSIGNMENT
objects() {
  PGDATABASE=$database psql -XAtqw -c "select (select count(*) from pg_class where oid >= 16384) + (select count(*) from pg_proc where oid >= 16384)
    + (select count(*) from pg_namespace where oid >= 16384 and nspname !~ '^pg_') + (select count(*) from pg_largeobject_metadata)"
}

# Databases that an interrupted restore has left, half restored or replaced.
discard() {
  sql -f - > /dev/null <<'SQL'
select format('alter database %I is_template false', datname),
  format('select pg_terminate_backend(pid) from pg_stat_activity where datname = %L', datname),
  format('drop database %I', datname)
from pg_database where datname ~ '^(being restored|replaced) \(\d+\)' \gexec
SQL
}

# ------------------------------------------------------------------------------------------------ restore

# The roles of the backup and the passwords of the Secret, in one transaction. A role that is there already (42710) is no
# mistake; any other error is, and undoes all of it.
restore_roles() {
  # shellcheck disable=SC2153 # from the environment
  sql -v ON_ERROR_STOP=0 -v ON_ERROR_ROLLBACK=on -v VERBOSITY=verbose -v roles="$directory/roles.sql" -v database="$DATABASE" -f - 2> "$ERRORS" > /dev/null <<'SQL' || no_roles
\set superuser `printf %s "$POSTGRES_PASSWORD"`
\set replication `printf %s "$REPLICATION_PASSWORD"`
\set owner `printf %s "$PASSWORD"`
begin;
\i :roles
alter role postgres login superuser password :'superuser' valid until 'infinity';
alter role replication login replication password :'replication' valid until 'infinity';
alter role :"database" login password :'owner' valid until 'infinity';
\set right `if grep -v 'ERROR:  42710: ' "$ERRORS" | grep -q 'ERROR:  '; then echo false; else echo true; fi`
\if :right
  commit;
\else
  rollback;
\endif
SQL
  ! grep -v 'ERROR:  42710: ' "$ERRORS" | grep -q 'ERROR:  ' || no_roles
}

no_roles() {
  sed '/ERROR:  42710: /d; /^LOCATION: /d' "$ERRORS" >&2
  refuse 'the roles of the backup could not be restored, for the reason above: nothing was restored'
}

# Its properties (owner, settings, grants, comment) name the database: they have to wait until it has its name.
restore_database() {
  dump=$directory/$oid.dump
  new="being restored ($oid)"
  pg_restore --create --list "$dump" | grep -E '^[0-9]+; [0-9]+ [0-9]+ (DATABASE|DATABASE PROPERTIES|(ACL|COMMENT|SECURITY LABEL) - DATABASE) ' > /tmp/list
  pg_restore --create --no-tablespaces --use-list=/tmp/list -f /tmp/database "$dump"
  sed -n "s/^CREATE DATABASE .* WITH TEMPLATE = template0/create database \"$new\" with template = template0/p" /tmp/database | head -n 1 | sql -f -
  awk '!created && /^CREATE DATABASE / { created = 1; next } !/^\\connect /' /tmp/database >> /tmp/properties
  pg_restore -w --exit-on-error --no-tablespaces -d "$new" "$dump"
  sql -d "$new" -c 'analyze'
  sql -v name="$database" -v new="$new" -v old="replaced ($oid) by $BACKUP" -f - >> /tmp/renames <<'SQL'
select format('select pg_terminate_backend(pid) from pg_stat_activity where datname = %L;', :'name');
select format('alter database %I rename to %I;', :'name', :'old') where exists (select from pg_database where datname = :'name');
select format('alter database %I rename to %I;', :'new', :'name');
SQL
}

# A client that connects again in the very moment is in the way (55006) once more.
take_names() {
  until sql -v VERBOSITY=verbose --single-transaction -f /tmp/renames -f /tmp/properties > /dev/null 2> "$ERRORS"; do
    if ! grep -q 'ERROR:  55006: ' "$ERRORS"; then
      cat "$ERRORS" >&2
      refuse 'the restored databases could not take their names: all databases are as they were'
    fi
    say 'clients are connected to a database that is to be replaced: disconnects them again'
  done
}

left_alone() {
  sql -c "select datname from pg_database where datallowconn and datname <> 'template1' and datname !~ '^(being restored|replaced) \(\d+\)'" | while read -r database; do
    cut -d '|' -f 2- "$directory/databases" | grep -qxF -e "$database" || say "database '$database' is not in the backup, and was left as it is"
  done
}

main
