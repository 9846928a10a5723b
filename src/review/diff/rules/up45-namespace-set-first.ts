import { isLive } from '../../apiserver/normal';
import { Effect, UpdateRule } from '../rule';

/** Kinds whose objects in another namespace are other pods, or empty volumes. */
const KINDS = ['StatefulSet', 'Deployment', 'DaemonSet', 'PersistentVolumeClaim'];

export const UP45: UpdateRule = {
  id: 'UP45',
  verdict: 'unknown',
  title: 'Namespace is set for the first time, or no longer set',
  looksAt: '`metadata.namespace` of workloads and claims, if the manifests of one side leave it to the tool',
  why: 'Without a namespace in the manifest, the tool that applies it decides: the context of kubectl, or `--namespace`. In '
    + 'another namespace the API server creates a second object: '
    + 'a workload with new, empty claims, while the former one keeps running.',
  fix: 'Find out where the object is: `kubectl get --all-namespaces`. Set this namespace in both manifests and compare again.',
  link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#setting-the-namespace-for-a-request',
  assess: ({ old, new: new_ }): Effect[] => {
    // An object in the cluster has the namespace that the tool chose.
    const isSetOnce = (old?.namespace === undefined) !== (new_?.namespace === undefined);
    if (!old || !new_ || !KINDS.includes(new_.kind) || !isSetOnce || isLive(old) || isLive(new_)) {
      return [];
    }
    return [{
      verdict: 'unknown',
      path: ['metadata', 'namespace'],
      message: new_.namespace !== undefined
        ? `sets the namespace '${new_.namespace}', which the old manifest left to the tool: whether the object was in it is unknown`
        : `no longer sets the namespace '${old.namespace}': whether the tool applies the object to it is unknown`,
    }];
  },
};
