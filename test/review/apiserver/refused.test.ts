import { isSame, normalOf } from '../../../src/review/apiserver/normal';
import { refusalsOf } from '../../../src/review/apiserver/refused';
import { readText } from '../../../src/review/manifests/read';

const one = (object: object) => readText('x.yaml', JSON.stringify(object)).resources[0];
const paths = (before: object, after: object, minor = 34, defaultClass?: string) =>
  refusalsOf(one(before), one(after), { minor }, defaultClass).map(({ path }) => path.join('.'));
const rules = (before: object, after: object, minor: number) => refusalsOf(one(before), one(after), { minor }).map(({ rule }) => rule);

const object = (apiVersion: string, kind: string, spec: object) => ({ apiVersion, kind, metadata: { name: 'x', namespace: 'shop' }, spec });
const set = (spec: object = {}) => object('apps/v1', 'StatefulSet', {
  serviceName: 's',
  selector: { matchLabels: { a: 'b' } },
  template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'm', image: 'x:1' }] } },
  ...spec,
});
const claims = (storage: string) =>
  ({ volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } } }] });
const template = (container: object = {}, spec: object = {}) =>
  set({ template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'm', image: 'x:1', ...container }], ...spec } } });
const claim = (spec: object = {}) => object('v1', 'PersistentVolumeClaim', {
  accessModes: ['ReadWriteOnce'], storageClassName: 'fast', resources: { requests: { storage: '2Gi' } }, ...spec,
});
const storage = (size: string) => ({ resources: { requests: { storage: size } } });
const volume = (spec: object) => object('v1', 'PersistentVolume', { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], ...spec });
const storageClass = (fields: object) =>
  ({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'x' }, provisioner: 'csi.example.com', ...fields });
const service = (spec: object) => object('v1', 'Service', { ports: [{ port: 80 }], ...spec });
const secret = (fields: object) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, ...fields });
const pod = (spec: object = {}, container: object = {}) => object('v1', 'Pod', { containers: [{ name: 'm', image: 'x:1', ...container }], ...spec });
const job = (spec: object = {}, podSpec: object = {}) => object('batch/v1', 'Job', {
  template: { metadata: { labels: { a: 'b' } }, spec: { restartPolicy: 'Never', containers: [{ name: 'm', image: 'x:1' }], ...podSpec } },
  ...spec,
});
const affinity = (node: string, key = 'kubernetes.io/hostname') => ({
  nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key, operator: 'In', values: [node] }] }] } },
});
const [BETA_ZONE, ZONE] = ['failure-domain.beta.kubernetes.io/zone', 'topology.kubernetes.io/zone'];
/** As a cluster tells it. */
const withStatus = (body: object, status: object) => ({ ...body, status });
const withClassAnnotation = (
  { metadata, ...rest }: { metadata: object }, name: string,
) => ({ ...rest, metadata: { ...metadata, annotations: { 'volume.beta.kubernetes.io/storage-class': name } } });
const attributes = (volumeAttributesClassName?: string) => claim({ volumeAttributesClassName });
const source = (name: string) => ({ kind: 'PersistentVolumeClaim', name });
const csi = (fields: object = {}) => volume({ csi: { driver: 'csi.example.com', volumeHandle: 'a', ...fields } });
const expansion = (name: string) => ({ controllerExpandSecretRef: { name, namespace: 'shop' } });
const local = (healthCheckNodePort?: number) => service({ type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort });
const families = (ipFamilyPolicy: string | undefined, ...ipFamilies: string[]) => service({ clusterIP: 'None', ipFamilies, ipFamilyPolicy });
const driver = (spec: object) => object('storage.k8s.io/v1', 'CSIDriver', spec);
const binding = (roleRef: object) =>
  ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: { name: 'x' }, roleRef: { kind: 'Role', name: 'a', ...roleRef } });
const attributesClass = (fields: object) => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'VolumeAttributesClass',
  metadata: { name: 'x' },
  driverName: 'csi.example.com',
  parameters: { a: 'b' },
  ...fields,
});

