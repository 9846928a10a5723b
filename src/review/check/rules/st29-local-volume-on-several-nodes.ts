import { Rule, found } from '../rule';

export const ST29: Rule = {
  id: 'ST29',
  severity: 'availability',
  title: 'Node affinity of a local volume matches more than one node',
  looksAt: '`nodeAffinity` of local volumes: the label key and the number of values',
  why: 'The disk is on one node. On another matching node the pod finds no data, or does not start.',
  fix: 'Match one node by the label `kubernetes.io/hostname`.',
  link: 'https://kubernetes.io/docs/concepts/storage/volumes/#local',
  check: inventory => inventory.of('PersistentVolume').filter(({ spec }) => spec.local && spec.nodeAffinity?.required).flatMap(resource => {
    const terms = resource.spec.nodeAffinity.required.nodeSelectorTerms ?? [];
    const names = terms.flatMap((term: any) => term.matchExpressions ?? []).filter(({ key }: any) => key === 'kubernetes.io/hostname');
    const at = ['spec', 'nodeAffinity', 'required', 'nodeSelectorTerms'];
    if (terms.length === 1 && names.length > 0) {
      return names.some(({ operator, values = [] }: any) => operator === 'In' && values.length === 1) ? []
        : [found(resource, at, 'matches several nodes')];
    }
    return [found(resource, at, terms.length > 1
      ? `has ${terms.length} node selector terms, and each may match a different node`
      : 'does not match a node by kubernetes.io/hostname')];
  }),
};
