import { Size } from 'cdk8s';
import { recordDrills } from './drill';
import { PRIMARY, converged, deploy, inputs, make, settled, sql } from './postgres-subject';
import { Cpu } from '../../../src';
import { Row } from '../../results';
import { battery } from '../battery';
import { Cluster, pause } from '../cluster';
import { nodeFault, serving, silent, threeNodes } from '../drills/nodes';
import { removeNamespace } from '../namespaces';
import { testWithExclusiveNodes } from '../nodes-lock';

const FIRST = 'orders-replica-0';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
const rows: Row[] = [];
afterAll(() => {
  recordDrills('PostgreSQL, promotions without power', rows);
  cluster.close();
});

battery('PostgreSQL, promotions without power', inputs({ readReplicas: 1 }, 'postgres-promotions.test.ts'), () => {
  /** Whatever the power takes from a promotion, it goes on when the power is back, and nothing is left behind. */
  testWithExclusiveNodes('the power of a node is cut at random moments of twelve promotions', async () => {
    const subjects = await Promise.all(
      Array.from({ length: 4 }, () => make(cluster, { readReplicas: 1, resources: { cpu: Cpu.millis(20), memory: Size.mebibytes(64) } })),
    );
    try {
      await Promise.all(subjects.map(subject => sql(subject, PRIMARY, 'create table ledger (id text primary key)')));
      const moments: string[] = [];
      for (const round of [1, 2, 3]) {
        const [from, to] = round % 2 === 1 ? [PRIMARY, FIRST] : [FIRST, PRIMARY];
        const nodes = await threeNodes(cluster);
        await Promise.all(subjects.map(async subject => {
          await sql(subject, from, `insert into ledger select '${round}-' || n from generate_series(1, 500) n`);
          const delay = Math.floor(Math.random() * 12_000);
          moments.push(`${delay}`);
          await pause(12_000 - delay);
          await deploy(subject, to === FIRST ? { promotedReplica: 0 } : {});
        }));
        const victim = nodes[Math.floor(Math.random() * nodes.length)];
        await nodeFault('kill', victim);
        await silent(cluster, victim);
        await nodeFault('start', victim);
        await serving(cluster, victim);
        await Promise.all(subjects.map(async subject => {
          await settled(subject);
          expect((await converged(subject, to)).size).toBe(500 * round);
          expect(await sql(subject, to, 'select pg_is_in_recovery()')).toBe('f');
        }));
      }
      process.stdout.write(`power cut, milliseconds after the promotion was applied: ${moments.join(', ')}\n`);
      rows.push({
        'fault': 'power of a node cut at random moments of 12 promotions, in 4 databases',
        'commits acknowledged': 4 * 3 * 500,
        'lost': 0,
        'members agree': 'yes',
        'seconds without service': 'not measured',
      });
    } finally {
      await Promise.all(subjects.map(({ namespace }) => removeNamespace(cluster, namespace)));
    }
  });
});
