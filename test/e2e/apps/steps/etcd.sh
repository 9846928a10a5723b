#!/bin/bash
# Kills keep.sh, choose.sh and put.sh of etcd at each of their lines (see killed-at.sh), runs them again, and compares. An etcd on a
# loopback address is what is backed up. It also tries what is damaged, and two jobs at a time. Prints a line for each
# thing that was found, and ends with an error when one is wrong.
#
# SCRIPTS   directory with the scripts
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
data=$(mktemp -d)
# Names that no server knows are those of members that do not run.
export BACKUP=latest KEEP=2 HOST=localhost SET=etcd REPLICAS=2 DOMAIN=.invalid POD_UID=0
restored=/var/lib/etcd/restored
wrong() { echo "wrong: $*" >&2; exit 1; }

etcd --data-dir "$data/etcd" --log-level error --listen-client-urls http://127.0.0.1:2379 --advertise-client-urls http://127.0.0.1:2379 --listen-peer-urls http://127.0.0.1:2380 > "$data/etcd.log" 2>&1 &
server=$!
trap 'kill $server; wait $server || true; rm -rf "$data"' EXIT
until etcdctl endpoint health > /dev/null 2>&1; do sleep 0.2; done

save() { rm -f /work/snapshot; etcdctl snapshot save /work/snapshot > /dev/null 2>&1; }
run() { sh "$SCRIPTS/$1.sh" > "$data/log" 2>&1; }
must() { "$@" || { cat "$data/log" >&2; wrong "$*"; }; }
refuses() { ! run "$1" || wrong "was not refused: $2"; grep -q "$2" "$data/log" || { cat "$data/log" >&2; wrong "another refusal than: $2"; }; }
names() { find /backup -maxdepth 1 -name '*Z.db' | sed 's|.*/||' | sort; }
utl() { etcdutl snapshot restore /work/snapshot --data-dir "$restored.$POD_UID" > "$data/log" 2>&1; }
restore() { POD_UID=$1; must run choose; must utl; must run put; }
# What a directory of a member holds.
keys() { etcdutl snapshot status "$1/member/snap/db" -w fields 2> /dev/null | grep -e TotalKey -e '^"Hash'; }
killed() { status=0; bash "$here/killed-at.sh" "$1" "$SCRIPTS/$2.sh" > "$data/log" 2>&1 || status=$?; [ "$status" = 137 ] || [ "$status" = 0 ] || must false; }

keep_killed_everywhere() {
  local n=0 last=0 made
  status=137
  must run keep
  while [ "$status" = 137 ]; do
    n=$((n + 1))
    killed "$n" keep
    for made in $(names); do
      cmp -s "/backup/$made" /work/snapshot || wrong "killed at $n: $made is not complete"
    done
    must run keep
    [ "$(names | wc -l)" = 2 ] || wrong "killed at $n: there are $(names)"
    made=$(names | tail -n 1 | sed 's/-.*//; s/^0*//')
    [ "$made" -gt "$last" ] || wrong "killed at $n: number $made comes after $last"
    last=$made
    [ -z "$(find /backup -name '*.part')" ] || wrong "killed at $n: parts are left"
  done
  echo "keep.sh was killed at each of its $((n - 1)) steps: each snapshot is complete"
}

restore_killed_everywhere() {
  local n script uid=0 expected
  restore whole
  expected=$(keys "$restored")
  for script in choose put; do
    n=0 status=137
    while [ "$status" = 137 ]; do
      n=$((n + 1)) uid=$((uid + 1)) POD_UID=killed-$uid
      if [ "$script" = put ]; then must run choose; must utl; fi
      killed "$n" "$script"
      [ ! -e "$restored" ] || [ "$(keys "$restored")" = "$expected" ] || wrong "$script killed at $n: half of a restore is in place"
      restore "again-$uid"
      [ "$(keys "$restored")" = "$expected" ] || wrong "$script killed at $n, and restored again: another content"
      [ "$(find /var/lib/etcd -maxdepth 1 -name 'restored*' | wc -l)" = 1 ] || wrong "$script killed at $n: parts are left"
    done
    echo "$script.sh was killed at each of its $((n - 1)) steps: nothing or all of the snapshot is in place, and then all of it"
  done
}

damaged_snapshots() {
  local good damage
  good=/backup/$(names | tail -n 1)
  cp "$good" "$data/kept"
  for damage in 'truncate -s -1' 'truncate -s 20000' 'truncate -s 0' flip; do
    $damage "$good"
    refuses choose 'is damaged'
    cp "$data/kept" "$good"
  done
  # Under another name, as earlier releases gave them, and people do.
  cp "$data/kept" /backup/2026-11-23T03-00-00Z.db
  cp "$data/kept" /backup/mine.db
  BACKUP=2026-11-23T03-00-00Z restore old
  BACKUP=mine restore mine
  rm /backup/mine.db /backup/2026-11-23T03-00-00Z.db
  BACKUP=77 refuses choose "there is no backup '77'; there are: "
  HOST=nobody.invalid refuses choose 'cannot tell whether members run'
  echo 'damaged snapshots are refused'
}
flip() { printf 'XX' | dd of="$1" bs=1 seek=10000 conv=notrunc status=none; }

two_jobs() {
  POD_UID=first; must run choose; must utl
  POD_UID=second; must run choose; must utl
  POD_UID=first; refuses put 'another restore has begun'
  POD_UID=second; must run put
  # What is being restored is the oldest, and goes meanwhile.
  BACKUP=$(names | head -n 1 | sed 's/^0*//; s/-.*//')
  POD_UID=third; must run choose
  must run keep
  must run keep
  must utl; must run put
  BACKUP=latest
  for job in 1 2 3; do
    { sh "$SCRIPTS/keep.sh" > "$data/log.$job" 2>&1 || echo failed >> "$data/log.$job"; } &
    jobs[job]=$!
  done
  wait "${jobs[@]}"
  ! grep failed "$data"/log.? || wrong 'two jobs disturb each other'
  [ "$(names | wc -l)" = 2 ] || wrong "there are $(names)"
  echo 'jobs at the same time do not disturb each other'
}

clocks() {
  local time
  mkdir "$data/bin"
  for time in 1999-01-01T00-00-00Z 2099-01-01T00-00-00Z 2026-01-01T00-00-00Z; do
    printf '#!/bin/sh\necho %s\n' "$time" > "$data/bin/date"
    chmod +x "$data/bin/date"
    etcdctl put clock "$time" > /dev/null
    save
    PATH=$data/bin:$PATH must run keep
    must run choose
    cmp -s /work/snapshot "/backup/$(names | tail -n 1)" || wrong "the backup of $time is not the latest one: $(names)"
    names | tail -n 1 | grep -q -- "-$time.db$" || wrong "the backup of $time is not the last one: $(names)"
  done
  echo 'the last snapshot is the last that was made, whatever the clock says'
}

for i in $(seq 100); do etcdctl put "ledger/$i" "$i" > /dev/null; done
save
keep_killed_everywhere
restore_killed_everywhere
damaged_snapshots
two_jobs
clocks
echo 'all is well'
