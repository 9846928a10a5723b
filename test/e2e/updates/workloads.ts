import * as fc from 'fast-check';
import { UpdateKind, claimSelector, className, label, maybe, otherClaim, rarely, size } from './kind';

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
  resources: rarely(fc.constantFrom({ limits: { memory: '1Gi' } }, { limits: { memory: '1024Mi' }, requests: { memory: '1Gi' } })),
}).map(({ image, env, grace, delay, readOnly, pull, resources, ...spec }) => ({
  ...spec,
  nodeSelector: { nowhere: 'at-all' },
  terminationGracePeriodSeconds: grace,
  securityContext: { runAsNonRoot: true, runAsUser: 1, seccompProfile: { type: 'RuntimeDefault' } },
  volumes: [{ name: 'scratch', emptyDir: {} }],
  containers: [{
    name: 'main',
    image,
    imagePullPolicy: pull,
    resources,
    env: env === undefined ? undefined : [{ name: 'A', value: env }],
    readinessProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: delay },
    volumeMounts: [{ name: 'scratch', mountPath: '/scratch', readOnly }],
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  }],
}));
const template = (labels: fc.Arbitrary<{ [key: string]: string }>) =>
  fc.record({ labels, spec: podSpec }).map(({ labels: l, spec }) => ({ metadata: { labels: l }, spec }));
const jobTemplate = template(fc.record({ app: label })).map(({ metadata, spec }) => ({ metadata, spec: { ...spec, restartPolicy: 'Never' } }));

/** A selector and a template that it selects, with labels beside it. */
const selected = fc.record({ app: label, tier: maybe(label), extra: maybe(label), expression: fc.boolean() })
  .chain(({ app, tier, extra, expression }) => {
    const matchLabels = { app, ...tier && { tier } };
    const selector = expression ? { matchExpressions: [{ key: 'app', operator: 'In', values: [app] }] } : { matchLabels };
    return template(fc.constant({ ...matchLabels, ...extra && { extra } })).map(t => ({ selector, template: t }));
  });

const claimTemplate = fc.record({
  name: fc.constantFrom('data', 'wal'),
  labels: maybe(fc.record({ app: label })),
  annotations: maybe(fc.record({ note: label })),
  isTyped: fc.boolean(),
  storage: size,
  storageClassName: maybe(className),
  volumeMode: maybe(fc.constantFrom('Filesystem', 'Block')),
  accessModes: fc.constantFrom(['ReadWriteOnce'], ['ReadWriteMany'], ['ReadWriteOnce', 'ReadOnlyMany']),
  selector: rarely(claimSelector),
  dataSource: rarely(otherClaim),
}).map(({ name, labels, annotations, isTyped, storage, ...spec }) => ({
  ...isTyped ? { apiVersion: 'v1', kind: 'PersistentVolumeClaim' } : {},
  metadata: { name, labels, annotations },
  spec: { ...spec, resources: { requests: { storage } } },
}));

const rollingSets = [undefined, {}, { partition: 0 }, { partition: 1 }, { maxUnavailable: 1 }, { partition: 0, maxUnavailable: 2 }];
const rollingDeployments = [undefined, {}, { maxSurge: 1 }, { maxUnavailable: 0 }, { maxSurge: '50%', maxUnavailable: '25%' }];
const rollingDaemons = [undefined, {}, { maxUnavailable: '50%' }, { maxSurge: 1, maxUnavailable: 0 }, { maxSurge: 0 }];

/** A strategy with its type or without, with the numbers of a rolling update or without. */
function strategy(other: string, numbers: (object | undefined)[]): fc.Arbitrary<object | undefined> {
  return maybe(
    fc.oneof(fc.constant({ type: other }), fc.record({ type: maybe(fc.constant('RollingUpdate')), rollingUpdate: fc.constantFrom(...numbers) })),
  );
}

const base = { inSpec: true, namespaced: true };

