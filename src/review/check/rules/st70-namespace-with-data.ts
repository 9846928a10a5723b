import { isProtectedFromPruning } from '../../inventory/prune-protection';
import { Rule, found } from '../rule';

export const ST70: Rule = {
  id: 'ST70',
  severity: 'loses-data',
  title: 'Namespace is among the manifests of its data',
  looksAt: 'Namespaces, and the claims and StatefulSets in them',
  why: 'Deleting the app by its manifests deletes the namespace and every claim in it, including the claims that a StatefulSet would keep.',
  fix: 'Create the namespace elsewhere, or protect it with the annotation of the tool.',
  link: 'https://kubernetes.io/docs/tasks/administer-cluster/namespaces/#deleting-a-namespace',
  check: inventory => inventory.of('Namespace').filter(namespace => !isProtectedFromPruning(namespace)).flatMap(namespace => {
    const claim = inventory.claims.find(({ resource }) => resource.namespace === namespace.name && resource.folder === namespace.folder);
    return claim ? [found(namespace, [], `is deleted with the app, together with the claims of ${claim.resource.title}`)] : [];
  }),
};
