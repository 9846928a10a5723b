#!/bin/sh
# shellcheck disable=SC2034,SC2154 # the parts of a script share variables
# The settings that the server of a member starts with. Part of prepare.sh.

# A setting that the server does not take stops a standby, of which a rollout restarts one at a time. The primary starts with the
# settings of before, and says so.
settle_settings() {
  while :; do
    cp "$CONFIG/postgresql.conf" "$RUN/postgresql.conf"
    ! accepted || break
    if [ "$POD_NAME" = "$PRIMARY" ] && [ -s "$VOLUME/settings" ]; then
      take_former_settings
      break
    fi
    tell "the settings are refused; correct them in the program: $problem"
  done
  [ ! -e "$PGDATA/standby.signal" ] || keep_up_with_primary
}

# Some faults show only when the server starts, as shared memory that is not there.
take_former_settings() {
  if [ ! -s "$VOLUME/settings" ] || cmp -s "$VOLUME/settings" "$RUN/postgresql.conf"; then
    refuse 'the server does not start; the messages above say why'
  fi
  say "the settings are refused, and those of before hold: ${problem:-the server does not start with them}"
  cp "$VOLUME/settings" "$RUN/postgresql.conf"
}

keep_settings() { note "$VOLUME/settings" "$(cat "$RUN/postgresql.conf")"; }

# A new directory has no other than its own.
settings_of() { [ "$1" != "$PGDATA" ] || echo "-c config_file=$RUN/postgresql.conf"; }

accepted() { problem=$(postgres -D "$PGDATA" -c config_file="$RUN/postgresql.conf" -C config_file 2>&1 > /dev/null); }

keep_up_with_primary() { lower_than_primary configured >> "$RUN/member.conf"; }
configured() { postgres -D "$PGDATA" -c config_file="$RUN/postgresql.conf" -C "$1"; }

# What only this member has: its name, and whom it follows.
member_conf() {
  {
    echo "cluster_name = '$POD_NAME'"
    [ $# -eq 0 ] || echo "member.follows = '$1'"
    [ $# -eq 0 ] || echo "primary_conninfo = 'host=$(host_of "$1") port=5432 user=replication passfile=$RUN/pgpass application_name=$POD_NAME connect_timeout=10'"
    [ $# -lt 2 ] || echo "primary_slot_name = '$2'"
  } > "$RUN/member.conf"
}

write_password_file() {
  printf '*:*:*:replication:%s\n' "$(printf %s "$REPLICATION_PASSWORD" | sed 's/[\\:]/\\&/g')" > "$RUN/pgpass"
}
