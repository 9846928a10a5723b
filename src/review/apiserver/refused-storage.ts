import { JsonObject } from './defaulting';
import { isLive, isSame, normalOf } from './normal';
import { Refusal } from './refusal';
import { parseQuantity } from '../manifests/quantity';
import { Resource } from '../manifests/resource';

/**
 * What the server refuses of a claim. It is taken for bound, with what it asks for: a claim that was read from a cluster has a
 * status that may say otherwise. What was written and is no more is taken away; what the cluster filled in stays.
 *
 * @see ValidatePersistentVolumeClaimUpdate in https://github.com/kubernetes/kubernetes/blob/v1.34.4/pkg/apis/core/validation/validation.go
 */
export function refusalsOfClaim(old: Resource, new_: Resource, minor: number, defaultClass: string | undefined): Refusal[] {
  const [before, after]: JsonObject[] = [old, new_].map(resource => normalOf(resource, { minor }).spec ?? {});
  const status: JsonObject = old.body.status ?? {};
  const isBound = (status.phase ?? 'Bound') === 'Bound';
  const rule = `spec is immutable after creation except resources.requests${minor >= 29 ? ' and volumeAttributesClassName' : ''} for bound claims`;
  const kept = (field: string) => after[field] ?? (isLive(old) ? before[field] : undefined);

  const fields = ['accessModes', 'selector', 'volumeMode'].filter(field => !isSame(before[field], after[field]));
  const isOtherVolume = before.volumeName !== undefined && before.volumeName !== kept('volumeName');
  const [size, sizeNow] = [before, after].map(({ resources }) => resources?.requests?.storage);
  const sizeRule = size === sizeNow ? undefined : isBound ? ruleOfSize(size, sizeNow, parseQuantity(status.capacity?.storage) ?? size, minor) : rule;
  const [attributes, attributesNow] = [before.volumeAttributesClassName, kept('volumeAttributesClassName')];
  const attributesRule = attributes === attributesNow ? undefined : isBound ? ruleOfAttributes(attributes, attributesNow, status, minor) : rule;
  return [
    ...fields.map((field): Refusal => ({ path: ['spec', field], rule })),
    ...isOtherVolume ? [{ path: ['spec', 'volumeName'], rule }] : [],
    ...isSameSource(old.spec, new_.spec, isLive(old)) ? [] : [{ path: ['spec', after.dataSourceRef ? 'dataSourceRef' : 'dataSource'], rule }],
    ...refusalsOfClass(old, new_, defaultClass, rule),
    ...isSame(before.resources?.limits, after.resources?.limits) ? [] : [{ path: ['spec', 'resources', 'limits'], rule }],
    ...sizeRule ? [{ path: ['spec', 'resources', 'requests', 'storage'], rule: sizeRule }] : [],
    ...attributesRule ? [{ path: ['spec', 'volumeAttributesClassName'], rule: attributesRule }] : [],
  ];
}

/**
 * From 1.32 a size that the volume never got can be taken back:
 * https://kubernetes.io/docs/concepts/storage/persistent-volumes/#recovering-from-failure-when-expanding-volumes
 */
function ruleOfSize(size: unknown, now: unknown, capacity: unknown, minor: number): string | undefined {
  if (typeof size !== 'number' || typeof now !== 'number' || now >= size) {
    return undefined;
  }
  return minor < 32
    ? 'field can not be less than previous value'
    : now <= Number(capacity) ? 'field can not be less than status.capacity' : undefined;
}

/** From 1.34 a class that the volume never got can be taken back. */
function ruleOfAttributes(name: string | undefined, now: string | undefined, status: JsonObject, minor: number): string | undefined {
  const isApplied = status.phase === undefined || status.currentVolumeAttributesClassName !== undefined;
  if (name === undefined || now || (minor >= 34 && !isApplied)) {
    return undefined;
  }
  return minor >= 34 ? `update to ${now === '' ? 'empty string' : 'nil'} is forbidden when status.currentVolumeAttributesClassName is not nil`
    : `update from non-nil value to ${now === '' ? 'an empty string' : 'nil'} is forbidden`;
}

const SOURCES = ['dataSource', 'dataSourceRef'];

/** The server copies the one of `dataSource` and `dataSourceRef` that is written to the other, where it stays: so it matters which one was. */
function isSameSource(old: JsonObject, new_: JsonObject, isLiveBefore: boolean): boolean {
  const [before, after] = [old, new_].map(spec =>
    SOURCES.map(field => spec[field] && { ...spec[field], apiGroup: spec[field].apiGroup || undefined }));
  const source = before[1] ?? before[0];
  const sources = SOURCES.map((_, i) => after[i] ?? (before[i] === undefined || isLiveBefore ? source : undefined)).filter(it => it !== undefined);
  return isSame(sources[0], source) && sources.every(it => isSame(it, source));
}

