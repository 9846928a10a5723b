import { REMOVED_APIS } from '../../../catalog/api-versions';
import { Judgement, UpdateRule } from '../rule';

export const UP21: UpdateRule = {
  id: 'UP21',
  verdict: 'refused',
  title: 'Version of an API that the server does not have, or will not have',
  looksAt: '`apiVersion` of every new object, by the version of the server',
  why: 'The server answers that there is no such kind, and nothing of the object is applied.',
  fix: 'Write the version that took its place.',
  link: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  judge: ({ new: new_ }, { minor }): Judgement[] => {
    const gone = REMOVED_APIS.find(({ apiVersion, kinds }) => apiVersion === new_?.apiVersion && kinds.includes(new_.kind));
    if (!gone) {
      return [];
    }
    const now = gone.successor ? `: it is ${gone.successor} now` : '';
    return [minor >= gone.minor ? { verdict: 'refused', path: ['apiVersion'], message: `is of ${gone.apiVersion}, which a server of 1.${minor} does not have${now}` }
      : { verdict: 'safe', path: ['apiVersion'], message: `is of ${gone.apiVersion}, which servers from 1.${gone.minor} do not have${now}` }];
  },
};
