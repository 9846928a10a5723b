import { containersOf, templatesOf } from '../../inventory/inventory';
import { Rule, found } from '../rule';

export const ST07: Rule = {
  id: 'ST07',
  severity: 'error',
  title: 'Claim template that no container mounts',
  looksAt: '`volumeClaimTemplates` of a StatefulSet, and the mounts of its containers',
  why: 'A disk is paid for, and the data is somewhere else: in the container, where it ends with it.',
  fix: 'Mount it by its name, or take it out.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates',
  check: inventory => inventory.workloadsOf('StatefulSet').flatMap(workload => {
    const mounted = new Set(containersOf(workload).flatMap(({ container }) => [...container.volumeMounts ?? [], ...container.volumeDevices ?? []].map(({ name }) => name)));
    return templatesOf(workload.resource).flatMap((template, i) => mounted.has(template.metadata?.name)
      ? [] : [found(workload.resource, ['spec', 'volumeClaimTemplates', i, 'metadata', 'name'], `has the claim template '${template.metadata?.name ?? ''}', which no container mounts`)]);
  }),
};
