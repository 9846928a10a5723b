import { matches } from '../../inventory/selectors';
import { Rule, Match, found, unknown } from '../rule';

export const ST50: Rule = {
  id: 'ST50',
  severity: 'availability',
  title: 'Members must be further apart than there are nodes or zones',
  looksAt: 'required anti-affinity to pods of the same workload, its replicas, and the zones of the profile',
  why: 'The last members stay pending, and an update has nowhere to go.',
  fix: 'Add nodes, lower replicas, or make it preferred.',
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
        return [unknown(resource, at, `wants ${replicas} members apart by ${places}: how many of them there are is not known; a profile says it in zones`)];
      }
      const count = places === 'zones' ? Object.keys(zones).length : Object.values(zones).reduce((sum, nodes) => sum + nodes, 0);
      return replicas > count ? [found(resource, at, `wants ${replicas} members apart by ${places}, of which there are ${count}`)] : [];
    });
  }),
};
