import { Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { ContainerResources } from './container-resources';
import { NamedPort } from './ports';
import { Probe } from './probe';
import { SecretKey } from './secret-key';

/** A mount of the main container that a sidecar shares. */
export interface SidecarMount {
  /**
   * What the sidecar mounts: the name of a storage (`data`) or of a volume of the main container, `config` for its config files, or the path of
   * one mount of the main container, such as a scratch directory or a single config file.
   */
  readonly name: string;

  /**
   * Path in the sidecar.
   *
   * @default - the path in the main container
   */
  readonly mountPath?: string;

  /**
   * Whether the sidecar can only read.
   *
   * @default - as in the main container
   */
  readonly readOnly?: boolean;
}

/** A sidecar. */
export interface SidecarProps {
  /** Name of the container. */
  readonly name: string;

  /** Image, with a tag or digest of one exact version. */
  readonly image: string;

  /**
   * Command instead of the image's entry point.
   *
   * @default - the entry point of the image
   */
  readonly command?: string[];

  /**
   * Arguments instead of those of the image.
   *
   * @default - the arguments of the image
   */
  readonly args?: string[];

  /**
   * Environment variables, sorted by name in the output. A value that looks like a credential is an error.
   *
   * @default - none
   */
  readonly env?: { [name: string]: string };

  /**
   * Environment variables from keys of Secrets.
   *
   * @default - none
   */
  readonly secretEnv?: { [name: string]: SecretKey };

  /**
   * Environment variables from fields of the pod: `{ POD_IP: 'status.podIP' }`. They come first, so that `env` can refer to
   * them as `$(POD_IP)`.
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/
   */
  readonly fieldEnv?: { [name: string]: string };

  /**
   * Ports. All containers of a pod share one network, so names and numbers must differ from those of the other containers. The
   * headless Service has all of them, and the Services for clients those without `membersOnly`. The first port is the default
   * port of the probes.
   *
   * @default - none
   */
  readonly ports?: NamedPort[];

  /**
   * Readiness probe. While it fails, the pod is not ready.
   *
   * @default - none
   */
  readonly ready?: Probe;

  /**
   * Liveness probe. The kubelet restarts the sidecar, not the main container, after three consecutive failures unless the probe has another
   * `failureThreshold`.
   *
   * @default - none
   */
  readonly alive?: Probe;

  /**
   * How long a start may take, in whole seconds. The start-up probe runs the check of `alive`, which is required with it, and the
   * liveness probe begins afterwards.
   *
   * @default - no start-up probe
   */
  readonly startupBudget?: Duration;

  /**
   * Resources. The memory is both request and limit.
   *
   * @default - 20 millis of CPU and 128 MiB of memory, also for CPU or memory alone
   */
  readonly resources?: ContainerResources;

  /**
   * Mounts of the main container that the sidecar shares.
   *
   * @default - none
   */
  readonly mounts?: SidecarMount[];

  /**
   * Paths of empty directories of the sidecar, which are deleted with the pod. They share the volume and the `scratchLimit` of the scratch
   * directories of the main container, and no other container sees them.
   *
   * @default - none
   */
  readonly scratch?: string[];

  /**
   * Fields of the security context of the sidecar, which override the restricted defaults.
   *
   * @default - restricted
   */
  readonly securityContext?: k8s.SecurityContext;
}
