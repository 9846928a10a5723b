import { Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { VolumeSource } from './volume-source';
import { driverOf } from '../../catalog/drivers';

const CLAIMS = new WeakMap<IConstruct, Map<string, string>>();

/**
 * Records the claim of a volume whose group the kubelet does not change. The kubelet applies fsGroup to volumes that it
 * mounts for a pod, but not to a directory of a node or of a file server.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#configure-volume-permission-and-ownership-change-policy-for-pods
 */
export function noteClaimOf(owner: Construct, claimName: string, { _source: { nfs, hostPath, csi } }: VolumeSource): void {
  const driver = csi && driverOf(csi.driver);
  const place = nfs
    ? `the NFS export ${nfs.server}:${nfs.path}`
    : hostPath ? `the hostPath ${hostPath.path}` : driver?.ignoresFsGroup ? `a volume of ${driver.title}` : undefined;
  if (place !== undefined) {
    const { root } = owner.node;
    const claims = CLAIMS.get(root) ?? new Map<string, string>();
    CLAIMS.set(root, claims.set(`${Chart.of(owner).namespace ?? ''}/${claimName}`, place));
  }
}

/**
 * The storage of a claim on which fsGroup has no effect. For the claims of a StatefulSet, whose names end with an ordinal,
 * this is the storage of any member.
 */
export function unownedPlace(scope: IConstruct, isIt: (claimName: string) => boolean): string | undefined {
  const namespace = `${Chart.of(scope).namespace ?? ''}/`;
  return [...CLAIMS.get(scope.node.root) ?? []].find(([claim]) => claim.startsWith(namespace) && isIt(claim.slice(namespace.length)))?.[1];
}
