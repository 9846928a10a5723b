import { JsonObject } from './defaulting';
import { isSame, normalsOf } from './normal';
import { Refusal } from './refusal';
import { refusalsOfJob, refusalsOfPod } from './refused-pods';
import { refusalsOfService } from './refused-service';
import { refusalsOfClaim, refusalsOfVolume } from './refused-storage';
import { Release } from '../../catalog/kubernetes/release';
import { Resource } from '../manifests/resource';
import { Path } from '../manifests/source';

/** What of a StatefulSet's spec can be changed, in the order of the server's message, and the minor release from which it can. */
const MUTABLE_OF_STATEFUL_SETS: { readonly [field: string]: number } = {
  replicas: 0, ordinals: 26, template: 0, updateStrategy: 0, revisionHistoryLimit: 33, persistentVolumeClaimRetentionPolicy: 23, minReadySeconds: 23,
};

/** First minor releases of 1.x whose messages say that the field is immutable, for a StorageClass, and for a StatefulSet or a binding. */
const CLASS_FIELD_IS_IMMUTABLE = 36;
const FIELD_IS_IMMUTABLE = 37;

/** Why the server refuses to make one object of the other by apply. Claims without a class have the default one, if it is known. */
export function refusalsOf(old: Resource, new_: Resource, release: Release, defaultClass?: string): Refusal[] {
  const { minor } = release;
  const [before, after]: JsonObject[] = normalsOf(old, new_, release);
  switch (old.kind) {
    case 'StatefulSet': return [
      ...statefulSet(before.spec ?? {}, after.spec ?? {}, minor),
      // Of a strategy that is named it fills in nothing.
      ...old.spec.updateStrategy?.type !== undefined ? [] : leftBehind(old.spec.updateStrategy, after.spec?.updateStrategy, 'OnDelete', {
        path: ['spec', 'updateStrategy'], rule: "only allowed for updateStrategy 'RollingUpdate'",
      }),
    ];
    case 'Deployment': return [
      ...unchanged(before, after, [['spec', 'selector']], 'field is immutable'),
      ...leftBehind(old.spec.strategy, after.spec?.strategy, 'Recreate', {
        path: ['spec', 'strategy'], rule: "may not be specified when strategy `type` is 'Recreate'",
      }),
    ];
    case 'DaemonSet': return unchanged(before, after, [['spec', 'selector']], 'field is immutable');
    case 'PersistentVolumeClaim': return refusalsOfClaim(old, new_, minor, defaultClass);
    case 'PersistentVolume': return refusalsOfVolume(before.spec ?? {}, after.spec ?? {}, minor);
    case 'StorageClass': return [
      ...(minor >= CLASS_FIELD_IS_IMMUTABLE ? immutable : forbidden)(before, after, ['parameters', 'provisioner', 'reclaimPolicy']),
      ...unchanged(before, after, [['volumeBindingMode']], 'field is immutable'),
    ];
    case 'Service': return refusalsOfService(before.spec ?? {}, after.spec ?? {});
    case 'Job': return refusalsOfJob(old, new_, release);
    case 'Pod': return refusalsOfPod(before.spec ?? {}, after.spec ?? {});
    case 'Secret': return [
      ...unchanged(before, after, [['type']], 'field is immutable'),
      ...sealed(before, { ...after, data: keptData(old, before, after) }, ['data']),
    ];
    case 'ConfigMap': return sealed(before, after, ['data', 'binaryData']);
    case 'RoleBinding': case 'ClusterRoleBinding': return unchanged(before, after, [['roleRef']],
      minor >= FIELD_IS_IMMUTABLE ? 'field is immutable' : 'cannot change roleRef');
    case 'VolumeAttributesClass': return forbidden(before, after, ['driverName', 'parameters']);
    case 'CSIDriver': return unchanged(before, after, [['spec', 'attachRequired'], ['spec', 'volumeLifecycleModes']], 'field is immutable');
    default: return [];
  }
}

function statefulSet(before: JsonObject, after: JsonObject, minor: number): Refusal[] {
  const mutable = Object.entries(MUTABLE_OF_STATEFUL_SETS).filter(([, since]) => minor >= since).map(([field]) => field);
  const names = mutable.map(field => `'${field}'`);
  const rule = minor >= FIELD_IS_IMMUTABLE
    ? 'field is immutable'
    : `updates to statefulset spec for fields other than ${names.slice(0, -1).join(', ')} and ${names[names.length - 1]} are forbidden`;
  return keysOf(before, after).filter(key => !mutable.includes(key) && !isSame(before[key], after[key])).map(key => ({ path: ['spec', key], rule }));
}

/**
 * The server has filled in how to roll. A server-side apply takes away only what its manager wrote before; a client-side apply
 * replaces the strategy as a whole.
 *
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
function leftBehind(written: JsonObject | undefined, after: JsonObject | undefined, other: string, refusal: Refusal): Refusal[] {
  const isFilledIn = (written?.type ?? 'RollingUpdate') === 'RollingUpdate' && written?.rollingUpdate === undefined;
  return isFilledIn && after?.type === other ? [{ ...refusal, isServerSideOnly: true }] : [];
}

/** Data of the Secret after the change. The server keeps a key that only stringData had: no manifest takes it out of data. */
function keptData({ body }: Resource, before: JsonObject, after: JsonObject): JsonObject | undefined {
  const kept = Object.keys(body.stringData ?? {}).filter(key => body.data?.[key] === undefined).map(key => [key, before.data?.[key]]);
  return kept.length > 0 || after.data ? { ...Object.fromEntries(kept), ...after.data } : undefined;
}

function sealed(before: JsonObject, after: JsonObject, fields: string[]): Refusal[] {
  return before.immutable === true ? [
    ...after.immutable === true ? [] : [{ path: ['immutable'], rule: 'field is immutable when `immutable` is set' }],
    ...unchanged(before, after, fields.map(field => [field]), 'field is immutable when `immutable` is set'),
  ] : [];
}

function forbidden(before: JsonObject, after: JsonObject, fields: string[]): Refusal[] {
  return fields.flatMap(field => unchanged(before, after, [[field]], `updates to ${field} are forbidden.`));
}

function immutable(before: JsonObject, after: JsonObject, fields: string[]): Refusal[] {
  return unchanged(before, after, fields.map(field => [field]), 'field is immutable');
}

function unchanged(before: JsonObject, after: JsonObject, paths: Path[], rule: string): Refusal[] {
  const at = (object: JsonObject, path: Path) => path.reduce((value: any, key) => value?.[key], object);
  return paths.filter(path => !isSame(at(before, path), at(after, path))).map(path => ({ path, rule }));
}

function keysOf(...objects: JsonObject[]): string[] {
  return [...new Set(objects.flatMap(object => Object.keys(object)))];
}
