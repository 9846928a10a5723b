import { readText } from '../../src/review/read';
import { isSame, normalOf } from '../../src/review/update/normal';
import { refusalsOf } from '../../src/review/update/refused';

const one = (object: object) => readText('x.yaml', JSON.stringify(object)).resources[0];
const paths = (before: object, after: object, minor = 34) => refusalsOf(one(before), one(after), minor).map(({ path }) => path.join('.'));

const object = (apiVersion: string, kind: string, spec: object) => ({ apiVersion, kind, metadata: { name: 'x', namespace: 'shop' }, spec });
const set = (spec: object = {}) => object('apps/v1', 'StatefulSet', { serviceName: 's', selector: { matchLabels: { a: 'b' } }, template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'm', image: 'x:1' }] } }, ...spec });
const claims = (storage: string) => ({ volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } } }] });
const template = (container: object = {}, spec: object = {}) => set({ template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'm', image: 'x:1', ...container }], ...spec } } });
const claim = (spec: object = {}) => object('v1', 'PersistentVolumeClaim', { accessModes: ['ReadWriteOnce'], storageClassName: 'fast', resources: { requests: { storage: '2Gi' } }, ...spec });
const storage = (size: string) => ({ resources: { requests: { storage: size } } });
const volume = (spec: object) => object('v1', 'PersistentVolume', { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], ...spec });
const storageClass = (fields: object) => ({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'x' }, provisioner: 'csi.example.com', ...fields });
const service = (spec: object) => object('v1', 'Service', { ports: [{ port: 80 }], ...spec });
const secret = (fields: object) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, ...fields });
const pod = (spec: object = {}, container: object = {}) => object('v1', 'Pod', { containers: [{ name: 'm', image: 'x:1', ...container }], ...spec });
const job = (spec: object = {}, podSpec: object = {}) => object('batch/v1', 'Job', { template: { metadata: { labels: { a: 'b' } }, spec: { restartPolicy: 'Never', containers: [{ name: 'm', image: 'x:1' }], ...podSpec } }, ...spec });
const affinity = (node: string) => ({ nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node] }] }] } } });

describe('the server refuses', () => {
  test.each<[string, object, object, string[]]>([
    ['another Service of a set', set(), set({ serviceName: 't' }), ['spec.serviceName']],
    ['another start order', set(), set({ podManagementPolicy: 'Parallel' }), ['spec.podManagementPolicy']],
    ['a larger claim template', set(claims('1Gi')), set(claims('2Gi')), ['spec.volumeClaimTemplates']],
    ['OnDelete where it filled in how to roll', set(), set({ updateStrategy: { type: 'OnDelete' } }), ['spec.updateStrategy']],
    ['a smaller claim', claim(), claim(storage('1Gi')), ['spec.resources.requests.storage']],
    ['another class of a claim', claim(), claim({ storageClassName: 'slow' }), ['spec.storageClassName']],
    ['another export of a volume', volume({ nfs: { server: 'a', path: '/x' } }), volume({ nfs: { server: 'b', path: '/x' } }), ['spec.nfs']],
    ['another node of a volume', volume({ local: { path: '/x' }, ...affinity('a') }), volume({ local: { path: '/x' }, ...affinity('b') }), ['spec.nodeAffinity']],
    ['other parameters of a class', storageClass({ parameters: { a: 'b' } }), storageClass({ parameters: { a: 'c' } }), ['parameters']],
    ['Retain where Delete was the default', storageClass({}), storageClass({ reclaimPolicy: 'Retain' }), ['reclaimPolicy']],
    ['no address for a Service that has one', service({}), service({ clusterIP: 'None' }), ['spec.clusterIP']],
    ['another type of a Secret', secret({}), secret({ type: 'kubernetes.io/tls' }), ['type']],
    ['other data of a sealed Secret', secret({ immutable: true, data: { a: 'YQ==' } }), secret({ immutable: true, data: { a: 'Yg==' } }), ['data']],
    ['to open a sealed Secret', secret({ immutable: true }), secret({}), ['immutable']],
    ['another template of a job', job(), job({}, { nodeSelector: { a: 'b' } }), ['spec.template']],
    ['another image of a job that waits', job({ suspend: true }), job({ suspend: true }, { containers: [{ name: 'm', image: 'x:2' }] }), ['spec.template']],
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
    ['more replicas, another image, another partition', set(), set({ replicas: 3, updateStrategy: { rollingUpdate: { partition: 1 } }, revisionHistoryLimit: 3 })],
    ['a default that is written', set(), set({ podManagementPolicy: 'OrderedReady' })],
    ['the same amount in another spelling', set(claims('1Gi')), set(claims('1024Mi'))],
    ['OnDelete where somebody named the other way', set({ updateStrategy: { type: 'RollingUpdate' } }), set({ updateStrategy: { type: 'OnDelete' } })],
    ['OnDelete where somebody wrote how to roll', set({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } } }), set({ updateStrategy: { type: 'OnDelete' } })],
    ['a larger claim', claim(), claim(storage('3Gi'))],
    ['a node for a volume that has none', volume({ local: { path: '/x' } }), volume({ local: { path: '/x' }, ...affinity('b') })],
    ['expansion of a class', storageClass({}), storageClass({ allowVolumeExpansion: true, mountOptions: ['hard'] })],
    ['a Service whose headlessness is no longer written', service({ clusterIP: 'None' }), service({})],
    ['a sealed Secret of which a key in plain text is no longer written', secret({ immutable: true, stringData: { a: 'b' } }), secret({ immutable: true })],
    ['another place and other labels of a job that waits', job({ suspend: true }), { ...job({ suspend: false }, { nodeSelector: { a: 'b' }, tolerations: [{ key: 'a', operator: 'Exists' }] }) }],
    ['more pods of a job at once', job({ completions: 2, parallelism: 1 }), job({ completions: 2, parallelism: 2 })],
    ['more completions of an indexed job with as many pods', job({ completions: 1, parallelism: 1, completionMode: 'Indexed' }), job({ completions: 2, parallelism: 2, completionMode: 'Indexed' })],
    ['another image of a pod, one more toleration, an earlier end', pod({ activeDeadlineSeconds: 6 }), pod({ activeDeadlineSeconds: 5, tolerations: [{ key: 'a', operator: 'Exists' }] }, { image: 'x:2' })],
    ['a kind that it does not know', object('kafka.strimzi.io/v1', 'Kafka', { a: 1 }), object('kafka.strimzi.io/v1', 'Kafka', { a: 2 })],
  ])('%s', (_, before, after) => {
    expect(paths(before, after)).toEqual([]);
  });
});

