import { readFileSync } from 'fs';
import { join } from 'path';
import { fromPage } from './etcd-page';
import { Subject, converged, deploy, etcdctl, inputs, joinLog, loseVolume, members, replaced, settled } from './etcd-subject';
import { StorageTier } from '../../../src';
import { Row, record } from '../../results';
import { battery } from '../battery';
import { Cluster, eventually, kubectl } from '../cluster';
import { threeNodes } from '../drills/nodes';
import { inNamespace } from '../namespaces';
import { testWithSharedNodes } from '../nodes-lock';

const EACH_LINE = readFileSync(join(__dirname, 'each-line.sh'), 'utf8');

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
const rows: Row[] = [];
afterAll(() => {
  record('etcd killed at every line', rows);
  cluster.close();
});

battery('etcd, killed at every line', inputs({}, 'apps/etcd-lines.test.ts', 'apps/each-line.sh'), () => {
/** The script is killed before each line that it comes to, in one start after the other; what it left is where the next begins. */
  testWithSharedNodes('the script that decides how a member starts is killed at every line', async () => {
    await threeNodes(cluster);
    await inNamespace(cluster, 'restricted', async namespace => {
      const joinCommand = ['bash', '-c', EACH_LINE, 'each-line', '/etc/etcd/join.sh'];
      const subject: Subject = { cluster, namespace, name: 'etcd', tier: StorageTier.fromName('standard'), props: {}, joinCommand };
      const found = async (what: string, pods: string[], before: Set<string>, words: string) => {
        await settled(subject, 30);
        const logs = await Promise.all(pods.map(pod => joinLog(subject, pod)));
        expect(logs.join('')).toContain(words);
        expect(await converged(subject)).toEqual(before);
        const lines = logs.map(log => Number(/has been killed before each of (\d+) lines, and ended with status 0/.exec(log)![1]));
        rows.push({ 'what the script does': what, 'killed at lines': lines.join(' + '), 'keys': before.size, 'lost': 0 });
        process.stdout.write(`killed at every line: ${what}, ${lines.join(' + ')} lines\n`);
      };

      await deploy(subject);
      await found('begins a cluster; joins as a learner; joins as a voter', ['etcd-0', 'etcd-1', 'etcd-2'], new Set(), 'begins a new cluster');
      await kubectl('exec', '-n', namespace, 'etcd-0', '-c', 'database', '--', 'sh', '-c',
        'for i in $(seq 50); do etcdctl put ledger/$i $i > /dev/null; done');
      const before = await converged(subject);
      expect(before.size).toBe(50);

      await replaced(subject, 'etcd-2', () => cluster.delete('v1', 'Pod', namespace, 'etcd-2'));
      await found('starts with the data that it has', ['etcd-2'], before, 'ended with status 0');
      await loseVolume(subject, 'etcd-1');
      await found('joins anew without its disk', ['etcd-1'], before, 'which has lost its disk');
      await eventually('etcd-2 is removed', async () => {
        const id = (await members(subject))['etcd-2'];
        return id === undefined || await etcdctl(subject, 'etcd-0', 'member', 'remove', id);
      });
      await replaced(subject, 'etcd-2', () => cluster.delete('v1', 'Pod', namespace, 'etcd-2'));
      await found('was removed while it was away', ['etcd-2'], before, 'gives up its data');
      await fromPage('When a majority is lost for good', 1, [[' shop ', ` ${namespace} `], ['.shop.', `.${namespace}.`], ['https://', 'http://']]);
      await found('takes what was restored; the others join', ['etcd-0', 'etcd-1', 'etcd-2'], before, 'takes the place');
    });
  });
});
