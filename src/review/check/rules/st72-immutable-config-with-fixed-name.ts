import { Rule, found } from '../rule';

export const ST72: Rule = {
  id: 'ST72',
  severity: 'error',
  title: 'Immutable object under a name that stays',
  looksAt: '`immutable: true` of Secrets and ConfigMaps, and whether their name has a hash of the content',
  why: 'The server refuses the next version of it.',
  fix: 'Put a hash of the content into the name, or leave `immutable` out.',
  link: 'https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable',
  check: inventory => [...inventory.of('ConfigMap'), ...inventory.of('Secret')].filter(({ body, name }) => body.immutable === true && body.metadata?.name !== undefined && !/-(?=[a-z0-9]*\d)[a-z0-9]{5,}$/.test(name))
    .map(resource => found(resource, ['immutable'], `can never be changed, and '${resource.name}' is its name in the next version, too`)),
};
