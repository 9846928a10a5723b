import { isStaticClass } from '../../inventory/volumes';
import { Rule, found, unknown } from '../rule';

export const ST18: Rule = {
  id: 'ST18',
  severity: 'error',
  title: 'StorageClass that nobody makes',
  looksAt: '`storageClassName` of claims and claim templates, the StorageClasses among the manifests and those of the profile',
  why: 'The claim stays pending, and with it the pod.',
  fix: 'Add the class, or correct its name. A class that the cluster has belongs in the profile.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1',
  check: inventory => inventory.claims.flatMap(({ resource, path, spec: { storageClassName, volumeName } }) => {
    // An empty name asks for a volume without class, a volume by name for that one.
    if (!storageClassName || volumeName || inventory.storageClass(storageClassName)) {
      return [];
    }
    const at = [...path, 'storageClassName'];
    if (isStaticClass(inventory, storageClassName)) {
      return []; // A name that volumes and claims share needs no class.
    }
    return inventory.profile.storageClasses
      ? [found(resource, at, `names the class '${storageClassName}', which is neither among the manifests nor in the profile`)]
      : [unknown(resource, at, `names the class '${storageClassName}', which is not among the manifests: whether the cluster has it is not known; a profile says it in storageClasses`)];
  }),
};