const BETA_CLASS = 'volume.beta.kubernetes.io/storage-class';

/** The class of a claim. One that says none has the default, if there is one. */
export function classNameOf({ annotations, spec }: Resource, defaultClass: string | undefined): string | undefined {
  return annotations[BETA_CLASS] ?? spec.storageClassName ?? defaultClass;
}

/** Only of a claim that has no class can it be said later, or once more as field what its annotation says. */
function refusalsOfClass(old: Resource, new_: Resource, defaultClass: string | undefined, rule: string): Refusal[] {
  const [annotation, annotationNow] = [old, new_].map(({ annotations }) => annotations[BETA_CLASS]);
  const written = old.spec.storageClassName;
  const name = written ?? (annotation === undefined ? defaultClass : undefined);
  const now = new_.spec.storageClassName ?? (written === undefined || isLive(old) ? name : undefined);
  const isSaidLater = name === undefined && [undefined, now].includes(annotation);
  const isMoved = isSaidLater && annotation !== undefined && annotationNow === undefined;
  return [
    ...annotation === annotationNow || isMoved ? [] : [{ path: ['metadata', 'annotations', BETA_CLASS], rule: 'field is immutable' }],
    ...name === now || isSaidLater ? [] : [{ path: ['spec', 'storageClassName'], rule }],
  ];
}

/** What says of a volume how it is used, and not where it is. */
const NO_SOURCE = [
  'accessModes', 'capacity', 'claimRef', 'mountOptions', 'nodeAffinity', 'persistentVolumeReclaimPolicy', 'storageClassName',
  'volumeAttributesClassName', 'volumeMode',
];

/**
 * What the server refuses of a volume.
 *
 * @see ValidatePersistentVolumeUpdate in https://github.com/kubernetes/kubernetes/blob/v1.34.4/pkg/apis/core/validation/validation.go
 */
export function refusalsOfVolume(before: JsonObject, after: JsonObject, minor: number): Refusal[] {
  // The secret for expansion can be added, once.
  const isAdded = after.csi && before.csi?.controllerExpandSecretRef === undefined;
  const source: JsonObject = isAdded ? { ...after, csi: { ...after.csi, controllerExpandSecretRef: undefined } } : after;
  const sources = [...new Set([
    ...Object.keys(before), ...Object.keys(after),
  ])].filter(key => !NO_SOURCE.includes(key) && !isSame(before[key], source[key]));
  const affinity = minor >= 27 ? withLabelsOf(before.nodeAffinity, after.nodeAffinity) : before.nodeAffinity;
  return [
    ...sources.length > 0 ? [{ path: ['spec', sources[0]], rule: 'spec.persistentvolumesource is immutable after creation' }] : [],
    ...isSame(before.volumeMode, after.volumeMode) ? [] : [{ path: ['spec', 'volumeMode'], rule: 'field is immutable' }],
    ...affinity === undefined || isSame(affinity, after.nodeAffinity)
      ? []
      : [{ path: ['spec', 'nodeAffinity'], rule: `field is immutable${minor >= 27 ? ', except for updating from beta label to GA' : ''}` }],
    ...before.volumeAttributesClassName !== undefined && after.volumeAttributesClassName === undefined
      ? [{ path: ['spec', 'volumeAttributesClassName'], rule: 'update from non-nil value to nil is forbidden' }] : [],
  ];
}

/** Labels of nodes that have another name now: https://kubernetes.io/docs/reference/labels-annotations-taints/ */
const LABELS_NOW: { readonly [beta: string]: string } = {
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
  'beta.kubernetes.io/os': 'kubernetes.io/os',
  'beta.kubernetes.io/arch': 'kubernetes.io/arch',
  'beta.kubernetes.io/instance-type': 'node.kubernetes.io/instance-type',
};

/** The same, with the names that labels have now where the other one says them. */
function withLabelsOf(before: any, after: any): any {
  if (Array.isArray(before)) {
    return before.map((item, i) => withLabelsOf(item, after?.[i]));
  } else if (before === null || typeof before !== 'object') {
    return LABELS_NOW[before] !== undefined && LABELS_NOW[before] === after ? after : before;
  }
  return Object.fromEntries(Object.entries(before).map(([key, value]) => [key, withLabelsOf(value, after?.[key])]));
}
