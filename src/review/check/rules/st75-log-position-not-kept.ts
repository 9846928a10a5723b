import { TailInput, logAgents, tailInputsOf } from '../../inventory/log-agents';
import { Mount, isPersistent, mountAt, mountsOf } from '../../inventory/mounts';
import { Rule, Match, found } from '../rule';

/** Log directories, runtime sockets, and directories that are emptied when the node restarts. */
const EMPTIED = /^\/((var\/)?run|tmp)(\/|$)/;
const NOT_KEPT = /^\/(var\/(log|lib\/docker)\/(pods|containers)|(var\/)?run(\/|$)|tmp(\/|$))/;

export const ST75: Rule = {
  id: 'ST75',
  severity: 'loses-data',
  title: 'Log agent does not keep its read position',
  looksAt: 'volumes of log agents (a writable hostPath or claim outside the log directories), and the inputs in the '
    + 'configuration files among the manifests',
  why: 'After each restart, the agent sends log lines twice or misses some.',
  fix: 'Keep the position files and the buffer in a hostPath directory of the agent.',
  link: 'https://docs.fluentd.org/input/tail#pos_file-highly-recommended',
  check: inventory => logAgents(inventory).flatMap((workload): Match[] => {
    const { resource, podPath } = workload;
    const writable = mountsOf(workload).filter(({ isReadOnly, volume }) => !isReadOnly && isPersistent(volume));
    const pathOf = ({ volume }: Mount): string => volume?.type === 'inline' ? volume.source?.path ?? '' : '';
    const kept = writable.filter(mount => !NOT_KEPT.test(pathOf(mount)));
    const emptied = writable.map(pathOf).find(path => EMPTIED.test(path));
    if (kept.length === 0) {
      return [found(resource, [...podPath, 'volumes'], emptied === undefined ? 'mounts no writable directory of the node for its read positions'
        : `can keep its read positions only in ${emptied} of the node, which is emptied when the node restarts`)];
    }
    const lost = tailInputsOf(workload).filter(input => !isKept(input, kept));
    return lost.slice(0, 1).map(({ agent, position, file }) => found(resource, [...podPath, 'volumes'], position === undefined
      ? `reads log files with an input of ${agent.name} in ${file} that sets no ${agent.setting}: it keeps no read positions`
      : `keeps the read positions of ${agent.name} in ${position}, which is not on a volume that outlives the pod and its node `
        + `(${agent.setting} in ${file})`,
    { fix: `Set \`${agent.setting}\` to a file in a writable hostPath directory of the agent.`, link: agent.evidence }));
  }),
};

/** A path of variables may be anywhere. */
function isKept({ position, container }: TailInput, kept: Mount[]): boolean {
  return position !== undefined
    && (!position.startsWith('/') || position.includes('$') || mountAt(kept.filter(mount => mount.container === container), position) !== undefined);
}
