import { Rule, found } from '../rule';

export const ST02: Rule = {
  id: 'ST02',
  severity: 'error',
  title: 'Governing Service is not headless',
  looksAt: '`clusterIP` of the Service that `spec.serviceName` of a StatefulSet with several replicas names',
  why: 'Only a headless Service gives each pod a DNS name of its own. Behind this Service, members cannot reach each other by name.',
  fix: 'Set `clusterIP: None`. The field of an existing Service is immutable: delete the Service and create it again.',
  link: 'https://kubernetes.io/docs/concepts/services-networking/service/#headless-services',
  // A single member needs no peers.
  check: inventory => inventory.workloadsOf('StatefulSet').filter(({ replicas }) => replicas > 1).flatMap(({ resource }) => {
    const service = inventory.governingServiceOf(resource);
    return service && service.spec.clusterIP !== 'None' && service.sharesNamespaceWith(resource) && !inventory.hasManualEndpoints(service)
      ? [found(service, ['spec', ...service.spec.clusterIP === undefined ? [] : ['clusterIP']],
        `is the governing Service of StatefulSet/${resource.name} and is not headless`)]
      : [];
  }),
};
