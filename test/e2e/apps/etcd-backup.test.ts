import { Size } from 'cdk8s';
import { IMAGE, inputs } from './etcd-subject';
import { killedAtEveryStep } from './steps';
import { StorageTier, apps } from '../../../src';
import { Row, record } from '../../results';
import { battery } from '../battery';
import { Cluster } from '../cluster';
import { inNamespace } from '../namespaces';
import { testWithSharedNodes } from '../nodes-lock';
import { ofKind, synthesize } from '../synthesize';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
const rows: Row[] = [];
afterAll(() => {
  record('backups of etcd', rows);
  cluster.close();
});

battery('etcd, backups', inputs({ backup: { schedule: '0 3 * * *', storage: { size: Size.mebibytes(100), tier: StorageTier.fromName('standard') } } },
  'apps/etcd-backup.test.ts', 'apps/steps', 'apps/steps.ts'), () => {
  testWithSharedNodes('what keeps, chooses and puts snapshots is killed at each of its lines', async () => {
    await inNamespace(cluster, 'restricted', async namespace => {
      const tier = StorageTier.fromName('standard');
      const storage = { size: Size.gibibytes(5), tier };
      const objects = synthesize(namespace,
        chart => new apps.Etcd(chart, 'Etcd', { name: 'etcd', storage, backup: { schedule: '0 3 * * *', storage } }));
      await cluster.apply(ofKind(objects.filter(({ metadata }) => metadata.name === 'etcd-backup'), 'ConfigMap'));
      const found = await killedAtEveryStep({
        cluster,
        namespace,
        image: IMAGE,
        user: 65532,
        file: 'etcd.sh',
        directories: ['/backup', '/work', '/var/lib/etcd'],
        configMaps: { '/scripts': 'etcd-backup' },
        env: { SCRIPTS: '/scripts' },
      });
      expect(found.pop()).toBe('all is well');
      rows.push(...found.map(line => ({ 'what happens': line, 'rows': 100, 'lost': 0 })));
    });
  });
});
