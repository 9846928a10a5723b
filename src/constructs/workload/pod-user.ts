import { PersistentWorkloadProps } from './persistent-workload-props';
import { PodDefaults } from '../pod/pod';

/** The user and the groups of the pods of a workload with storage. */
export function podUser(props: PersistentWorkloadProps): Pick<PodDefaults, 'runAsUser' | 'runAsGroup' | 'fsGroup' | 'userFromNamespace'> {
  const { runAsUser, runAsGroup = runAsUser, fsGroup = runAsGroup, userFromNamespace } = props;
  return userFromNamespace ? { userFromNamespace } : { runAsUser, runAsGroup, fsGroup };
}