describe('the server refuses', () => {
  test.each<[string, object, object, string[]]>([
    ['another Service of a set', set(), set({ serviceName: 't' }), ['spec.serviceName']],
    ['another start order', set(), set({ podManagementPolicy: 'Parallel' }), ['spec.podManagementPolicy']],
    ['a larger claim template', set(claims('1Gi')), set(claims('2Gi')), ['spec.volumeClaimTemplates']],
    ['OnDelete where it filled in how to roll', set(), set({ updateStrategy: { type: 'OnDelete' } }), ['spec.updateStrategy']],
    ['a smaller claim', claim(), claim(storage('1Gi')), ['spec.resources.requests.storage']],
    ['another class of a claim', claim(), claim({ storageClassName: 'slow' }), ['spec.storageClassName']],
    ['no class of a claim where one was written', claim(), claim({ storageClassName: undefined }), ['spec.storageClassName']],
    [
      'another class in the annotation', withClassAnnotation(claim(), 'a'), withClassAnnotation(claim(), 'b'),
      ['metadata.annotations.volume.beta.kubernetes.io/storage-class'],
    ],
    ['another volume of a claim', claim({ volumeName: 'a' }), claim({ volumeName: 'b' }), ['spec.volumeName']],
    ['no volume of a claim where one was written', claim({ volumeName: 'a' }), claim(), ['spec.volumeName']],
    ['another source of a claim', claim({ dataSource: source('a') }), claim({ dataSourceRef: source('b') }), ['spec.dataSourceRef']],
    ['no source of a claim where both were written', claim({ dataSource: source('a'), dataSourceRef: source('a') }), claim(), ['spec.dataSource']],
    [
      'another limit of a claim', claim(), claim({ resources: { requests: { storage: '2Gi' }, limits: { storage: '3Gi' } } }),
      ['spec.resources.limits'],
    ],
    ['a claim that waits to grow', withStatus(claim(), { phase: 'Pending' }), claim(storage('3Gi')), ['spec.resources.requests.storage']],
    [
      'as little as the volume of a claim has', withStatus(claim(), { phase: 'Bound', capacity: { storage: '1Gi' } }),
      claim(storage('1Gi')), ['spec.resources.requests.storage'],
    ],
    ['to take attributes back', attributes('gold'), attributes(), ['spec.volumeAttributesClassName']],
    ['no attributes where there are some', attributes('gold'), attributes(''), ['spec.volumeAttributesClassName']],
    ['attributes for a claim that waits', withStatus(attributes(), { phase: 'Pending' }), attributes('gold'), ['spec.volumeAttributesClassName']],
    ['another secret of a volume', csi(expansion('a')), csi(expansion('b')), ['spec.csi']],
    ['a secret less of a volume', csi(expansion('a')), csi(), ['spec.csi']],
    ['a secret for mounting that a volume did not have', csi(), csi({ nodePublishSecretRef: { name: 'a', namespace: 'shop' } }), ['spec.csi']],
    ['a volume that is for all nodes again', volume({ ...affinity('a') }), volume({}), ['spec.nodeAffinity']],
    ['a label of nodes back to its former name', volume({ ...affinity('a', ZONE) }), volume({ ...affinity('a', BETA_ZONE) }), ['spec.nodeAffinity']],
    ['to take attributes of a volume back', volume({ volumeAttributesClassName: 'gold' }), volume({}), ['spec.volumeAttributesClassName']],
    ['another export of a volume', volume({ nfs: { server: 'a', path: '/x' } }), volume({ nfs: { server: 'b', path: '/x' } }), ['spec.nfs']],
    [
      'another node of a volume', volume({ local: { path: '/x' }, ...affinity('a') }),
      volume({ local: { path: '/x' }, ...affinity('b') }), ['spec.nodeAffinity'],
    ],
    ['other parameters of a class', storageClass({ parameters: { a: 'b' } }), storageClass({ parameters: { a: 'c' } }), ['parameters']],
    ['Retain where Delete was the default', storageClass({}), storageClass({ reclaimPolicy: 'Retain' }), ['reclaimPolicy']],
    [
      'another driver of attributes, and other attributes', attributesClass({}),
      attributesClass({ driverName: 'csi2.example.com', parameters: { a: 'c' } }), ['driverName', 'parameters'],
    ],
    ['a driver that attaches no more', driver({}), driver({ attachRequired: false }), ['spec.attachRequired']],
    ['another role', binding({}), binding({ name: 'b' }), ['roleRef']],
    ['ports of nodes for a Service that stays headless', service({ clusterIP: 'None' }), service({ type: 'NodePort' }), ['spec.type']],
    [
      'another class of a load balancer', service({ type: 'LoadBalancer' }),
      service({ type: 'LoadBalancer', loadBalancerClass: 'a' }), ['spec.loadBalancerClass'],
    ],
    ['another port for health checks', local(30000), local(30001), ['spec.healthCheckNodePort']],
    ['one family less, without saying so', families('PreferDualStack', 'IPv4', 'IPv6'), families('PreferDualStack', 'IPv4'), ['spec.ipFamilies']],
    ['one family of a Service without selector, which has both', service({ clusterIP: 'None' }), families(undefined, 'IPv4'), ['spec.ipFamilies']],
    ['both families where one was asked for', families('SingleStack', 'IPv4'), families(undefined, 'IPv4', 'IPv6'), ['spec.ipFamilies']],
    ['no address for a Service that has one', service({}), service({ clusterIP: 'None' }), ['spec.clusterIP']],
    ['another type of a Secret', secret({}), secret({ type: 'kubernetes.io/tls' }), ['type']],
    ['other data of a sealed Secret', secret({ immutable: true, data: { a: 'YQ==' } }), secret({ immutable: true, data: { a: 'Yg==' } }), ['data']],
    ['to open a sealed Secret', secret({ immutable: true }), secret({}), ['immutable']],
    [
      'a key of a sealed Secret that was written twice, and no more',
      secret({ immutable: true, data: { a: 'YQ==' }, stringData: { a: 'a' } }), secret({ immutable: true }), ['data'],
    ],
    ['another template of a job', job(), job({}, { nodeSelector: { a: 'b' } }), ['spec.template']],
    [
      'another image of a job that waits', job({ suspend: true }),
      job({ suspend: true }, { containers: [{ name: 'm', image: 'x:2' }] }), ['spec.template'],
    ],
    ['more completions of a job', job(), job({ completions: 2 }), ['spec.completions']],
    ['completions that are not written any more', job({ completions: 2 }), job(), ['spec.completions']],
    ['another environment of a pod', pod(), pod({}, { env: [{ name: 'A', value: 'b' }] }), ['spec.containers']],
    ['one container more in a pod', pod(), pod({ containers: [{ name: 'm', image: 'x:1' }, { name: 'n', image: 'x:1' }] }), ['spec.containers']],
    ['a toleration of a pod that goes', pod({ tolerations: [{ key: 'a', operator: 'Exists' }] }), pod(), ['spec.tolerations']],
    ['a later end of a pod', pod({ activeDeadlineSeconds: 5 }), pod({ activeDeadlineSeconds: 6 }), ['spec.activeDeadlineSeconds']],
  ])('%s', (_, before, after, refused) => {
    expect(paths(before, after)).toEqual(refused);
  });
});

