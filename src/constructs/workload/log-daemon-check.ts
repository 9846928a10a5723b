import { LogDaemonProps } from './log-daemon-props';
import { Finding, error, warning, words } from '../support/finding';

const DOCKER = /^\/var\/lib\/docker(\/|$)/;
/** Directories that are emptied at each start of the node. */
const VOLATILE = /^(\/var)?\/(run|tmp)(\/|$)|^\/dev\/shm(\/|$)/;

/**
 * Settings of Fluent Bit, Fluentd and other agents that name a file or directory for positions.
 * @see https://docs.fluentbit.io/manual/data-pipeline/inputs/tail
 */
const POSITIONS = /(?:^|[\s{,])(?:db|pos_file|data_dir)\s*[:=\s]\s*["']?(\/[^\s"',}]+)/gim;

/** Errors and warnings that apply only to log agents. */
export function checkLogDaemon(props: LogDaemonProps, stateDirectory: string): Finding[] {
  const asked = [...props.logDirectories ?? [], ...(props.hostPaths ?? []).map(mount => mount.path)];
  return [
    ...props.logDirectories?.length === 0 ? [error('CS180', 'logDirectories', words('no directories'), 'at least one directory',
      'leave logDirectories out for /var/log, or use a NodeDaemon')] : [],
    ...asked.filter(path => DOCKER.test(path)).map(path =>
      error('CS181', 'logDirectories', path, 'no directory of Docker Engine without dockerLogs',
        'nodes with containerd or CRI-O keep their logs in /var/log/pods; set dockerLogs if nodes run Docker Engine')),
    ...props.maxSurge ? [error('CS182', 'maxSurge', props.maxSurge, '0 for a log daemon',
      'the old and the new agent would use the same positions and read lines twice; use maxUnavailable')] : [],
    ...VOLATILE.test(stateDirectory) ? [warning('CS543', 'stateDirectory', stateDirectory,
      'a directory that survives a reboot, such as /var/lib/<name>',
      'after a reboot of the node all logs are read again, or lines are skipped')] : [],
    ...positions(props).filter(file => ![stateDirectory, ...kept(props)].some(path => file.startsWith(`${path.replace(/\/+$/, '')}/`))).map(file =>
      warning('CS544', 'config', file,
        `a file below ${stateDirectory}`, 'positions in the container are lost with it: after each restart, lines are read twice or skipped')),
  ];
}

function positions({ config }: LogDaemonProps): string[] {
  return Object.values(config ?? {}).flatMap(text => [...String(text).matchAll(POSITIONS)].map(match => match[1]));
}

/** Persistent directories that the agent can write to. */
function kept({ hostPaths = [], volumes = [] }: LogDaemonProps): string[] {
  const ofNode = hostPaths.filter(mount => mount.readOnly === false).map(mount => mount.mountPath ?? mount.path);
  return [...ofNode, ...volumes.filter(mount => mount?.volume).map(mount => mount.mountPath)];
}
