import { isCustomGroup } from '../../apiserver/normal';
import { Update, UpdateRule } from '../rule';

export const UP50: UpdateRule = {
  id: 'UP50',
  verdict: 'unknown',
  title: 'Kind whose controller decides',
  looksAt: 'objects of kinds that are not part of Kubernetes',
  why: 'What an operator does with a change – a restart, a new volume, the end of a database – is in its documentation.',
  fix: 'Read what the operator says of these fields.',
  link: 'https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/custom-resources/',
  assess: ({ status, old, new: new_ }: Update) => {
    const { apiVersion, group } = (new_ ?? old)!;
    return status === 'unchanged' || status === 'added' || !isCustomGroup(group) ? []
      : [{ verdict: 'unknown' as const, path: [], message: status === 'removed' ? `is left out: what else goes with it, the controller of ${apiVersion} decides` : `is a kind of ${apiVersion}: its controller decides what follows` }];
  },
};
