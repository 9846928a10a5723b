import { spawnSync } from 'child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'fs';
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
  public run(lines: string): string {
    const parts = ['member.sh', 'volume.sh', 'others.sh'].map(part => `. ${join(ASSETS, part)}`).join('\n');
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

test('log is within reach when the primary has its segment, or a slot kept it', () => {
  member.program('psql', 'case $* in *wal_status*) ;; *0000000A000000FE*) echo 1 ;; esac');
  expect(member.run('within_reach A/FE000028 && echo yes; within_reach A/FF000028 || echo no')).toBe('yes\nno');
  member.program('psql', 'case $* in *wal_status*) echo reserved ;; esac');
  expect(member.run('within_reach A/FF000028 && echo yes')).toBe('yes');
});

test('a member that takes connections and never answers is silent', () => {
  member.program('psql', 'sleep 600');
  member.program('pg_isready', 'sleep 600');
  expect(member.run('PATIENCE=1; look orders-replica-0; echo "$kind"')).toBe('silent');
});