describe('the server takes', () => {
  test.each<[string, object, object]>([
    [
      'more replicas, another image, another partition', set(),
      set({ replicas: 3, updateStrategy: { rollingUpdate: { partition: 1 } }, revisionHistoryLimit: 3 }),
    ],
    ['a default that is written', set(), set({ podManagementPolicy: 'OrderedReady' })],
    ['the same amount in another spelling', set(claims('1Gi')), set(claims('1024Mi'))],
    [
      'OnDelete where somebody named the other way', set({ updateStrategy: { type: 'RollingUpdate' } }),
      set({ updateStrategy: { type: 'OnDelete' } }),
    ],
    [
      'OnDelete where somebody wrote how to roll',
      set({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } } }),
      set({ updateStrategy: { type: 'OnDelete' } }),
    ],
    ['a larger claim', claim(), claim(storage('3Gi'))],
    ['a smaller claim whose volume never grew', withStatus(claim(), { phase: 'Bound', capacity: { storage: '1Gi' } }), claim(storage('1.5Gi'))],
    ['a class of a claim that has none', claim({ storageClassName: undefined }), claim()],
    ['a class as field that was an annotation', withClassAnnotation(claim({ storageClassName: undefined }), 'fast'), claim()],
    ['no class of a claim that was read from a cluster', { ...claim(), metadata: { name: 'x', uid: '1' } }, claim({ storageClassName: undefined })],
    ['a volume for a claim that names none', claim(), claim({ volumeName: 'a' })],
    ['a source that is written in the new way', claim({ dataSource: source('a') }), claim({ dataSourceRef: source('a') })],
    ['a source that is no longer written', claim({ dataSource: source('a') }), claim()],
    ['other attributes', attributes('gold'), attributes('silver')],
    ['attributes taken back that no volume got', withStatus(attributes('gold'), { phase: 'Bound' }), attributes()],
    ['a secret for expansion that a volume did not have', csi(), csi(expansion('a'))],
    ['a label of nodes by its name of now', volume({ ...affinity('a', BETA_ZONE) }), volume({ ...affinity('a', ZONE) })],
    ['defaults of a driver that are written', driver({}), driver({ attachRequired: true, volumeLifecycleModes: ['Persistent'] })],
    ['the group of a role that is written', binding({}), binding({ apiGroup: 'rbac.authorization.k8s.io' })],
    ['a load balancer of a class where there was none', service({}), service({ type: 'LoadBalancer', loadBalancerClass: 'a' })],
    ['a port for health checks that is no longer written', local(30000), local()],
    ['other families of a headless Service', families('SingleStack', 'IPv4'), families('SingleStack', 'IPv6')],
    ['one family less, when it says so', families('PreferDualStack', 'IPv4', 'IPv6'), families('SingleStack', 'IPv4')],
    ['a Service that leads out of the cluster', service({ clusterIP: 'None' }), service({ type: 'ExternalName', externalName: 'example.com' })],
    ['a node for a volume that has none', volume({ local: { path: '/x' } }), volume({ local: { path: '/x' }, ...affinity('b') })],
    ['expansion of a class', storageClass({}), storageClass({ allowVolumeExpansion: true, mountOptions: ['hard'] })],
    ['a Service whose headlessness is no longer written', service({ clusterIP: 'None' }), service({})],
    [
      'a sealed Secret of which a key in plain text is no longer written', secret({ immutable: true, stringData: { a: 'b' } }),
      secret({ immutable: true }),
    ],
    [
      'another place and other labels of a job that waits', job({ suspend: true }),
      { ...job({ suspend: false }, { nodeSelector: { a: 'b' }, tolerations: [{ key: 'a', operator: 'Exists' }] }) },
    ],
    ['more pods of a job at once', job({ completions: 2, parallelism: 1 }), job({ completions: 2, parallelism: 2 })],
    [
      'more completions of an indexed job with as many pods',
      job({ completions: 1, parallelism: 1, completionMode: 'Indexed' }),
      job({ completions: 2, parallelism: 2, completionMode: 'Indexed' }),
    ],
    [
      'another image of a pod, one more toleration, an earlier end', pod({ activeDeadlineSeconds: 6 }),
      pod({ activeDeadlineSeconds: 5, tolerations: [{ key: 'a', operator: 'Exists' }] }, { image: 'x:2' }),
    ],
    ['a kind that it does not know', object('kafka.strimzi.io/v1', 'Kafka', { a: 1 }), object('kafka.strimzi.io/v1', 'Kafka', { a: 2 })],
  ])('%s', (_, before, after) => {
    expect(paths(before, after)).toEqual([]);
  });
});