export const WORKLOADS: UpdateKind[] = [
  {
    ...base,
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    fields: fc.record({
      selected,
      serviceName: maybe(fc.constantFrom('s', 't')),
      podManagementPolicy: maybe(fc.constantFrom('OrderedReady', 'Parallel')),
      replicas: fc.constantFrom(0, 1),
      revisionHistoryLimit: maybe(fc.constantFrom(10, 3)),
      minReadySeconds: maybe(fc.constantFrom(0, 10)),
      ordinals: maybe(fc.record({ start: fc.constantFrom(0, 1) })),
      updateStrategy: strategy('OnDelete', rollingSets),
      persistentVolumeClaimRetentionPolicy:
        maybe(fc.constantFrom({ whenDeleted: 'Retain' }, { whenDeleted: 'Delete', whenScaled: 'Retain' }, { whenScaled: 'Delete' })),
      volumeClaimTemplates: maybe(fc.uniqueArray(claimTemplate, { maxLength: 2, selector: t => t.metadata.name })),
    }).map(({ selected: s, ...spec }) => ({ ...s, ...spec })),
    together: [['selector', 'template']],
  },
  {
    ...base,
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    fields: fc.record({
      selected,
      replicas: maybe(fc.constantFrom(0, 1)),
      minReadySeconds: maybe(fc.constantFrom(0, 5)),
      progressDeadlineSeconds: maybe(fc.constantFrom(600, 60)),
      revisionHistoryLimit: maybe(fc.constantFrom(10, 0)),
      paused: maybe(fc.boolean()),
      strategy: strategy('Recreate', rollingDeployments),
    }).map(({ selected: s, ...spec }) => ({ ...s, ...spec })),
    together: [['selector', 'template']],
  },
  {
    ...base,
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    fields: fc.record({
      selected,
      minReadySeconds: maybe(fc.constantFrom(0, 5)),
      revisionHistoryLimit: maybe(fc.constantFrom(10, 0)),
      updateStrategy: strategy('OnDelete', rollingDaemons),
    }).map(({ selected: s, ...spec }) => ({ ...s, ...spec })),
    together: [['selector', 'template']],
  },
  {
    ...base,
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    fields: fc.record({
      selector: fc.constantFrom({ matchLabels: { app: 'a' } }, { matchLabels: { app: 'b' } },
        { matchExpressions: [{ key: 'app', operator: 'Exists' }] }, {}),
      limit: fc.constantFrom({ minAvailable: 1 }, { minAvailable: '50%' }, { maxUnavailable: 1 }, { maxUnavailable: '50%' }, { maxUnavailable: 0 }),
      unhealthyPodEvictionPolicy: maybe(fc.constantFrom('IfHealthyBudget', 'AlwaysAllow')),
    }).map(({ limit, ...spec }) => ({ ...limit, ...spec })),
    together: [['minAvailable', 'maxUnavailable']],
  },
  {
    ...base,
    apiVersion: 'batch/v1',
    kind: 'Job',
    fields: fc.record({
      template: jobTemplate,
      nodeSelector: maybe(fc.constant({ elsewhere: 'too' })),
      parallelism: maybe(fc.constantFrom(1, 2)),
      completions: maybe(fc.constantFrom(1, 2)),
      completionMode: maybe(fc.constantFrom('NonIndexed', 'Indexed')),
      suspend: maybe(fc.boolean()),
      backoffLimit: maybe(fc.constantFrom(6, 3)),
    }).map(({ template: t, nodeSelector, completionMode, completions, ...spec }) => ({
      ...spec,
      completionMode,
      completions: completionMode === 'Indexed' ? completions ?? 1 : completions,
      template: { ...t, spec: { ...t.spec, nodeSelector: { ...t.spec.nodeSelector, ...nodeSelector } } },
    })),
    together: [['completionMode', 'completions']],
  },
  {
    ...base,
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    fields: fc.record({
      schedule: fc.constantFrom('0 0 31 2 *', '0 0 30 2 *'),
      timeZone: maybe(fc.constantFrom('Etc/UTC', 'Europe/Rome')),
      suspend: maybe(fc.boolean()),
      concurrencyPolicy: maybe(fc.constantFrom('Allow', 'Forbid', 'Replace')),
      startingDeadlineSeconds: maybe(fc.constantFrom(60, 120)),
      successfulJobsHistoryLimit: maybe(fc.constantFrom(3, 0)),
      failedJobsHistoryLimit: maybe(fc.constantFrom(1, 0)),
      jobTemplate: fc.record({
        template: jobTemplate,
        backoffLimit: maybe(fc.constantFrom(6, 3)),
        completions: maybe(fc.constantFrom(1, 2)),
        parallelism: maybe(fc.constantFrom(1, 2)),
      }).map(spec => ({ spec })),
    }),
  },
  {
    ...base,
    apiVersion: 'v1',
    kind: 'Pod',
    fields: fc.record({
      pod: podSpec,
      activeDeadlineSeconds: maybe(fc.constantFrom(100, 200)),
      tolerations: maybe(fc.constantFrom([{ key: 'a', operator: 'Exists' }], [{ key: 'a', operator: 'Exists' }, { key: 'b', operator: 'Exists' }])),
      hostname: maybe(fc.constantFrom('x', 'y')),
    }).map(({ pod, ...spec }) => ({ ...pod, ...spec })),
  },
];
