import { IConstruct } from 'constructs';
import { checkNetworkAccess } from './network-access-check';
import { PersistentWorkloadProps } from './persistent-workload-props';
import { checkService } from './services-check';
import { MODES } from '../../catalog/drivers';
import { ResolvedPod } from '../pod/pod';
import { checkPod } from '../pod/pod-check';
import { renderVolume } from '../pod/pod-volumes';
import { NamedClaim, checkClaims } from '../storage/claims';
import { AccessMode, VolumeMode } from '../storage/storage-modes';
import { Finding, error, warning, words } from '../support/finding';
import { checkField, checkTargetVersion } from '../support/kubernetes-version';
import { SERVICE_NAME, checkName } from '../support/names';

/** Errors and warnings about a persistent deployment. */
export function checkDeployment(scope: IConstruct, pod: ResolvedPod, claims: NamedClaim[], props: PersistentWorkloadProps): Finding[] {
  const mounted = pod.volumes.some(mount => renderVolume(mount.volume).persistentVolumeClaim !== undefined);
  return [
    ...checkTargetVersion(scope),
    ...checkName('CS101', 'name', pod.name, SERVICE_NAME),
    ...claims.length > 0 || mounted ? [] : [error('CS160', 'storage', words('no storage and no claim among volumes'),
      'storage, or an existing claim',
      'set storage, or add Volume.claim(…) to volumes; an application without data needs no PersistentDeployment')],
    ...checkPod(scope, pod, [`${pod.name}.`]),
    ...pod.nativeSidecars.length > 0 ? checkField(scope, 'nativeSidecar', 'nativeSidecars', pod.nativeSidecars.map(({ name }) => name)) : [],
    ...checkService(props),
    ...checkNetworkAccess(scope, pod, props.networkPolicy, [props.serviceType]),
    ...checkClaims(scope, claims, 1),
    ...claims.flatMap(checkOneWriter),
  ];
}

/**
 * The pod of an unreachable node keeps running, while its Deployment creates another pod. A disk is attached to one node at
 * a time, so the second pod waits. A share of a file server is not attached, so both pods write.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
 */
function checkOneWriter({ name, tier, accessMode, volumeMode }: NamedClaim): Finding[] {
  const facts = tier.provisioner?._facts;
  const shared = facts !== undefined && volumeMode === VolumeMode.FILESYSTEM
    && facts.filesystem.split(' ')[MODES.indexOf(AccessMode.READ_WRITE_MANY)] === 'ok';
  return shared && accessMode === AccessMode.READ_WRITE_ONCE ? [warning('CS510', `accessMode of '${name}'`, accessMode,
    `${AccessMode.READ_WRITE_ONCE_POD} on ${facts.title}, which any number of nodes can mount`,
    'when a node is cut off, its pod and the one that replaces it both write; ask for READ_WRITE_ONCE_POD')] : [];
}