test('the rules are those of the version of the server', () => {
  expect(paths(set(), set({ revisionHistoryLimit: 3 }), 32)).toEqual(['spec.revisionHistoryLimit']);
  expect(paths(set(), set({ revisionHistoryLimit: 3 }), 33)).toEqual([]);
  expect(paths(set(), set({ ordinals: { start: 1 } }), 25)).toEqual(['spec.ordinals']);
  const grown = withStatus(claim(), { phase: 'Bound', capacity: { storage: '1Gi' } });
  expect(rules(grown, claim(storage('1.5Gi')), 31)).toEqual(['field can not be less than previous value']);
  expect(rules(grown, claim(storage('1.5Gi')), 32)).toEqual([]);
  expect(rules(withStatus(attributes('gold'), { phase: 'Bound' }), attributes(), 33)).toEqual(['update from non-nil value to nil is forbidden']);
  expect(rules(claim(), claim({ accessModes: [] }), 28)[0]).toBe('spec is immutable after creation except resources.requests for bound claims');
  const zone = volume({ ...affinity('a', BETA_ZONE) });
  expect(rules(zone, volume({ ...affinity('a', ZONE) }), 26)).toEqual(['field is immutable']);
});

test('what may change of a suspended job, by the version of the server and by what the job did before', () => {
  const waiting = job({ suspend: true });
  const larger = job({ suspend: true }, { containers: [{ name: 'm', image: 'x:1', resources: { requests: { cpu: '2' } } }] });
  const elsewhere = job({ suspend: true }, { nodeSelector: { a: 'b' } });
  const stopped = { startTime: '2026-11-01T00:00:00Z', conditions: [{ type: 'Suspended', status: 'True' }] };
  const IMMUTABLE = ['spec.template'];
  expect([paths(waiting, larger, 35), paths(waiting, larger, 36)]).toEqual([IMMUTABLE, []]);
  expect([35, 36].map(minor => paths(withStatus(waiting, stopped), elsewhere, minor))).toEqual([IMMUTABLE, []]);
  expect(paths(withStatus(waiting, stopped), larger, 36)).toEqual([]);
  expect(paths(withStatus(waiting, { ...stopped, active: 1 }), larger, 36)).toEqual(IMMUTABLE);
  expect(paths(job(), job({}, { containers: [{ name: 'm', image: 'x:1', resources: { requests: { cpu: '2' } } }] }), 36)).toEqual(IMMUTABLE);
});

