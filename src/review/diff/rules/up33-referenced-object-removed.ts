import { Inventory } from '../../inventory/inventory';
import { referencesOf } from '../references';
import { Effect, UpdateRule } from '../rule';

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
    const said = referencesOf(workload).flatMap(({ kind, name, key }) => {
      const [before, after] = [context.old, context.new].map((inventory: Inventory) => inventory.find(kind, name, new_!));
      if (!before || (after && (key === undefined || hasKey(after.body, key) || !hasKey(before.body, key)))) {
        return [];
      }
      return [after ? `refers to the key '${key}' of ${kind}/${name}, which was removed` : `refers to ${kind}/${name}, which was removed from the manifests`];
    });
    return [...new Set(said)].map(message => ({ verdict: 'outage', path: workload.podPath, message: `${message}: if a tool prunes it, no pod starts any more` }));
  },
};

function hasKey({ data, stringData, binaryData }: any, key: string): boolean {
  return [data, stringData, binaryData].some(map => map && Object.hasOwn(map, key));
}
