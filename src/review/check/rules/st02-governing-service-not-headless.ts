import { Rule, found } from '../rule';

export const ST02: Rule = {
  id: 'ST02',
  severity: 'error',
  title: 'Service of a StatefulSet has an address of its own',
  looksAt: '`clusterIP` of the Service that a StatefulSet names',
  why: 'Only a headless Service gives each member a name in DNS; behind this one members cannot reach each other by name.',
  fix: 'Set `clusterIP: None`. The server refuses that change of an existing Service: delete it and create it anew.',
  link: 'https://kubernetes.io/docs/concepts/services-networking/service/#headless-services',
  check: inventory => inventory.workloadsOf('StatefulSet').flatMap(({ resource }) => {
    const service = inventory.governingServiceOf(resource);
    return service && service.spec.clusterIP !== 'None' && service.sharesNamespaceWith(resource) && !inventory.hasManualEndpoints(service) ? [found(service, ['spec', ...service.spec.clusterIP === undefined ? [] : ['clusterIP']], `is not headless, and StatefulSet/${resource.name} names it`)] : [];
  }),
};
