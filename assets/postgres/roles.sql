-- Roles of a new database. Passwords come from the environment: they are in no argument and no file.
\set replication_password `printf %s "$REPLICATION_PASSWORD"`
\set password `printf %s "$PASSWORD"`

-- What pg_rewind and pg_basebackup need: https://www.postgresql.org/docs/current/app-pgrewind.html
create role replication login replication password :'replication_password';
grant execute on function pg_ls_dir(text, boolean, boolean), pg_stat_file(text, boolean),
  pg_read_binary_file(text), pg_read_binary_file(text, bigint, bigint, boolean) to replication;

-- For the exporter, which comes over the socket as the user of the pod.
create role metrics login;
grant pg_monitor to metrics;

create role :"database" login password :'password';
create database :"database" owner :"database";
