import { k8s } from 'cdk8s-plus-27';
import { ContainerResources } from '../../constructs/pod/container-resources';

/** What every app has: a name that never changes, and where its pods may run. */
export interface AppBaseProps {
  /** Name of the objects. It can never change: with another name the app starts without its data. */
  readonly name: string;

  /**
   * Names of Secrets with registry credentials.
   *
   * @default - none
   */
  readonly imagePullSecrets?: string[];

  /**
   * Resources of the main container. Settings of the engine that depend on memory are computed from them.
   *
   * @default - stated by the app; memory that is left out here has that default too
   */
  readonly resources?: ContainerResources;

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
   * Node taints that the pods tolerate.
   *
   * @default - none; every `NoSchedule` taint for a daemon
   */
  readonly tolerations?: k8s.Toleration[];

  /**
   * Name of an existing PriorityClass.
   *
   * @default - the default class of the cluster
   */
  readonly priorityClassName?: string;

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

/** What an app has whose image somebody else makes. */
export interface AppProps extends AppBaseProps {
  /**
   * Image of the main container instead of the default one, such as a copy in a registry of your own.
   *
   * @default - the constant DEFAULT_IMAGE of the app
   */
  readonly image?: string;
}
