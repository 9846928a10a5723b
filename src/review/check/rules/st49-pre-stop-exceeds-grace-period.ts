import { containersOf } from '../../inventory/inventory';
import { Rule, found } from '../rule';

/** Units of `sleep` in GNU and BusyBox. */
const SECONDS = { '': 1, 's': 1, 'm': 60, 'h': 3600, 'd': 86400 } as const;

export const ST49: Rule = {
  id: 'ST49',
  severity: 'warning',
  title: 'preStop hook uses up the grace period',
  looksAt: '`sleep` in preStop hooks, and `terminationGracePeriodSeconds`',
  why: 'The grace period starts before the preStop hook runs: no time is left for the engine to shut down.',
  fix: 'Set the grace period to more than the sleep plus the time that a clean shutdown takes.',
  link: 'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-execution',
  check: inventory => inventory.workloads.flatMap(workload => containersOf(workload).flatMap(({ container, path }) => {
    const grace = workload.pod.terminationGracePeriodSeconds ?? 30;
    const preStop = container.lifecycle?.preStop;
    const pauses = [...(preStop?.exec?.command ?? []).join(' ').matchAll(/\bsleep (\d+)([smhd]?)\b/g)].map(([, count, unit]) =>
      Number(count) * SECONDS[unit as keyof typeof SECONDS]);
    const pause = preStop?.sleep?.seconds ?? pauses.reduce((sum, seconds) => sum + seconds, 0);
    return pause >= grace && pause > 0 ? [found(workload.resource, [...path, 'lifecycle', 'preStop'],
      `sleeps ${pause} s in the preStop hook of container '${container.name}' and has a grace period of ${grace} s`)] : [];
  })),
};
