#!/bin/sh
# The backups on a volume: their names, their order, and one job at a time. A name begins with a number, which orders the
# backups, because clocks go wrong; it shows the time too. Names of earlier releases have the time only: they come first.
#
# EXTENSION   what follows the name of a backup: `.db`, or nothing
# KEEP        how many backups are kept
# BACKUP      the backup that is to be restored: its number, its name, or `latest`
BACKUPS=/backup
# Names have the same order in every image.
export LC_ALL=C

# The kernel, or the file server, releases the lock when its holder is dead: https://man7.org/linux/man-pages/man2/flock.2.html
lock() {
  exec 9>> "$BACKUPS/.lock"
  flock -n 9 && return
  say 'another job uses the volume of the backups: waits until it has ended'
  flock 9 || refuse "the volume of the backups has no file locks, so that two jobs could not be kept apart: use a file system with flock(2)"
}

# All that are complete, the oldest first.
backups() {
  for form in '????-??-??T??-??-??Z' '????????-????-??-??T??-??-??Z'; do
    find "$BACKUPS" -maxdepth 1 -name "$form$EXTENSION" | sed "s|.*/||; s|$EXTENSION\$||" | sort
  done
}

next_name() {
  last=$(backups | sed -n 's/^\([0-9]\{8\}\)-.*/\1/p' | tail -n 1)
  # A digit in front, because zeros in front would make it octal.
  next=$((1${last:-00000000} + 1))
  echo "${next#1}-$(date -u +%Y-%m-%dT%H-%M-%SZ)"
}

# Gives a backup its name, then the oldest backups go.
put_in_place() {
  sync
  mv "$1" "$BACKUPS/$2$EXTENSION"
  sync
  say "$2, $(du -sh "$BACKUPS/$2$EXTENSION" | cut -f 1)"
  surplus=$(($(backups | wc -l) - KEEP))
  backups | head -n "$((surplus > 0 ? surplus : 0))" | while read -r old; do
    # In two steps, so that half a backup never has the name of a whole one.
    mv "$BACKUPS/$old$EXTENSION" "$BACKUPS/$old.part"
    rm -rf "$BACKUPS/$old.part"
    say "$old is older than the last $KEEP, and gone"
  done
}

choose() {
  asked=$BACKUP
  case $asked in
    latest) BACKUP=$(backups | tail -n 1) ;;
    *[!0-9]*) ;;
    *) BACKUP=$(backups | sed -n "/^[0-9]\{8\}-/{/^0*$asked-/p;}") ;;
  esac
  if [ -z "$BACKUP" ] || [ ! -e "$BACKUPS/$BACKUP$EXTENSION" ]; then
    refuse "there is no backup '$asked'; there are: $(backups | tr '\n' ' ')"
  fi
}
