import { REMOVED_APIS } from '../../catalog/api-versions';
import { Rule, found } from '../rule';

export const ST36: Rule = {
  id: 'ST36',
  severity: 'error',
  title: 'Version of an API that servers no longer have',
  looksAt: '`apiVersion` of every object, and the server\'s version of the profile',
  why: 'The server answers that there is no such kind, and nothing of the object is applied.',
  fix: 'Write the version that took its place; mind fields that moved, and selectors that have to be said.',
  link: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  check: inventory => inventory.resources.flatMap(resource => {
    const removed = REMOVED_APIS.find(({ apiVersion, kinds }) => apiVersion === resource.apiVersion && kinds.includes(resource.kind));
    return removed && (inventory.profile.minor === undefined || inventory.profile.minor >= removed.minor)
      ? [found(resource, ['apiVersion'], `is of ${removed.apiVersion}, which servers from 1.${removed.minor} do not have${removed.successor ? `: it is ${removed.successor} now` : ''}`)] : [];
  }),
};
