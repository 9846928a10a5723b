import { containersOf } from '../../inventory/inventory';
import { Rule, found } from '../rule';

export const ST05: Rule = {
  id: 'ST05',
  severity: 'availability',
  title: 'DNS hides members that are not ready',
  looksAt: '`publishNotReadyAddresses` of the headless Service of a StatefulSet whose members find each other by DNS',
  why: 'Members become ready when the cluster has formed, and the cluster forms when members find each other in DNS. Neither happens first.',
  fix: 'Set `publishNotReadyAddresses: true` on the headless Service, and leave it unset on the Service for clients.',
  link: 'https://kubernetes.io/docs/reference/kubernetes-api/core/service-v1/',
  check: inventory => inventory.workloadsOf('StatefulSet').flatMap(workload => {
    const { resource, replicas, engine } = workload;
    const service = inventory.governingServiceOf(resource);
    // The configuration names a member: `kafka-1.kafka-headless`. With OrderedReady, the first member is ready before the next one resolves it.
    const number = resource.spec.podManagementPolicy === 'Parallel' ? '\\d+' : '[1-9]\\d*';
    const member = new RegExp(
      `\\b${resource.name.replace(/\W/g, '\\$&')}-(${number}|\\$[({]\\w+[)}])\\.${String(resource.spec.serviceName).replace(/\W/g, '\\$&')}\\b`,
    );
    const names = containersOf(workload).some(({ container }) => member.test(JSON.stringify([container.command, container.args, container.env])));
    return service && replicas > 1 && (engine ? engine.quorum : names)
      && service.spec.publishNotReadyAddresses !== true && service.spec.clusterIP === 'None'
      ? [found(service, ['spec'], `does not publish the addresses of StatefulSet/${resource.name} members before they are ready`)] : [];
  }),
};
