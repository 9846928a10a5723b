import { amountOf } from '../quantity';
import { Resource } from '../resource';

/* What the server makes of a manifest: defaults filled in, amounts in one spelling, nothing that is empty. Only then equal meaning is equal. */

type Map = { [key: string]: any };

/** Fields that the cluster writes, and annotations that tools leave. */
const METADATA_OF_THE_CLUSTER = ['creationTimestamp', 'deletionGracePeriodSeconds', 'deletionTimestamp', 'finalizers', 'generation', 'managedFields', 'ownerReferences', 'resourceVersion', 'selfLink', 'uid'];
const ANNOTATIONS_OF_TOOLS = /^(kubectl\.kubernetes\.io\/last-applied-configuration|deployment\.kubernetes\.io\/revision|deprecated\.daemonset\.template\.generation|pv\.kubernetes\.io\/.*|volume\.(beta\.)?kubernetes\.io\/(storage-provisioner|selected-node))$/;

/** What was made before: rules ask again and again. Nobody changes it. */
const NORMAL = new WeakMap<Resource, any>();

/** The object as the server understands it. */
export function normalOf(resource: Resource): any {
  if (!NORMAL.has(resource)) {
    NORMAL.set(resource, normalised(resource));
  }
  return NORMAL.get(resource);
}

function normalised({ body, kind }: Resource): any {
  const object = copyOf(body);
  delete object.status;
  for (const field of METADATA_OF_THE_CLUSTER) {
    delete object.metadata?.[field];
  }
  for (const annotation of Object.keys(object.metadata?.annotations ?? {}).filter(key => ANNOTATIONS_OF_TOOLS.test(key))) {
    delete object.metadata.annotations[annotation];
  }
  if (Object.hasOwn(DEFAULTS, kind)) {
    DEFAULTS[kind](object);
  }
  return prune(object);
}

/** Faster than structuredClone, which knows more than manifests have. */
function copyOf(value: any): any {
  if (value === null || typeof value !== 'object') {
    return value;
  }
  return Array.isArray(value) ? value.map(copyOf) : mapped(value, copyOf);
}

/** A map of what becomes of the values, without those of which nothing does. Half of the time of a diff is spent here: it makes no lists. */
function mapped(map: Map, f: (value: any, key: string) => any): Map {
  const result: Map = {};
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
const NOTHING = new Set(['hostIPC', 'hostNetwork', 'hostPID', 'initialDelaySeconds', 'minReadySeconds', 'paused', 'publishNotReadyAddresses', 'readOnly', 'stdin', 'stdinOnce', 'tty']);

/** Without what is null or empty; an empty source of a volume stays, for it is what the volume is. */
function prune(value: any, key = ''): any {
  if (Array.isArray(value)) {
    return value.length === 0 ? undefined : value.map(item => prune(item) ?? {});
  }
  if (value === null || typeof value !== 'object') {
    return value === null || (NOTHING.has(key) && (value === false || value === 0)) ? undefined : value;
  }
  const kept = mapped(value, prune);
  return Object.keys(kept).length > 0 || key === 'emptyDir' || key === 'podSelector' || key === 'namespaceSelector' ? kept : undefined;
}

function fill(object: Map | undefined, defaults: Map): void {
  for (const [key, value] of Object.entries(defaults)) {
    if (object && (object[key] === undefined || object[key] === null)) {
      object[key] = value;
    }
  }
}

/** A text that is empty says nothing, where the server knows no difference. */
function withoutEmpty(map: Map, field: string): void {
  if (map[field] === '') {
    delete map[field];
  }
}

function amounts(map: Map | undefined): void {
  for (const key of Object.keys(map ?? {})) {
    map![key] = amountOf(map![key]) ?? map![key];
  }
}

const DEFAULTS: { readonly [kind: string]: (object: Map) => void } = {
  StatefulSet: ({ spec }) => {
    fill(spec, { replicas: 1, podManagementPolicy: 'OrderedReady', revisionHistoryLimit: 10, updateStrategy: {}, persistentVolumeClaimRetentionPolicy: {} });
    fill(spec?.updateStrategy, { type: 'RollingUpdate' });
    if (spec?.updateStrategy?.type === 'RollingUpdate') {
      fill(spec.updateStrategy, { rollingUpdate: {} });
      fill(spec.updateStrategy.rollingUpdate, { partition: 0 });
    }
    fill(spec?.persistentVolumeClaimRetentionPolicy, { whenDeleted: 'Retain', whenScaled: 'Retain' });
    template(spec?.template);
    for (const claim of spec?.volumeClaimTemplates ?? []) {
      delete claim.status;
      delete claim.apiVersion;
      delete claim.kind;
      delete claim.metadata?.creationTimestamp;
      claimSpec(claim.spec);
    }
  },
  Deployment: ({ spec }) => {
    fill(spec, { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600, strategy: {} });
    fill(spec?.strategy, { type: 'RollingUpdate' });
    if (spec?.strategy?.type === 'RollingUpdate') {
      fill(spec.strategy, { rollingUpdate: {} });
      fill(spec.strategy.rollingUpdate, { maxSurge: '25%', maxUnavailable: '25%' });
    }
    template(spec?.template);
  },
  DaemonSet: ({ spec }) => {
    fill(spec, { revisionHistoryLimit: 10, updateStrategy: {} });
    fill(spec?.updateStrategy, { type: 'RollingUpdate' });
    if (spec?.updateStrategy?.type === 'RollingUpdate') {
      fill(spec.updateStrategy, { rollingUpdate: {} });
      fill(spec.updateStrategy.rollingUpdate, { maxSurge: 0, maxUnavailable: 1 });
    }
    template(spec?.template);
  },
  PersistentVolumeClaim: ({ spec }) => claimSpec(spec),
  PersistentVolume: ({ spec }) => {
    fill(spec, { volumeMode: 'Filesystem', persistentVolumeReclaimPolicy: 'Retain' });
    fill(spec?.hostPath, { type: '' });
    fill(spec?.iscsi, { iscsiInterface: 'default' });
    fill(spec?.claimRef, { apiVersion: 'v1', kind: 'PersistentVolumeClaim' });
    amounts(spec?.capacity);
  },
  StorageClass: object => fill(object, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }),
  Service: ({ spec }) => {
    fill(spec, { type: 'ClusterIP', sessionAffinity: 'None', internalTrafficPolicy: 'Cluster' });
    for (const port of spec?.ports ?? []) {
      fill(port, { protocol: 'TCP', targetPort: port.port });
    }
    withoutEmpty(spec ?? {}, 'clusterIP');
  },
  Secret: object => {
    fill(object, { type: 'Opaque' });
    // The server keeps what stringData says as data.
    const texts = Object.entries(object.stringData ?? {}).map(([key, value]) => [key, Buffer.from(String(value)).toString('base64')]);
    object.data = { ...object.data, ...Object.fromEntries(texts) };
    delete object.stringData;
  },
  CronJob: ({ spec }) => {
    fill(spec, { concurrencyPolicy: 'Allow', suspend: false, successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 1 });
    job(spec?.jobTemplate?.spec);
  },
  Job: ({ spec }) => job(spec),
  Pod: object => template(object),
};

