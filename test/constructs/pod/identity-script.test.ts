import { spawnSync } from 'child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const SCRIPT = readFileSync(join(__dirname, '..', '..', '..', 'assets', 'lib', 'identity.sh'), 'utf8');
const MARK = '.cdk8s-stateful-volume';

/** In place of curl: claims of an API server are files, and a change needs the version that was read. */
const CURL = `#!/bin/sh
method=GET; data=
while [ $# -gt 1 ]; do
  case $1 in
    -X) method=$2; shift ;;
    -d) data=$2; shift ;;
    -H) [ "$2" != @- ] || read -r token || true; shift ;;
    --cacert|--connect-timeout|--max-time|--noproxy) shift ;;
  esac
  shift
done
claim=\${1##*/}; claim=\${claim%%\\?*}; state=$WORK/claims/$claim
echo "$method $1 $token" >> "$WORK/requests"
if [ -e "$WORK/down" ]; then rm "$WORK/down"; echo 'curl: (7) Failed to connect' >&2; exit 7; fi
read -r version mark < "$state" || true
if [ "$method" = PATCH ]; then
  case $data in *"\\"resourceVersion\\":\\"$version\\""*) ;; *) echo '{"message":"the object has been modified"}'; exit 22 ;; esac
  version=$((version + 1)); mark=$(printf %s "$data" | sed 's|.*"cdk8s-stateful/volume":"\\([^"]*\\)".*|\\1|'); echo "$version $mark" > "$state"
fi
printf '{"kind":"PersistentVolumeClaim","metadata":{"name":"%s","resourceVersion":"%s",' "$claim" "$version"
printf '%s' '"annotations":{"last":"{\\"cdk8s-stateful/volume\\":\\"x\\"}"'
[ -z "$mark" ] || printf ',"cdk8s-stateful/volume":"%s"' "$mark"
printf '},"managedFields":[{"f:cdk8s-stateful/volume":{}}]},"spec":{"volumeName":"nvme-node-a-nvme0"}}'
`;

/** One pod with volumes and claims of its own. */
class Pod {
  public readonly work = mkdtempSync(join(tmpdir(), 'identity-'));

  public constructor(...storages: string[]) {
    for (const folder of ['bin', 'claims', 'identity', 'volumes']) {
      mkdirSync(join(this.work, folder));
    }
    writeFileSync(join(this.work, 'bin', 'curl'), CURL, { mode: 0o755 });
    writeFileSync(join(this.work, 'identity', 'token'), 'secret');
    for (const storage of storages) {
      mkdirSync(join(this.work, 'volumes', storage));
      writeFileSync(join(this.work, 'claims', `${storage}-orders-0`), '1 \n');
    }
    writeFileSync(join(this.work, 'identity.sh'), SCRIPT.replaceAll('/identity/', `${this.work}/identity/`));
  }

  /** Starts it; with a number, until that command, where it is killed. */
  public start(killedAt?: number): { status: number | null; signal: string | null; log: string } {
    const script = join(this.work, 'identity.sh');
    const volumes = join(this.work, 'volumes');
    const step = `n=0; trap '[ $((n += 1)) != ${killedAt} ] || kill -9 $$' DEBUG; set -T; set -- ${volumes}; . ${script}`;
    const [program, ...args] = killedAt === undefined ? ['sh', script, volumes] : ['bash', '--norc', '--posix', '-c', step];
    const { status, signal, stderr } = spawnSync(program, args, {
      encoding: 'utf8',
      env: {
        PATH: `${this.work}/bin:${process.env.PATH}`,
        WORK: this.work,
        NAMESPACE: 'shop',
        NODE_NAME: 'node-a',
        POD_NAME: 'orders-0',
        KUBERNETES_SERVICE_HOST: 'fd00::1',
        KUBERNETES_SERVICE_PORT: '443',
      },
    });
    return { status, signal, log: stderr };
  }

  /** What the volume says, and what its claim says. */
  public marks(storage = 'data'): [string, string] {
    const file = join(this.work, 'volumes', storage, MARK);
    return [existsSync(file) ? readFileSync(file, 'utf8').trim() : '', this.read(`claims/${storage}-orders-0`).trim().split(' ')[1] ?? ''];
  }

  /** The disk is not mounted: what is seen is another directory. */
  public unmount(storage = 'data'): void {
    rmSync(join(this.work, 'volumes', storage), { recursive: true });
    mkdirSync(join(this.work, 'volumes', storage));
  }

  public read(file: string): string {
    return readFileSync(join(this.work, file), 'utf8');
  }

