import { isSame, normalsOf } from './normal';
import { refusalsOfJob, refusalsOfPod } from './refused-pods';
import { Resource } from '../resource';
import { Path } from '../source';

/** An update that the API server refuses. */
export interface Refusal {
  /** What cannot be changed, or not so. */
  readonly path: Path;
  /** The server's rule, as it says it. */
  readonly rule: string;
}

type Map = { [key: string]: any };

/** What of a StatefulSet's spec can be changed, in the order of the server's message, and the minor release from which it can. */
const MUTABLE_OF_STATEFUL_SETS: { readonly [field: string]: number } = {
  replicas: 0, ordinals: 27, template: 0, updateStrategy: 0, revisionHistoryLimit: 34, persistentVolumeClaimRetentionPolicy: 23, minReadySeconds: 25,
};

/** Why the server refuses to make one object of the other by apply. Claims are taken for bound. */
export function refusalsOf(old: Resource, new_: Resource, minor: number): Refusal[] {
  const [before, after]: Map[] = normalsOf(old, new_);
  switch (old.kind) {
    case 'StatefulSet': return [
      ...statefulSet(before.spec ?? {}, after.spec ?? {}, minor),
      // Of a strategy that is named it fills in nothing.
      ...old.spec.updateStrategy?.type !== undefined ? [] : leftBehind(old.spec.updateStrategy, after.spec?.updateStrategy, 'OnDelete', { path: ['spec', 'updateStrategy'], rule: "only allowed for updateStrategy 'RollingUpdate'" }),
    ];
    case 'Deployment': return [
      ...unchanged(before, after, [['spec', 'selector']], 'field is immutable'),
      ...leftBehind(old.spec.strategy, after.spec?.strategy, 'Recreate', { path: ['spec', 'strategy'], rule: "may not be specified when strategy `type` is 'Recreate'" }),
    ];
    case 'DaemonSet': return unchanged(before, after, [['spec', 'selector']], 'field is immutable');
    case 'PersistentVolumeClaim': return claim(before.spec ?? {}, after.spec ?? {}, minor);
    case 'PersistentVolume': return volume(before.spec ?? {}, after.spec ?? {});
    case 'StorageClass': return [
      ...unchanged(before, after, [['parameters']], 'updates to parameters are forbidden.'),
      ...unchanged(before, after, [['provisioner']], 'updates to provisioner are forbidden.'),
      ...unchanged(before, after, [['reclaimPolicy']], 'updates to reclaimPolicy are forbidden.'),
      ...unchanged(before, after, [['volumeBindingMode']], 'field is immutable'),
    ];
    case 'Service': return service(before.spec ?? {}, after.spec ?? {});
    case 'Job': return refusalsOfJob(old, new_);
    case 'Pod': return refusalsOfPod(before.spec ?? {}, after.spec ?? {});
    case 'Secret': return [...unchanged(before, after, [['type']], 'field is immutable'), ...sealed(before, { ...after, data: keptData(old, before, after) }, ['data'])];
    case 'ConfigMap': return sealed(before, after, ['data', 'binaryData']);
    case 'RoleBinding': case 'ClusterRoleBinding': return unchanged(before, after, [['roleRef']], 'cannot change roleRef');
    case 'VolumeAttributesClass': return unchanged(before, after, [['driverName'], ['parameters']], 'field is immutable');
    case 'CSIDriver': return unchanged(before, after, [['spec', 'attachRequired'], ['spec', 'volumeLifecycleModes']], 'field is immutable');
    default: return [];
  }
}

function statefulSet(before: Map, after: Map, minor: number): Refusal[] {
  const mutable = Object.entries(MUTABLE_OF_STATEFUL_SETS).filter(([, since]) => minor >= since).map(([field]) => field);
  const names = mutable.map(field => `'${field}'`);
  const rule = `updates to statefulset spec for fields other than ${names.slice(0, -1).join(', ')} and ${names[names.length - 1]} are forbidden`;
  return keysOf(before, after).filter(key => !mutable.includes(key) && !isSame(before[key], after[key])).map(key => ({ path: ['spec', key], rule }));
}

/** The server has filled in how to roll, which nobody takes away when another way is asked for. Who wrote it takes it away. */
function leftBehind(written: Map | undefined, after: Map | undefined, other: string, refusal: Refusal): Refusal[] {
  const isFilledIn = (written?.type ?? 'RollingUpdate') === 'RollingUpdate' && written?.rollingUpdate === undefined;
  return isFilledIn && after?.type === other ? [refusal] : [];
}

