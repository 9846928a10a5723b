import { diff } from '../../../src/review/diff/diff';
import { readText } from '../../../src/review/manifests/read';

/* What was read from a cluster, against the manifests that it was applied from: test/e2e/live.test.ts asks a cluster for the same. */

const read = (...objects: object[]) => readText('x.yaml', objects.map(one => JSON.stringify(one)).join('\n---\n'));
const inCluster = (object: any, fields: object): object => ({
  ...object,
  ...fields,
  metadata: { uid: '1', resourceVersion: '2', creationTimestamp: '2026-11-28T08:00:00Z', ...object.metadata, ...(fields as any).metadata },
});
const seen = (old: object[], new_: object[]) => diff(read(...old), read(...new_)).diffs.map(({ object, status, fields, consequences }) =>
  [object, status, ...fields.map(({ path }) => path), ...consequences.map(({ rule }) => rule.id)].join(' '));

const object = (kind: string, spec: object, apiVersion = 'v1') => ({ apiVersion, kind, metadata: { name: 'x' }, spec });
const pod = {
  containers: [{
    name: 'm',
    image: 'x:1',
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: 'IfNotPresent',
  }],
  restartPolicy: 'Always',
};
const template = { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'm', image: 'x:1' }] } };
const set = object('StatefulSet', {
  serviceName: 's',
  selector: { matchLabels: { a: 'b' } },
  template,
  volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } }],
}, 'apps/v1');
const address = {
  clusterIP: '10.0.0.1',
  clusterIPs: ['10.0.0.1'],
  ipFamilies: ['IPv4'],
  ipFamilyPolicy: 'SingleStack',
  internalTrafficPolicy: 'Cluster',
  sessionAffinity: 'None',
};
const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
const token = { name: 'kube-api-access-6ck7w', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true };
const unreachable = { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 };
const uid = { 'batch.kubernetes.io/controller-uid': '7' };
const rule = { host: 'x', ports: [{ port: 1 }] };

