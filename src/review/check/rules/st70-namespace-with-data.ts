import { isProtectedFromPruning } from '../../inventory/prune-protection';
import { Rule, found } from '../rule';

export const ST70: Rule = {
  id: 'ST70',
  severity: 'loses-data',
  title: 'Namespace in the same manifests as its data',
  looksAt: 'Namespaces, and claims and StatefulSets in them',
  why: 'Deleting the app by its manifests deletes the namespace, and with it every claim, also those that a StatefulSet would keep.',
  fix: 'Make the namespace elsewhere, or keep it by the annotation of the tool.',
  link: 'https://kubernetes.io/docs/tasks/administer-cluster/namespaces/#deleting-a-namespace',
  check: inventory => inventory.of('Namespace').filter(namespace => !isProtectedFromPruning(namespace)).flatMap(namespace => {
    const claim = inventory.claims.find(({ resource }) => resource.namespace === namespace.name && resource.folder === namespace.folder);
    return claim ? [found(namespace, [], `is deleted with the app, and the claims of ${claim.resource.title} with it`)] : [];
  }),
};
