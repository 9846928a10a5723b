import { faultToleranceOf } from '../../inventory/disruption';
import { Rule, found } from '../rule';

export const ST42: Rule = {
  id: 'ST42',
  severity: 'availability',
  title: 'Even number of members in a quorum',
  looksAt: 'replicas of engines that need a quorum',
  why: 'The additional member can fail too, and the cluster tolerates no more failures than with one member less.',
  fix: 'Use 3, 5 or 7 replicas.',
  link: 'https://etcd.io/docs/v3.6/faq/#why-an-odd-number-of-cluster-members',
  check: inventory => inventory.workloadsOf('StatefulSet').filter(({ votes, replicas }) => votes && replicas > 0 && replicas % 2 === 0)
    .map(workload => found(workload.resource, ['spec', 'replicas'],
      `has ${workload.replicas} members of ${workload.engine!.name} and tolerates the failure of ${faultToleranceOf(workload)}`)),
};