  public write(file: string, text: string): void {
    writeFileSync(join(this.work, file), text);
  }
}

const pods: Pod[] = [];
function pod(...storages: string[]): Pod {
  pods.push(new Pod(...storages));
  return pods[pods.length - 1];
}
afterAll(() => pods.forEach(({ work }) => rmSync(work, { recursive: true })));

test('the first start marks every volume and its claim, and later ones change nothing', () => {
  const subject = pod('data', 'wal');
  expect(subject.start()).toMatchObject({ status: 0 });
  const [data, wal] = [subject.marks('data'), subject.marks('wal')];
  expect(data[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(data[1]).toBe(data[0]);
  expect(wal[1]).toBe(wal[0]);
  expect(wal[0]).not.toBe(data[0]);
  expect(subject.start()).toMatchObject({ status: 0, log: '' });
  expect([subject.marks('data'), subject.marks('wal')]).toEqual([data, wal]);
  expect(subject.read('requests').split('\n')[0])
    .toBe('GET https://[fd00::1]:443/api/v1/namespaces/shop/persistentvolumeclaims/data-orders-0?pretty=false Authorization: Bearer secret');
});

test('data without a mark is adopted', () => {
  const subject = pod('data');
  subject.write('volumes/data/PG_VERSION', '18');
  expect(subject.start()).toMatchObject({ status: 0 });
  expect(subject.marks()[1]).toBe(subject.marks()[0]);
});

test('a new claim takes the mark of a disk that has one', () => {
  const subject = pod('data');
  subject.write(`volumes/data/${MARK}`, 'former\n');
  expect(subject.start()).toMatchObject({ status: 0 });
  expect(subject.marks()).toEqual(['former', 'former']);
});

test.each([
  ['an empty directory', (subject: Pod) => subject.unmount('wal'), 'is empty'],
  ['a directory with other files', (subject: Pod) => {
    subject.unmount('wal');
    subject.write('volumes/wal/ledger', '');
  }, 'has no mark, and holds: ledger'],
  ['another disk', (subject: Pod) => subject.write(`volumes/wal/${MARK}`, 'other'), 'is the volume other'],
])('no start on %s', (_, strike, words) => {
  const subject = pod('data', 'wal');
  subject.start();
  const [mark] = subject.marks('wal');
  strike(subject);
  const before = readdirSync(join(subject.work, 'volumes', 'wal'));
  const { status, log } = subject.start();
  expect(status).toBe(1);
  expect(log).toContain(`the claim wal-orders-0 belongs to the volume ${mark}, but the directory that node-a has for it ${words}`);
  expect(log).toContain('kubectl get pv nvme-node-a-nvme0 ');
  expect(log).toContain('kubectl -n shop annotate pvc wal-orders-0 cdk8s-stateful/volume-\n');
  expect(log).not.toContain('claim data-orders-0');
  expect(readdirSync(join(subject.work, 'volumes', 'wal'))).toEqual(before);
  expect(subject.marks('wal')[1]).toBe(mark);
});

test('it waits for the API server, and says so', () => {
  const subject = pod('data');
  subject.write('down', '');
  expect(subject.start()).toMatchObject({
    status: 0,
    log: expect.stringContaining('waits for the API server, to compare the volume with the claim data-orders-0: curl: (7) Failed to connect'),
  });
  expect(subject.marks()[1]).toBe(subject.marks()[0]);
});

test('killed at every command, the next start makes it whole; a mark of the claim is always on the volume', () => {
  let ended = 0;
  let steps = 0;
  for (let step = 1; ended < 3; step++) { // Some more, because not every number is one of a command of the script's own shell.
    const subject = pod('data', 'wal');
    const { signal } = subject.start(step);
    ended = signal === 'SIGKILL' ? 0 : ended + 1;
    steps = step;
    for (const storage of ['data', 'wal']) {
      const [volume, claim] = subject.marks(storage);
      expect(claim === '' || claim === volume).toBe(true);
      expect(volume).toMatch(/^([0-9a-f-]{36})?$/);
    }
    const [before] = subject.marks();
    expect(subject.start()).toMatchObject({ status: 0 });
    expect(subject.marks()[1]).toBe(subject.marks()[0]);
    expect(before === '' || before === subject.marks()[0]).toBe(true);
    rmSync(join(subject.work, 'volumes'), { recursive: true });
    mkdirSync(join(subject.work, 'volumes', 'data'), { recursive: true });
    expect(subject.start().status).toBe(1);
  }
  expect(steps).toBeGreaterThan(50);
});
