import { containersOf } from '../../inventory/inventory';
import { isPersistent, mountsOf } from '../../inventory/mounts';
import { Rule, found } from '../rule';

export const ST47: Rule = {
  id: 'ST47',
  severity: 'warning',
  title: 'Liveness command has a timeout of one second',
  looksAt: '`timeoutSeconds` of liveness probes with a command in pods that keep data; the default is 1',
  why: 'Starting a client takes longer on a busy node: the kubelet restarts the database when its load is highest.',
  fix: 'Set `timeoutSeconds: 5` or more.',
  link: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes',
  check: inventory =>
    inventory.workloads.filter(workload => workload.resource.kind === 'StatefulSet' || mountsOf(workload).some(({ volume }) => isPersistent(volume)))
      .flatMap(workload => containersOf(workload).filter(({ container }) =>
        container.livenessProbe?.exec && (container.livenessProbe.timeoutSeconds ?? 1) < 2)
        .map(({ container, path }) =>
          found(workload.resource, [...path, 'livenessProbe'], `gives the liveness command of container '${container.name}' 1 s`))),
};