describe('what the cluster makes of an object is no difference', () => {
  test.each<[string, any, object]>([
    [
      'a Service with a port of nodes', object('Service', { type: 'NodePort', ports: [{ port: 80 }] }),
      {
        spec: {
          ...address,
          type: 'NodePort',
          externalTrafficPolicy: 'Cluster',
          ports: [{ port: 80, targetPort: 80, protocol: 'TCP', nodePort: 30080 }],
        },
      },
    ],
    ['a balancer with affinity', object('Service', { type: 'LoadBalancer', sessionAffinity: 'ClientIP', externalTrafficPolicy: 'Local' }),
      {
        spec: {
          ...address,
          type: 'LoadBalancer',
          externalTrafficPolicy: 'Local',
          healthCheckNodePort: 32772,
          allocateLoadBalancerNodePorts: true,
          sessionAffinity: 'ClientIP',
          sessionAffinityConfig: { clientIP: { timeoutSeconds: 10800 } },
        },
      }],
    ['a claim of the default class that is bound', object('PersistentVolumeClaim', claim),
      {
        metadata: { annotations: { 'pv.kubernetes.io/bind-completed': 'yes' }, finalizers: ['kubernetes.io/pvc-protection'] },
        spec: { ...claim, storageClassName: 'standard', volumeMode: 'Filesystem', volumeName: 'pvc-1' },
        status: { phase: 'Bound' },
      }],
    ['a clone', object('PersistentVolumeClaim', { ...claim, dataSource: { kind: 'PersistentVolumeClaim', name: 'y' } }),
      {
        spec: {
          ...claim,
          dataSource: { kind: 'PersistentVolumeClaim', name: 'y' },
          dataSourceRef: { apiGroup: '', kind: 'PersistentVolumeClaim', name: 'y' },
        },
      }],
    ['a volume that is bound', object('PersistentVolume', { capacity: { storage: '1024Mi' }, rbd: { image: 'i' }, storageClassName: '' }),
      {
        spec: {
          capacity: { storage: '1Gi' },
          rbd: { image: 'i', pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' },
          claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'c', namespace: 'shop', uid: '3', resourceVersion: '4' },
        },
      }],
    [
      'a volume that is reserved', object('PersistentVolume', { claimRef: { name: 'c', namespace: 'shop' } }),
      { spec: { claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'c', namespace: 'shop', uid: '3', resourceVersion: '4' } } },
    ],
    ['a pod that runs', object('Pod', { containers: [{ name: 'm', image: 'x:1' }] }), {
      spec: {
        ...pod,
        containers: [{ ...pod.containers[0], volumeMounts: [token] }],
        volumes: [{ name: token.name, projected: { sources: [] } }],
        nodeName: 'node-1',
        priority: 0,
        preemptionPolicy: 'PreemptLowerPriority',
        serviceAccount: 'default',
        serviceAccountName: 'default',
        tolerations: [unreachable],
      },
    }],
    ['a Job', object('Job', { template: { spec: template.spec } }, 'batch/v1'),
      {
        metadata: { labels: uid },
        spec: { selector: { matchLabels: uid }, manualSelector: false, template: { metadata: { labels: uid }, spec: template.spec } },
      }],
    [
      'a ReplicationController', object('ReplicationController', { template }),
      { metadata: { labels: { a: 'b' } }, spec: { replicas: 1, selector: { a: 'b' }, template: { ...template, spec: pod } } },
    ],
    [
      'a network policy', object('NetworkPolicy', { podSelector: {}, ingress: [rule] }, 'networking.k8s.io/v1'),
      { spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ ...rule, ports: [{ port: 1, protocol: 'TCP' }] }] } },
    ],
    ['an autoscaler', object('HorizontalPodAutoscaler', { maxReplicas: 2, behavior: { scaleUp: { selectPolicy: 'Min' } } }, 'autoscaling/v2'), {
      spec: {
        maxReplicas: 2,
        minReplicas: 1,
        metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }],
        behavior: {
          scaleUp: {
            selectPolicy: 'Min',
            stabilizationWindowSeconds: 0,
            policies: [{ type: 'Pods', value: 4, periodSeconds: 15 }, { type: 'Percent', value: 100, periodSeconds: 15 }],
          },
          scaleDown: { selectPolicy: 'Max', policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] },
        },
      },
    }],
    ['a namespace', object('Namespace', {}), { metadata: { labels: { 'kubernetes.io/metadata.name': 'x' } }, spec: { finalizers: ['kubernetes'] } }],
    [
      'limits', object('LimitRange', { limits: [{ type: 'Container', max: { cpu: '1000m' } }] }),
      { spec: { limits: [{ type: 'Container', max: { cpu: '1' }, default: { cpu: '1' }, defaultRequest: { cpu: '1' } }] } },
    ],
    ['a quota', object('ResourceQuota', { hard: { cpu: 0.7 } }), { spec: { hard: { cpu: '700m' } } }],
    [
      'a role that others make',
      { ...object('ClusterRole', {}, 'rbac.authorization.k8s.io/v1'), aggregationRule: { clusterRoleSelectors: [] } },
      { rules: [{ verbs: ['get'] }] },
    ],
    ['a kind of its own',
      object('CustomResourceDefinition', {
        names: { kind: 'Thing', plural: 'things' }, versions: [{ name: 'v1', additionalPrinterColumns: [{ name: 'A', priority: 0 }] }],
      }, 'apiextensions.k8s.io/v1'),
      {
        spec: {
          conversion: { strategy: 'None' },
          names: { kind: 'Thing', listKind: 'ThingList', plural: 'things', singular: 'thing' },
          versions: [{ name: 'v1', additionalPrinterColumns: [{ name: 'A' }] }],
        },
      }],
    ['a namespace that kubectl said', object('ConfigMap', {}), { metadata: { namespace: 'shop' } }],
    [
      'a namespace of what has none', { ...object('StorageClass', {}), metadata: { name: 'x', namespace: 'shop' } },
      { metadata: { name: 'x', namespace: undefined } },
    ],
  ])('%s', (_, written, fields) => {
    const live = inCluster(written, fields);
    expect(seen([written], [live])).toEqual([]);
    expect(seen([live], [written])).toEqual([]);
  });
});

