import * as fc from 'fast-check';
import { Manifest } from '../cluster';

/** Objects of one kind as people write them, valid in themselves: what the server refuses is then the change. */
export interface UpdateKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly object: fc.Arbitrary<{ [field: string]: any }>;
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const size = fc.constantFrom('1Gi', '1024Mi', '2Gi', '2147483648', '0.5Gi', '512Mi');
const label = fc.constantFrom('a', 'b');
const className = fc.constantFrom('parity', 'parity-other');

/** The spec of a pod that runs nowhere; defaults are written, or not. */
const podSpec = fc.record({
  image: fc.constantFrom('engine:1', 'engine:2'),
  env: maybe(fc.constantFrom('a', 'b', '')),
  grace: maybe(fc.constantFrom(30, 60)),
  delay: maybe(fc.constantFrom(0, 5)),
  readOnly: maybe(fc.boolean()),
  hostNetwork: maybe(fc.constant(false)),
  enableServiceLinks: maybe(fc.boolean()),
  restartPolicy: maybe(fc.constant('Always')),
  pull: maybe(fc.constant('IfNotPresent')),
}).map(({ image, env, grace, delay, readOnly, pull, ...spec }) => ({
  ...spec,
  nodeSelector: { nowhere: 'at-all' },
  terminationGracePeriodSeconds: grace,
  securityContext: { runAsNonRoot: true, runAsUser: 1, seccompProfile: { type: 'RuntimeDefault' } },
  volumes: [{ name: 'scratch', emptyDir: {} }],
  containers: [{
    name: 'main',
    image,
    imagePullPolicy: pull,
    env: env === undefined ? undefined : [{ name: 'A', value: env }],
    readinessProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: delay },
    volumeMounts: [{ name: 'scratch', mountPath: '/scratch', readOnly }],
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  }],
}));
const template = (labels: fc.Arbitrary<{ [key: string]: string }>) => fc.record({ labels, spec: podSpec }).map(({ labels: l, spec }) => ({ metadata: { labels: l }, spec }));

/** A selector and a template that it selects, with labels beside it. */
const selected = fc.record({ app: label, tier: maybe(label), extra: maybe(label) }).chain(({ app, tier, extra }) => {
  const matchLabels = { app, ...tier && { tier } };
  return template(fc.constant({ ...matchLabels, ...extra && { extra } })).map(t => ({ selector: { matchLabels }, template: t }));
});

const claimTemplate = fc.record({
  name: fc.constantFrom('data', 'wal'),
  labels: maybe(fc.record({ app: label })),
  storage: size,
  storageClassName: maybe(className),
  volumeMode: maybe(fc.constantFrom('Filesystem', 'Block')),
  accessModes: fc.constantFrom(['ReadWriteOnce'], ['ReadWriteMany'], ['ReadWriteOnce', 'ReadOnlyMany']),
}).map(({ name, labels, storage, ...spec }) => ({ metadata: { name, labels }, spec: { ...spec, resources: { requests: { storage } } } }));

const affinity = fc.constantFrom('node-1', 'node-2').map(node => ({ required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node] }] }] } }));
const source = fc.oneof(
  fc.record({ server: fc.constantFrom('nas', 'nas2'), path: fc.constantFrom('/x', '/y') }).map(nfs => ({ nfs })),
  fc.record({ path: fc.constantFrom('/x', '/y'), type: maybe(fc.constantFrom('', 'Directory')) }).map(hostPath => ({ hostPath })),
  fc.record({ driver: fc.constant('csi.example.com'), volumeHandle: label, fsType: maybe(fc.constantFrom('ext4')) }).map(csi => ({ csi })),
);

const data = maybe(fc.dictionary(label, label, { maxKeys: 2, noNullPrototype: true }));

