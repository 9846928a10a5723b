import { containersOf } from '../../inventory/inventory';
import { Rule, found } from '../rule';

export const ST77: Rule = {
  id: 'ST77',
  severity: 'availability',
  title: 'Two pods want one port of the node',
  looksAt: '`maxSurge` of DaemonSets with a port of the node',
  why: 'The new pod waits for the port, the old one for the new pod: the update hangs.',
  fix: 'Set `maxUnavailable: 1` and leave maxSurge out.',
  link: 'https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/',
  check: inventory => inventory.workloadsOf('DaemonSet').flatMap(workload => {
    const surge = workload.resource.spec.updateStrategy?.rollingUpdate?.maxSurge;
    const port = containersOf(workload).flatMap(({ container }) => container.ports ?? [])
      .find(({ hostPort, containerPort }: any) => hostPort ?? (workload.pod.hostNetwork && containerPort));
    return surge !== undefined && ![0, '0', '0%'].includes(surge) && port
      ? [found(workload.resource, ['spec', 'updateStrategy', 'rollingUpdate', 'maxSurge'], `starts the next pod beside the one that has port ${port.hostPort ?? port.containerPort} of the node`)] : [];
  }),
};
