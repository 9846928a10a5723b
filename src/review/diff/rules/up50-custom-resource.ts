import { isCustomGroup } from '../../manifests/schema';
import { Update, UpdateRule } from '../rule';

export const UP50: UpdateRule = {
  id: 'UP50',
  verdict: 'unknown',
  title: 'Change to a custom resource',
  looksAt: 'objects of kinds that are not part of Kubernetes',
  why: 'The operator decides what the change does: a restart, a new volume, or the deletion of a database.',
  fix: 'Read the documentation of the operator about these fields.',
  link: 'https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/custom-resources/',
  assess: ({ status, old, new: new_ }: Update) => {
    const { apiVersion, group } = (new_ ?? old)!;
    return status === 'unchanged' || status === 'added' || !isCustomGroup(group) ? []
      : [{
        verdict: 'unknown' as const,
        path: [],
        message: status === 'removed'
          ? `was removed from the manifests: the controller of ${apiVersion} decides what is deleted with it`
          : `is a custom resource of ${apiVersion}: its controller decides what the change does`,
      }];
  },
};