test.each<[string, any, any, string]>([
  [
    'another address than the manifest says', object('Service', { clusterIP: '10.0.0.2' }),
    inCluster(object('Service', {}), { spec: address }), 'Service/x changed spec.clusterIP UP20',
  ],
  [
    'another class than the manifest says', object('PersistentVolumeClaim', { ...claim, storageClassName: 'fast' }),
    inCluster(object('PersistentVolumeClaim', {}), { spec: { ...claim, storageClassName: 'slow', volumeName: 'v' } }),
    'PersistentVolumeClaim/x changed spec.storageClassName UP08 UP20',
  ],
  [
    'another image, and nothing else', object('Pod', { containers: [{ name: 'm', image: 'x:2' }] }),
    inCluster(object('Pod', {}), { spec: { ...pod, nodeName: 'n', priority: 0, serviceAccountName: 'default', tolerations: [unreachable] } }),
    'Pod/x changed spec.containers[m].image',
  ],
  [
    'an empty map that tells an operator something',
    object('Kafka', { entityOperator: { topicOperator: {} } }, 'kafka.strimzi.io/v1'),
    inCluster(object('Kafka', {}, 'kafka.strimzi.io/v1'), { spec: { entityOperator: {} } }),
    'Kafka/x changed spec.entityOperator.topicOperator UP50',
  ],
  [
    'a selector of all and one of none', object('PodDisruptionBudget', { minAvailable: 1, selector: {} }, 'policy/v1'),
    inCluster(object('PodDisruptionBudget', { minAvailable: 1 }, 'policy/v1'), {}),
    'PodDisruptionBudget/x changed spec.selector',
  ],
])('%s is a difference', (_, written, live, expected) => {
  expect(seen([live], [written])).toEqual([expected]);
});

test('what controllers made of other objects is not left out', () => {
  const owned = (kind: string, apiVersion: string) =>
    ({ metadata: { name: 'x-0', ownerReferences: [{ apiVersion, kind, name: 'x', controller: true }] } });
  const live = inCluster(set, {});
  const made = [
    inCluster(object('Pod', pod), owned('StatefulSet', 'apps/v1')),
    inCluster(object('PersistentVolumeClaim', claim), { metadata: { name: 'data-x-0' } }),
    inCluster(object('PersistentVolume', {}), { metadata: { name: 'pvc-1', annotations: { 'pv.kubernetes.io/provisioned-by': 'csi.example.com' } } }),
    inCluster(object('Endpoints', {}), { metadata: { labels: { 'endpoints.kubernetes.io/managed-by': 'endpoint-controller' } } }),
    inCluster(object('ConfigMap', {}), { metadata: { name: 'kube-root-ca.crt' } }),
  ];
  expect(seen([live, ...made], [set])).toEqual([]);
  expect(seen([set], [live, ...made])).toEqual([]);
  // An operator's set may be what there is to be compared, and a claim that is written is.
  expect(seen([inCluster(set, owned('Postgres', 'example.com/v1'))], [])).toEqual(['StatefulSet/x-0 removed UP09 UP35']);
  const written = { ...object('PersistentVolumeClaim', { ...claim, resources: { requests: { storage: '2Gi' } } }), metadata: { name: 'data-x-0' } };
  expect(seen([live, made[1]], [set, written])[0]).toContain('PersistentVolumeClaim/data-x-0 changed spec.resources.requests.storage');
});

test('a danger that a default has is not new where the default is written', () => {
  const postgres = (spec: object) => object('StatefulSet',
    { ...set.spec, template: { ...template, spec: { containers: [{ name: 'db', image: 'postgres:16' }], ...spec } } }, 'apps/v1');
  expect(seen([postgres({})], [postgres({ terminationGracePeriodSeconds: 30 })])).toEqual([]);
});
