import { containersOf } from '../../inventory/inventory';
import { Rule, found } from '../rule';

export const ST77: Rule = {
  id: 'ST77',
  severity: 'availability',
  title: 'Surge update of a DaemonSet with a host port',
  looksAt: '`maxSurge` of DaemonSets with host ports',
  why: 'The new pod waits for the port while the old pod waits for the new pod: the rollout hangs.',
  fix: 'Set `maxUnavailable: 1` and remove `maxSurge`.',
  link: 'https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/',
  check: inventory => inventory.workloadsOf('DaemonSet').flatMap(workload => {
    const surge = workload.resource.spec.updateStrategy?.rollingUpdate?.maxSurge;
    const port = containersOf(workload).flatMap(({ container }) => container.ports ?? [])
      .find(({ hostPort, containerPort }: any) => hostPort ?? (workload.pod.hostNetwork && containerPort));
    return surge !== undefined && ![0, '0', '0%'].includes(surge) && port
      ? [found(workload.resource, ['spec', 'updateStrategy', 'rollingUpdate', 'maxSurge'],
        `starts the new pod while the old pod still uses the host port ${port.hostPort ?? port.containerPort}`)] : [];
  }),
};
