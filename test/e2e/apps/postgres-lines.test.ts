import { Size } from 'cdk8s';
import { Stepped, inContainer, killAtEachLine } from './lines';
import { PASSWORDS, Subject, inputs, podsOf, render } from './postgres-subject';
import { StorageTier } from '../../../src';
import { Row, record } from '../../results';
import { battery } from '../battery';
import { Cluster, Manifest, eventually, kubectl } from '../cluster';
import { isReady } from '../drills/nodes';
import { inNamespace } from '../namespaces';
import { testWithSharedNodes } from '../nodes-lock';

const PRIMARY = 'orders-0';
const REPLICA = 'orders-replica-0';
const SCRIPT = '/etc/postgresql/prepare.sh';
const SAVED = '/tmp/saved';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
const rows: Row[] = [];
afterAll(() => {
  record('PostgreSQL, killed at every line', rows);
  cluster.close();
});

/** Members whose containers do nothing by themselves: what runs in them, and when it is killed, is the test's affair. */
async function idleMembers(namespace: string): Promise<Members> {
  const subject: Subject = {
    cluster,
    namespace,
    name: 'orders',
    tier: StorageTier.fromName('standard'),
    props: { readReplicas: 1, resources: { memory: Size.mebibytes(256) } },
  };
  const objects = render(subject);
  await cluster.apply({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'orders', namespace }, stringData: PASSWORDS });
  await cluster.applyAll(objects.filter(({ kind }) => kind !== 'StatefulSet'));
  const sets = objects.filter(({ kind }) => kind === 'StatefulSet');
  await cluster.applyAll(sets.map(set => idlePod(namespace, set)));
  await eventually('the pods run', async () => (await podsOf(subject)).filter(isReady).length === 2);
  const { mountPath } = sets[0].spec.template.spec.initContainers[0].volumeMounts.find((mount: any) => mount.name === 'data');
  return new Members(namespace, mountPath);
}

function idlePod(namespace: string, { metadata: { name }, spec: { serviceName, template } }: Manifest): Manifest {
  const { affinity, topologySpreadConstraints, initContainers: [prepare], volumes, ...spec } = template.spec;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${name}-0`, namespace, labels: template.metadata.labels },
    spec: {
      ...spec,
      hostname: `${name}-0`,
      subdomain: serviceName,
      shareProcessNamespace: false,
      terminationGracePeriodSeconds: 1,
      containers: [{ ...prepare, command: ['sleep', 'infinity'], resources: {} }],
      volumes: [...volumes, { name: 'data', emptyDir: {} }],
    },
  };
}

class Members {
  public constructor(private readonly namespace: string, private readonly volume: string) {}

  public stepped(pod: string, primary: string, consent = 'none'): Stepped {
    return {
      namespace: this.namespace,
      pod,
      script: SCRIPT,
      before: `export PRIMARY=${primary}; touch /run/postgres/${consent}`,
      state: this.volume,
    };
  }

  public async in(pod: string, script: string): Promise<string> {
    return inContainer({ namespace: this.namespace, pod }, script);
  }

  public async empty(pod: string): Promise<void> {
    await this.in(pod, `rm -rf ${this.volume}/* /run/postgres/*`);
  }

  public async save(pod: string): Promise<void> {
    await this.in(pod, `rm -rf ${SAVED}; cp -a ${this.volume} ${SAVED}`);
  }

  public async restore(pod: string): Promise<void> {
    await this.in(pod, `rm -rf ${this.volume}/* /run/postgres/*; cp -a ${SAVED}/* ${this.volume}/`);
  }

  /** Ends everything that runs in the pod but its container. */
  public async halt(pod: string): Promise<void> {
    await this.in(pod, 'kill -9 -1').catch(() => undefined); // It ends itself, too.
  }

  /** Starts the server as its container does. No mark may be left that makes the next start give up the data. */
  public async serve(pod: string): Promise<void> {
    expect(await this.in(pod, `ls ${this.volume}`)).not.toContain('rebuild');
    await kubectl('exec', '-n', this.namespace, pod, '--', 'sh', '-c',
      'setsid sh /etc/postgresql/start.sh postgres -c config_file=/run/postgres/postgresql.conf > /tmp/server.log 2>&1 < '
        + '/dev/null & until pg_isready -q -h 127.0.0.1; do sleep 0.2; done');
  }

  public async stop(pod: string, mode = 'fast'): Promise<void> {
    await this.in(pod, `pg_ctl -D "$PGDATA" -m ${mode} -w stop > /dev/null`);
  }

  public async sql(pod: string, statement: string): Promise<string> {
    return (await this.in(pod, `psql -h /var/run/postgresql -U postgres -d app -XAtqc "${statement}"`)).trim();
  }

  public async whole(pod: string, primary: string, consent?: string): Promise<void> {
    const { before } = this.stepped(pod, primary, consent);
    await this.in(pod, `${before}; sh ${SCRIPT} > /tmp/step.log 2>&1`);
  }
}

