import { Rule, found } from '../rule';
import { selects } from '../inventory';

export const ST04: Rule = {
  id: 'ST04',
  severity: 'availability',
  title: 'Service of a StatefulSet selects pods of others',
  looksAt: 'selectors of Services, and labels of the pods of all workloads',
  why: 'Clients of a database reach another program now and then; names in DNS list addresses that are no members.',
  fix: 'Give every workload a label of its own, and select by it.',
  link: 'https://kubernetes.io/docs/concepts/services-networking/service/#services-in-kubernetes',
  check: inventory => inventory.of('Service').flatMap(service => {
    const selected = inventory.workloads.filter(({ resource, labels }) => !['Job', 'CronJob'].includes(resource.kind) && service.isBeside(resource) && selects(service.spec.selector, labels));
    const names = selected.map(({ resource }) => resource.title);
    return selected.length > 1 && selected.some(({ resource }) => resource.kind === 'StatefulSet')
      ? [found(service, ['spec', 'selector'], `selects the pods of ${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`)] : [];
  }),
};
