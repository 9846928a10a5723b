import { AppBaseProps } from './app-props';
import { WorkloadProps } from '../../constructs/pod/workload-props';

/** The props of a construct that an app passes on as they are; `props` may hold more. */
export function passedOn(props: AppBaseProps): Omit<WorkloadProps, 'image'> {
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
