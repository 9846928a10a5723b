import { logAgents } from '../../inventory/log-agents';
import { Rule, found } from '../rule';

/** Directories of logs; sockets of the runtime, and what a restart of the node empties. */
const NOT_KEPT = /^\/(var\/(log|lib\/docker)\/(pods|containers)|(var\/)?run(\/|$)|tmp(\/|$))/;

export const ST75: Rule = {
  id: 'ST75',
  severity: 'loses-data',
  title: 'Log agent that forgets how far it read',
  looksAt: 'volumes of log agents: a directory of the node that is no log directory',
  why: 'After each restart lines are sent twice, or are missing.',
  fix: 'Keep the position files, and the buffer, in a directory of the node of their own.',
  link: 'https://docs.fluentd.org/input/tail#pos_file-highly-recommended',
  check: inventory => logAgents(inventory).filter(({ pod }) => {
    const writable = new Set((pod.containers ?? []).flatMap((container: any) => container.volumeMounts ?? [])
      .filter((mount: any) => mount.readOnly !== true).map((mount: any) => mount.name));
    return !(pod.volumes ?? []).some((volume: any) => (volume.hostPath || volume.persistentVolumeClaim) && writable.has(volume.name)
      && !NOT_KEPT.test(volume.hostPath?.path ?? ''));
  }).map(({ resource, podPath }) => found(resource, [...podPath, 'volumes'], 'has no directory on the node that it may write its positions to')),
};
