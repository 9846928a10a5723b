-- Roles of a new database. passwords.sql gives them their passwords.

-- What pg_rewind and pg_basebackup need: https://www.postgresql.org/docs/current/app-pgrewind.html
create role replication login replication;
grant execute on function pg_ls_dir(text, boolean, boolean), pg_stat_file(text, boolean),
  pg_read_binary_file(text), pg_read_binary_file(text, bigint, bigint, boolean) to replication;

-- For the exporter, which comes over the socket as the user of the pod.
create role metrics login;
grant pg_monitor to metrics;

create role :"database" login;
create database :"database" owner :"database";
