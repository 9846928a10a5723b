import { matches } from '../../inventory/selectors';
import { Rule, Match, found, unknown } from '../rule';

export const ST50: Rule = {
  id: 'ST50',
  severity: 'availability',
  title: 'Required anti-affinity needs more nodes or zones than there are',
  looksAt: 'required pod anti-affinity to pods of the same workload, its replicas, and the zones of the profile',
  why: 'The last pods stay Pending, and a rollout has no node to use.',
  fix: 'Add nodes, reduce the replicas, or use preferred anti-affinity.',
  link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity',
  check: inventory => inventory.workloads.filter(({ replicas }) => replicas > 1).flatMap(({ resource, pod, podPath, labels, replicas }): Match[] => {
    const list = ['affinity', 'podAntiAffinity', 'requiredDuringSchedulingIgnoredDuringExecution'];
    const terms: any[] = pod.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
    return terms.flatMap(({ topologyKey, labelSelector }, i): Match[] => {
      const places = { 'kubernetes.io/hostname': 'nodes', 'topology.kubernetes.io/zone': 'zones' }[topologyKey as string];
      if (!places || !matches(labelSelector, labels)) {
        return [];
      }
      const { zones } = inventory.profile;
      const at = [...podPath, ...list, i];
      if (!zones) {
        return [unknown(resource, at, `requires ${replicas} different ${places}; the number of ${places} is unknown, add zones to a profile`)];
      }
      const count = places === 'zones' ? Object.keys(zones).length : Object.values(zones).reduce((sum, nodes) => sum + nodes, 0);
      return replicas > count ? [found(resource, at, `requires ${replicas} different ${places}, and the cluster has ${count}`)] : [];
    });
  }),
};