/** The kinds whose updates are compared with the server. */
export const UPDATE_KINDS: UpdateKind[] = [
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    namespaced: true,
    object: fc.record({
      selected,
      serviceName: fc.constantFrom('s', 't'),
      podManagementPolicy: maybe(fc.constantFrom('OrderedReady', 'Parallel')),
      replicas: fc.constantFrom(0, 1),
      revisionHistoryLimit: maybe(fc.constantFrom(10, 3)),
      minReadySeconds: maybe(fc.constantFrom(0, 10)),
      ordinals: maybe(fc.record({ start: fc.constantFrom(0, 1) })),
      updateStrategy: maybe(fc.constantFrom({ type: 'OnDelete' }, { type: 'RollingUpdate' }, { type: 'RollingUpdate', rollingUpdate: { partition: 0 } })),
      persistentVolumeClaimRetentionPolicy: maybe(fc.constantFrom({ whenDeleted: 'Retain' }, { whenDeleted: 'Delete', whenScaled: 'Retain' })),
      volumeClaimTemplates: maybe(fc.uniqueArray(claimTemplate, { maxLength: 2, selector: t => t.metadata.name })),
    }).map(({ selected: s, ...spec }) => ({ spec: { ...s, ...spec } })),
  },
  ...['Deployment', 'DaemonSet'].map((kind): UpdateKind => ({
    apiVersion: 'apps/v1',
    kind,
    namespaced: true,
    object: fc.record({
      selected,
      minReadySeconds: maybe(fc.constantFrom(0, 5)),
      ...kind === 'Deployment' ? { strategy: maybe(fc.constantFrom({ type: 'Recreate' }, { type: 'RollingUpdate' }, { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } })) } : {},
    }).map(({ selected: s, ...spec }) => ({ spec: { ...s, ...spec } })),
  })),
  {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    namespaced: true,
    object: fc.record({
      accessModes: fc.constantFrom(['ReadWriteOnce'], ['ReadWriteOnce', 'ReadOnlyMany'], ['ReadWriteOncePod']),
      storageClassName: fc.constantFrom('parity', 'parity', 'parity-other'),
      storage: size,
      volumeMode: maybe(fc.constantFrom('Filesystem', 'Block')),
      selector: maybe(fc.constantFrom({ matchLabels: { a: 'b' } })),
    }).map(({ storage, ...spec }) => ({ spec: { ...spec, resources: { requests: { storage } } } })),
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    namespaced: false,
    object: fc.record({
      source,
      storage: size,
      accessModes: fc.constantFrom(['ReadWriteOnce'], ['ReadWriteMany']),
      storageClassName: maybe(className),
      volumeMode: maybe(fc.constantFrom('Filesystem', 'Block')),
      nodeAffinity: maybe(affinity),
      persistentVolumeReclaimPolicy: maybe(fc.constantFrom('Retain', 'Delete')),
      mountOptions: maybe(fc.constantFrom(['hard'])),
    }).map(({ source: s, storage, ...spec }) => ({ spec: { ...s, ...spec, capacity: { storage } } })),
  },
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    namespaced: false,
    // No empty parameters: the server stores them as none, and refuses every server-side apply that has them.
    object: fc.record({
      provisioner: fc.constantFrom('csi.example.com', 'csi2.example.com'),
      parameters: data.filter(map => map === undefined || Object.keys(map).length > 0),
      reclaimPolicy: maybe(fc.constantFrom('Delete', 'Retain')),
      volumeBindingMode: maybe(fc.constantFrom('Immediate', 'WaitForFirstConsumer')),
      allowVolumeExpansion: maybe(fc.boolean()),
      mountOptions: maybe(fc.constantFrom(['hard'])),
    }),
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    namespaced: true,
    object: fc.record({
      clusterIP: maybe(fc.constant('None')),
      type: maybe(fc.constantFrom('ClusterIP')),
      selector: fc.record({ app: label }),
      publishNotReadyAddresses: maybe(fc.boolean()),
      ports: fc.uniqueArray(fc.record({ name: fc.constantFrom('x', 'y'), port: fc.constantFrom(80, 81), protocol: maybe(fc.constant('TCP')) }), { minLength: 1, maxLength: 2, selector: p => p.port })
        .filter(ports => new Set(ports.map(p => p.name)).size === ports.length),
      sessionAffinity: maybe(fc.constantFrom('None', 'ClientIP')),
    }).map(spec => ({ spec })),
  },
  {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    namespaced: true,
    object: fc.record({ selector: fc.record({ matchLabels: fc.record({ app: label }) }), limit: fc.constantFrom({ minAvailable: 1 }, { maxUnavailable: 1 }, { maxUnavailable: '50%' }) })
      .map(({ selector, limit }) => ({ spec: { selector, ...limit } })),
  },
  {
    apiVersion: 'v1', kind: 'Secret', namespaced: true, object: fc.record({ type: maybe(fc.constantFrom('Opaque', 'example.com/other')), stringData: data, immutable: maybe(fc.boolean()) }),
  },
  {
    apiVersion: 'batch/v1',
    kind: 'Job',
    namespaced: true,
    object: fc.record({
      template: template(fc.record({ app: label })).map(({ metadata, spec }) => ({ metadata, spec: { ...spec, restartPolicy: 'Never' } })),
      nodeSelector: maybe(fc.constant({ elsewhere: 'too' })),
      parallelism: maybe(fc.constantFrom(1, 2)),
      completions: maybe(fc.constantFrom(1, 2)),
      completionMode: maybe(fc.constantFrom('NonIndexed', 'Indexed')),
      suspend: maybe(fc.boolean()),
      backoffLimit: maybe(fc.constantFrom(6, 3)),
    }).map(({ template: t, nodeSelector, completionMode, completions, ...spec }) => ({
      spec: {
        ...spec, completionMode, completions: completionMode === 'Indexed' ? completions ?? 1 : completions, template: { ...t, spec: { ...t.spec, nodeSelector: { ...t.spec.nodeSelector, ...nodeSelector } } },
      },
    })),
  },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    namespaced: true,
    object: fc.record({
      pod: podSpec,
      activeDeadlineSeconds: maybe(fc.constantFrom(100, 200)),
      tolerations: maybe(fc.constantFrom([{ key: 'a', operator: 'Exists' }], [{ key: 'a', operator: 'Exists' }, { key: 'b', operator: 'Exists' }])),
      hostname: maybe(fc.constantFrom('x', 'y')),
    }).map(({ pod, ...spec }) => ({ spec: { ...pod, ...spec } })),
  },
  { apiVersion: 'v1', kind: 'ConfigMap', namespaced: true, object: fc.record({ data, immutable: maybe(fc.boolean()) }) },
];