function claim(before: Map, after: Map, minor: number): Refusal[] {
  const rule = `spec is immutable after creation except resources.requests${minor >= 31 ? ' and volumeAttributesClassName' : ''} for bound claims`;
  // The cluster fills these in once; a manifest without them leaves them as they are.
  const kept = ['volumeName', 'storageClassName', 'dataSource', 'dataSourceRef'].filter(key => after[key] === undefined);
  const changed = keysOf(before, after).filter(key => !['resources', 'volumeAttributesClassName', ...kept].includes(key) && !isSame(before[key], after[key]));
  const [sizeBefore, sizeAfter] = [before.resources?.requests?.storage, after.resources?.requests?.storage];
  return [
    ...changed.filter(key => !(key === 'volumeName' && before.volumeName === undefined)).map((key): Refusal => ({ path: ['spec', key], rule })),
    ...isSame(before.resources?.limits, after.resources?.limits) ? [] : [{ path: ['spec', 'resources', 'limits'], rule }],
    ...typeof sizeBefore === 'number' && typeof sizeAfter === 'number' && sizeAfter < sizeBefore
      ? [{ path: ['spec', 'resources', 'requests', 'storage'], rule: 'field can not be less than status.capacity' }] : [],
    ...before.volumeAttributesClassName !== undefined && after.volumeAttributesClassName === undefined
      ? [{ path: ['spec', 'volumeAttributesClassName'], rule: 'update from non-nil value to nil is forbidden' }] : [],
  ];
}

/** What says of a volume how it is used, and not where it is. */
const NO_SOURCE = ['accessModes', 'capacity', 'claimRef', 'mountOptions', 'nodeAffinity', 'persistentVolumeReclaimPolicy', 'storageClassName', 'volumeAttributesClassName', 'volumeMode'];

function volume(before: Map, after: Map): Refusal[] {
  const sources = keysOf(before, after).filter(key => !NO_SOURCE.includes(key) && !isSame(before[key], after[key]));
  return [
    ...sources.length > 0 ? [{ path: ['spec', sources[0]], rule: 'spec.persistentvolumesource is immutable after creation' }] : [],
    ...isSame(before.volumeMode, after.volumeMode) ? [] : [{ path: ['spec', 'volumeMode'], rule: 'field is immutable' }],
    ...before.nodeAffinity === undefined || isSame(before.nodeAffinity, after.nodeAffinity) ? [] : [{ path: ['spec', 'nodeAffinity'], rule: 'field is immutable, except for updating from beta label to GA' }],
  ];
}

function service(before: Map, after: Map): Refusal[] {
  const external = (spec: Map) => spec.type === 'ExternalName';
  if (external(before) || external(after)) {
    return [];
  }
  const address = ({ clusterIP, clusterIPs }: Map) => clusterIP || clusterIPs?.[0];
  const [addressBefore, addressAfter] = [address(before), address(after)];
  return [
    // A Service that says no address has one that the cluster gave it: whatever it is, it is not this one.
    ...addressAfter !== undefined && addressAfter !== addressBefore ? [{ path: ['spec', 'clusterIP'], rule: 'may not change once set' }] : [],
    ...after.ipFamilies !== undefined && before.ipFamilies !== undefined && before.ipFamilies[0] !== after.ipFamilies[0]
      ? [{ path: ['spec', 'ipFamilies', 0], rule: 'may not change once set' }] : [],
    ...before.type === 'LoadBalancer' && after.type === 'LoadBalancer' && !isSame(before.loadBalancerClass, after.loadBalancerClass)
      ? [{ path: ['spec', 'loadBalancerClass'], rule: 'may not change once set' }] : [],
  ];
}

/** What was written as stringData stays when it is not written any more: the server has it as data, which nobody took away. */
function keptData({ body }: Resource, before: Map, after: Map): Map | undefined {
  const kept = Object.keys(body.stringData ?? {}).map(key => [key, before.data?.[key]]);
  return kept.length > 0 || after.data ? { ...Object.fromEntries(kept), ...after.data } : undefined;
}

function sealed(before: Map, after: Map, fields: string[]): Refusal[] {
  return before.immutable === true ? [
    ...after.immutable === true ? [] : [{ path: ['immutable'], rule: 'field is immutable when `immutable` is set' }],
    ...unchanged(before, after, fields.map(field => [field]), 'field is immutable when `immutable` is set'),
  ] : [];
}

function unchanged(before: Map, after: Map, paths: Path[], rule: string): Refusal[] {
  const at = (object: Map, path: Path) => path.reduce((value: any, key) => value?.[key], object);
  return paths.filter(path => !isSame(at(before, path), at(after, path))).map(path => ({ path, rule }));
}

function keysOf(...objects: Map[]): string[] {
  return [...new Set(objects.flatMap(object => Object.keys(object)))];
}
