import { removedApiOf } from '../../manifests/removed-apis';
import { Rule, refused } from '../rule';

export const ST36: Rule = {
  id: 'ST36',
  severity: 'error',
  title: 'Version of an API that servers no longer have',
  looksAt: '`apiVersion` of every object, and the server\'s version of the profile',
  why: 'The server answers that there is no such kind, and nothing of the object is applied.',
  fix: 'Write the version that took its place; mind fields that moved, selectors that have to be said, and defaults: sets of old versions waited for somebody to delete their pods (OnDelete), now they roll.',
  link: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  check: inventory => inventory.resources.flatMap(resource => {
    const removed = removedApiOf(resource);
    return removed && (inventory.profile.minor === undefined || inventory.profile.minor >= removed.minor)
      ? [refused(resource, ['apiVersion'], `is of ${removed.apiVersion}, which servers from 1.${removed.minor} do not have${removed.successor ? `: it is ${removed.successor} now` : ''}`)] : [];
  }),
};
