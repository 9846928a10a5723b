import { Rule, found } from '../rule';

export const ST72: Rule = {
  id: 'ST72',
  severity: 'error',
  title: 'Immutable ConfigMap or Secret with a fixed name',
  looksAt: '`immutable: true` of Secrets and ConfigMaps, and whether the name contains a hash of the content',
  why: 'The API server rejects the next version of the object.',
  fix: 'Add a hash of the content to the name, or remove `immutable`.',
  link: 'https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable',
  check: inventory =>
    [...inventory.of('ConfigMap'), ...inventory.of('Secret')].filter(({ body, name }) =>
      body.immutable === true && body.metadata?.name !== undefined && !/-(?=[a-z0-9]*\d)[a-z0-9]{5,}$/.test(name))
      .map(resource => found(resource, ['immutable'], `is immutable, and its name '${resource.name}' does not change with its content`)),
};