test('a claim without a class has the default one', () => {
  const unsaid = claim({ storageClassName: undefined });
  expect(paths(unsaid, claim(), 34, 'fast')).toEqual([]);
  expect(paths(unsaid, claim(), 34, 'slow')).toEqual(['spec.storageClassName']);
});

test('what the server fills in and what tools leave is no difference', () => {
  const written = set({
    replicas: null,
    template: { spec: { containers: [{ name: 'm', image: 'x:1', ports: [{ containerPort: 80 }], resources: { limits: { memory: '1Gi' } } }] } },
  });
  const read = set({
    replicas: 1,
    revisionHistoryLimit: 10,
    podManagementPolicy: 'OrderedReady',
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    template: {
      metadata: { creationTimestamp: null },
      spec: {
        restartPolicy: 'Always',
        dnsPolicy: 'ClusterFirst',
        schedulerName: 'default-scheduler',
        terminationGracePeriodSeconds: 30,
        securityContext: {},
        containers: [{
          name: 'm',
          image: 'x:1',
          imagePullPolicy: 'IfNotPresent',
          terminationMessagePath: '/dev/termination-log',
          terminationMessagePolicy: 'File',
          ports: [{ containerPort: 80, protocol: 'TCP' }],
          resources: { limits: { memory: '1024Mi' } },
        }],
      },
    },
  });
  const live = {
    ...read,
    metadata: { ...read.metadata, uid: '1', generation: 3, annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' } },
    status: { replicas: 1 },
  };
  expect(isSame(normalOf(one(written), { minor: 34 }), normalOf(one(live), { minor: 34 }))).toBe(true);
  expect(isSame(normalOf(one(written), { minor: 34 }), normalOf(one(set()), { minor: 34 }))).toBe(false);
});

test.each<[string, object, object]>([
  [
    'false and 0 where they are what nothing is', pod(),
    pod({ hostNetwork: false, enableServiceLinks: true }, { stdin: false, readinessProbe: undefined }),
  ],
  [
    'a request that is as much as the limit, of a pod', pod({}, { resources: { limits: { memory: '1Gi' } } }),
    pod({}, { resources: { limits: { memory: '1Gi' }, requests: { memory: '1024Mi' } } }),
  ],
  ['the selector that a Job gets', object('batch/v1', 'Job', { template: { metadata: { labels: { a: 'b' } } } }), object('batch/v1', 'Job', {
    selector: { matchLabels: { 'controller-uid': '1' } }, template: { metadata: { labels: { 'a': 'b', 'controller-uid': '1' } } },
  })],
  ['an empty name of the Service of a set', set({ serviceName: '' }), set({ serviceName: undefined })],
  [
    'a probe without delay', pod({}, { livenessProbe: { exec: { command: ['x'] } } }),
    pod({}, { livenessProbe: { exec: { command: ['x'] }, initialDelaySeconds: 0, periodSeconds: 10 } }),
  ],
  ['an empty value of a variable', pod({}, { env: [{ name: 'A' }] }), pod({}, { env: [{ name: 'A', value: '' }] })],
  ['an address that is left to the cluster', service({}), service({ clusterIP: '', publishNotReadyAddresses: false })],
  [
    'what is reserved without saying it',
    pod({}, { resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '700m' } } }),
    pod({}, { resources: { limits: { cpu: 1, memory: '1024Mi' }, requests: { cpu: 0.7, memory: 1073741824 } } }),
  ],
  [
    '0 where a default is filled in, and texts that are empty',
    template({ ports: [{ containerPort: 80 }], livenessProbe: { tcpSocket: { port: 80 } } }),
    template({
      workingDir: '',
      ports: [{ containerPort: 80, hostPort: 0, hostIP: '' }],
      livenessProbe: { tcpSocket: { port: 80, host: '' }, timeoutSeconds: 0 },
    }),
  ],
  [
    'amounts in one spelling of a template', template({ resources: { limits: { cpu: '1000m', memory: '1Gi' } } }),
    template({ resources: { limits: { cpu: 1, memory: '1024Mi' } } }),
  ],
])('%s means the same', (_, before, after) => {
  expect(isSame(normalOf(one(before), { minor: 34 }), normalOf(one(after), { minor: 34 }))).toBe(true);
});

