import { ApiObject, JsonPatch, Size } from 'cdk8s';
import { Cpu, IStorageTier, StorageTier, apps } from '../../../src';
import { Inputs } from '../battery';
import { Cluster, Manifest, eventually, kubectl } from '../cluster';
import { isReady, threeNodes } from '../drills/nodes';
import { makeNamespace } from '../namespaces';
import { synthesize } from '../synthesize';

export const IMAGE = process.env.E2E_POSTGRES_IMAGE ?? 'cdk8s-stateful-e2e-postgres:test';
const EXPORTER_IMAGE = process.env.E2E_POSTGRES_EXPORTER_IMAGE ?? 'cdk8s-stateful-e2e-postgres-exporter:test';
/** Pod of the primary, unless a replica is promoted. */
export const PRIMARY = 'orders-0';

/** What PostgreSQL in the image is. */
const MAJOR = Number(process.env.E2E_POSTGRES_MAJOR ?? 15);

/** The clock of a server is as far off as its file says: https://github.com/wolfcw/libfaketime */
export const CLOCK = { FAKETIME_TIMESTAMP_FILE: '/tmp/clock', FAKETIME_DONT_FAKE_MONOTONIC: '1' };

/** Characters that shells, connection strings and password files take for something else. */
export const PASSWORDS: Record<string, string> = {
  'postgres-password': 'S:up\\er"1 $x', 'replication-password': "re:p\\l'2 `y`", 'password': "it's:a\\3 \"%\"",
};

/** A PostgreSQL that the drills disturb. */
export interface Subject {
  readonly cluster: Cluster;
  readonly namespace: string;
  readonly name: string;
  readonly props: Partial<apps.PostgresProps>;
  readonly tier: IStorageTier;
}

/** All objects; `change` is what a drill changes. */
export function render(subject: Subject, change: Partial<apps.PostgresProps> = {}): Manifest[] {
  return synthesize(subject.namespace, chart => {
    const postgres = new apps.Postgres(chart, 'Postgres', {
      name: subject.name,
      secretName: subject.name,
      image: IMAGE,
      majorVersion: MAJOR,
      exporterImage: EXPORTER_IMAGE,
      storage: { size: Size.mebibytes(900), tier: subject.tier },
      resources: { cpu: Cpu.millis(50), memory: Size.mebibytes(128) },
      ...subject.props,
      ...change,
    });
    for (const set of [postgres.database, postgres.replicas]) {
      if (set) {
        ApiObject.of(set.statefulSet).addJsonPatch(
          // So that a command in a container can end the others as the kernel would: number 1 of a name space cannot be killed from within.
          JsonPatch.add('/spec/template/spec/shareProcessNamespace', true),
          ...Object.entries(CLOCK).map(([name, value]) => JsonPatch.add('/spec/template/spec/containers/0/env/-', { name, value })),
        );
      }
    }
  });
}

/** Applies it with its Secret. */
export async function deploy(subject: Subject, change?: Partial<apps.PostgresProps>): Promise<void> {
  await subject.cluster.apply({
    apiVersion: 'v1', kind: 'Secret', metadata: { name: subject.name, namespace: subject.namespace }, stringData: PASSWORDS,
  });
  await subject.cluster.applyAll(render(subject, change));
}

/** One with each member on a node of its own. */
export async function make(cluster: Cluster, props: Partial<apps.PostgresProps>): Promise<Subject> {
  await threeNodes(cluster);
  const namespace = await makeNamespace(cluster, 'restricted');
  const subject: Subject = { cluster, namespace, name: 'orders', tier: StorageTier.fromName('standard'), props: { readReplicas: 2, ...props } };
  await deploy(subject);
  await settled(subject);
  // A drill whose fault hits two members, or the writer, proves something else.
  const pods = await podsOf(subject);
  expect(new Set(pods.map(pod => pod.spec.nodeName)).size).toBe(pods.length);
  return subject;
}

/** The pods of both sets, the primary's set first. */
export async function podsOf({ cluster, namespace, name }: Subject): Promise<Manifest[]> {
  const pods = await cluster.list('v1', 'Pod', namespace, `app.kubernetes.io/name in (${name},${name}-replica)`);
  return pods.sort((a, b) => a.metadata.name.length - b.metadata.name.length || (a.metadata.name < b.metadata.name ? -1 : 1));
}

export async function nodeOf({ cluster, namespace }: Subject, pod: string): Promise<string> {
  return (await cluster.get('v1', 'Pod', namespace, pod)).spec.nodeName;
}

/** Waits until both sets are as they were asked to be, with all pods ready. */
export async function settled(subject: Subject): Promise<void> {
  await eventually(`${subject.name} in ${subject.namespace} is ready`, () => isSettled(subject));
}

