import { claimSpec, volumeSource } from './defaults-of-volumes';
import { Map, amounts, each, fill, withoutEmpty, withoutZero } from './fill';
import { spelledAmountOf } from '../manifests/quantity';

/** What the server makes of a pod. The token of its account it mounts through a volume that has another name in each. */
export function pod(object: Map): void {
  const { spec } = object;
  podTemplate(object);
  fill(spec, { preemptionPolicy: 'PreemptLowerPriority', enableServiceLinks: true });
  const kept = (list: unknown) => each(list).filter(({ name }) => !/^kube-api-access-[a-z0-9]{5}$/.test(name));
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
function reserved(it: Map | undefined): void {
  if (it?.limits) {
    it.requests = { ...it.limits, ...it.requests };
  }
}

/**
 * The same for what has ControllerRevisions: their controllers compare them as text, so that 1Gi and 1073741824, which the server takes for the same, are two.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/history/controller_history.go
 */
export function revisedTemplate(template: Map | undefined): void {
  for (const { resources: it } of containersOf(template?.spec)) {
    amounts(it?.limits, undefined, spelledAmountOf);
    amounts(it?.requests, undefined, spelledAmountOf);
  }
  podTemplate(template);
}

/** What the server makes of the template of a pod. What it makes of pods alone is a difference there: it is another template, so the pods start again. */
export function podTemplate(template: Map | undefined): void {
  delete template?.metadata?.creationTimestamp;
  withoutEmpty(template?.metadata, 'name', 'namespace');
  const spec = template?.spec;
  fill(spec, { restartPolicy: 'Always', dnsPolicy: 'ClusterFirst', schedulerName: 'default-scheduler', terminationGracePeriodSeconds: 30, securityContext: {} });
  if (spec) {
    fill(spec, { serviceAccountName: spec.serviceAccount });
    delete spec.serviceAccount;
    withoutEmpty(spec, 'hostname', 'nodeName', 'priorityClassName', 'serviceAccountName', 'subdomain');
    resources(spec.resources);
    amounts(spec.overhead);
  }
  containersOf(spec).forEach(it => container(it, spec?.hostNetwork === true));
  each(spec?.tolerations).forEach(toleration => withoutEmpty(toleration, 'key', 'value', 'effect'));
  each(spec?.volumes).forEach(volume);
}

function containersOf(spec: Map | undefined): Map[] {
  return [...each(spec?.containers), ...each(spec?.initContainers)];
}

function container(it: Map, isOnHost: boolean): void {
  const image = String(it.image ?? '');
  const isLatest = !image.includes('@') && (/:latest$/.test(image) || !/:[^/]+$/.test(image));
  fill(it, { imagePullPolicy: isLatest ? 'Always' : 'IfNotPresent', terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' });
  withoutEmpty(it, 'workingDir');
  for (const port of each(it.ports)) {
    withoutEmpty(port, 'hostIP');
    withoutZero(port, 'hostPort');
    fill(port, isOnHost ? { hostPort: port.containerPort } : {});
  }
  for (const probe of [it.livenessProbe, it.readinessProbe, it.startupProbe]) {
    withoutZero(probe, 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold');
    fill(probe, { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 });
    fill(probe?.grpc, { service: '' });
  }
  for (const handler of [it.livenessProbe, it.readinessProbe, it.startupProbe, it.lifecycle?.postStart, it.lifecycle?.preStop]) {
    withoutEmpty(handler?.httpGet, 'path', 'host');
    withoutEmpty(handler?.tcpSocket, 'host');
    fill(handler?.httpGet, { path: '/', scheme: 'HTTP' });
  }
  for (const variable of each(it.env)) {
    withoutEmpty(variable, 'value');
    fieldOf(variable.valueFrom);
  }
  each(it.volumeMounts).forEach(mount => withoutEmpty(mount, 'subPath', 'subPathExpr'));
  resources(it.resources);
}

function resources(it: Map | undefined): void {
  amounts(it?.limits);
  amounts(it?.requests);
}

function fieldOf(source: Map | undefined): void {
  fill(source?.fieldRef, { apiVersion: 'v1' });
  fill(source?.resourceFieldRef, { divisor: '0' });
  amounts(source?.resourceFieldRef, ['divisor']);
}

function volume(it: Map): void {
  if (!Object.keys(it).some(key => key !== 'name' && it[key] !== null)) {
    it.emptyDir = {};
  }
  volumeSource(it);
  for (const source of [it, ...each(it.projected?.sources)]) {
    each(source.downwardAPI?.items).forEach(fieldOf);
    fill(source.serviceAccountToken, { expirationSeconds: 3600 });
  }
  claimSpec(it.ephemeral?.volumeClaimTemplate?.spec);
  withoutEmpty(it.emptyDir, 'medium');
  amounts(it.emptyDir, ['sizeLimit']);
}