test.each<[string, object, object]>([
  ['no token', pod(), pod({ automountServiceAccountToken: false })],
  ['no members', set(), set({ replicas: 0 })],
  [
    'a request that is as much as the limit, of a template',
    job({}, { containers: [{ name: 'm', image: 'x:1', resources: { limits: { memory: '1Gi' } } }] }),
    job({}, { containers: [{ name: 'm', image: 'x:1', resources: { limits: { memory: '1Gi' }, requests: { memory: '1Gi' } } }] }),
  ],
  ['variables of Services, of a template', job(), job({}, { enableServiceLinks: true })],
  [
    'an empty text in data', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: {} },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: { value: '' } },
  ],
  // Each makes a new revision, with which pods start again.
  ['a default of pods in a template', template(), template({}, { enableServiceLinks: true })],
  [
    'a request of a template that is as large as the limit', template({ resources: { limits: { cpu: 1 } } }),
    template({ resources: { limits: { cpu: 1 }, requests: { cpu: 1 } } }),
  ],
  ['an empty map in a template', template(), template({ securityContext: {} })],
  [
    'an amount of a template in a spelling of another kind', template({ resources: { limits: { memory: '1Gi' } } }),
    template({ resources: { limits: { memory: 1073741824 } } }),
  ],
])('%s means something', (_, before, after) => {
  expect(isSame(normalOf(one(before), { minor: 34 }), normalOf(one(after), { minor: 34 }))).toBe(false);
});
