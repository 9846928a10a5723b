import { NodeDaemonProps } from './node-daemon-props';

/** Props of a {@link LogDaemon}. */
export interface LogDaemonProps extends NodeDaemonProps {
  /**
   * Directories of the node with logs, seen read-only at the same path: links in `/var/log/containers` are absolute.
   *
   * @default ['/var/log']
   */
  readonly logDirectories?: string[];

  /**
   * Directory of the node, seen writable at the same path, where the agent keeps its positions and buffers. What it
   * read so far survives pod and reboot only there.
   *
   * @default - /var/lib/<name>
   */
  readonly stateDirectory?: string;

  /**
   * Whether to read `/var/lib/docker/containers` too, where nodes still run Docker Engine.
   *
   * @default false
   */
  readonly dockerLogs?: boolean;

  /**
   * Whether the agent looks up pods and namespaces of the API to label lines: get, list and watch, nothing else.
   *
   * @default false
   */
  readonly kubernetesMetadata?: boolean;
}
