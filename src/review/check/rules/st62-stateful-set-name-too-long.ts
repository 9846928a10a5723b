import { Rule, found } from '../rule';

/** The controller appends a dash and ten characters to the name for a label value, which is limited to 63 characters. */
const MAX_LENGTH = 52;

export const ST62: Rule = {
  id: 'ST62',
  severity: 'error',
  title: 'StatefulSet name is too long',
  looksAt: 'names of StatefulSets',
  why: 'The controller derives a pod label from the name and a hash, and the label value would be too long: the API server '
    + 'accepts the StatefulSet and rejects each of its pods.',
  fix: `Choose a name of at most ${MAX_LENGTH} characters before there is data: the names of the claims contain the name.`,
  link: 'https://github.com/kubernetes/kubernetes/issues/64023',
  check: inventory => inventory.of('StatefulSet').filter(({ name }) => name.length > MAX_LENGTH).map(resource =>
    found(resource, ['metadata', 'name'], `has a name of ${resource.name.length} characters`)),
};