/** Whether both sets are as they were asked to be, with all pods ready; else an error says what is missing. */
export async function isSettled(subject: Subject): Promise<boolean> {
  const { cluster, namespace, name } = subject;
  const sets = (await cluster.list('apps/v1', 'StatefulSet', namespace)).filter(set => [name, `${name}-replica`].includes(set.metadata.name));
  const pods = await podsOf(subject);
  const wanted = sets.reduce((sum, set) => sum + set.spec.replicas, 0);
  const current = sets.every(({ metadata, status, spec }) =>
    status.observedGeneration === metadata.generation && (status.updatedReplicas ?? 0) === spec.replicas);
  if (current && pods.length === wanted && pods.every(pod => isReady(pod) && !pod.metadata.deletionTimestamp)) {
    return true;
  }
  throw new Error(`${wanted} pods wanted: ${pods.map(pod => `${pod.metadata.name} ${pod.status.phase} ${isReady(pod)}`).join(', ')}`);
}

/** The answer of a member to its own superuser. */
export async function sql({ namespace }: Subject, pod: string, statement: string, database = 'app'): Promise<string> {
  return (await kubectl('exec', '-n', namespace, pod, '-c', 'database', '--', 'psql', '-U', 'postgres', '-d', database, '-XAtqc', statement)).trim();
}

/** Ends everything in a container of a pod at once. */
export async function killContainer({ namespace }: Subject, pod: string, container: string): Promise<void> {
  // The command dies as well, so its own end is no mistake.
  await kubectl('exec', '-n', namespace, pod, '-c', container, '--', 'sh', '-c', 'kill -9 -1').catch(() => undefined);
}

/** Starts a pod that inserts without end, on a node that stays. */
export async function startWriter({ cluster, namespace, name }: Subject, node: string, target = `${name}.${namespace}.svc`): Promise<void> {
  await cluster.apply({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'writer', namespace },
    spec: {
      nodeSelector: { 'kubernetes.io/hostname': node },
      tolerations: [{ operator: 'Exists' }], // Its node may be cut off.
      terminationGracePeriodSeconds: 1,
      restartPolicy: 'Never',
      securityContext: { runAsNonRoot: true, runAsUser: 999, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{
        name: 'writer',
        image: IMAGE,
        imagePullPolicy: 'IfNotPresent',
        command: ['postgres-writer'],
        env: [{ name: 'TARGET', value: target }, { name: 'PASSWORD', valueFrom: { secretKeyRef: { name, key: 'password' } } }],
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      }],
    },
  });
}

/** What all members hold, once they hold the same: the identifiers of all entries. */
export async function converged(subject: Subject, primary: string): Promise<Set<string>> {
  const digest = "select count(*) || ' ' || coalesce(md5(string_agg(id, ',' order by id)), '') from ledger";
  return eventually(`the members of ${subject.name} hold the same`, async () => {
    const pods = (await podsOf(subject)).map(pod => pod.metadata.name);
    const digests = await Promise.all(pods.map(pod => sql(subject, pod, digest)));
    const followers = await sql(subject, primary, "select count(*) from pg_stat_replication where state = 'streaming'");
    if (new Set(digests).size !== 1 || Number(followers) !== pods.length - 1) {
      throw new Error(`${pods.map((pod, i) => `${pod} ${digests[i]}`).join(', ')}; ${followers} of ${pods.length - 1} follow`);
    }
    return new Set((await sql(subject, primary, 'select id from ledger')).split('\n'));
  });
}

/** Log of the container that prepares the volume. */
export async function prepareLog({ namespace }: Subject, pod: string): Promise<string> {
  return kubectl('logs', '-n', namespace, pod, '-c', 'prepare').catch(() => '');
}

/** Waits until the member says in its log why it waits. */
export async function says(subject: Subject, pod: string, text: string): Promise<void> {
  await eventually(`${pod} says '${text}'`, async () => (await prepareLog(subject, pod)).includes(text));
}

/** The word that the former primary is gone for good, when the replica asks for it. */
export async function consent(subject: Subject, pod: string): Promise<void> {
  await eventually(`${pod} asks`, async () => (await prepareLog(subject, pod)).includes('is gone for good'));
  await kubectl('exec', '-n', subject.namespace, pod, '-c', 'prepare', '--', 'touch', '/run/postgres/promote');
}

/** Waits until there is another pod of that name. */
export async function replaced({ cluster, namespace }: Subject, pod: string, strike: () => Promise<unknown>): Promise<void> {
  const { uid } = (await cluster.get('v1', 'Pod', namespace, pod)).metadata;
  await strike();
  await eventually(`${pod} is replaced`, async () => {
    const found = await cluster.get('v1', 'Pod', namespace, pod);
    return found && found.metadata.uid !== uid;
  });
}

/** A claim goes with its pod, as when a disk is lost. */
export async function loseVolume(subject: Subject, pod: string): Promise<void> {
  const { cluster, namespace } = subject;
  await cluster.delete('v1', 'PersistentVolumeClaim', namespace, `data-${pod}`);
  await replaced(subject, pod, () => cluster.delete('v1', 'Pod', namespace, pod));
}

/** What can change the outcome of a battery of this app with the props. */
export function inputs(props: Partial<apps.PostgresProps>, ...files: string[]): Inputs {
  const subject = { cluster: undefined as unknown as Cluster, namespace: 'battery', name: 'orders', tier: StorageTier.fromName('standard'), props };
  return { manifests: render(subject), files: ['apps/drill.ts', 'apps/postgres-subject.ts', 'image/postgres', ...files.map(file => `apps/${file}`)] };
}
