import { claimSpec, volumeSource } from './defaults-of-volumes';
import { Map, amounts, each, fill, withoutEmpty } from './fill';

/** What the server makes of a pod, or of the template of one. */
export function podTemplate(pod: Map | undefined): void {
  delete pod?.metadata?.creationTimestamp;
  const spec = pod?.spec;
  fill(spec, { restartPolicy: 'Always', dnsPolicy: 'ClusterFirst', schedulerName: 'default-scheduler', terminationGracePeriodSeconds: 30, enableServiceLinks: true });
  if (spec) {
    fill(spec, { serviceAccountName: spec.serviceAccount });
    delete spec.serviceAccount;
    withoutEmpty(spec, 'hostname', 'nodeName', 'priorityClassName', 'serviceAccountName', 'subdomain');
    resources(spec.resources);
    amounts(spec.overhead);
  }
  [...each(spec?.containers), ...each(spec?.initContainers)].forEach(it => container(it, spec?.hostNetwork === true));
  each(spec?.volumes).forEach(volume);
}

function container(it: Map, isOnHost: boolean): void {
  const image = String(it.image ?? '');
  const isLatest = !image.includes('@') && (/:latest$/.test(image) || !/:[^/]+$/.test(image));
  fill(it, { imagePullPolicy: isLatest ? 'Always' : 'IfNotPresent', terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' });
  for (const port of each(it.ports)) {
    fill(port, { protocol: 'TCP', ...isOnHost ? { hostPort: port.containerPort } : {} });
  }
  for (const probe of [it.livenessProbe, it.readinessProbe, it.startupProbe]) {
    fill(probe, { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 });
    fill(probe?.httpGet, { path: '/', scheme: 'HTTP' });
    fill(probe?.grpc, { service: '' });
  }
  for (const handler of [it.lifecycle?.postStart, it.lifecycle?.preStop]) {
    fill(handler?.httpGet, { path: '/', scheme: 'HTTP' });
  }
  for (const variable of each(it.env)) {
    withoutEmpty(variable, 'value');
    fieldOf(variable.valueFrom);
  }
  each(it.volumeMounts).forEach(mount => withoutEmpty(mount, 'subPath'));
  resources(it.resources);
}

/** What has a limit and no request reserves as much. */
function resources(it: Map | undefined): void {
  amounts(it?.limits);
  amounts(it?.requests);
  if (it?.limits) {
    it.requests = { ...it.limits, ...it.requests };
  }
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
  amounts(it.emptyDir, ['sizeLimit']);
}
