import { containersOf, templatesOf } from '../../inventory/inventory';
import { Rule, found } from '../rule';

export const ST07: Rule = {
  id: 'ST07',
  severity: 'error',
  title: 'Claim template is not mounted',
  looksAt: '`volumeClaimTemplates` of StatefulSets, and the volume mounts of their containers',
  why: 'A volume is provisioned and stays unused. The data goes to the container file system and is lost when the container restarts.',
  fix: 'Mount the claim template by its name, or remove it.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates',
  check: inventory => inventory.workloadsOf('StatefulSet').flatMap(workload => {
    const mounted = new Set(containersOf(workload).flatMap(({ container }) =>
      [...container.volumeMounts ?? [], ...container.volumeDevices ?? []].map(({ name }) => name)));
    return templatesOf(workload.resource).flatMap((template, i) => mounted.has(template.metadata?.name)
      ? [] : [found(workload.resource, ['spec', 'volumeClaimTemplates', i, 'metadata', 'name'],
        `has the claim template '${template.metadata?.name ?? ''}', which no container mounts`)]);
  }),
};
