import { isStaticClass } from '../../inventory/volumes';
import { Rule, found, unknown } from '../rule';

export const ST18: Rule = {
  id: 'ST18',
  severity: 'error',
  title: 'StorageClass does not exist',
  looksAt: '`storageClassName` of claims and claim templates, the StorageClasses among the manifests and those of the profile',
  why: 'The claim stays Pending, and the pod with it.',
  fix: 'Add the StorageClass, or correct the name. If the cluster already has the class, add it to the profile.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1',
  check: inventory => inventory.claims.flatMap(({ resource, path, spec: { storageClassName, volumeName } }) => {
    // An empty class requests a volume without class, and volumeName a particular volume.
    if (!storageClassName || volumeName || inventory.storageClass(storageClassName)) {
      return [];
    }
    const at = [...path, 'storageClassName'];
    if (isStaticClass(inventory, storageClassName)) {
      return []; // A class name that volumes and claims share needs no StorageClass object.
    }
    return inventory.profile.storageClasses
      ? [found(resource, at, `uses the class '${storageClassName}', which is neither among the manifests nor in the profile`)]
      : [unknown(resource, at,
        `uses the class '${storageClassName}', which is not among the manifests; add the classes of the cluster to storageClasses of a profile`)];
  }),
};
