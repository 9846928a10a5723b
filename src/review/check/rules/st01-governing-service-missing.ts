import { Rule, found } from '../rule';

export const ST01: Rule = {
  id: 'ST01',
  severity: 'error',
  title: 'serviceName names no Service',
  looksAt: '`spec.serviceName` of a StatefulSet, and the Services beside it',
  why: 'Members get no names in DNS, so they never find each other; the server accepts it without a word.',
  fix: 'Add a Service of that name with `clusterIP: None` that selects the pods.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
  check: inventory => inventory.workloadsOf('StatefulSet').flatMap(({ resource, replicas }) => {
    const { serviceName } = resource.spec;
    if (!serviceName) {
      return replicas > 1 ? [found(resource, ['spec'], 'has no serviceName')] : []; // One member looks for nobody.
    }
    return inventory.find('Service', serviceName, resource) ? [] : [found(resource, ['spec', 'serviceName'], `names the Service '${serviceName}', which is not among the manifests`)];
  }),
};
