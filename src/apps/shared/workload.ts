import { AppBaseProps } from './app-props';
import { Resolved } from '../../constructs/support/resolved';

/** The props that every app passes to its construct unchanged. The `props` of an app may contain more. */
export function commonWorkloadProps(props: AppBaseProps): Resolved<Omit<AppBaseProps, 'resources'>> {
  return {
    name: props.name,
    imagePullSecrets: props.imagePullSecrets,
    nodeSelector: props.nodeSelector,
    affinity: props.affinity,
    tolerations: props.tolerations,
    priorityClassName: props.priorityClassName,
    labels: props.labels,
    podAnnotations: props.podAnnotations,
  };
}
