import { JsonObject, normalizeQuantities, objectsIn, setDefaults, dropEmpty, dropZero } from './defaulting';
import { claimSpec, volumeSource } from './volume-defaults';
import { canonicalQuantity } from '../manifests/quantity';

/** What the server makes of a pod. The token of its account it mounts through a volume that has another name in each. */
export function pod(object: JsonObject): void {
  const { spec } = object;
  podTemplate(object);
  setDefaults(spec, { preemptionPolicy: 'PreemptLowerPriority', enableServiceLinks: true });
  const kept = (list: unknown) => objectsIn(list).filter(({ name }) => !/^kube-api-access-[a-z0-9]{5}$/.test(name));
  for (const it of containersOf(spec)) {
    it.volumeMounts = kept(it.volumeMounts);
    reserved(it.resources);
  }
  if (spec) {
    spec.volumes = kept(spec.volumes);
    reserved(spec.resources);
  }
}

/** What has a limit and no request reserves as much. */
function reserved(it: JsonObject | undefined): void {
  if (it?.limits) {
    it.requests = { ...it.limits, ...it.requests };
  }
}

/**
 * The same for what has ControllerRevisions: their controllers compare them as text, so that 1Gi and 1073741824, which the
 * server takes for the same, are two.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/history/controller_history.go
 */
export function revisedTemplate(template: JsonObject | undefined): void {
  for (const { resources: it } of containersOf(template?.spec)) {
    normalizeQuantities(it?.limits, undefined, canonicalQuantity);
    normalizeQuantities(it?.requests, undefined, canonicalQuantity);
  }
  podTemplate(template);
}

/**
 * What the server makes of the template of a pod. What it makes of pods alone is a difference there: it is another template, so
 * the pods start again.
 */
export function podTemplate(template: JsonObject | undefined): void {
  delete template?.metadata?.creationTimestamp;
  dropEmpty(template?.metadata, 'name', 'namespace');
  const spec = template?.spec;
  setDefaults(spec, {
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    terminationGracePeriodSeconds: 30,
    securityContext: {},
  });
  if (spec) {
    setDefaults(spec, { serviceAccountName: spec.serviceAccount });
    delete spec.serviceAccount;
    dropEmpty(spec, 'hostname', 'nodeName', 'priorityClassName', 'serviceAccountName', 'subdomain');
    resources(spec.resources);
    normalizeQuantities(spec.overhead);
  }
  containersOf(spec).forEach(it => container(it, spec?.hostNetwork === true));
  objectsIn(spec?.tolerations).forEach(toleration => dropEmpty(toleration, 'key', 'value', 'effect'));
  objectsIn(spec?.volumes).forEach(volume);
}

function containersOf(spec: JsonObject | undefined): JsonObject[] {
  return [...objectsIn(spec?.containers), ...objectsIn(spec?.initContainers)];
}

function container(it: JsonObject, isOnHost: boolean): void {
  const image = String(it.image ?? '');
  const isLatest = !image.includes('@') && (/:latest$/.test(image) || !/:[^/]+$/.test(image));
  setDefaults(it, {
    imagePullPolicy: isLatest ? 'Always' : 'IfNotPresent',
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  });
  dropEmpty(it, 'workingDir');
  for (const port of objectsIn(it.ports)) {
    dropEmpty(port, 'hostIP');
    dropZero(port, 'hostPort');
    setDefaults(port, isOnHost ? { hostPort: port.containerPort } : {});
  }
  for (const probe of [it.livenessProbe, it.readinessProbe, it.startupProbe]) {
    dropZero(probe, 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold');
    setDefaults(probe, { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 });
    setDefaults(probe?.grpc, { service: '' });
  }
  for (const handler of [it.livenessProbe, it.readinessProbe, it.startupProbe, it.lifecycle?.postStart, it.lifecycle?.preStop]) {
    dropEmpty(handler?.httpGet, 'path', 'host');
    dropEmpty(handler?.tcpSocket, 'host');
    setDefaults(handler?.httpGet, { path: '/', scheme: 'HTTP' });
  }
  for (const variable of objectsIn(it.env)) {
    dropEmpty(variable, 'value');
    fieldOf(variable.valueFrom);
  }
  objectsIn(it.volumeMounts).forEach(mount => dropEmpty(mount, 'subPath', 'subPathExpr'));
  resources(it.resources);
}

function resources(it: JsonObject | undefined): void {
  normalizeQuantities(it?.limits);
  normalizeQuantities(it?.requests);
}

function fieldOf(source: JsonObject | undefined): void {
  setDefaults(source?.fieldRef, { apiVersion: 'v1' });
  setDefaults(source?.resourceFieldRef, { divisor: '0' });
  normalizeQuantities(source?.resourceFieldRef, ['divisor']);
}

function volume(it: JsonObject): void {
  if (!Object.keys(it).some(key => key !== 'name' && it[key] !== null)) {
    it.emptyDir = {};
  }
  volumeSource(it);
  for (const source of [it, ...objectsIn(it.projected?.sources)]) {
    objectsIn(source.downwardAPI?.items).forEach(fieldOf);
    setDefaults(source.serviceAccountToken, { expirationSeconds: 3600 });
  }
  claimSpec(it.ephemeral?.volumeClaimTemplate?.spec);
  dropEmpty(it.emptyDir, 'medium');
  normalizeQuantities(it.emptyDir, ['sizeLimit']);
}
