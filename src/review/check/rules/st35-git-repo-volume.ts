import { Rule, found } from '../rule';

export const ST35: Rule = {
  id: 'ST35',
  severity: 'error',
  title: 'gitRepo volume',
  looksAt: 'volumes of type gitRepo',
  why: 'A gitRepo volume can run commands from the repository as root on the node. The kubelet refuses such volumes by default '
    + 'from 1.33, and always from 1.36.',
  fix: 'Clone the repository in an init container, into an emptyDir.',
  link: 'https://github.com/kubernetes/enhancements/issues/5040',
  check: inventory =>
    inventory.workloads.flatMap(({ resource, pod, podPath }) => (pod.volumes ?? []).flatMap((volume: any, i: number) => volume.gitRepo
      ? [found(resource, [...podPath, 'volumes', i, 'gitRepo'], `has the gitRepo volume '${volume.name}'`)] : [])),
};
