#!/bin/sh
# Makes the roles and databases of the program, and runs its scripts. passwords.sql calls it at each start of the primary, while nobody
# else can connect. It may be killed at any line and run again: all that it does has been done already, or is done in one transaction.
#
# A mistake in the program stops no database that holds data: what fails is named in the log, and is tried again at the next start.
#
# /etc/postgresql/accounts      what to make, a line each: `kind|name|…`
# /etc/postgresql-scripts       the scripts, by their number
# ROLE_PASSWORD_<number>        the passwords of the roles
set -u

CONFIG=/etc/postgresql
SCRIPTS=/etc/postgresql-scripts
export PGHOST="${PGHOST:-/tmp}" PGUSER=postgres PGDATABASE=postgres
# A statement that fails must not take a password into the log.
export PGOPTIONS='-c default_transaction_read_only=off -c client_min_messages=warning -c log_min_error_statement=panic'

say() { echo "accounts: $*" >&2; }
sql() { psql -XAtqw -v ON_ERROR_STOP=1 "$@"; }

main() {
  while IFS='|' read -r kind name value id <&3; do
    case $kind in
      role) make_role ;;
      database) make_database ;;
      extension) sql -d "$name" -v extension="$value" -f - <<'SQL' ;;
create extension if not exists :"extension";
SQL
      member) sql -v role="$value" -v member="$name" -f - <<'SQL' ;;
grant :"role" to :"member";
SQL
      script) run_script ;;
    esac || say "$kind '$name${value:+, $value}${id:+, $id}' failed for the reason above, and is tried again at the next start"
  done 3< "$CONFIG/accounts"
}

make_role() {
  eval "ROLE_PASSWORD=\$ROLE_PASSWORD_$value"
  export ROLE_PASSWORD
  sql --single-transaction -v role="$name" -f - <<'SQL'
\set password `printf %s "$ROLE_PASSWORD"`
select format('create role %I', :'role') where not exists (select from pg_roles where rolname = :'role') \gexec
alter role :"role" login password :'password';
SQL
}

make_database() {
  sql -v database="$name" -v owner="$value" -f - <<'SQL'
select format('create database %I owner %I', :'database', :'owner') where not exists (select from pg_database where datname = :'database') \gexec
SQL
}

# The mark is made in the transaction of the script. It is part of the database, also in a backup. The names of its variables are long,
# because the script may set variables too: `insert … returning id \gset`.
run_script() {
  file=$SCRIPTS/$value
  hash=$(sha256sum < "$file" | cut -d ' ' -f 1) || return 1
  ran=$(sql -d "$name" -v id="$id" -f - <<'SQL'
select to_regclass('cdk8s_stateful.init_scripts') is not null as marks,
  exists (select from pg_namespace join pg_roles on pg_roles.oid = nspowner where nspname = 'cdk8s_stateful' and not rolsuper) as foreign \gset
\if :foreign
  -- Its owner could run anything as the superuser.
  do $$ begin raise exception 'the schema cdk8s_stateful does not belong to a superuser: drop it'; end $$;
\endif
\if :marks
  select hash from cdk8s_stateful.init_scripts where id = :'id';
\endif
SQL
  ) || return 1
  case $ran in
    "$hash") return 0 ;;
    ?*)
      say "script '$id' has changed since it ran in database '$name', and does not run again: give it another name if it has to"
      return 0 ;;
  esac
  say "runs script '$id' in database '$name'"
  sql --single-transaction -d "$name" -v cdk8s_stateful_id="$id" -v cdk8s_stateful_hash="$hash" -v file="$file" -f - > /dev/null <<'SQL'
create schema if not exists cdk8s_stateful;
create table if not exists cdk8s_stateful.init_scripts (id text primary key, hash text not null, ran_at timestamptz not null default now());
select format('set local role %I', pg_get_userbyid(datdba)) from pg_database where datname = current_database() \gexec
\i :file
reset role;
insert into cdk8s_stateful.init_scripts (id, hash) values (:'cdk8s_stateful_id', :'cdk8s_stateful_hash');
SQL
}

main
