import { Cluster, Manifest, eventually } from '../cluster';
import { IMAGE } from '../drills/subjects';
import { eachOf } from '../support/generated';

/** The ledger under the name of an engine that is known: its members hold parts, and a variable names its directory. */
const AS_KAFKA = process.env.E2E_KAFKA_IMAGE ?? 'cdk8s-stateful-e2e/cp-kafka:test';
/** Folder that all nodes share. */
const NETWORK = process.env.E2E_NETWORK_STORAGE ?? '/var/lib/cdk8s-stateful-e2e';

/** How a set of ledgers differs from the usual one. */
export interface SetProps {
  readonly namespace: string;
  readonly name?: string;
  readonly replicas?: number;
  readonly template?: string;
  readonly storageClassName?: string;
  readonly size?: string;
  readonly subPath?: string;
  /** A second template, of another class and size, mounted below the first: the entries are there. */
  readonly log?: string;
  /** Where entries are, if the ledger runs under the name of Kafka. */
  readonly logDirs?: string;
  readonly pod?: object;
  readonly spec?: object;
  readonly labels?: Record<string, string>;
}

/** Two ledgers with a claim each, that know nothing of each other, and their headless Service. */
export function ledgerSet(props: SetProps): Manifest[] {
  const {
    namespace, name = 'ledger', replicas = 2, template = 'data', storageClassName = fast(namespace), size = '1Gi', subPath,
    log, logDirs, pod, spec, labels = { app: 'ledger' },
  } = props;
  const claimTemplate = (of: string, className: string, storage: string) => ({ metadata: { name: of }, spec: claimSpec(className, storage) });
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      spec: { clusterIP: 'None', selector: labels, ports: [{ port: 7000 }], publishNotReadyAddresses: true },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name, namespace },
      spec: {
        serviceName: name,
        replicas,
        selector: { matchLabels: labels },
        template: podTemplate(labels, [
          { name: template, mountPath: '/data', subPath }, ...log ? [{ name: log, mountPath: '/data/ledger' }] : [],
        ], pod, logDirs && '$(KAFKA_LOG_DIRS)/ledger', logDirs),
        volumeClaimTemplates: [claimTemplate(template, storageClassName, size), ...log ? [claimTemplate(log, slow(namespace), '512Mi')] : []],
        ...spec,
      },
    },
  ];
}

/** How a Deployment of a ledger differs from the usual one. */
export interface DeploymentProps {
  /** Another claim, mounted below the first: the entries are there. */
  readonly log?: string;
  /** What is there instead of the claim. */
  readonly volume?: object;
  /** Where the volume is mounted; nowhere if it is empty. */
  readonly mountPath?: string;
  readonly dataDir?: string;
  readonly pod?: object;
}

/** One ledger on a claim that has a name. */
export function ledgerDeployment(namespace: string, claimName: string, props: DeploymentProps = {}): Manifest[] {
  const { log, volume = { persistentVolumeClaim: { claimName } }, mountPath = '/data', dataDir, pod } = props;
  const labels = { app: 'ledger' };
  const mounts = [...mountPath ? [{ name: 'data', mountPath }] : [], ...log ? [{ name: 'log', mountPath: '/data/ledger' }] : []];
  const volumes = [{ name: 'data', ...volume }, ...log ? [{ name: 'log', persistentVolumeClaim: { claimName: log } }] : []];
  return [
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'ledger-0', namespace }, spec: { selector: labels, ports: [{ port: 7000 }] } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'ledger', namespace },
      spec: {
        strategy: { type: 'Recreate' }, selector: { matchLabels: labels }, template: podTemplate(labels, mounts, { volumes, ...pod }, dataDir),
      },
    },
  ];
}

export function claim(namespace: string, name: string, storageClassName = fast(namespace), size = '1Gi'): Manifest {
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name, namespace }, spec: claimSpec(storageClassName, size) };
}

function claimSpec(storageClassName: string, storage: string): object {
  return { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage } } };
}

/** A folder that all nodes share, made for a volume of a class that no claim has yet. */
export function folder(className: string, number: number): string {
  return `${NETWORK}/${className}-${number}`;
}

