import { Rule, found } from '../rule';

export const ST35: Rule = {
  id: 'ST35',
  severity: 'error',
  title: 'Volume that is filled from a repository by the kubelet',
  looksAt: 'volumes of the kind gitRepo',
  why: 'It ran commands of the repository as root of the node; kubelets refuse it by default since 1.33, and always since 1.36.',
  fix: 'Clone in an init container, into an emptyDir.',
  link: 'https://github.com/kubernetes/enhancements/issues/5040',
  check: inventory => inventory.workloads.flatMap(({ resource, pod, podPath }) => (pod.volumes ?? []).flatMap((volume: any, i: number) => volume.gitRepo
    ? [found(resource, [...podPath, 'volumes', i, 'gitRepo'], `has the volume '${volume.name}' of the kind gitRepo`)] : [])),
};
