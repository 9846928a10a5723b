import { removedApiOf } from '../../manifests/removed-apis';
import { Rule, refused } from '../rule';

export const ST36: Rule = {
  id: 'ST36',
  severity: 'error',
  title: 'Removed API version',
  looksAt: '`apiVersion` of every object, and the Kubernetes version of the profile',
  why: 'The API server no longer serves this version and rejects the object.',
  fix: 'Use the version that replaces it. Check fields that moved, selectors that are now required, and changed defaults: the update strategy of StatefulSets was OnDelete and is now RollingUpdate.',
  link: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  check: inventory => inventory.resources.flatMap(resource => {
    const removed = removedApiOf(resource);
    return removed && (inventory.profile.minor === undefined || inventory.profile.minor >= removed.minor)
      ? [refused(resource, ['apiVersion'], `uses ${removed.apiVersion}, which Kubernetes removed in 1.${removed.minor}${removed.successor ? `; use ${removed.successor}` : ''}`)] : [];
  }),
};
