import { removedApiOf, replacementOf } from '../../manifests/removed-apis';
import { Effect, UpdateRule } from '../rule';

export const UP21: UpdateRule = {
  id: 'UP21',
  verdict: 'refused',
  title: 'Version of an API that the server does not have, or will not have',
  looksAt: '`apiVersion` of every new object, by the version of the server',
  why: 'The server answers that there is no such kind, and nothing of the object is applied.',
  fix: 'Write the version that took its place.',
  link: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  assess: ({ new: new_ }, { minor }): Effect[] => {
    const gone = new_ && removedApiOf(new_);
    if (!gone) {
      return [];
    }
    const now = gone.successor ? `: it is ${gone.successor} now` : '';
    const replacement = replacementOf(new_!.body);
    return [minor >= gone.minor ? { verdict: 'refused', path: ['apiVersion'], message: `is of ${gone.apiVersion}, which a server of 1.${minor} does not have${now}`, replacement }
      : { verdict: 'safe', path: ['apiVersion'], message: `is of ${gone.apiVersion}, which servers from 1.${gone.minor} do not have${now}`, replacement }];
  },
};
