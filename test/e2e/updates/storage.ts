import * as fc from 'fast-check';
import { UpdateKind, claimSelector, className, label, maybe, otherClaim, rarely, size, texts } from './kind';

const zones = ['failure-domain.beta.kubernetes.io/zone', 'topology.kubernetes.io/zone'].map(key => [{ key, operator: 'In', values: ['zone-a'] }]);
const hosts = ['node-1', 'node-2'].map(node => [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node] }]);
const architectures = ['beta.kubernetes.io/arch', 'kubernetes.io/arch'].map(key => [...zones[1], { key, operator: 'In', values: ['amd64'] }]);
const affinity = fc.constantFrom(...zones, ...zones, ...hosts, ...architectures)
  .map(matchExpressions => ({ required: { nodeSelectorTerms: [{ matchExpressions }] } }));

const secret = rarely(fc.record({ name: label, namespace: fc.constant('default') }));
const csi = fc.record({
  driver: fc.constant('csi.example.com'),
  volumeHandle: fc.constantFrom('a', 'a', 'b'),
  fsType: rarely(fc.constantFrom('ext4')),
  readOnly: rarely(fc.boolean()),
  volumeAttributes: rarely(fc.record({ a: label })),
  controllerExpandSecretRef: secret,
  nodePublishSecretRef: secret,
});
const iscsi = fc.record({
  targetPortal: fc.constantFrom('10.0.0.1:3260', '10.0.0.2:3260'),
  iqn: fc.constant('iqn.2001-04.com.example:disk'),
  lun: fc.constantFrom(0, 1),
  iscsiInterface: maybe(fc.constant('default')),
});
const source = fc.oneof(
  fc.record({ server: fc.constantFrom('nas', 'nas2'), path: fc.constantFrom('/x', '/y'), readOnly: rarely(fc.boolean()) }).map(nfs => ({ nfs })),
  fc.record({ path: fc.constantFrom('/x', '/y'), type: maybe(fc.constantFrom('', 'Directory')) }).map(hostPath => ({ hostPath })),
  fc.record({ path: fc.constantFrom('/x', '/y'), fsType: rarely(fc.constant('ext4')) }).map(local => ({ local })),
  iscsi.map(it => ({ iscsi: it })),
  ...[1, 2, 3].map(() => csi.map(it => ({ csi: it }))),
);

export const STORAGE: UpdateKind[] = [
  {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    namespaced: true,
    inSpec: true,
    fields: fc.record({
      annotations: rarely(fc.record({ 'volume.beta.kubernetes.io/storage-class': className })),
      accessModes: fc.constantFrom(['ReadWriteOnce'], ['ReadWriteOnce'], ['ReadWriteOnce', 'ReadOnlyMany'], ['ReadWriteOncePod']),
      storageClassName: fc.option(className, { nil: undefined, freq: 5 }),
      requests: size,
      limits: rarely(fc.constantFrom('2Gi', '3Gi')),
      volumeMode: maybe(fc.constantFrom('Filesystem', 'Block')),
      selector: rarely(claimSelector),
      volumeName: rarely(fc.constant('VOLUME')),
      dataSource: rarely(otherClaim),
      dataSourceRef: rarely(otherClaim),
      volumeAttributesClassName: rarely(fc.constantFrom('gold', 'silver')),
    }),
    fitted: ({ requests, limits, annotations, ...spec }) => ({
      ...spec,
      resources: { requests: { storage: requests }, limits: limits && { storage: limits } },
      // Both are one, if there are both.
      dataSourceRef: spec.dataSourceRef && (spec.dataSource ?? spec.dataSourceRef),
      annotations,
      storageClassName: annotations ? undefined : spec.storageClassName,
    }),
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    namespaced: false,
    inSpec: true,
    fields: fc.record({
      source,
      storage: size,
      accessModes: fc.constantFrom(['ReadWriteOnce'], ['ReadWriteMany']),
      storageClassName: maybe(className),
      volumeMode: maybe(fc.constantFrom('Filesystem', 'Block')),
      nodeAffinity: maybe(affinity),
      persistentVolumeReclaimPolicy: maybe(fc.constantFrom('Retain', 'Delete')),
      mountOptions: maybe(fc.constantFrom(['hard'])),
      claimRef: rarely(fc.record({ namespace: fc.constant('default'), name: fc.constantFrom('parity-nobody', 'parity-nobody-else') })),
      volumeAttributesClassName: rarely(fc.constantFrom('gold', 'silver')),
    }).map(({ source: s, storage, ...spec }) => ({ ...s, ...spec, capacity: { storage } })),
    together: [['nfs', 'hostPath', 'local', 'iscsi', 'csi']],
    fitted: spec => ({
      ...spec,
      nodeAffinity: spec.local ? spec.nodeAffinity ?? { required: { nodeSelectorTerms: [{ matchExpressions: hosts[0] }] } } : spec.nodeAffinity,
      volumeMode: spec.nfs || spec.hostPath ? undefined : spec.volumeMode,
      volumeAttributesClassName: spec.csi ? spec.volumeAttributesClassName : undefined,
    }),
  },
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    namespaced: false,
    inSpec: false,
    fields: fc.record({
      annotations: rarely(fc.record({ note: label })),
      provisioner: fc.constantFrom('csi.example.com', 'csi.example.com', 'csi2.example.com'),
      parameters: maybe(texts(label)),
      reclaimPolicy: maybe(fc.constantFrom('Delete', 'Retain')),
      volumeBindingMode: maybe(fc.constantFrom('Immediate', 'WaitForFirstConsumer')),
      allowVolumeExpansion: maybe(fc.boolean()),
      mountOptions: maybe(fc.constantFrom(['hard'], ['soft'])),
      allowedTopologies: maybe(fc.constantFrom(['zone-a'], ['zone-a', 'zone-b'])
        .map(values => [{ matchLabelExpressions: [{ key: 'topology.kubernetes.io/zone', values }] }])),
    }),
  },
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'VolumeAttributesClass',
    namespaced: false,
    inSpec: false,
    fields: fc.record({ driverName: fc.constantFrom('csi.example.com', 'csi2.example.com'), parameters: texts(label) }),
  },
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'CSIDriver',
    namespaced: false,
    inSpec: true,
    fields: fc.record({
      attachRequired: maybe(fc.boolean()),
      podInfoOnMount: maybe(fc.boolean()),
      storageCapacity: maybe(fc.boolean()),
      requiresRepublish: maybe(fc.boolean()),
      seLinuxMount: maybe(fc.boolean()),
      fsGroupPolicy: maybe(fc.constantFrom('File', 'None', 'ReadWriteOnceWithFSType')),
      volumeLifecycleModes: maybe(fc.constantFrom(['Persistent'], ['Ephemeral'], ['Persistent', 'Ephemeral'])),
      tokenRequests: maybe(fc.record({ audience: label }).map(request => [request])),
    }),
  },
];
