import { AppBaseProps } from './app-props';
import { PodProps } from '../../constructs/pod/pod-props';
import { WorkloadProps } from '../../constructs/pod/workload-props';
import { pick } from '../../constructs/support/input';

/** The props that every app passes to its construct unchanged. The `props` of an app may contain more. */
export function commonWorkloadProps(props: AppBaseProps): Pick<WorkloadProps, 'name' | 'tolerations' | keyof PodProps> & { name: string } {
  return { ...pick<PodProps>('PodProps', props), name: props.name, tolerations: props.tolerations };
}
