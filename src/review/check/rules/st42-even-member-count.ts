import { faultToleranceOf } from '../../inventory/disruption';
import { Rule, found } from '../rule';

export const ST42: Rule = {
  id: 'ST42',
  severity: 'availability',
  title: 'Even number of members for a majority',
  looksAt: 'replicas of engines that need a majority',
  why: 'One member more can fail, and the cluster bears the loss of no more than with one member less.',
  fix: 'Take 3, 5 or 7.',
  link: 'https://etcd.io/docs/v3.6/faq/#why-an-odd-number-of-cluster-members',
  check: inventory => inventory.workloadsOf('StatefulSet').filter(({ engine, replicas }) => engine?.quorum && replicas > 0 && replicas % 2 === 0)
    .map(workload => found(workload.resource, ['spec', 'replicas'], `has ${workload.replicas} members of ${workload.engine!.name}, which tolerate the loss of ${faultToleranceOf(workload)}`)),
};
