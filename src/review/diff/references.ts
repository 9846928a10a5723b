import { computedOnce } from '../inventory/computed-once';
import { Inventory, Workload } from '../inventory/inventory';
import { Resource } from '../manifests/resource';

/** A reference of a pod to an object without which it does not start. */
export interface Reference {
  readonly kind: string;
  readonly name: string;
  readonly key?: string;
  /** Whether the container reads the content only at its start. */
  readonly atStart: boolean;
}

/** References of pods to Secrets, ConfigMaps and claims. */
export function referencesOf({ pod }: Workload): Reference[] {
  const containers = [...pod.initContainers ?? [], ...pod.containers ?? []];
  const mountedInParts = new Set(containers.flatMap(({ volumeMounts }) => volumeMounts ?? []).filter(mount => mount.subPath).map(mount =>
    mount.name));
  const reference = (kind: string, from: any, name = from?.name, atStart = true): Reference[] =>
    from && name && from.optional !== true ? [{ kind, name, key: from.key, atStart }] : [];
  const ofSource = ({ secret, configMap }: any, atStart: boolean) =>
    [...reference('Secret', secret, secret?.name, atStart), ...reference('ConfigMap', configMap, configMap?.name, atStart)];
  return [
    ...containers.flatMap(({ env }) => env ?? []).flatMap(({ valueFrom }) =>
      [...reference('Secret', valueFrom?.secretKeyRef), ...reference('ConfigMap', valueFrom?.configMapKeyRef)]),
    ...containers.flatMap(({ envFrom }) => envFrom ?? [])
      .flatMap(({ secretRef, configMapRef }) => [...reference('Secret', secretRef), ...reference('ConfigMap', configMapRef)]),
    ...(pod.volumes ?? []).flatMap(({ name, secret, configMap, persistentVolumeClaim, projected }: any) => {
      const inParts = mountedInParts.has(name);
      return [
        ...reference('Secret', secret, secret?.secretName, inParts),
        ...reference('ConfigMap', configMap, configMap?.name, inParts),
        ...reference('PersistentVolumeClaim', persistentVolumeClaim, persistentVolumeClaim?.claimName),
        ...(projected?.sources ?? []).flatMap((source: any) => ofSource(source, inParts)),
      ];
    }),
  ];
}

interface Referrer {
  readonly workload: Workload;
  readonly reference: Reference;
}

/** Long-running workloads by the titles of the objects to which they refer. */
const referrersIn = computedOnce((inventory: Inventory) => {
  const referrers = new Map<string, Referrer[]>();
  for (const workload of inventory.longRunningWorkloads) {
    for (const reference of referencesOf(workload)) {
      const key = `${reference.kind}/${reference.name}`;
      referrers.set(key, [...referrers.get(key) ?? [], { workload, reference }]);
    }
  }
  return referrers;
});

/** Long-running workloads that refer to an object. */
export function referrersOf(inventory: Inventory, resource: Resource): Referrer[] {
  return (referrersIn(inventory).get(resource.title) ?? []).filter(({ workload }) => workload.resource.mayShareNamespaceWith(resource));
}

/** The workload that mounts a claim. */
export function mountingWorkloadOf(inventory: Inventory, claim: Resource): Resource | undefined {
  return referrersOf(inventory, claim)[0]?.workload.resource;
}
