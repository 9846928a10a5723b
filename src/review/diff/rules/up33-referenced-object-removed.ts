import { hookOf } from '../../inventory/hooks';
import { Inventory } from '../../inventory/inventory';
import { referencesOf } from '../references';
import { Effect, UpdateRule } from '../rule';

const LINKS: { readonly [kind: string]: string } = {
  Secret: 'https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets',
  ConfigMap: 'https://kubernetes.io/docs/concepts/configuration/configmap/#using-configmaps',
  PersistentVolumeClaim: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes',
};

export const UP33: UpdateRule = {
  id: 'UP33',
  verdict: 'outage',
  title: 'Referenced Secret, ConfigMap or claim was removed',
  looksAt: 'references of pods to Secrets, ConfigMaps and claims that were among the old manifests',
  why: 'Running pods continue, but the next pod that starts waits for the missing object.',
  fix: 'Keep the object, or the key, as long as a pod refers to it.',
  link: 'https://kubernetes.io/docs/concepts/configuration/secret/#restriction-secret-must-exist',
  assess: ({ status, new: new_ }, context): Effect[] => {
    const workload = new_ && status !== 'added' ? context.new.workload(new_) : undefined;
    if (!workload) {
      return [];
    }
    const missing = referencesOf(workload).flatMap(({ kind, name, key }) => {
      const [before, after] = [context.old, context.new].map((inventory: Inventory) => inventory.find(kind, name, new_!));
      if (!before || (!after && hookOf(before)) || (after && (key === undefined || hasKey(after.body, key) || !hasKey(before.body, key)))) {
        return [];
      }
      return [{
        kind,
        message: after ? `refers to the key '${key}' of ${kind}/${name}, which was removed: no pod starts any more`
          : `refers to ${kind}/${name}, which was removed from the manifests: if a tool prunes it, no pod starts any more`,
      }];
    });
    return missing.filter(({ message }, i) => missing.findIndex(other => other.message === message) === i).map(({ kind, message }) => (
      { verdict: 'outage', path: workload.podPath, message, link: LINKS[kind] }));
  },
};

function hasKey({ data, stringData, binaryData }: any, key: string): boolean {
  return [data, stringData, binaryData].some(map => map && Object.hasOwn(map, key));
}
