import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const SCRIPT = join(__dirname, '..', '..', '..', 'assets', 'etcd', 'defrag.sh');
const REFUSED = 'echo \'{"error":"etcdserver: leader changed","code":14}\'; exit 22';

/** Members that a job defragments, and what it says, with a stand-in for curl: etcd-0 leads, and etcd-1 answers reads with `read`. */
function defragment(read: string): { members: string[]; said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'etcd-'));
  const program = (name: string, script: string) => writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  program('sleep', ':');
  program('curl', `for url; do :; done
ordinal=$(echo "$url" | sed 's~.*//etcd-\\([0-9]\\).*~\\1~')
case $url in
  */maintenance/status) echo "{\\"header\\":{\\"member_id\\":\\"10$ordinal\\"},\\"dbSize\\":\\"2000000000\\",\\"leader\\":\\"100\\",\\"dbSizeInUse\\":\\"20480\\"}" ;;
  */cluster/member/list) echo '{"members":[{"ID":"100"},{"ID":"101"},{"ID":"102"}]}' ;;
  */kv/range) [ "$ordinal" != 1 ] || { ${read}; }; echo '{"header":{}}' ;;
  */maintenance/defragment) echo "etcd-$ordinal" >> ${folder}/members; echo '{}' ;;
esac`);
  try {
    const { stderr } = spawnSync('sh', [SCRIPT], {
      encoding: 'utf8',
      env: { PATH: `${folder}:${process.env.PATH}`, SET: 'etcd', REPLICAS: '3', DOMAIN: '.etcd', SCHEME: 'http', QUOTA: `${2 ** 31}` },
    });
    const members = join(folder, 'members');
    return { members: existsSync(members) ? readFileSync(members, 'utf8').trim().split('\n') : [], said: stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the leader is defragmented last', () => {
  expect(defragment(':')).toEqual({ members: ['etcd-1', 'etcd-2', 'etcd-0'], said: '' });
});

test('no member is defragmented while one refuses to read', () => {
  expect(defragment(REFUSED)).toEqual({ members: [], said: 'defrag: etcd-1 does not answer: no member is defragmented before all are healthy\n' });
});
