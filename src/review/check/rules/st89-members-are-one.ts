import { sharedIdentity } from '../../../catalog/engines/members';
import { enginesOf, isAllSeen, processOf } from '../../inventory/data-directory';
import { Rule, found } from '../rule';

export const ST89: Rule = {
  id: 'ST89',
  severity: 'error',
  title: 'Members with one identity',
  looksAt: 'what tells members of a cluster from each other, such as `ZOO_MY_ID` or `--name`, in StatefulSets of several members',
  why: 'All pods of a set have the same template. With the same name or number they take each other for one member: no cluster comes about, or a second member throws the first one out.',
  fix: 'Make it of the name of the pod: `$(POD_NAME)` from the downward API, or a command that takes the number from `$HOSTNAME`.',
  link: 'https://kubernetes.io/docs/tasks/run-application/run-replicated-stateful-application/',
  check: inventory => inventory.workloadsOf('StatefulSet').filter(({ replicas }) => replicas > 1).flatMap(workload => enginesOf(workload).flatMap(run => {
    const { members, name } = run.engine;
    const shared = members && sharedIdentity(members, processOf(workload, run.container), isAllSeen(workload, run));
    return shared === undefined ? [] : [found(workload.resource, run.path, `runs ${workload.replicas} members of ${name} that all have the id '${shared}': ${members!.remedy}`)];
  })),
};