function podTemplate(labels: Record<string, string>, volumeMounts: object[], pod: object = {}, dataDir = '/data/ledger', logDirs?: string): Manifest {
  return {
    metadata: { labels },
    spec: {
      terminationGracePeriodSeconds: 10,
      securityContext: { runAsNonRoot: true, runAsUser: 1001, fsGroup: 1001, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{
        name: 'ledger',
        image: logDirs === undefined ? IMAGE : AS_KAFKA,
        imagePullPolicy: 'IfNotPresent',
        command: ['ledger', 'serve'],
        env: [...logDirs === undefined ? [] : [{ name: 'KAFKA_LOG_DIRS', value: logDirs }], { name: 'DATA_DIR', value: dataDir }],
        ports: [{ containerPort: 7000 }],
        readinessProbe: { tcpSocket: { port: 7000 }, periodSeconds: 1 },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        volumeMounts,
      }],
      ...pod,
    },
  };
}

/** Classes of a namespace. */
export const fast = (namespace: string) => `${namespace}-fast`;
export const slow = (namespace: string) => `${namespace}-slow`;

/**
 * Both classes of some namespaces with as many empty volumes each as are said, on folders that all nodes share. A pod of
 * `maker` makes the folders.
 */
export async function makeVolumes(cluster: Cluster, maker: string, counts: { readonly [namespace: string]: number }): Promise<void> {
  const classes = Object.entries(counts).flatMap(([namespace, length]) => [{ name: fast(namespace), length }, { name: slow(namespace), length }]);
  const volumes = classes.flatMap(({ name, length }) => Array.from({ length }, (_, i) => ({ name, volume: `${name}-${i}`, path: folder(name, i) })));
  await cluster.apply({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'folders', namespace: maker },
    spec: {
      restartPolicy: 'Never',
      containers: [{
        name: 'folders',
        image: IMAGE,
        imagePullPolicy: 'IfNotPresent',
        command: ['sh', '-c', `cd /network && mkdir ${volumes.map(({ volume }) => volume).join(' ')}`],
        volumeMounts: [{ name: 'network', mountPath: '/network' }],
      }],
      volumes: [{ name: 'network', hostPath: { path: NETWORK, type: 'Directory' } }],
    },
  });
  await eventually('folders are made', async () => (await cluster.get('v1', 'Pod', maker, 'folders')).status.phase === 'Succeeded');
  await eachOf(classes, async ({ name }) => {
    await cluster.apply({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name },
      provisioner: 'kubernetes.io/no-provisioner',
      volumeBindingMode: 'WaitForFirstConsumer',
      allowVolumeExpansion: true,
    });
  });
  await eachOf(volumes, async ({ name, volume, path }) => {
    await cluster.apply({
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: volume, labels: { 'drills-of': maker } },
      spec: {
        accessModes: ['ReadWriteOnce'],
        capacity: { storage: '1Gi' },
        storageClassName: name,
        local: { path },
        nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/os', operator: 'In', values: ['linux'] }] }] } },
      },
    });
  });
}

/** Removes classes, volumes and folders. */
export async function removeVolumes(cluster: Cluster, maker: string, namespaces: string[]): Promise<void> {
  await eachOf(await cluster.list('v1', 'PersistentVolume', undefined, `drills-of=${maker}`),
    volume => cluster.delete('v1', 'PersistentVolume', undefined, volume.metadata.name));
  await eachOf(namespaces.flatMap(namespace => [fast(namespace), slow(namespace)]),
    name => cluster.delete('storage.k8s.io/v1', 'StorageClass', undefined, name));
  await cluster.delete('v1', 'Pod', maker, 'folders', { grace: 0 });
  await eventually('the pod is gone', async () => !await cluster.get('v1', 'Pod', maker, 'folders'));
  await cluster.apply({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'folders', namespace: maker },
    spec: {
      restartPolicy: 'Never',
      containers: [{
        name: 'folders',
        image: IMAGE,
        imagePullPolicy: 'IfNotPresent',
        command: ['sh', '-c', `cd /network && rm -rf ${namespaces.map(namespace => `${namespace}-*`).join(' ')}`],
        volumeMounts: [{ name: 'network', mountPath: '/network' }],
      }],
      volumes: [{ name: 'network', hostPath: { path: NETWORK, type: 'Directory' } }],
    },
  });
  await eventually('folders are removed', async () => (await cluster.get('v1', 'Pod', maker, 'folders')).status.phase === 'Succeeded');
}
