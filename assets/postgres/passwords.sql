-- The passwords of the Secret. They come from the environment, and are in no argument and no file.
\set superuser `printf %s "$POSTGRES_PASSWORD"`
\set replication `printf %s "$REPLICATION_PASSWORD"`
\set owner `printf %s "$PASSWORD"`
set default_transaction_read_only = off;
alter role postgres password :'superuser';
alter role replication password :'replication';
-- The role may have got another name since.
select format('alter role %I password %L', rolname, :'owner') from pg_roles where rolname = :'database' \gexec
