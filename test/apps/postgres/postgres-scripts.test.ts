import { spawnSync } from 'child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const ASSETS = join(__dirname, '..', '..', '..', 'assets', 'postgres');

/** One member on a volume of its own, with functions of the scripts. Programs of PostgreSQL are stand-ins. */
class Member {
  public readonly volume = mkdtempSync(join(tmpdir(), 'postgres-'));
  private readonly bin = join(this.volume, 'bin');
  private readonly wal = join(this.volume, 'data', 'pg_wal');

  public constructor() {
    [this.bin, this.wal].forEach(folder => mkdirSync(folder, { recursive: true }));
    this.program('pg_controldata', 'echo "Latest checkpoint\'s TimeLineID:       1"; echo "Latest checkpoint location:           0/4011B68"');
  }

  public program(name: string, script: string): void {
    writeFileSync(join(this.bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }

  public file(name: string, content = ''): void {
    writeFileSync(join(this.volume, 'data', name), content);
  }

  public log(): string[] {
    return readdirSync(this.wal).sort();
  }

  /** What `lines` print, run beside the functions. */
  public run(lines: string, ...more: string[]): string {
    const parts = ['member.sh', 'volume.sh', 'others.sh', ...more].map(part => `. ${join(ASSETS, part)}`).join('\n');
    const script = `set -eu\n${parts}\nRUN=$VOLUME\n${lines}`;
    const { stdout, stderr, status } = spawnSync('sh', ['-c', script], {
      encoding: 'utf8',
      env: {
        PATH: `${this.bin}:${process.env.PATH}`,
        POD_NAME: 'orders-0',
        NAME: 'orders',
        DOMAIN: '',
        PRIMARY: 'orders-replica-0',
        SLOT: 'orders_0',
        VOLUME: this.volume,
        PGDATA: join(this.volume, 'data'),
      },
    });
    expect([status, stderr]).toEqual([0, '']);
    return stdout.trim();
  }

  /** What `lines` print, run beside the functions of prepare.sh. */
  public prepare(lines: string): string {
    const script = readFileSync(join(ASSETS, 'prepare.sh'), 'utf8').replace(/^\. .*$/gm, '').replace(/^main$/m, '');
    return this.run(`${script}\nRUN=$VOLUME\n${lines}`, 'settings.sh');
  }

  public remove(): void {
    rmSync(this.volume, { recursive: true });
  }
}

let member: Member;
beforeEach(() => {
  member = new Member();
});
afterEach(() => member.remove());

describe('histories of timelines', () => {
  beforeEach(() => {
    member.file('pg_wal/000000010000000000000004');
    member.file('pg_wal/00000002.history', '1\t0/4000000\tno recovery target specified\n');
  });

  /** PostgreSQL 15: "requested timeline 2 is not a child of this server's history", at every start. */
  test('a standby forgets those that it could not follow', () => {
    member.file('standby.signal');
    member.run('forget_histories');
    expect(member.log()).toEqual(['000000010000000000000004']);
  });

  test('a standby keeps those that its log has followed', () => {
    member.file('standby.signal');
    member.file('pg_wal/000000020000000000000004');
    member.run('forget_histories');
    expect(member.log()).toContain('00000002.history');
  });

  test('a primary keeps all', () => {
    member.run('forget_histories');
    expect(existsSync(join(member.volume, 'data', 'pg_wal', '00000002.history'))).toBe(true);
  });
});

/** The primary that `look` has found, and what it answers to anything. */
function oneHistory(answer: string, timeline: number, position = '0/9000000'): string {
  member.program('psql', `printf '${answer}'`);
  return member.run(
    `own_system=7 own_timeline=2 own_position=0/6000000 system=7 timeline=${timeline} kind=primary position=${position}; `
      + 'one_history || true; echo "$apart"',
  );
}

describe('the history of the primary', () => {
  const OWN = '1\\t0/4000000\\tno recovery target specified\\n';
  beforeEach(() => member.file('pg_wal/00000002.history', '1\t0/4000000\tno recovery target specified\n'));

  test('goes on from that of the member, also where the primary has only the newest', () => {
    expect(oneHistory(OWN, 2)).toBe('');
    expect(oneHistory(`${OWN}\\n2\\t0/7000000\\tno recovery target specified\\n`, 3)).toBe('');
  });

  test('is another one', () => {
    expect(oneHistory('1\\t0/5000000\\tno recovery target specified\\n', 2)).toContain('promoted apart from each other');
    expect(oneHistory(OWN, 3)).toContain('promoted apart from each other');
  });

  test('is behind that of the member', () => {
    expect(oneHistory(OWN, 2, '0/5000000')).toContain('this member has more of that timeline, until 0/6000000');
  });
});

/** A server reports the end of a log that was switched before or after the header of the page that follows. */
test('a position before the header of a page is not behind the one after it', () => {
  expect(member.run('behind 0/24000000 0/24000028 || behind 0/24002000 0/24002018 || echo no')).toBe('no');
  expect(
    member.run('behind 0/24000000 0/24000030 && behind 0/24001FFF 0/24002018 && behind 1/0 A/0 && behind 0/FFFFFFFF 1/30 && echo yes'),
  ).toBe('yes');
});

/** Prints whether a standby at a position starts with what it has; otherwise it copies the primary. `psql` answers for the primary. */
function rejoin(position: string, psql: string): string {
  member.program('psql', psql);
  return member.prepare(`look_at_own() { own_system=7 own_timeline=1 own_position=${position}; }
    look() { kind=primary system=7 timeline=1 position=A/FF000028; }
    announce() { :; }; make_slot() { :; }; copy() { echo copies; }; say() { :; }
    tell() { echo "$*"; exit; }
    rejoin_standby`);
}

describe('a standby copies the primary', () => {
  const HAS_FE = 'case $* in *wal_status*) ;; *0000000A000000FE*) echo 1 ;; *) echo 0 ;; esac';

  test('when the primary has neither a slot for it nor the segment that it needs', () => {
    expect(rejoin('A/FD000028', HAS_FE)).toBe('copies');
    expect(rejoin('A/FE000028', HAS_FE)).toBe('');
    expect(rejoin('A/FD000028', 'case $* in *wal_status*) echo reserved ;; *) echo 0 ;; esac')).toBe('');
    expect(rejoin('A/FE000028', 'case $* in *wal_status*) echo lost ;; *) echo 1 ;; esac')).toBe('copies');
  });

  test('and not when the primary has ceased to answer', () => {
    expect(rejoin('A/FD000028', 'echo "server closed the connection" >&2; exit 2'))
      .toContain('asks orders-replica-0 for the log that follows on A/FD000028');
    expect(rejoin('A/FD000028', 'case $* in *wal_status*) ;; *) exit 2 ;; esac')).toContain('asks orders-replica-0');
  });

  test('and not when that one is behind, and cannot have the segment yet', () => {
    member.program('psql', HAS_FE);
    expect(member.prepare(`look_at_own() { own_system=7 own_timeline=1 own_position=B/0; }
      look() { kind=standby system=7 timeline=1 position=A/FE000028; }
      make_slot() { :; }; copy() { echo copies; }
      rejoin_standby`)).toBe('');
  });
});

describe('a copy', () => {
  const COPY = `look() { kind=primary system=7 timeline=1; }; survey() { newer=''; }; announce() { :; }; make_slot() { :; }; sync() { :; }; say() { :; }
    pg_basebackup() { mkdir -p "$PART"; echo 18 > "$PART/PG_VERSION"; }`;

  /** Its mark would make the new copy worthless: the next start copied again, and a promotion was refused. */
  test('has no mark of one that was given up, also when that was interrupted', () => {
    rmSync(join(member.volume, 'data'), { recursive: true });
    writeFileSync(join(member.volume, 'rebuild'), '');
    expect(member.prepare(`${COPY}; copy; has_data && echo whole`)).toBe('whole');
  });

  /** The member that is to be promoted waits for one that has data; the two waited for each other. */
  test('is damaged for the others as soon as a person has given it up', () => {
    member.file('PG_VERSION', '18');
    expect(member.prepare('announce() { look_at_own; echo "$own"; exit; }; consent() { [ "$1" = discard ]; }; copy')).toBe('damaged');
  });
});

/**
 * PostgreSQL 15: it answered at 0/402B9B0, and had log until 0/24C43210. A standby without a position of what it has received
 * still reads its own log.
 */
test('a standby that has not read all its log waits, so that nobody is promoted without it', () => {
  expect(member.run('echo "$STATE"')).toContain("when pg_last_wal_receive_lsn() is null then 'waiting' else 'standby' end");
  member.program('psql', 'echo "orders-replica-1|waiting|7|1|0/402B9B0"');
  expect(member.run('others() { echo orders-replica-1; }; own_system=7 own_timeline=1 own_position=0/9000000; survey 1; echo "$ahead|$resting"'))
    .toBe('| orders-replica-1');
});

/** On a standby nobody else drops it, and it held back vacuum on the primary. */
test('a replica drops its slot at the standby that it leaves', () => {
  member.program('psql', 'case $* in *orders-replica-1.*pg_drop*pg_is_in_recovery*) echo dropped >> "$VOLUME/done" ;; esac');
  member.run('leave orders-replica-0; leave ""; leave orders-replica-1');
  expect(member.run('cat "$VOLUME/done"')).toBe('dropped');
});

/** A standby that forgot whom it followed took `orders-0` for the member that has all commits. */
test('a file of a member stays as it was when the volume is full', () => {
  writeFileSync(join(member.volume, 'followed'), 'orders-replica-1\n');
  symlinkSync('/dev/full', join(member.volume, 'followed.part'));
  expect(member.run('until { note "$FOLLOWED" orders-0 2> /dev/null; true; }; do :; done; followed')).toBe('orders-replica-1');
});

test('a member that takes connections and never answers is silent', () => {
  member.program('psql', 'sleep 600');
  member.program('pg_isready', 'sleep 600');
  expect(member.run('PATIENCE=1; look orders-replica-0; echo "$kind"')).toBe('silent');
});
