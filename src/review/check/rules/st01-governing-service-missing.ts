import { Rule, found } from '../rule';

export const ST01: Rule = {
  id: 'ST01',
  severity: 'error',
  title: 'StatefulSet without a governing Service',
  looksAt: '`spec.serviceName` of StatefulSets, and the Services in the same namespace',
  why: 'Pods of the StatefulSet get no DNS names, so members cannot find each other. The API server accepts the StatefulSet without a warning.',
  fix: 'Add a Service of that name with `clusterIP: None` that selects the pods.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
  check: inventory => inventory.workloadsOf('StatefulSet').flatMap(({ resource, replicas }) => {
    const { serviceName } = resource.spec;
    if (!serviceName) {
      return replicas > 1 ? [found(resource, ['spec'], 'sets no serviceName')] : []; // A single member needs no peers.
    }
    return inventory.find('Service', serviceName, resource) ? []
      : [found(resource, ['spec', 'serviceName'], `names the Service '${serviceName}', which is not among the manifests`)];
  }),
};
