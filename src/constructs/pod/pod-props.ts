import { k8s } from 'cdk8s-plus-27';
import { Sidecar } from './sidecar';
import { VolumeMount } from './volume';

/** Props that the pods of every workload and of every app have, with the same defaults. */
export interface PodProps {
  /**
   * When the node pulls the image: `Always`, `IfNotPresent` or `Never`.
   *
   * @default - the default of Kubernetes: IfNotPresent for a tag other than latest
   */
  readonly imagePullPolicy?: string;

  /**
   * Names of Secrets with registry credentials.
   *
   * @default - none
   */
  readonly imagePullSecrets?: string[];

  /**
   * Environment variables as Kubernetes structs, in the given order, after all others.
   *
   * @default - none
   */
  readonly extraEnv?: k8s.EnvVar[];

  /**
   * Additional volumes of the main container.
   *
   * @default - none
   */
  readonly volumes?: VolumeMount[];

  /**
   * Containers that run next to the main container.
   *
   * @default - none
   */
  readonly sidecars?: Sidecar[];

  /**
   * Sidecars that start before the main container, after `initContainers`, and stop after it (Kubernetes 1.29).
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
   */
  readonly nativeSidecars?: Sidecar[];

  /**
   * Fields of the security context of the main container, which override the restricted defaults.
   *
   * @default - restricted
   */
  readonly securityContext?: k8s.SecurityContext;

  /**
   * Fields of the security context of the pod, which override the restricted defaults.
   *
   * @default - restricted
   */
  readonly podSecurityContext?: k8s.PodSecurityContext;

  /**
   * Name of an existing ServiceAccount.
   *
   * @default - the default ServiceAccount of the namespace, without its token
   */
  readonly serviceAccountName?: string;

  /**
   * Annotations of a ServiceAccount with the name of the workload, which is created for the pods (`ServiceAccount`): for example the role
   * of a cloud provider that the pods may assume. The providers mount a token of their own.
   *
   * @default - no ServiceAccount is created
   * @see https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
   * @see https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
   */
  readonly serviceAccountAnnotations?: { [key: string]: string };

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
   * Affinity as a Kubernetes struct. The terms that spread the members are added to it.
   *
   * @default - none
   */
  readonly affinity?: k8s.Affinity;

  /**
   * Entries in `/etc/hosts` of the pods.
   *
   * @default - none
   */
  readonly hostAliases?: k8s.HostAlias[];

  /**
   * Additional labels of all objects and pods. They may change, because selectors and claim templates do not contain them.
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
