import { Rule, found } from '../rule';

/** The controller puts the name, a dash and ten characters into a label, which has 63. */
const LONGEST = 52;

export const ST62: Rule = {
  id: 'ST62',
  severity: 'error',
  title: 'Name of a StatefulSet with which no pod ever starts',
  looksAt: 'names of StatefulSets',
  why: 'A label of the pods is made of the name and a hash, and would be too long: the server takes the set, and none of its pods.',
  fix: `Choose a name of at most ${LONGEST} characters, before there is data: claims are named after it.`,
  link: 'https://github.com/kubernetes/kubernetes/issues/64023',
  check: inventory => inventory.of('StatefulSet').filter(({ name }) => name.length > LONGEST).map(resource => found(resource, ['metadata', 'name'], `has a name of ${resource.name.length} characters`)),
};
