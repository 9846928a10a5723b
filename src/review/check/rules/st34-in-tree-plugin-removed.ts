import { REMOVED_PROVISIONERS, REMOVED_SOURCES } from '../../../catalog/drivers';
import { entryOf } from '../../../catalog/entry';
import { Rule, found, unknown } from '../rule';

export const ST34: Rule = {
  id: 'ST34',
  severity: 'error',
  title: 'Provisioner or volume that Kubernetes no longer has',
  looksAt: '`provisioner` of classes, and sources of volumes; whether a CSIDriver or another class shows that the driver is there',
  why: 'The server takes it, and nothing acts on it: the claim stays pending, the pod does not start. Names of clouds are handed to the CSI driver that took over, where somebody installed it.',
  fix: 'Use the CSI driver of the storage.',
  link: 'https://kubernetes.io/docs/concepts/storage/volumes/#migrating-to-csi-drivers-from-in-tree-plugins',
  check: inventory => {
    const isGone = (minor: number) => inventory.profile.minor === undefined || inventory.profile.minor >= minor;
    return [
      ...inventory.of('StorageClass').flatMap(resource => {
        const removed = entryOf(REMOVED_PROVISIONERS, resource.body.provisioner ?? '');
        if (removed?.redirected && isGone(removed.minor)) {
          return isInstalled(removed.successor) ? []
            : [unknown(resource, ['provisioner'], `names '${resource.body.provisioner}', which Kubernetes hands to '${removed.successor}' since 1.${removed.minor}: whether that driver is installed is not known`)];
        }
        return removed && isGone(removed.minor) ? [found(resource, ['provisioner'],
          `names '${resource.body.provisioner}', which Kubernetes no longer has since 1.${removed.minor}${removed.successor ? `; '${removed.successor}' took over` : ''}`)] : [];
      }),
      ...inventory.of('PersistentVolume').flatMap(resource => sourcesIn(resource.spec).filter(isOfServer).map(source => found(resource, ['spec', source], `is a volume of the kind ${source}, which no kubelet mounts since 1.${REMOVED_SOURCES[source]}`))),
      ...inventory.workloads.flatMap(({ resource, pod, podPath }) => (pod.volumes ?? []).flatMap((volume: any, i: number) => sourcesIn(volume).filter(isOfServer)
        .map(source => found(resource, [...podPath, 'volumes', i, source], `has a volume of the kind ${source}, which no kubelet mounts since 1.${REMOVED_SOURCES[source]}`)))),
    ];

    function isInstalled(driver: string | undefined): boolean {
      return inventory.of('CSIDriver').some(({ name }) => name === driver)
        || [...inventory.of('StorageClass').map(({ body }) => body), ...inventory.profile.storageClasses ?? []].some(({ provisioner }) => provisioner === driver);
    }

    function isOfServer(source: keyof typeof REMOVED_SOURCES): boolean {
      return isGone(REMOVED_SOURCES[source]);
    }
  },
};

function sourcesIn(volume: object): (keyof typeof REMOVED_SOURCES)[] {
  return Object.keys(volume).filter((key): key is keyof typeof REMOVED_SOURCES => Object.hasOwn(REMOVED_SOURCES, key));
}
