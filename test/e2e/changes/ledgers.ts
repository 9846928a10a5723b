import { Cluster, Manifest, eventually } from '../cluster';
import { IMAGE } from '../drills/subjects';

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
  readonly spec?: object;
  readonly labels?: Record<string, string>;
}

/** Two ledgers with a claim each, that know nothing of each other, and their headless Service. */
export function ledgerSet({ namespace, name = 'ledger', replicas = 2, template = 'data', storageClassName = fast(namespace), size = '1Gi', subPath, spec, labels = { app: 'ledger' } }: SetProps): Manifest[] {
  return [
    { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { clusterIP: 'None', selector: labels, ports: [{ port: 7000 }], publishNotReadyAddresses: true } },
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name, namespace },
      spec: {
        serviceName: name,
        replicas,
        selector: { matchLabels: labels },
        template: podTemplate(labels, [{ name: template, mountPath: '/data', subPath }]),
        volumeClaimTemplates: [{ metadata: { name: template }, spec: { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage: size } } } }],
        ...spec,
      },
    },
  ];
}

/** One ledger on a claim that has a name. */
export function ledgerDeployment(namespace: string, claimName: string): Manifest[] {
  const labels = { app: 'ledger' };
  const template = podTemplate(labels, [{ name: 'data', mountPath: '/data' }]);
  return [
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'ledger-0', namespace }, spec: { selector: labels, ports: [{ port: 7000 }] } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'ledger', namespace },
      spec: {
        strategy: { type: 'Recreate' }, selector: { matchLabels: labels }, template: { ...template, spec: { ...template.spec, volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }] } },
      },
    },
  ];
}

export function claim(namespace: string, name: string, storageClassName = fast(namespace), size = '1Gi'): Manifest {
  return {
    apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name, namespace }, spec: { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage: size } } },
  };
}

function podTemplate(labels: Record<string, string>, volumeMounts: object[]): Manifest {
  return {
    metadata: { labels },
    spec: {
      terminationGracePeriodSeconds: 10,
      securityContext: { runAsNonRoot: true, runAsUser: 1001, fsGroup: 1001, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{
        name: 'ledger',
        image: IMAGE,
        imagePullPolicy: 'IfNotPresent',
        command: ['ledger', 'serve'],
        env: [{ name: 'DATA_DIR', value: '/data/ledger' }],
        ports: [{ containerPort: 7000 }],
        readinessProbe: { tcpSocket: { port: 7000 }, periodSeconds: 1 },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        volumeMounts,
      }],
    },
  };
}

/** Classes of a namespace. */
export const fast = (namespace: string) => `${namespace}-fast`;
export const slow = (namespace: string) => `${namespace}-slow`;

/** Both classes of some namespaces with six empty volumes each, on folders that all nodes share. A pod of `maker` makes the folders. */
export async function makeVolumes(cluster: Cluster, maker: string, namespaces: string[]): Promise<void> {
  const volumes = namespaces.flatMap(namespace => [fast(namespace), slow(namespace)].flatMap(name => Array.from({ length: 6 }, (_, i) => ({ name, folder: `${name}-${i}` }))));
  await cluster.apply({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'folders', namespace: maker },
    spec: {
      restartPolicy: 'Never',
      containers: [{
        name: 'folders', image: IMAGE, imagePullPolicy: 'IfNotPresent', command: ['sh', '-c', `cd /network && mkdir ${volumes.map(({ folder }) => folder).join(' ')}`], volumeMounts: [{ name: 'network', mountPath: '/network' }],
      }],
      volumes: [{ name: 'network', hostPath: { path: NETWORK, type: 'Directory' } }],
    },
  });
  await eventually('folders are made', async () => (await cluster.get('v1', 'Pod', maker, 'folders')).status.phase === 'Succeeded');
  for (const name of new Set(volumes.map(volume => volume.name))) {
    await cluster.apply({
      apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name }, provisioner: 'kubernetes.io/no-provisioner', volumeBindingMode: 'WaitForFirstConsumer', allowVolumeExpansion: true,
    });
  }
  for (const { name, folder } of volumes) {
    await cluster.apply({
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: folder, labels: { 'drills-of': maker } },
      spec: {
        accessModes: ['ReadWriteOnce'],
        capacity: { storage: '1Gi' },
        storageClassName: name,
        local: { path: `${NETWORK}/${folder}` },
        nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/os', operator: 'In', values: ['linux'] }] }] } },
      },
    });
  }
}

/** Removes classes, volumes and folders. */
export async function removeVolumes(cluster: Cluster, maker: string, namespaces: string[]): Promise<void> {
  for (const volume of await cluster.list('v1', 'PersistentVolume', undefined, `drills-of=${maker}`)) {
    await cluster.delete('v1', 'PersistentVolume', undefined, volume.metadata.name);
  }
  for (const name of namespaces.flatMap(namespace => [fast(namespace), slow(namespace)])) {
    await cluster.delete('storage.k8s.io/v1', 'StorageClass', undefined, name);
  }
  await cluster.delete('v1', 'Pod', maker, 'folders', { grace: 0 });
  await eventually('the pod is gone', async () => !await cluster.get('v1', 'Pod', maker, 'folders'));
  await cluster.apply({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'folders', namespace: maker },
    spec: {
      restartPolicy: 'Never',
      containers: [{
        name: 'folders', image: IMAGE, imagePullPolicy: 'IfNotPresent', command: ['sh', '-c', `cd /network && rm -rf ${namespaces.map(namespace => `${namespace}-*`).join(' ')}`], volumeMounts: [{ name: 'network', mountPath: '/network' }],
      }],
      volumes: [{ name: 'network', hostPath: { path: NETWORK, type: 'Directory' } }],
    },
  });
  await eventually('folders are removed', async () => (await cluster.get('v1', 'Pod', maker, 'folders')).status.phase === 'Succeeded');
}
