import { k8s } from 'cdk8s-plus-27';
import { nodeIdentity, onNode, plainPath } from './node-path';
import { SecretReference } from './secret-reference';
import { StaticVolumeProps } from './static-volume-props';
import { AccessMode, ReclaimPolicy, VolumeMode } from './storage-modes';
import { CsiSource, IscsiSource, VolumeSource } from './volume-source';
import { quantity } from '../support/quantity';

/** A static volume with all defaults filled in. */
export interface ResolvedVolume extends StaticVolumeProps {
  readonly claimName: string;
  readonly volumeName: string;
  readonly namespace?: string;
  readonly accessModes: AccessMode[];
  readonly volumeMode: VolumeMode;
  readonly reclaimPolicy: ReclaimPolicy;
  readonly storageClassName: string;
}

/** The spec of the PersistentVolume. `claimRef` reserves the volume for its claim. */
export function renderPersistentVolume(volume: ResolvedVolume): k8s.PersistentVolumeSpec {
  return {
    accessModes: volume.accessModes,
    capacity: { storage: quantity(volume.size) },
    claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: volume.claimName, namespace: volume.namespace },
    ...renderSource(volume.source, volume.accessModes),
    mountOptions: volume.mountOptions,
    persistentVolumeReclaimPolicy: volume.reclaimPolicy,
    storageClassName: volume.storageClassName,
    volumeMode: volume.volumeMode,
  };
}

/** The spec of the claim. `volumeName` requests this volume. */
export function renderClaim(volume: ResolvedVolume): k8s.PersistentVolumeClaimSpec {
  return {
    accessModes: volume.accessModes,
    resources: { requests: { storage: quantity(volume.size) } },
    storageClassName: volume.storageClassName,
    volumeMode: volume.volumeMode,
    volumeName: volume.volumeName,
  };
}

/** The identity of the storage, independent of its names: two volumes with the same identity would write to the same storage. */
export function identity({ _source: { nfs, iscsi, csi, fc, local, hostPath } }: VolumeSource): string {
  if (csi) {
    return `the volume '${csi.volumeHandle}' of ${csi.driver}`;
  }
  if (iscsi) {
    return `the disk ${iscsi.iqn} unit ${iscsi.lun}`;
  }
  if (fc) {
    return `the disk ${[...fc.wwids ?? [], ...fc.targetWwns ?? []].join(' ')} unit ${fc.lun ?? ''}`;
  }
  const path = local ?? hostPath;
  return path ? nodeIdentity(path) : `the export '${nfs!.server}:${plainPath(nfs!.path)}'`;
}

function renderSource({ _source: { nfs, iscsi, csi, fc, local, hostPath } }: VolumeSource, modes: AccessMode[]): Partial<k8s.PersistentVolumeSpec> {
  const readOnly = modes.every(mode => mode === AccessMode.READ_ONLY_MANY) ? true : undefined;
  if (nfs) {
    return { nfs: { path: nfs.path, readOnly, server: nfs.server } };
  }
  if (iscsi) {
    return { iscsi: renderIscsi(iscsi, readOnly) };
  }
  if (csi) {
    return { csi: renderCsi(csi, readOnly) };
  }
  if (fc) {
    return { fc: { fsType: fc.fsType, lun: fc.lun, readOnly, targetWwNs: fc.targetWwns, wwids: fc.wwids } };
  }
  const node = (local ?? hostPath)!;
  return {
    ...local ? { local: { fsType: local.fsType, path: local.path } } : { hostPath: { path: node.path, type: 'Directory' } },
    nodeAffinity: onNode(node),
  };
}

function renderIscsi(source: IscsiSource, readOnly: boolean | undefined): k8s.IscsiPersistentVolumeSource {
  const { chapSecret, chapSession, chapDiscovery } = source;
  return {
    chapAuthDiscovery: chapDiscovery ? true : undefined,
    chapAuthSession: (chapSession ?? chapSecret !== undefined) ? true : undefined,
    fsType: source.fsType,
    initiatorName: source.initiatorName,
    iqn: source.iqn,
    iscsiInterface: source.iscsiInterface,
    lun: source.lun,
    portals: source.portals,
    readOnly,
    secretRef: reference(chapSecret),
    targetPortal: source.targetPortal,
  };
}

function renderCsi(source: CsiSource, readOnly: boolean | undefined): k8s.CsiPersistentVolumeSource {
  return {
    driver: source.driver,
    fsType: source.fsType,
    nodePublishSecretRef: reference(source.nodePublishSecret),
    nodeStageSecretRef: reference(source.nodeStageSecret),
    readOnly,
    volumeAttributes: source.attributes && { ...source.attributes },
    volumeHandle: source.volumeHandle,
  };
}

function reference(secret: SecretReference | undefined): k8s.SecretReference | undefined {
  return secret && { name: secret.name, namespace: secret.namespace };
}
