import { logAgents } from '../../inventory/log-agents';
import { Rule, found } from '../rule';

/** Log directories, runtime sockets, and directories that are emptied when the node restarts. */
const NOT_KEPT = /^\/(var\/(log|lib\/docker)\/(pods|containers)|(var\/)?run(\/|$)|tmp(\/|$))/;

export const ST75: Rule = {
  id: 'ST75',
  severity: 'loses-data',
  title: 'Log agent does not keep its read position',
  looksAt: 'volumes of log agents: a hostPath or claim outside the log directories',
  why: 'After each restart, the agent sends log lines twice or misses some.',
  fix: 'Keep the position files and the buffer in a hostPath directory of the agent.',
  link: 'https://docs.fluentd.org/input/tail#pos_file-highly-recommended',
  check: inventory => logAgents(inventory).filter(({ pod }) => {
    const writable = new Set((pod.containers ?? []).flatMap((container: any) => container.volumeMounts ?? [])
      .filter((mount: any) => mount.readOnly !== true).map((mount: any) => mount.name));
    return !(pod.volumes ?? []).some((volume: any) => (volume.hostPath || volume.persistentVolumeClaim) && writable.has(volume.name)
      && !NOT_KEPT.test(volume.hostPath?.path ?? ''));
  }).map(({ resource, podPath }) => found(resource, [...podPath, 'volumes'], 'mounts no writable directory of the node for its read positions')),
};
