import { Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { VolumeSource } from './volume-source';
import { driverOf } from '../../catalog/drivers';

const CLAIMS = new WeakMap<IConstruct, Map<string, string>>();

/**
 * Notes the claim of a volume whose files the kubelet gives to no group: it does so on what it mounts for one pod, and not on a
 * directory of a node or a server.
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

/** What is behind a claim where fsGroup does nothing; for the claims of a set, which end with a number, that of any member. */
export function unownedPlace(scope: IConstruct, isIt: (claimName: string) => boolean): string | undefined {
  const namespace = `${Chart.of(scope).namespace ?? ''}/`;
  return [...CLAIMS.get(scope.node.root) ?? []].find(([claim]) => claim.startsWith(namespace) && isIt(claim.slice(namespace.length)))?.[1];
}
