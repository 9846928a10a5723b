import { Inventory, Workload } from './inventory';

/** Labels that most nodes of a cluster share. */
const OF_ALL_NODES = /^(beta\.)?kubernetes\.io\/(os|arch)$/;

/** Whether the manifests or the profile bind all pods of a workload to a node, or to chosen nodes. */
export function isNodeFixed({ profile: { zones } }: Inventory, { pod }: Workload): boolean {
  const terms: any[] = pod.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  const expressions: any[] = terms.flatMap(({ matchExpressions = [], matchFields = [] }) => [...matchExpressions, ...matchFields]);
  const keys = [...Object.keys(pod.nodeSelector ?? {}), ...expressions.map(({ key }) => String(key))];
  const nodes = zones && Object.values(zones).reduce((sum, count) => sum + count, 0);
  return pod.nodeName !== undefined || nodes === 1 || keys.some(key => !OF_ALL_NODES.test(key));
}
