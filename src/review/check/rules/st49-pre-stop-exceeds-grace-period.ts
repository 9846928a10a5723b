import { containersOf } from '../../inventory/inventory';
import { Rule, found } from '../rule';

/** What `sleep` of GNU and of BusyBox takes. */
const SECONDS = { '': 1, 's': 1, 'm': 60, 'h': 3600, 'd': 86400 } as const;

export const ST49: Rule = {
  id: 'ST49',
  severity: 'warning',
  title: 'preStop takes all of the grace period',
  looksAt: 'pauses in preStop, and `terminationGracePeriodSeconds`',
  why: 'The period begins with preStop: what is left for the engine to stop is nothing.',
  fix: 'Raise the grace period above the pause and the time to stop.',
  link: 'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-execution',
  check: inventory => inventory.workloads.flatMap(workload => containersOf(workload).flatMap(({ container, path }) => {
    const grace = workload.pod.terminationGracePeriodSeconds ?? 30;
    const preStop = container.lifecycle?.preStop;
    const pauses = [...(preStop?.exec?.command ?? []).join(' ').matchAll(/\bsleep (\d+)([smhd]?)\b/g)].map(([, count, unit]) => Number(count) * SECONDS[unit as keyof typeof SECONDS]);
    const pause = preStop?.sleep?.seconds ?? pauses.reduce((sum, seconds) => sum + seconds, 0);
    return pause >= grace && pause > 0 ? [found(workload.resource, [...path, 'lifecycle', 'preStop'], `waits ${pause} s in the preStop of '${container.name}', and has ${grace} s until it is killed`)] : [];
  })),
};
