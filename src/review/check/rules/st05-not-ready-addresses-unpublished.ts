import { containersOf } from '../../inventory/inventory';
import { Rule, found } from '../rule';

export const ST05: Rule = {
  id: 'ST05',
  severity: 'availability',
  title: 'Members are found only when they are ready',
  looksAt: '`publishNotReadyAddresses` of the headless Service of a StatefulSet whose members look for each other',
  why: 'Members are ready when the cluster is, and the cluster forms when members find each other: neither comes first.',
  fix: 'Set `publishNotReadyAddresses: true` on the headless Service, and not on the one for clients.',
  link: 'https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/',
  check: inventory => inventory.workloadsOf('StatefulSet').flatMap(workload => {
    const { resource, replicas, engine } = workload;
    const service = inventory.governingServiceOf(resource);
    // Someone names a member: `kafka-1.kafka-headless`. One by one, the first member is ready before the next one asks for it.
    const number = resource.spec.podManagementPolicy === 'Parallel' ? '\\d+' : '[1-9]\\d*';
    const member = new RegExp(`\\b${resource.name.replace(/\W/g, '\\$&')}-(${number}|\\$[({]\\w+[)}])\\.${String(resource.spec.serviceName).replace(/\W/g, '\\$&')}\\b`);
    const names = containersOf(workload).some(({ container }) => member.test(JSON.stringify([container.command, container.args, container.env])));
    return service && replicas > 1 && service.spec.publishNotReadyAddresses !== true && service.spec.clusterIP === 'None' && (engine?.quorum || names)
      ? [found(service, ['spec'], `hides the addresses of members of StatefulSet/${resource.name} until they are ready`)] : [];
  }),
};
