import { enginesOf, processOf } from '../../inventory/data-directory';
import { EngineRun } from '../../inventory/engine-detection';
import { Workload } from '../../inventory/inventory';
import { hasPersistentMount } from '../../inventory/mounts';
import { Rule, found } from '../rule';

/** Seconds that recovery after a crash may take, for a log of some gigabytes. */
const RECOVERY = 300;

export const ST45: Rule = {
  id: 'ST45',
  severity: 'availability',
  title: 'Liveness probe interrupts recovery',
  looksAt: 'liveness and startup probes of engines that keep data',
  why: 'After a crash, the engine replays its log and does not answer. The liveness probe restarts the container before '
    + 'recovery ends, again and again.',
  fix: 'Add a startup probe with a budget of an hour, or remove the liveness probe.',
  link: 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#startup-probe',
  // An engine without a persistent volume or a log has nothing to recover.
  check: inventory => inventory.workloads.flatMap(workload => enginesOf(workload)
    .filter(run => run.container.livenessProbe && !run.engine.keepsPlainFiles && hasPersistentMount(workload, run.container)
      && !passesInRecovery(workload, run))
    .flatMap(({ container, path, engine }) => {
      const { livenessProbe, startupProbe } = container;
      const { initialDelaySeconds = 0, periodSeconds = 10, failureThreshold = 3 } = startupProbe ?? livenessProbe;
      const budget = initialDelaySeconds + periodSeconds * failureThreshold;
      return budget < RECOVERY ? [found(workload.resource, [...path, startupProbe ? 'startupProbe' : 'livenessProbe'],
        `restarts ${engine.name} if it does not answer within ${budget} s after the start`)] : [];
    })),
};

/**
 * Whether the probes ask for the process only, or for an answer that the engine gives while it reads its data. Their scripts are
 * those among the manifests.
 */
function passesInRecovery(workload: Workload, { engine, container }: EngineRun): boolean {
  const files = processOf(workload, container).files ?? [];
  const answers = engine.answersInRecovery;
  return [container.livenessProbe, container.startupProbe].filter(probe => probe !== undefined).every(({ exec }) => {
    const command = (exec?.command ?? []).join(' ');
    const text = [command, ...files.filter(({ path }) => command.includes(path)).map(file => file.text)].join('\n');
    return /(^|\s|\/)(pgrep|pidof)\s|\bkill -0\s/.test(command)
      || (answers !== undefined && (!answers.rejectedBy.test(text) || answers.acceptedBy.test(text)));
  });
}
