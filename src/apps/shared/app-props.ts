import { k8s } from 'cdk8s-plus-27';
import { ContainerResources } from '../../constructs/pod/container-resources';

/** Props of every app. */
export interface AppBaseProps {
  /** Name of the objects. It can never change: with another name, the app starts without its data. */
  readonly name: string;

  /**
   * Names of Secrets with registry credentials.
   *
   * @default - none
   */
  readonly imagePullSecrets?: string[];

  /**
   * Resources of the main container. The app computes the settings of the engine that depend on memory from them.
   *
   * @default - the default of the app, also for memory alone
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

/** Props of an app with a third-party image. */
export interface AppProps extends AppBaseProps {
  /**
   * Image of the main container.
   *
   * @default - the constant DEFAULT_IMAGE of the app, from the registry of the context `cdk8s-stateful/registry` if it is set
   */
  readonly image?: string;
}
