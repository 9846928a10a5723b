import { Construct } from 'constructs';
import { checkLogDaemon } from './log-daemon-check';
import { LogDaemonProps } from './log-daemon-props';
import { NodeDaemon } from './node-daemon';
import { HostPathMount, NodeDaemonProps } from './node-daemon-props';
import { HostPathType, MountPropagation } from '../pod/volume-props';
import { registerExclusiveUse } from '../support/collisions';
import { checkAtSynthesis } from '../support/finding';
import { checkInput, checkInputBefore, pick } from '../support/input';

/**
 * A log agent on every node, which reads the logs of the node and keeps its position on the node.
 *
 * Creates the objects of a {@link NodeDaemon} makes, with the log directories read-only (volumes `node-logs`, `node-logs-2`
 * …) and a state directory (`state`). It runs as root without any capability, because container logs belong to root; the
 * namespace needs the Pod Security level *privileged* for the host paths.
 *
 * An update never starts a second agent on a node, because two agents must not use the same state directory.
 *
 * @example
 * new LogDaemon(this, 'Logs', {
 *   name: 'logs', image: 'fluent/fluent-bit:5.1.1',
 *   config: { 'fluent-bit.yaml': 'service: {flush: 1}\n' }, configPath: '/fluent-bit/etc/conf',
 *   resources: { cpu: Cpu.millis(100), memory: Size.mebibytes(200) },
 * });
 *
 * @see https://kubernetes.io/docs/concepts/cluster-administration/logging/#using-a-node-logging-agent
 */
export class LogDaemon extends NodeDaemon {
  /** Directory of the node for the positions and buffers of the agent. */
  public readonly stateDirectory: string;

  /**
   * @param scope chart or construct that contains this construct
   * @param id id within the scope
   * @param props properties of the construct
   */
  public constructor(scope: Construct, id: string, props: LogDaemonProps) {
    super(scope, id, daemonProps(scope, id, props));
    checkInput(this, 'LogDaemonProps', props);
    this.stateDirectory = props.stateDirectory ?? `/var/lib/${this.name}`;
    this.addHostPath({ name: 'state', path: this.stateDirectory, pathType: HostPathType.DIRECTORY_OR_CREATE, readOnly: false });

    registerExclusiveUse(this, `the state directory '${this.stateDirectory}' of the nodes`);
    checkAtSynthesis(this, () => checkLogDaemon(props, this.stateDirectory));
  }
}

const METADATA_RULES = [{ apiGroups: [''], resources: ['namespaces', 'pods'], verbs: ['get', 'list', 'watch'] }];

function daemonProps(scope: Construct, id: string, props: LogDaemonProps): NodeDaemonProps {
  checkInputBefore(scope, id, 'LogDaemonProps', props);
  return {
    ...pick('NodeDaemonProps', props),
    runAsUser: props.runAsUser ?? 0,
    hostPaths: [...logPaths(props), ...props.hostPaths ?? []],
    clusterRules: props.kubernetesMetadata ? [...METADATA_RULES, ...props.clusterRules ?? []] : props.clusterRules,
  };
}

function logPaths({ logDirectories, dockerLogs }: LogDaemonProps): HostPathMount[] {
  const paths = [...logDirectories ?? ['/var/log'], ...dockerLogs ? ['/var/lib/docker/containers'] : []];
  return paths.map((path, i) => ({
    name: i === 0 ? 'node-logs' : `node-logs-${i + 1}`,
    path,
    mountPropagation: MountPropagation.HOST_TO_CONTAINER,
  }));
}
