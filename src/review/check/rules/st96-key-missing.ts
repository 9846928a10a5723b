import { Inventory, Workload, containersOf } from '../../inventory/inventory';
import { Resource } from '../../manifests/resource';
import { Path } from '../../manifests/source';
import { Rule, found } from '../rule';

/** Annotations and types with which a controller writes the keys. */
const WRITTEN_BY_CONTROLLER = /generat|replicat|reflect|vault|inject|external|sync|controller|service-account-token/i;

export const ST96: Rule = {
  id: 'ST96',
  severity: 'error',
  title: 'Key missing in a Secret or ConfigMap',
  looksAt: 'keys that variables and volumes refer to, and the Secrets and ConfigMaps among the manifests',
  why: 'The container does not start: the kubelet reports CreateContainerConfigError, or cannot mount the volume.',
  fix: 'Add the key, correct its name, or set `optional: true`.',
  link: 'https://kubernetes.io/docs/concepts/configuration/secret/#restriction-secret-must-exist',
  check: inventory => inventory.workloads.flatMap(workload => referencesOf(workload).flatMap(({ kind, name, key, path }) => {
    const object = holderOf(inventory, workload, kind, name);
    return !object || keysOf(object).includes(key)
      ? []
      : [found(workload.resource, path, `refers to the key '${key}', which ${object.title} does not have (keys: ${keysOf(object).join(', ') || 'none'})`)];
  })),
};

interface Reference {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly name: string;
  readonly key: string;
  readonly path: Path;
}

function referencesOf(workload: Workload): Reference[] {
  const { pod, podPath } = workload;
  const reference = (kind: Reference['kind'], { name, key, optional }: any, path: Path): Reference[] =>
    name && key && optional !== true ? [{ kind, name, key, path }] : [];
  const items = (kind: Reference['kind'], name: string, source: any, path: Path) => source?.optional === true ? []
    : (source?.items ?? []).flatMap(({ key }: any, i: number) => reference(kind, { name, key }, [...path, 'items', i, 'key']));
  return [
    ...containersOf(workload).flatMap(({ container, path }) => (container.env ?? []).flatMap(({ valueFrom }: any, i: number): Reference[] => [
      ...reference('Secret', valueFrom?.secretKeyRef ?? {}, [...path, 'env', i, 'valueFrom', 'secretKeyRef', 'key']),
      ...reference('ConfigMap', valueFrom?.configMapKeyRef ?? {}, [...path, 'env', i, 'valueFrom', 'configMapKeyRef', 'key']),
    ])),
    ...(pod.volumes ?? []).flatMap(({ secret, configMap }: any, i: number) => [
      ...items('Secret', secret?.secretName, secret, [...podPath, 'volumes', i, 'secret']),
      ...items('ConfigMap', configMap?.name, configMap, [...podPath, 'volumes', i, 'configMap']),
    ]),
  ];
}

/** The object, if it is certainly the one that the pod gets, and nothing else writes its keys. */
function holderOf(inventory: Inventory, { resource }: Workload, kind: string, name: string): Resource | undefined {
  const object = inventory.find(kind, name, resource);
  const isWritten = object && [object.body.type ?? '', ...Object.keys(object.annotations)].some(text => WRITTEN_BY_CONTROLLER.test(text));
  return object?.sharesNamespaceWith(resource) && !isWritten ? object : undefined;
}

function keysOf({ body: { data, stringData, binaryData } }: Resource): string[] {
  return [data, stringData, binaryData].flatMap(map => Object.keys(map ?? {}));
}
