import { EngineContainer, enginesOf, settingsTextOf } from '../../inventory/data-directory';
import { Workload } from '../../inventory/inventory';
import { hasPersistentMount } from '../../inventory/mounts';
import { Rule, found } from '../rule';

export const ST48: Rule = {
  id: 'ST48',
  severity: 'loses-data',
  title: 'Termination grace period is too short for the engine',
  looksAt: '`terminationGracePeriodSeconds` of engines that keep data; the default is 30',
  why: 'The kubelet kills the process before it has stopped cleanly. The next start replays the log of the engine, and the '
    + 'member is unavailable meanwhile. '
    + 'Without a log, the writes since the last snapshot are lost.',
  fix: 'Set the grace period to the time that a clean shutdown takes, 120 seconds or more.',
  link: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
  check: inventory => inventory.longRunningWorkloads.flatMap(workload => {
    const { resource, pod, podPath } = workload;
    const grace = pod.terminationGracePeriodSeconds ?? 30;
    // Without a persistent volume the data is lost with the pod in any case.
    const [slowest] = enginesOf(workload).filter(({ container }) => hasPersistentMount(workload, container)).sort((a, b) =>
      b.engine.minGraceSeconds - a.engine.minGraceSeconds);
    return slowest && grace < slowest.engine.minGraceSeconds
      ? [found(resource, [...podPath, ...pod.terminationGracePeriodSeconds === undefined ? [] : ['terminationGracePeriodSeconds']],
        `gives ${slowest.engine.name} ${grace} s to shut down, which may take ${slowest.engine.minGraceSeconds} s`, hasLog(workload, slowest)
          ? {
            severity: 'availability',
            why: `The kubelet kills the process before it has stopped cleanly. ${slowest.engine.keepsPlainFiles
              ? 'Requests and jobs that it works on are cut off.' : 'The member is unavailable while the next start replays its log.'}`,
          }
          : {
            why: `The kubelet kills the process while ${slowest.engine.name} writes its snapshot: without a log, the writes since `
            + 'the last snapshot are lost.',
          })] : [];
  }),
};

/** Whether a start after a kill replays what was acknowledged. */
function hasLog(workload: Workload, { engine: { logsOnRequest }, image, container }: EngineContainer): boolean {
  return logsOnRequest === undefined || logsOnRequest.setting.test(settingsTextOf(workload, container))
    || (image.isKnown && image.rows.every(({ maker }) => logsOnRequest.byDefaultOf.includes(maker)));
}