test('the rules are those of the version of the server', () => {
  expect(paths(set(), set({ revisionHistoryLimit: 3 }), 33)).toEqual(['spec.revisionHistoryLimit']);
  expect(paths(set(), set({ ordinals: { start: 1 } }), 26)).toEqual(['spec.ordinals']);
});

test('what the server fills in and what tools leave is no difference', () => {
  const written = set({ replicas: null, template: { spec: { containers: [{ name: 'm', image: 'x:1', ports: [{ containerPort: 80 }], resources: { limits: { memory: '1Gi' } } }] } } });
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
  const live = { ...read, metadata: { ...read.metadata, uid: '1', generation: 3, annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' } }, status: { replicas: 1 } };
  expect(isSame(normalOf(one(written)), normalOf(one(live)))).toBe(true);
  expect(isSame(normalOf(one(written)), normalOf(one(set())))).toBe(false);
});

test.each<[string, object, object]>([
  ['false and 0 where they are what nothing is', pod(), pod({ hostNetwork: false, enableServiceLinks: true }, { stdin: false, readinessProbe: undefined })],
  ['a probe without delay', pod({}, { livenessProbe: { exec: { command: ['x'] } } }), pod({}, { livenessProbe: { exec: { command: ['x'] }, initialDelaySeconds: 0, periodSeconds: 10 } })],
  ['an empty value of a variable', pod({}, { env: [{ name: 'A' }] }), pod({}, { env: [{ name: 'A', value: '' }] })],
  ['an address that is left to the cluster', service({}), service({ clusterIP: '', publishNotReadyAddresses: false })],
  ['what is reserved without saying it', pod({}, { resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '700m' } } }), pod({}, { resources: { limits: { cpu: 1, memory: '1024Mi' }, requests: { cpu: 0.7, memory: 1073741824 } } })],
  ['0 where a default is filled in, and texts that are empty', template({ ports: [{ containerPort: 80 }], livenessProbe: { tcpSocket: { port: 80 } } }), template({ workingDir: '', ports: [{ containerPort: 80, hostPort: 0, hostIP: '' }], livenessProbe: { tcpSocket: { port: 80, host: '' }, timeoutSeconds: 0 } })],
  ['amounts in one spelling of a template', template({ resources: { limits: { cpu: '1000m', memory: '1Gi' } } }), template({ resources: { limits: { cpu: 1, memory: '1024Mi' } } })],
])('%s means the same', (_, before, after) => {
  expect(isSame(normalOf(one(before)), normalOf(one(after)))).toBe(true);
});

test.each<[string, object, object]>([
  ['no token', pod(), pod({ automountServiceAccountToken: false })],
  ['no members', set(), set({ replicas: 0 })],
  ['an empty text in data', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: {} }, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: { value: '' } }],
  // Each makes a new revision, with which pods start again.
  ['a default of pods in a template', template(), template({}, { enableServiceLinks: true })],
  ['a request of a template that is as large as the limit', template({ resources: { limits: { cpu: 1 } } }), template({ resources: { limits: { cpu: 1 }, requests: { cpu: 1 } } })],
  ['an empty map in a template', template(), template({ securityContext: {} })],
  ['an amount of a template in a spelling of another kind', template({ resources: { limits: { memory: '1Gi' } } }), template({ resources: { limits: { memory: 1073741824 } } })],
])('%s means something', (_, before, after) => {
  expect(isSame(normalOf(one(before)), normalOf(one(after)))).toBe(false);
});
