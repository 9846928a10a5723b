import { IConstruct } from 'constructs';
import { ResolvedPod } from './pod';
import { renderVolume } from './pod-volumes';
import { unownedPlace } from '../storage/unowned-claims';
import { Finding, warning, words } from '../support/finding';

/** Warnings about volumes on which fsGroup has no effect (directories of nodes and file servers), for a user other than root. */
export function checkOwners(scope: IConstruct, pod: ResolvedPod): Finding[] {
  if ((pod.runAsUser ?? 0) === 0) {
    return [];
  }
  const mounted = pod.volumes.filter(mount => !mount.readOnly).flatMap(({ volume }) => {
    const { hostPath, persistentVolumeClaim: claim } = renderVolume(volume);
    const isDirectory = hostPath && ['', 'Directory', 'DirectoryOrCreate'].includes(hostPath.type ?? '');
    const place = isDirectory
      ? `the hostPath ${hostPath.path}`
      : claim && !claim.readOnly ? unownedPlace(scope, name => name === claim.claimName) : undefined;
    return place === undefined ? [] : [{ prop: `volumes '${volume.name}'`, place }];
  });
  const claimed = pod.claimMounts.filter(({ block, readOnly }) => !block && !readOnly).flatMap(({ name }) => {
    const ofSet = `${name}-${pod.name}-`;
    const place = unownedPlace(scope,
      claim => claim === `${pod.name}-${name}` || (claim.startsWith(ofSet) && /^\d+$/.test(claim.slice(ofSet.length))));
    return place === undefined ? [] : [{ prop: `storage '${name}'`, place }];
  });
  return [...mounted, ...claimed].map(({ prop, place }) =>
    warning('CS506', prop, words(place), `a directory that belongs to user ${pod.runAsUser} already`,
      'fsGroup has no effect there; give the directory to that user on the node or on the file server, or chown it in an init '
      + 'container that runs as root'));
}
