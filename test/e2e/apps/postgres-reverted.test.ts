import { drill, recordDrills, writing } from './drill';
import { PRIMARY, Subject, consent, converged, deploy, inputs, make, nodeOf, replaced, says, settled, sql, startWriter } from './postgres-subject';
import { Row } from '../../results';
import { battery } from '../battery';
import { Cluster } from '../cluster';
import { nodeFault, serving, silent } from '../drills/nodes';
import { removeNamespace } from '../namespaces';
import { testWithExclusiveNodes, holding } from '../nodes-lock';

const FIRST = 'orders-replica-0';
const SECOND = 'orders-replica-1';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
const rows: Row[] = [];
afterAll(() => {
  recordDrills('PostgreSQL, a promotion that is reverted', rows);
  cluster.close();
});

battery('PostgreSQL, a promotion that is reverted', inputs({ readReplicas: 2 }, 'postgres-reverted.test.ts'), () => {
  describe.each([1, 2])('a primary with %d replicas', readReplicas => {
    let subject: Subject;
    beforeAll(async () => {
      subject = await holding('shared', () => make(cluster, { readReplicas }));
    });
    afterAll(() => removeNamespace(cluster, subject.namespace));

    const run = async (fault: string, strike: () => Promise<void>) => {
      const last = readReplicas === 1 ? FIRST : SECOND;
      const node = await nodeOf(subject, last);
      rows.push(await drill({
        cluster,
        namespace: subject.namespace,
        fault: `${fault} (${readReplicas} of replicas)`,
        strike,
        startWriter: () => startWriter(subject, node),
        converged: () => converged(subject, FIRST),
      }));
      await deploy(subject);
      await settled(subject);
    };

    testWithExclusiveNodes('the configuration is reverted before the former primary is back', async () => {
      await run('node of the primary lost, a replica promoted, the configuration reverted, the former primary returns', async () => {
        const node = await nodeOf(subject, PRIMARY);
        // Without it, the last commits before the power cut may be on no replica, which says nothing about the promotion.
        await sql(subject, PRIMARY, `alter system set synchronous_standby_names = '${readReplicas} (*)'`);
        await sql(subject, PRIMARY, 'select pg_reload_conf()');
        await writing(subject.namespace, Date.now());
        await nodeFault('kill', node);
        await silent(cluster, node);
        await deploy(subject, { promotedReplica: 0 });
        await consent(subject, FIRST);
        await writing(subject.namespace, Date.now());
        // The set restarts its last member first, and that one waits for the primary of the configuration.
        await replaced(subject, readReplicas === 1 ? FIRST : SECOND, () => deploy(subject));
        await nodeFault('start', node);
        await serving(cluster, node);
        await says(subject, PRIMARY, `${FIRST} has been the primary since: it is on timeline 2`);
        await deploy(subject, { promotedReplica: 0 });
        await settled(subject);
      });
    });
  });
});
