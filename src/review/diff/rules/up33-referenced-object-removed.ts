import { Inventory } from '../../inventory/inventory';
import { referencesOf } from '../references';
import { Effect, UpdateRule } from '../rule';

export const UP33: UpdateRule = {
  id: 'UP33',
  verdict: 'outage',
  title: 'Secret, ConfigMap or claim that pods need is gone',
  looksAt: 'references of pods to Secrets, ConfigMaps and claims that were among the old manifests',
  why: 'Pods that run go on, and the next one that starts waits for it for ever.',
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
      return [after ? `needs the key '${key}' of ${kind}/${name}, which is gone` : `needs ${kind}/${name}, which is left out`];
    });
    return [...new Set(said)].map(message => ({ verdict: 'outage', path: workload.podPath, message: `${message}: where a tool prunes, no pod starts again` }));
  },
};

function hasKey({ data, stringData, binaryData }: any, key: string): boolean {
  return [data, stringData, binaryData].some(map => map && Object.hasOwn(map, key));
}
