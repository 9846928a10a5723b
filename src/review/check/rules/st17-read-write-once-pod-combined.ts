import { Rule, refusedIfValidated } from '../rule';

export const ST17: Rule = {
  id: 'ST17',
  severity: 'error',
  title: 'ReadWriteOncePod beside other access modes',
  looksAt: 'access modes of claims and volumes',
  why: 'The server refuses it; a StatefulSet with such a template it takes until 1.33, and then none of its claims.',
  fix: 'Leave the other modes out.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  check: inventory => [
    ...inventory.claims.map(({ resource, path, spec }) => ({ resource, path, spec })), ...inventory.of('PersistentVolume').map(resource => ({ resource, path: ['spec'], spec: resource.spec })),
  ].flatMap(({ resource, path, spec: { accessModes } }) => accessModes?.includes('ReadWriteOncePod') && accessModes.length > 1
    ? [refusedIfValidated(inventory, resource, [...path, 'accessModes'], `has the access modes ${accessModes.join(', ')}`)] : []),
};
