import { Rule, refusedIfValidated } from '../rule';

export const ST17: Rule = {
  id: 'ST17',
  severity: 'error',
  title: 'ReadWriteOncePod combined with other access modes',
  looksAt: 'access modes of claims and volumes',
  why: 'The API server rejects the object. It accepts such a claim template before Kubernetes 1.34, and then rejects each of the claims.',
  fix: 'Remove the other access modes.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  check: inventory => [
    ...inventory.claims.map(({ resource, path, spec }) => ({ resource, path, spec })),
    ...inventory.of('PersistentVolume').map(resource => ({ resource, path: ['spec'], spec: resource.spec })),
  ].flatMap(({ resource, path, spec: { accessModes } }) => accessModes?.includes('ReadWriteOncePod') && accessModes.length > 1
    ? [refusedIfValidated(inventory, resource, [...path, 'accessModes'], `has the access modes ${accessModes.join(', ')}`)] : []),
};
