import { remedyText, sharedIdentity } from '../../../catalog/engines/members';
import { enginesOf, isFullyVisible, processOf } from '../../inventory/data-directory';
import { Rule, found } from '../rule';

export const ST89: Rule = {
  id: 'ST89',
  severity: 'error',
  title: 'Members share one identity',
  looksAt: 'the name or number of a cluster member, such as `ZOO_MY_ID` or `--name`, in StatefulSets with several replicas',
  why: 'All pods of a StatefulSet have the same template. Members with the same name or number form no cluster, or the second '
    + 'one replaces the first.',
  fix: 'Derive the identity from the pod name: use `$(POD_NAME)` from the downward API, or a command that reads the ordinal from `$HOSTNAME`.',
  link: 'https://kubernetes.io/docs/tasks/run-application/run-replicated-stateful-application/',
  check: inventory =>
    inventory.workloadsOf('StatefulSet').filter(({ replicas }) => replicas > 1).flatMap(workload => enginesOf(workload).flatMap(run => {
      const { members, name } = run.engine;
      const shared = members && sharedIdentity(members, processOf(workload, run.container), isFullyVisible(workload, run));
      return shared === undefined ? []
        : [found(workload.resource, run.path, `runs ${workload.replicas} members of ${name} that all have the identity '${shared}'`,
          { fix: remedyText(members!), link: members!.evidence })];
    })),
};