function job(spec: Map | undefined): void {
  fill(spec, spec?.parallelism === undefined ? { completions: 1 } : {});
  fill(spec, { parallelism: 1, backoffLimit: 6, completionMode: 'NonIndexed', suspend: false, podReplacementPolicy: spec?.podFailurePolicy ? 'Failed' : 'TerminatingOrFailed' });
  template(spec?.template);
}

function claimSpec(spec: Map | undefined): void {
  fill(spec, { volumeMode: 'Filesystem' });
  amounts(spec?.resources?.requests);
  amounts(spec?.resources?.limits);
}

function template(pod: Map | undefined): void {
  delete pod?.metadata?.creationTimestamp;
  const spec = pod?.spec;
  fill(spec, { restartPolicy: 'Always', dnsPolicy: 'ClusterFirst', schedulerName: 'default-scheduler', terminationGracePeriodSeconds: 30, enableServiceLinks: true });
  if (spec) {
    fill(spec, { serviceAccountName: spec.serviceAccount });
    delete spec.serviceAccount;
    ['hostname', 'nodeName', 'priorityClassName', 'serviceAccountName', 'subdomain'].forEach(field => withoutEmpty(spec, field));
  }
  [...spec?.containers ?? [], ...spec?.initContainers ?? []].forEach(container);
  (spec?.volumes ?? []).forEach(volume);
}

function container(it: Map): void {
  const image = String(it.image ?? '');
  const isLatest = !image.includes('@') && (/:latest$/.test(image) || !/:[^/]+$/.test(image));
  fill(it, { imagePullPolicy: isLatest ? 'Always' : 'IfNotPresent', terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' });
  (it.ports ?? []).forEach((port: Map) => fill(port, { protocol: 'TCP' }));
  for (const probe of [it.livenessProbe, it.readinessProbe, it.startupProbe]) {
    fill(probe, { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 });
    fill(probe?.httpGet, { path: '/', scheme: 'HTTP' });
    fill(probe?.grpc, { service: '' });
  }
  fill(it.lifecycle?.preStop?.httpGet, { path: '/', scheme: 'HTTP' });
  for (const variable of it.env ?? []) {
    withoutEmpty(variable, 'value');
    fill(variable.valueFrom?.fieldRef, { apiVersion: 'v1' });
  }
  (it.volumeMounts ?? []).forEach((mount: Map) => withoutEmpty(mount, 'subPath'));
  amounts(it.resources?.limits);
  amounts(it.resources?.requests);
  // What has a limit and no request reserves as much.
  if (it.resources?.limits) {
    it.resources.requests = { ...it.resources.limits, ...it.resources.requests };
  }
}

function volume(it: Map): void {
  const kinds = Object.keys(it).filter(key => key !== 'name' && it[key] !== null);
  if (kinds.length === 0) {
    it.emptyDir = {};
  }
  for (const kind of ['configMap', 'secret', 'downwardAPI', 'projected']) {
    fill(it[kind], { defaultMode: 420 });
  }
  fill(it.hostPath, { type: '' });
  const items = [...it.downwardAPI?.items ?? [], ...(it.projected?.sources ?? []).flatMap((source: Map) => source.downwardAPI?.items ?? [])];
  items.forEach((item: Map) => fill(item.fieldRef, { apiVersion: 'v1' }));
  (it.projected?.sources ?? []).forEach((source: Map) => fill(source.serviceAccountToken, { expirationSeconds: 3600 }));
  claimSpec(it.ephemeral?.volumeClaimTemplate?.spec);
  if (it.emptyDir?.sizeLimit !== undefined) {
    it.emptyDir.sizeLimit = amountOf(it.emptyDir.sizeLimit) ?? it.emptyDir.sizeLimit;
  }
}
