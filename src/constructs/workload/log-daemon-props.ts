import { NodeDaemonProps } from './node-daemon-props';

/** Props of a {@link LogDaemon}. */
export interface LogDaemonProps extends NodeDaemonProps {
  /**
   * Directories of the node with logs. They are mounted read-only at the same path, because the links in
   * `/var/log/containers` are absolute.
   *
   * @default ['/var/log']
   */
  readonly logDirectories?: string[];

  /**
   * Directory of the node for the positions and buffers of the agent, mounted writable at the same path. Only this
   * directory survives restarts of the pod and of the node.
   *
   * @default - /var/lib/<name>
   */
  readonly stateDirectory?: string;

  /**
   * Whether to read `/var/lib/docker/containers` too, for nodes that run Docker Engine.
   *
   * @default false
   */
  readonly dockerLogs?: boolean;

  /**
   * Whether the agent may get, list and watch pods and namespaces, to add their names and labels to lines.
   *
   * @default false
   */
  readonly kubernetesMetadata?: boolean;
}
