import { TailInput, logAgents, tailInputsOf } from '../../inventory/log-agents';
import { Mount, isPersistent, mountAt, mountsOf } from '../../inventory/mounts';
import { Rule, Match, found } from '../rule';

/** Log directories, runtime sockets, and directories that are emptied when the node restarts. */
const NOT_KEPT = /^\/(var\/(log|lib\/docker)\/(pods|containers)|(var\/)?run(\/|$)|tmp(\/|$))/;

export const ST75: Rule = {
  id: 'ST75',
  severity: 'loses-data',
  title: 'Log agent does not keep its read position',
  looksAt: 'volumes of log agents (a writable hostPath or claim outside the log directories), and the inputs in the configuration files among the manifests',
  why: 'After each restart, the agent sends log lines twice or misses some.',
  fix: 'Keep the position files and the buffer in a hostPath directory of the agent.',
  link: 'https://docs.fluentd.org/input/tail#pos_file-highly-recommended',
  check: inventory => logAgents(inventory).flatMap((workload): Match[] => {
    const { resource, podPath } = workload;
    const kept = mountsOf(workload).filter(({ isReadOnly, volume }) => !isReadOnly && isPersistent(volume) && !(volume?.type === 'inline' && NOT_KEPT.test(volume.source?.path ?? '')));
    if (kept.length === 0) {
      return [found(resource, [...podPath, 'volumes'], 'mounts no writable directory of the node for its read positions')];
    }
    const lost = tailInputsOf(workload).filter(input => !isKept(input, kept));
    return lost.slice(0, 1).map(({ agent, position, file }) => found(resource, [...podPath, 'volumes'], position === undefined
      ? `reads log files with an input of ${agent.name} in ${file} that sets no ${agent.setting}: it keeps no read positions`
      : `keeps the read positions of ${agent.name} in ${position}, which is not on a volume that outlives the pod (${agent.setting} in ${file})`,
    { fix: `Set \`${agent.setting}\` to a file in a writable hostPath directory of the agent.`, link: agent.evidence }));
  }),
};

/** A path of variables may be anywhere. */
function isKept({ position, container }: TailInput, kept: Mount[]): boolean {
  return position !== undefined && (!position.startsWith('/') || position.includes('$') || mountAt(kept.filter(mount => mount.container === container), position) !== undefined);
}
