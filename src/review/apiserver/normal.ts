import { CLUSTER_ASSIGNED } from './cluster-assigned';
import { JsonObject } from './defaulting';
import { DEFAULTS } from './defaults';
import { setPublishedDefaults } from './published-defaults';
import { Release } from '../../catalog/kubernetes/release';
import { Resource } from '../manifests/resource';
import { isCustomGroup } from '../manifests/schema';

/* What the server makes of a manifest: defaults filled in, amounts in one spelling, nothing that is empty. Only then equal meaning is equal. */

/** Fields that the cluster writes, and annotations that tools leave. */
const CLUSTER_METADATA = [
  'creationTimestamp', 'deletionGracePeriodSeconds', 'deletionTimestamp', 'finalizers', 'generation', 'managedFields',
  'ownerReferences', 'resourceVersion', 'selfLink', 'uid',
];
const TOOL_ANNOTATIONS =
  /^(kubectl\.kubernetes\.io\/last-applied-configuration|deployment\.kubernetes\.io\/revision|deprecated\.daemonset\.template\.generation|pv\.kubernetes\.io\/.*|volume\.(beta\.)?kubernetes\.io\/(storage-provisioner|selected-node))$/;

/** Results of earlier calls by the body, which equal objects of both sides share. They are never changed. */
const NORMAL = new WeakMap<object, { readonly release: Release; readonly object: any }>();

/** The object with the defaults of the API server of a release, in normal form. */
export function normalOf(resource: Resource, release: Release): any {
  const made = NORMAL.get(resource.body);
  if (made && made.release.minor === release.minor && made.release.patch === release.patch) {
    return made.object;
  }
  const object = normalised(resource, release);
  NORMAL.set(resource.body, { release, object });
  return object;
}

/** Both, where what the cluster gave one that was read from it stands for what the other leaves to the cluster. */
export function normalsOf(old: Resource, new_: Resource, release: Release): [any, any] {
  return [normalBeside(old, new_, release), normalBeside(new_, old, release)];
}

function normalBeside(resource: Resource, other: Resource, release: Release): any {
  // The namespace of a manifest may be left to kubectl, and that of what has none is ignored.
  const isElsewhere = resource.namespace === undefined && other.namespace !== undefined;
  return isLive(other) || isElsewhere ? normalised(resource, release, other) : normalOf(resource, release);
}

/** Whether it was read from a cluster. */
export function isLive({ body }: Resource): boolean {
  return body.metadata?.uid !== undefined;
}

function normalised({ body, kind, group }: Resource, release: Release, other?: Resource): any {
  const object = copyOf(body);
  delete object.status;
  for (const field of CLUSTER_METADATA) {
    delete object.metadata?.[field];
  }
  for (const annotation of Object.keys(object.metadata?.annotations ?? {}).filter(key => TOOL_ANNOTATIONS.test(key))) {
    delete object.metadata.annotations[annotation];
  }
  if (other && object.metadata) {
    object.metadata.namespace ??= other.namespace;
  }
  if (other && isLive(other) && Object.hasOwn(CLUSTER_ASSIGNED, kind)) {
    CLUSTER_ASSIGNED[kind](object, copyOf(other.body));
  }
  if (Object.hasOwn(DEFAULTS, kind)) {
    setFormerSelector(object, kind);
    setPublishedDefaults(object, kind, release);
    DEFAULTS[kind](object, release);
  }
  // To an operator an empty map may be a wish, and to a schema it is one.
  return isCustomGroup(group) || kind === 'CustomResourceDefinition' ? { ...object, metadata: prune(object.metadata) } : prune(object);
}

/**
 * In these versions of the API the selector is the labels of the pods unless the manifest sets it:
 * https://kubernetes.io/docs/reference/using-api/deprecation-guide/#deployment-v116
 */
function setFormerSelector({ apiVersion, spec }: JsonObject, kind: string): void {
  const labels = spec?.template?.metadata?.labels;
  if (['extensions/v1beta1', 'apps/v1beta1'].includes(apiVersion)
    && ['Deployment', 'DaemonSet', 'StatefulSet', 'ReplicaSet'].includes(kind) && labels) {
    spec.selector ??= { matchLabels: { ...labels } };
  }
}

/** Faster than structuredClone, which knows more than manifests have. */
function copyOf(value: any): any {
  if (value === null || typeof value !== 'object') {
    return value;
  }
  return Array.isArray(value) ? value.map(copyOf) : mapped(value, copyOf);
}

/** A map of what becomes of the values, without those of which nothing does. Half of the time of a diff is spent here: it makes no lists. */
function mapped(map: JsonObject, f: (value: any, key: string) => any): JsonObject {
  const result: JsonObject = {};
  for (const key of Object.keys(map)) {
    const value = f(map[key], key);
    if (key === '__proto__') {
      Object.defineProperty(result, key, { value, enumerable: true, configurable: true, writable: true });
    } else if (value !== undefined) {
      result[key] = value;
    }
  }
  return result;
}

/** Whether both mean the same: the order of keys means nothing. */
export function isSame(a: any, b: any): boolean {
  if (a === b || a === null || b === null || typeof a !== 'object' || typeof b !== 'object') {
    return a === b;
  }
  const keys = Object.keys(a).filter(key => a[key] !== undefined);
  return Array.isArray(a) === Array.isArray(b) && keys.length === Object.keys(b).filter(key => b[key] !== undefined).length
    && keys.every(key => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}

/** Fields of which false or 0 is the same as nothing. Of others it is a value: `automountServiceAccountToken`, `replicas`. */
const ZERO_MEANS_UNSET = new Set([
  'globalDefault', 'hostIPC', 'hostNetwork', 'hostPID', 'initialDelaySeconds', 'manualSelector', 'minReadySeconds', 'paused',
  'publishNotReadyAddresses', 'readOnly', 'stdin', 'stdinOnce', 'tty',
]);

/** Maps that say something when they are empty: a volume of that kind, a selector of everything, and what makes another template of a pod. */
const MEANINGFUL_WHEN_EMPTY = new Set([
  'emptyDir', 'labelSelector', 'namespaceSelector', 'objectSelector', 'podSelector', 'selector',
  'affinity', 'capabilities', 'dnsConfig', 'lifecycle', 'nodeAffinity', 'podAffinity', 'podAntiAffinity', 'securityContext',
  'seLinuxOptions', 'windowsOptions',
]);

/** Without what is null or empty. */
function prune(value: any, key = ''): any {
  if (Array.isArray(value)) {
    return value.length === 0 ? undefined : value.map(item => prune(item) ?? {});
  }
  if (value === null || typeof value !== 'object') {
    return value === null || (ZERO_MEANS_UNSET.has(key) && (value === false || value === 0)) ? undefined : value;
  }
  const kept = mapped(value, prune);
  return Object.keys(kept).length > 0 || MEANINGFUL_WHEN_EMPTY.has(key) ? kept : undefined;
}
