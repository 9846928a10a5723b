import { Chart } from 'cdk8s';
import { Manifest } from '../cluster';

/** A rule of the API server that an error of the library tells beforehand. */
export interface MirroredRule {
  readonly id: string;
  readonly rule: string;
  /** Errors that tell it. */
  readonly says: RegExp;
  /** What the server says to objects that break it. */
  readonly answer: RegExp;
  /** First minor release of 1.x whose server no longer has the rule. */
  readonly droppedIn?: number;
  /** Props that break the rule, and their neighbours that keep it. */
  readonly props: (broken: boolean) => Chart;
  /** The same objects by hand. */
  readonly byHand: (broken: boolean) => Manifest[];
  /**
   * Why generated sets with this error are not judged: rendering takes the mistake away, or the message stands for something
   * else too.
   */
  readonly hidden?: string;
}

/** A rule, by a value that breaks it and one that keeps it. */
export interface RuleOf<V> {
  readonly wrong: V;
  readonly right: V;
  readonly props: (value: V) => Chart;
  readonly byHand: (value: V) => Manifest[];
  readonly says: RegExp;
  readonly answer: RegExp;
  readonly droppedIn?: number;
  readonly hidden?: string;
}

export function mirrors<V>(id: string, rule: string, { wrong, right, props, byHand, ...rest }: RuleOf<V>): MirroredRule {
  return { id, rule, ...rest, props: broken => props(broken ? wrong : right), byHand: broken => byHand(broken ? wrong : right) };
}

const LABELS = { app: 'x' };

/** A restricted container. */
export function container(fields: object = {}): Manifest {
  return { name: 'main', image: 'engine:1', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } }, ...fields };
}

function template(fields: object, pod: object): Manifest {
  const securityContext = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
  return { metadata: { labels: LABELS }, spec: { securityContext, containers: [container(fields)], ...pod } };
}

/** A Deployment whose container, pod and spec have the fields. */
export function deployment(fields: object = {}, pod: object = {}, spec: object = {}): Manifest[] {
  return [{
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'x' },
    spec: { selector: { matchLabels: LABELS }, template: template(fields, pod), ...spec },
  }];
}

/** A StatefulSet whose spec has the fields. */
export function statefulSet(spec: object = {}, name = 'x', fields: object = {}): Manifest[] {
  return [{
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name },
    spec: { serviceName: 'x', selector: { matchLabels: LABELS }, template: template(fields, {}), ...spec },
  }];
}

/** A DaemonSet whose container, pod and spec have the fields. */
export function daemonSet(fields: object = {}, pod: object = {}, spec: object = {}, metadata: object = {}): Manifest[] {
  return [{
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'x', ...metadata },
    spec: { selector: { matchLabels: LABELS }, template: template(fields, pod), ...spec },
  }];
}

/** A Deployment with a volume, mounted at /data unless the mount says otherwise. */
export function mounted(volume: object = { emptyDir: {} }, mount: object = {}): Manifest[] {
  return deployment({ volumeMounts: [{ name: 'v', mountPath: '/v', ...mount }] }, { volumes: [{ name: 'v', ...volume }] });
}

export function service(spec: object = {}, metadata: object = {}): Manifest[] {
  return [{
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'x', ...metadata },
    spec: { selector: LABELS, ports: [{ name: 'p', port: 80 }], ...spec },
  }];
}

export function configMap(data: object, name = 'x'): Manifest[] {
  return [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data }];
}

export function claim(spec: object = {}, name = 'x'): Manifest[] {
  return [{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name }, spec: claimSpec(spec) }];
}

/** The spec of a claim or claim template. */
export function claimSpec(spec: object = {}): Manifest {
  return { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, storageClassName: 'fast', ...spec };
}

/** A volume on NFS, unless the spec names another source. */
export function persistentVolume(spec: object = {}, metadata: object = {}): Manifest[] {
  const nfs = Object.keys(spec).some(key => ['csi', 'fc', 'hostPath', 'iscsi', 'local', 'nfs'].includes(key))
    ? {}
    : { nfs: { server: 'nas', path: '/x' } };
  return [{
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'x', ...metadata },
    spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, ...nfs, ...spec },
  }];
}

/** Ties a volume to a node. */
export function nodeAffinity(node: string = 'node-a'): Manifest {
  return { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node] }] }] } };
}

export function storageClass(fields: object = {}, metadata: object = {}): Manifest[] {
  return [{
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'x', ...metadata },
    provisioner: 'example.com/disks',
    volumeBindingMode: 'Immediate',
    ...fields,
  }];
}

export function snapshotClass(fields: object = {}, name = 'x'): Manifest[] {
  return [{
    apiVersion: 'snapshot.storage.k8s.io/v1',
    kind: 'VolumeSnapshotClass',
    metadata: { name },
    driver: 'csi.example.com',
    deletionPolicy: 'Retain',
    ...fields,
  }];
}
