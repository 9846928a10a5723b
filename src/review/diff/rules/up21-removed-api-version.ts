import { removedApiOf, replacementOf } from '../../manifests/removed-apis';
import { Effect, UpdateRule } from '../rule';

export const UP21: UpdateRule = {
  id: 'UP21',
  verdict: 'refused',
  title: 'API version that the server does not serve, or will not serve',
  looksAt: '`apiVersion` of every new object, by the Kubernetes version',
  why: 'The API server rejects an object of a version that it does not serve.',
  fix: 'Use the version that replaces it.',
  link: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  assess: ({ new: new_ }, { minor }): Effect[] => {
    const gone = new_ && removedApiOf(new_);
    if (!gone) {
      return [];
    }
    const now = gone.successor ? `; use ${gone.successor}` : '';
    const replacement = replacementOf(new_!.body);
    const fix = gone.successor === undefined ? 'Remove the object: no other version replaces it.' : `Use ${gone.successor}.`;
    return [minor >= gone.minor ? {
      verdict: 'refused',
      path: ['apiVersion'],
      message: `uses ${gone.apiVersion}, which Kubernetes 1.${minor} does not serve${now}`,
      fix,
      replacement,
    }
      : {
        verdict: 'safe',
        path: ['apiVersion'],
        message: `uses ${gone.apiVersion}, which Kubernetes does not serve from 1.${gone.minor}${now}`,
        fix,
        replacement,
      }];
  },
};