/** Two versions of one object: the second has some fields of another one. */
export function updates({ apiVersion, kind, object }: UpdateKind, name: string): fc.Arbitrary<[Manifest, Manifest]> {
  const labels = maybe(fc.record({ l: label }));
  return fc.tuple(object, object, fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), labels, labels).map(([before, other, picks, l1, l2]) => {
    const [from, into] = before.spec === undefined ? [other, { ...before }] : [other.spec, { ...before.spec }];
    const groups = groupsOf(kind, [...new Set([...Object.keys(from), ...Object.keys(into)])]);
    for (const pick of picks) {
      for (const field of groups[pick % groups.length]) {
        into[field] = from[field];
      }
    }
    const written = (body: object, l: object | undefined): Manifest => JSON.parse(JSON.stringify({ apiVersion, kind, metadata: { name, labels: l }, ...body }));
    return [written(before, l1), written(before.spec === undefined ? into : { spec: into }, l2)];
  });
}

/** Fields that are valid only together change together. */
function groupsOf(kind: string, fields: string[]): string[][] {
  const together: { [kind: string]: string[][] } = {
    StatefulSet: [['selector', 'template']],
    Deployment: [['selector', 'template']],
    DaemonSet: [['selector', 'template']],
    Job: [['completionMode', 'completions']],
    PersistentVolume: [['nfs', 'hostPath', 'csi']],
    PodDisruptionBudget: [['minAvailable', 'maxUnavailable']],
  };
  const joined = together[kind] ?? [];
  return [...joined, ...fields.filter(field => !joined.flat().includes(field)).map(field => [field])];
}
