import { enginesOf } from '../../inventory/data-directory';
import { parseQuantity } from '../../manifests/quantity';
import { Rule, found } from '../rule';

export const ST59: Rule = {
  id: 'ST59',
  severity: 'availability',
  title: 'Memory request is below the limit',
  looksAt: 'memory requests of engines, and their priority class',
  why: 'When a node runs short of memory, the kubelet first evicts pods that use more than they request: the database before the web server.',
  fix: 'Set the memory request to the memory limit.',
  link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#pod-selection-for-kubelet-eviction',
  check: inventory => inventory.longRunningWorkloads.filter(({ pod }) => !pod.priorityClassName).flatMap(workload =>
    enginesOf(workload).flatMap(({ engine, container, path }) => {
      const { requests, limits } = container.resources ?? {};
      const [reserved, limit] = [parseQuantity(requests?.memory ?? limits?.memory ?? ''), parseQuantity(limits?.memory ?? '')];
      const at = [...path, ...container.resources ? ['resources'] : []];
      return reserved === undefined ? [found(workload.resource, at, `requests no memory for ${engine.name}`)]
        : limit === undefined || reserved < limit
          ? [found(workload.resource, at, `requests ${requests.memory} of memory for ${engine.name}, which may use ${limits?.memory ?? 'more'}`)]
          : [];
    })),
};
