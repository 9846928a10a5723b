import { enginesOf } from '../../inventory/data-directory';
import { parseQuantity } from '../../manifests/quantity';
import { Rule, found } from '../rule';

export const ST59: Rule = {
  id: 'ST59',
  severity: 'availability',
  title: 'Database that is the first to be killed',
  looksAt: 'memory that engines reserve, and their priority',
  why: 'When its node runs short of memory, pods that use more than they reserved go first: the database before the web server.',
  fix: 'Reserve the memory that it needs, as much as its limit.',
  link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#pod-selection-for-kubelet-eviction',
  check: inventory => inventory.longRunningWorkloads.filter(({ pod }) => !pod.priorityClassName).flatMap(workload => enginesOf(workload).flatMap(({ engine, container, path }) => {
    const { requests, limits } = container.resources ?? {};
    const [reserved, limit] = [parseQuantity(requests?.memory ?? limits?.memory ?? ''), parseQuantity(limits?.memory ?? '')];
    const at = [...path, ...container.resources ? ['resources'] : []];
    return reserved === undefined ? [found(workload.resource, at, `reserves no memory for ${engine.name}`)]
      : limit === undefined || reserved < limit ? [found(workload.resource, at, `reserves ${requests.memory} for ${engine.name}, which may use ${limits?.memory ?? 'more'}`)] : [];
  })),
};
