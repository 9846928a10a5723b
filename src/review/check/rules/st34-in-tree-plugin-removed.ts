import { REMOVED_PROVISIONERS, REMOVED_SOURCES } from '../../../catalog/drivers';
import { entryOf } from '../../../catalog/entry';
import { Rule, found, unknown } from '../rule';

export const ST34: Rule = {
  id: 'ST34',
  severity: 'error',
  title: 'In-tree provisioner or volume type that Kubernetes removed',
  looksAt: '`provisioner` of classes and volume sources, and whether a CSIDriver or another class shows that the CSI driver is installed',
  why: 'The API server accepts the object, but no controller or kubelet handles it: the claim stays Pending, or the pod does '
    + 'not start. Kubernetes redirects the provisioners of cloud providers to their CSI drivers, which must be installed.',
  fix: 'Use the CSI driver of the storage system.',
  link: 'https://kubernetes.io/docs/concepts/storage/volumes/#migrating-to-csi-drivers-from-in-tree-plugins',
  check: inventory => {
    const isGone = (minor: number) => inventory.profile.minor === undefined || inventory.profile.minor >= minor;
    return [
      ...inventory.of('StorageClass').flatMap(resource => {
        const removed = entryOf(REMOVED_PROVISIONERS, resource.body.provisioner ?? '');
        if (removed?.redirected && isGone(removed.minor)) {
          return isInstalled(removed.successor) ? []
            : [unknown(resource, ['provisioner'],
              `uses '${resource.body.provisioner}', which Kubernetes redirects to '${removed.successor}' from `
                + `1.${removed.minor}; whether that driver is installed is unknown`)];
        }
        return removed && isGone(removed.minor) ? [found(resource, ['provisioner'],
          `uses '${resource.body.provisioner}', which Kubernetes removed in `
            + `1.${removed.minor}${removed.successor ? `; use '${removed.successor}'` : ''}`,
          { why: 'The API server accepts the class, but no controller provisions volumes for it: its claims stay Pending.' })] : [];
      }),
      ...inventory.of('PersistentVolume').flatMap(resource => sourcesIn(resource.spec).filter(isOfServer).map(source =>
        found(resource, ['spec', source], `is a ${source} volume, which Kubernetes removed in 1.${REMOVED_SOURCES[source]}`,
          { why: 'The API server accepts the volume, but no kubelet mounts it: pods that use it do not start.' }))),
      ...inventory.workloads.flatMap(({ resource, pod, podPath }) =>
        (pod.volumes ?? []).flatMap((volume: any, i: number) => sourcesIn(volume).filter(isOfServer)
          .map(source =>
            found(resource, [...podPath, 'volumes', i, source], `has a ${source} volume, which Kubernetes removed in 1.${REMOVED_SOURCES[source]}`,
              { why: 'The API server accepts the pod template, but no kubelet mounts the volume: the pods do not start.' })))),
    ];

    function isInstalled(driver: string | undefined): boolean {
      return inventory.of('CSIDriver').some(({ name }) => name === driver)
        || [...inventory.of('StorageClass').map(({ body }) => body), ...inventory.profile.storageClasses ?? []].some(({ provisioner }) =>
          provisioner === driver);
    }

    function isOfServer(source: keyof typeof REMOVED_SOURCES): boolean {
      return isGone(REMOVED_SOURCES[source]);
    }
  },
};

function sourcesIn(volume: object): (keyof typeof REMOVED_SOURCES)[] {
  return Object.keys(volume).filter((key): key is keyof typeof REMOVED_SOURCES => Object.hasOwn(REMOVED_SOURCES, key));
}
