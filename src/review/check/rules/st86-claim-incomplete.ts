import { Inventory } from '../../inventory/inventory';
import { Resource } from '../../manifests/resource';
import { Path } from '../../manifests/source';
import { Rule, Match, refusedIfValidated } from '../rule';

export const ST86: Rule = {
  id: 'ST86',
  severity: 'error',
  title: 'Claim or volume without access modes or size',
  looksAt: '`accessModes` and the size of claims, claim templates and volumes',
  why: 'The API server rejects the object. It accepts a StatefulSet with such a claim template before Kubernetes 1.34, and then '
    + 'rejects each of the claims.',
  fix: 'Set `accessModes` and `resources.requests.storage` of a claim, or `accessModes` and `capacity.storage` of a volume.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims',
  check: inventory => [
    ...inventory.claims.flatMap(({ resource, path, spec }) => lacking(inventory, resource, path, spec, ['resources', 'requests', 'storage'])),
    ...inventory.of('PersistentVolume').flatMap(resource => lacking(inventory, resource, ['spec'], resource.spec, ['capacity', 'storage'])),
  ],
};

function lacking(inventory: Inventory, resource: Resource, path: Path, spec: any, size: string[]): Match[] {
  return [
    ...(spec.accessModes ?? []).length === 0 ? [refusedIfValidated(inventory, resource, [...path, 'accessModes'], 'sets no accessModes')] : [],
    ...size.reduce((value, step) => value?.[step], spec) === undefined
      ? [refusedIfValidated(inventory, resource, [...path, ...size], `sets no size: ${size.join('.')} is missing`)] : [],
  ];
}
