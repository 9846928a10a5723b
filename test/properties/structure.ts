import { parse, stringify } from 'yaml';

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
/** Which the controller of StatefulSets gives to each pod. */
const POD_NAME = 'statefulset.kubernetes.io/pod-name';
const WORKLOADS = ['StatefulSet', 'Deployment', 'DaemonSet'];

/** What is wrong with the structure of a set of objects: nothing that the library makes may be. */
export function structureProblems(objects: any[]): string[] {
  const workloads = objects.filter(o => WORKLOADS.includes(o.kind));
  return [
    ...objects.flatMap(checkObject),
    ...duplicates(objects.map(o => `${o.apiVersion} ${o.kind} ${o.metadata.namespace ?? ''}/${o.metadata.name}`)).map(key => `two objects ${key}`),
    ...workloads.flatMap(w => checkWorkload(w, objects)),
    ...objects.filter(o => o.kind === 'Service' || o.kind === 'PodDisruptionBudget').flatMap(o => {
      const selector = o.spec.selector.matchLabels ?? o.spec.selector;
      return workloads.some(w => contains(w.spec.template.metadata.labels, selector) || selector[POD_NAME]?.startsWith(`${w.metadata.name}-`))
        ? []
        : [`${o.kind} ${o.metadata.name} selects no pods`];
    }),
  ];
}

function checkObject(object: any): string[] {
  const at = `${object.kind} ${object.metadata?.name}`;
  const name = String(object.metadata?.name);
  return [
    ...name.length <= 253 && SUBDOMAIN.test(name) ? [] : [`${at}: illegal name`],
    ...object.kind === 'Service' && !/^[a-z][-a-z0-9]{0,61}[a-z0-9]$|^[a-z]$/.test(name) ? [`${at}: no DNS-1035 label`] : [],
    ...object.kind === 'StatefulSet' && name.length > 52 ? [`${at}: too long`] : [],
    ...Object.values(object.metadata?.labels ?? {}).filter(v => typeof v !== 'string' || !LABEL_VALUE.test(v)).map(v => `${at}: label ${v}`),
    ...leaves(object).filter(([, v]) => v === null || v === undefined || (typeof v === 'number' && !Number.isSafeInteger(v)))
      .map(([path, v]) => `${at}: ${path} is ${v}`),
    ...leaves(object).filter(([path]) => /\.(requests|limits|capacity)\.|\.sizeLimit$/.test(path)).filter(([, v]) => !isCanonical(String(v)))
      .map(([path, v]) => `${at}: ${path} is not canonical: ${v}`),
    ...JSON.stringify(parse(stringify(object))) === JSON.stringify(object) ? [] : [`${at}: changes when written as YAML`],
  ];
}

function checkWorkload(workload: any, objects: any[]): string[] {
  const at = `${workload.kind} ${workload.metadata.name}`;
  const { template, volumeClaimTemplates = [], serviceName, selector } = workload.spec;
  const { containers, initContainers = [], volumes = [] } = template.spec;
  const claimNames: string[] = volumeClaimTemplates.map((c: any) => c.metadata.name);
  const names: string[] = [...volumes.map((v: any) => v.name), ...claimNames];
  const all = [...containers, ...initContainers];
  const mounts = all.flatMap((c: any) => [...c.volumeMounts ?? [], ...c.volumeDevices ?? []]);
  const governing = objects.find(o => o.kind === 'Service' && o.metadata.name === serviceName);
  const own = new Set(objects.filter(o => o.kind === 'ConfigMap').map(o => o.metadata.name));
  return [
    ...contains(template.metadata.labels, selector.matchLabels) ? [] : [`${at}: selector misses its pods`],
    ...workload.kind === 'StatefulSet' && (governing?.spec.clusterIP !== 'None' || !contains(template.metadata.labels, governing.spec.selector))
      ? [`${at}: no headless Service ${serviceName}`] : [],
    ...duplicates(names).map(n => `${at}: two volumes ${n}`),
    ...names.filter(n => !LABEL.test(n)).map(n => `${at}: volume name ${n}`),
    ...mounts.filter((m: any) => !names.includes(m.name)).map((m: any) => `${at}: mount of unknown volume ${m.name}`),
    ...claimNames.filter(n => !mounts.some((m: any) => m.name === n)).map(n => `${at}: claim ${n} is not mounted`),
    ...all.flatMap((c: any) => duplicates((c.volumeMounts ?? []).map((m: any) => m.mountPath)).map(p => `${at}: ${p} mounted twice`)),
    ...all.flatMap((c: any) => duplicates((c.env ?? []).map((e: any) => e.name)).map(n => `${at}: env ${n} twice`)),
    ...duplicates(all.map((c: any) => c.name)).map(n => `${at}: two containers ${n}`),
    ...volumeClaimTemplates.flatMap((c: any) => contains(c.metadata.labels, selector.matchLabels) && Object.keys(c.metadata.labels).length === 2 ? []
      : [`${at}: labels of claim template ${c.metadata.name}`]),
    ...volumes.filter((v: any) => v.configMap?.name === `${workload.metadata.name}-config` && !own.has(v.configMap.name))
      .map((v: any) => `${at}: no ConfigMap ${v.configMap.name}`),
    ...volumes.filter((v: any) => v.hostPath && !v.hostPath.type).map((v: any) => `${at}: hostPath ${v.name} without type`),
    ...all.filter((c: any) => !c.securityContext).map((c: any) => `${at}: container ${c.name} without security context`),
  ];
}

/** Whether Kubernetes would print the quantity as it stands. */
export function isCanonical(text: string): boolean {
  const [, digits, unit] = /^([1-9]\d*)(|m|Ki|Mi|Gi|Ti|Pi)$/.exec(text) ?? [];
  if (digits === undefined) {
    return false;
  }
  return unit === 'm' ? Number(digits) % 1000 !== 0 : unit === '' || unit === 'Pi' || Number(digits) % 1024 !== 0;
}

/** All values of an object that are no objects themselves, with their paths. */
function leaves(value: any, path = ''): [string, unknown][] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, v]) => leaves(v, `${path}.${key}`));
  }
  return [[path, value]];
}

function contains(labels: Record<string, string>, selector: Record<string, string>): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

function duplicates(values: string[]): string[] {
  return values.filter((value, i) => values.indexOf(value) !== i);
}
