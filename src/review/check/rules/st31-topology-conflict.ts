import { Workload } from '../../inventory/inventory';
import { persistentVolumeOf } from '../../inventory/volumes';
import { Path } from '../../manifests/source';
import { Rule, found } from '../rule';

/** Required label values, by label key. */
type Demands = Map<string, string[]>;

export const ST31: Rule = {
  id: 'ST31',
  severity: 'availability',
  title: 'Pod cannot run where its volume is',
  looksAt: '`nodeSelector` and required `nodeAffinity` of pods, `allowedTopologies` of the classes of their claims, and '
    + '`nodeAffinity` of the volumes that are reserved for them',
  why: 'No node matches both the pod and its volume: the pod stays Pending.',
  fix: 'Use the same zones or nodes for both.',
  link: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#allowed-topologies',
  check: inventory => inventory.workloads.flatMap(workload => {
    const { path, alternatives } = demandsOf(workload);
    const pods = alternatives.filter(demands => demands.size > 0);
    return pods.length < alternatives.length ? [] : inventory.claimsOf(workload).flatMap(claim => {
      const { storageClassName } = claim.spec;
      const volume = claim.resource.kind === 'StatefulSet' ? undefined : persistentVolumeOf(inventory, claim);
      const storageClass = inventory.find('StorageClass', storageClassName ?? '', workload.resource);
      const topologies: any[] = storageClass?.body.allowedTopologies ?? [];
      const places = volume
        ? termsOf(volume.spec.nodeAffinity?.required?.nodeSelectorTerms)
        : topologies.map(({ matchLabelExpressions = [] }) => demandsIn(matchLabelExpressions));
      return places.length === 0 || places.some(place => pods.some(demands => fits(demands, place))) ? []
        : [found(workload.resource, path,
          `requires nodes with ${pods.map(textOf).join(', or ')}, where `
            + `${volume ? `PersistentVolume/${volume.name} is not available` : `the class '${storageClassName}' provisions no volumes`}`)];
    });
  }),
};

/** Where the pods may run: each alternative is a term of the affinity together with the node selector. */
function demandsOf({ pod, podPath }: Workload): { path: Path; alternatives: Demands[] } {
  const selector = Object.entries<string>(pod.nodeSelector ?? {}).map(([key, value]): [string, string[]] => [key, [value]]);
  const terms = termsOf(pod.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms);
  const path = selector.length > 0 ? ['nodeSelector'] : ['affinity', 'nodeAffinity'];
  return {
    path: [...podPath, ...path],
    alternatives: (terms.length > 0 ? terms : [new Map() as Demands]).map(term => new Map([...term, ...selector])),
  };
}

function termsOf(terms: any[] | undefined): Demands[] {
  return (terms ?? []).map(({ matchExpressions = [] }) => demandsIn(matchExpressions));
}

/** Operators other than In are ignored: which values they match depends on the nodes. */
function demandsIn(expressions: any[]): Demands {
  return new Map(expressions.filter(({ operator = 'In' }) => operator === 'In').map(({ key, values = [] }) => [key, values]));
}

function fits(pod: Demands, place: Demands): boolean {
  return [...place].every(([key, values]) => pod.get(key)?.some(value => values.includes(value)) ?? true);
}

function textOf(demands: Demands): string {
  return [...demands].map(([key, values]) => `${key}=${values.join('|')}`).join(', ');
}