battery('PostgreSQL, killed at every line', inputs({ readReplicas: 1 }, 'postgres-lines.test.ts', 'lines.ts'), () => {
  testWithSharedNodes('each operation is killed at every line, and started again', async () => {
    await inNamespace(cluster, 'restricted', async namespace => {
      const members = await idleMembers(namespace);
      const kill = async (what: string, stepped: Stepped, reset: () => Promise<void>, check: () => Promise<void>) => {
        rows.push({ 'operation': what, 'lines at which it was killed': await killAtEachLine(stepped, reset, check), 'lost': 0 });
      };
      const follows = async (pod: string, primary: string, count: string) => {
        await members.serve(pod);
        await eventually(`${pod} follows ${primary}`, async () =>
          await members.sql(pod, 'select count(*) from ledger') === count
            && await members.sql(primary, `select state from pg_stat_replication where application_name = '${pod}'`) === 'streaming');
        await members.stop(pod);
      };

      await kill('first start of the primary', members.stepped(PRIMARY, PRIMARY, 'initialise'), () => members.empty(PRIMARY), async () => {
        await members.serve(PRIMARY);
        expect(await members.sql(PRIMARY, 'select rolname from pg_roles where rolcanlogin order by 1')).toBe('app\nmetrics\npostgres\nreplication');
        await members.stop(PRIMARY);
      });
      await members.serve(PRIMARY);
      await members.sql(PRIMARY, 'create table ledger as select generate_series(1, 1000) id');

      await kill('copy of a replica', members.stepped(REPLICA, PRIMARY), () => members.empty(REPLICA), () => follows(REPLICA, PRIMARY, '1000'));
      await members.save(REPLICA);

      // The former primary has commits that no other member has.
      await members.sql(PRIMARY, 'insert into ledger select generate_series(1001, 1200)');
      await members.stop(PRIMARY, 'immediate');
      await members.save(PRIMARY);
      await members.empty(PRIMARY);
      await kill('promotion of a replica', members.stepped(REPLICA, REPLICA), async () => {
        await members.halt(PRIMARY);
        await members.empty(PRIMARY);
        await members.restore(REPLICA);
        // It answers that it is empty, and copies whoever is the primary.
        void members.in(PRIMARY, `export PRIMARY=${REPLICA}; until sh ${SCRIPT}; do :; done > /tmp/step.log 2>&1`).catch(() => undefined);
      }, async () => {
        await members.serve(REPLICA);
        expect(await members.sql(REPLICA, 'select pg_is_in_recovery(), count(*) from ledger')).toBe('f|1000');
        await members.stop(REPLICA);
      });
      await members.halt(PRIMARY);

      await members.serve(REPLICA);
      // So that each of the returns can be rewound.
      await members.sql(REPLICA, "alter system set wal_keep_size = '1GB'");
      await members.sql(REPLICA, 'select pg_reload_conf()');
      await members.sql(REPLICA, 'insert into ledger select generate_series(2001, 2100)');
      await kill('return of a former primary that has commits of its own', members.stepped(PRIMARY, REPLICA),
        () => members.restore(PRIMARY), () => follows(PRIMARY, REPLICA, '1100'));
    });
  });
});
