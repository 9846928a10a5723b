import { Rule, found } from '../rule';

export const ST29: Rule = {
  id: 'ST29',
  severity: 'availability',
  title: 'Local volume on more than one node, or on whichever has a label',
  looksAt: '`nodeAffinity` of local volumes: the label, and how many values it has',
  why: 'The disk is on one node. Where another matches, the pod starts there and finds no data, or does not start.',
  fix: 'Name one node by the label `kubernetes.io/hostname`.',
  link: 'https://kubernetes.io/docs/concepts/storage/volumes/#local',
  check: inventory => inventory.of('PersistentVolume').filter(({ spec }) => spec.local && spec.nodeAffinity?.required).flatMap(resource => {
    const terms = resource.spec.nodeAffinity.required.nodeSelectorTerms ?? [];
    const names = terms.flatMap((term: any) => term.matchExpressions ?? []).filter(({ key }: any) => key === 'kubernetes.io/hostname');
    const at = ['spec', 'nodeAffinity', 'required', 'nodeSelectorTerms'];
    if (terms.length === 1 && names.length > 0) {
      return names.some(({ operator, values = [] }: any) => operator === 'In' && values.length === 1) ? [] : [found(resource, at, 'names several nodes')];
    }
    return [found(resource, at, terms.length > 1 ? `has ${terms.length} terms, of which each may choose another node` : 'does not name a node by kubernetes.io/hostname')];
  }),
};
