import { k8s } from 'cdk8s-plus-27';
import { ContainerResources } from '../../constructs/pod/container-resources';
import { PodProps } from '../../constructs/pod/pod-props';

/** Props of every app. */
export interface AppBaseProps extends PodProps {
  /** Name of the objects. It can never change: with another name, the app starts without its data. */
  readonly name: string;

  /**
   * Resources of the main container. The app computes the settings of the engine that depend on memory from them.
   *
   * @default - the default of the app, also for memory alone
   */
  readonly resources?: ContainerResources;

  /**
   * Node taints that the pods tolerate.
   *
   * @default - none; every `NoSchedule` taint for a daemon
   */
  readonly tolerations?: k8s.Toleration[];
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
