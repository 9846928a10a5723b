import { Duration, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { ContainerResources } from './container-resources';
import { Probe } from './probe';
import { SecretKey } from './secret-key';
import { VolumeMount } from './volume';

/**
 * What every workload has: one main container, its configuration, and where its pods may run.
 *
 * Pods meet the Pod Security level *restricted* unless a prop says otherwise: no root, no privilege escalation, no
 * capabilities, default seccomp profile, read-only root file system.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export interface WorkloadProps {
  /**
   * Name of the objects. Set it for anything that holds data: the generated name follows the construct's path, and a
   * renamed workload starts empty.
   *
   * @default - made by cdk8s from the path of the construct
   */
  readonly name?: string;

  /** Image of the main container, with a tag or digest that names one exact version. */
  readonly image: string;

  /**
   * When the node pulls the image: `Always`, `IfNotPresent` or `Never`.
   *
   * @default - Kubernetes decides: IfNotPresent for a tag other than latest
   */
  readonly imagePullPolicy?: string;

  /**
   * Names of Secrets with registry credentials.
   *
   * @default - none
   */
  readonly imagePullSecrets?: string[];

  /**
   * Command instead of the image's entry point.
   *
   * @default - the entry point of the image
   */
  readonly command?: string[];

  /**
   * Arguments instead of the image's own.
   *
   * @default - the arguments of the image
   */
  readonly args?: string[];

  /**
   * Environment of the main container, sorted by name in the output. A value that looks like a credential is an error.
   *
   * @default - none
   */
  readonly env?: { [name: string]: string };

  /**
   * Environment from keys of Secrets.
   *
   * @default - none
   */
  readonly secretEnv?: { [name: string]: SecretKey };

  /**
   * Environment from fields of the pod: `{ POD_IP: 'status.podIP' }`. Comes first, so that `env` may refer to it as
   * `$(POD_IP)`.
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/
   */
  readonly fieldEnv?: { [name: string]: string };

  /**
   * Environment in Kubernetes' own words, in the given order, after all other.
   *
   * @default - none
   */
  readonly extraEnv?: k8s.EnvVar[];

  /**
   * Config files by file name. They go into a ConfigMap; when their content changes, the pods roll.
   *
   * @default - no ConfigMap
   */
  readonly config?: { [fileName: string]: string };

  /**
   * Directory where the main container sees the config files, read-only. It hides what the image has there.
   *
   * @default - required with `config`
   */
  readonly configPath?: string;

  /**
   * Further volumes of the main container.
   *
   * @default - none
   */
  readonly volumes?: VolumeMount[];

  /**
   * Writable directories without lasting content, such as `/tmp`: the root file system is read-only.
   *
   * @default - none
   */
  readonly scratch?: string[];

  /**
   * Size limit of all scratch directories together; a pod that exceeds it is evicted.
   *
   * @default - no limit
   */
  readonly scratchLimit?: Size;

  /**
   * Containers that run to their end, in this order, before the main container starts. One without a security context
   * gets the restricted one.
   *
   * @default - none
   */
  readonly initContainers?: k8s.Container[];

  /**
   * Containers beside the main one. One without a security context gets the restricted one.
   *
   * @default - none
   */
  readonly sidecars?: k8s.Container[];

  /**
   * Sidecars that start before the main container, after `initContainers`, and stop after it (Kubernetes 1.29).
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
   */
  readonly nativeSidecars?: k8s.Container[];

  /**
   * Resources of the main container.
   *
   * @default - nothing is reserved, with a warning
   */
  readonly resources?: ContainerResources;

  /**
   * Whether the main container may write to its root file system.
   *
   * @default false
   */
  readonly writableRootFilesystem?: boolean;

  /**
   * Fields of the main container's security context, over the restricted defaults.
   *
   * @default - restricted
   */
  readonly securityContext?: k8s.SecurityContext;

  /**
   * Fields of the pod's security context, over the restricted defaults.
   *
   * @default - restricted
   */
  readonly podSecurityContext?: k8s.PodSecurityContext;

  /**
   * Name of an existing ServiceAccount.
   *
   * @default - the default account of the namespace, without its token
   */
  readonly serviceAccountName?: string;

  /**
   * Whether containers get the account's token.
   *
   * @default false
   */
  readonly mountServiceAccountToken?: boolean;

  /**
   * Name of an existing PriorityClass.
   *
   * @default - the default class of the cluster
   */
  readonly priorityClassName?: string;

  /**
   * Labels that a node must have.
   *
   * @default - none
   */
  readonly nodeSelector?: { [label: string]: string };

  /**
   * Affinity in Kubernetes' own words, beside what spreading adds.
   *
   * @default - none
   */
  readonly affinity?: k8s.Affinity;

  /**
   * Node taints that the pods tolerate.
   *
   * @default - none
   */
  readonly tolerations?: k8s.Toleration[];

  /**
   * Lines for `/etc/hosts` of the pods.
   *
   * @default - none
   */
  readonly hostAliases?: k8s.HostAlias[];

  /**
   * Time between the request to stop and the kill, whole seconds.
   *
   * @default - Duration.seconds(120) for a StatefulDatabase, or more if the engine of the image needs it; 60 otherwise
   */
  readonly gracePeriod?: Duration;

  /**
   * Command that runs in the main container before it is asked to stop; its time counts against the grace period.
   *
   * @default - none
   */
  readonly preStop?: string[];

  /**
   * Whether the main container can serve.
   *
   * @default - the main port opens, where there is one
   */
  readonly ready?: Probe;

  /**
   * Whether the main process lives. It must ask this process only: a probe that asks peers restarts all of them at once.
   *
   * @default - the main port opens, where there is one
   */
  readonly alive?: Probe;

  /**
   * How long a start may take, recovery after a crash included, before liveness counts; whole seconds.
   *
   * @default Duration.minutes(60)
   */
  readonly startupBudget?: Duration;

  /**
   * Further labels of all objects and pods. They are in no selector and in no claim template, so they may change.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations of the pods.
   *
   * @default - none
   */
  readonly podAnnotations?: { [key: string]: string };
}
