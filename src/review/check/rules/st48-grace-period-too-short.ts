import { enginesOf } from '../../inventory/data-directory';
import { hasPersistentMount } from '../../inventory/mounts';
import { Rule, found } from '../rule';

export const ST48: Rule = {
  id: 'ST48',
  severity: 'loses-data',
  title: 'Engine is killed before it has written everything',
  looksAt: '`terminationGracePeriodSeconds` of engines that keep data; 30 is the default',
  why: 'The process is killed while it writes its memory to disk; the next start recovers for long, or cannot.',
  fix: 'Give it the time that a clean stop takes, 120 or more.',
  link: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
  check: inventory => inventory.longRunningWorkloads.flatMap(workload => {
    const { resource, pod, podPath } = workload;
    const grace = pod.terminationGracePeriodSeconds ?? 30;
    // What is on no lasting volume is gone with the pod, however it stops.
    const [slowest] = enginesOf(workload).filter(({ container }) => hasPersistentMount(workload, container)).sort((a, b) => b.engine.minGraceSeconds - a.engine.minGraceSeconds);
    return slowest && grace < slowest.engine.minGraceSeconds ? [found(resource, [...podPath, ...pod.terminationGracePeriodSeconds === undefined ? [] : ['terminationGracePeriodSeconds']],
      `gives ${slowest.engine.name} ${grace} s to stop, which may need ${slowest.engine.minGraceSeconds} s`)] : [];
  }),
};
