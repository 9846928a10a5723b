import { k8s } from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { checkClaim } from './claim-check';
import { Finding, error } from './finding';
import { LABEL_NAME, checkName } from './names';
import { MountPropagation, Volume, VolumeMount } from '../volume';

/** Kinds of pod volumes that are no choice, and what to use instead. */
const REFUSED: { [kind: string]: string } = {
  gitRepo: 'an init container that clones into Volume.emptyDir(): Kubernetes has turned gitRepo off',
  nfs: 'StaticVolume with VolumeSource.nfs(), and Volume.claim() for its claim',
  iscsi: 'StaticVolume with VolumeSource.iscsi(), and Volume.claim() for its claim',
  fc: 'StaticVolume with VolumeSource.fc(), and Volume.claim() for its claim',
  rbd: 'StorageTier with Provisioner.cephRbd(): the in-tree plugin is gone since 1.31',
  cephfs: 'StorageTier with Provisioner.cephFs(): the in-tree plugin is gone since 1.31',
  glusterfs: 'a StorageTier of a driver that is maintained: the in-tree plugin is gone since 1.26, without a successor',
  cinder: 'StorageTier with Provisioner.cinder()',
  awsElasticBlockStore: 'StorageTier with Provisioner.awsEbs()',
  azureDisk: 'StorageTier with Provisioner.azureDisk()',
  azureFile: 'StorageTier with Provisioner.azureFile()',
  gcePersistentDisk: 'StorageTier with Provisioner.gcePersistentDisk()',
  vsphereVolume: 'StorageTier with Provisioner.vsphere()',
  portworxVolume: 'StorageTier with Provisioner.portworx()',
  scaleIo: 'StorageTier with Provisioner.powerFlex(): ScaleIO is PowerFlex now, the in-tree plugin is gone since 1.22',
  quobyte: 'StorageTier with the CSI driver of the vendor: the in-tree plugin is gone since 1.25',
  storageos: 'StorageTier with the CSI driver of the vendor: the in-tree plugin is gone since 1.25',
  flocker: 'a StorageTier of a driver that is maintained: the in-tree plugin is gone since 1.25',
  photonPersistentDisk: 'a StorageTier of a driver that is maintained: the in-tree plugin is gone since 1.15',
  flexVolume: 'StorageTier with a CSI driver: FlexVolume is deprecated',
};

/** Kinds whose content nobody can write through the mount. */
const READ_ONLY_KINDS = ['configMap', 'secret', 'downwardApi', 'projected'] as const;

/** An error if a volume in Kubernetes' own words is of a kind that is no choice. */
export function refusedSource(volume: k8s.Volume): Finding[] {
  return Object.keys(REFUSED).filter(kind => volume[kind as keyof k8s.Volume] !== undefined).map(kind => error('CS195', `volume '${volume.name}'`, kind,
    'a kind of volume that names no storage directly in the pod', `use ${REFUSED[kind]}`));
}

/** The volume as the pod has it. */
export function renderVolume(volume: Volume): k8s.Volume {
  return volume._volume;
}

/** The mount as the main container has it. */
export function renderMount(mount: VolumeMount): k8s.VolumeMount {
  return {
    mountPath: mount.mountPath,
    mountPropagation: mount.mountPropagation,
    name: mount.volume.name,
    readOnly: isReadOnly(mount) ? true : undefined,
    subPath: mount.subPath,
    subPathExpr: mount.subPathExpr,
  };
}

/** A read-only claim has to say so in the mount too: the access mode alone is not enforced. */
function isReadOnly({ volume, readOnly }: VolumeMount): boolean {
  const { persistentVolumeClaim, csi } = volume._volume;
  return readOnly ?? (READ_ONLY_KINDS.some(kind => volume._volume[kind] !== undefined) || persistentVolumeClaim?.readOnly || csi?.readOnly || false);
}

/** What the API server would refuse about further volumes; paths shared with others are checked with all paths. */
export function checkMounts(scope: IConstruct, prop: string, mounts: VolumeMount[], privileged: boolean): Finding[] {
  const volumes = [...new Set(mounts.map(mount => mount.volume))];
  return [
    ...volumes.flatMap(volume => [...checkName('CS196', `name of a volume in ${prop}`, volume.name, LABEL_NAME), ...volume._findings,
      ...volume._claim ? checkClaim(scope, `volume '${volume.name}'`, volume._claim) : []]),
    ...mounts.flatMap(mount => checkMount(`${prop} '${mount.volume.name}'`, mount, privileged)),
  ];
}

function checkMount(at: string, { mountPath, subPath, subPathExpr, mountPropagation }: VolumeMount, privileged: boolean): Finding[] {
  const wrongPath = typeof mountPath !== 'string' || !mountPath.startsWith('/') || mountPath.includes(':') || mountPath.split('/').includes('..');
  const wrongPart = [subPath, subPathExpr].find(part => part !== undefined && (part === '' || part.startsWith('/') || part.split('/').includes('..')));
  const propagations: unknown[] = [undefined, ...Object.values(MountPropagation)];
  return [
    ...wrongPath ? [error('CS197', `mountPath of ${at}`, mountPath, "an absolute path without ':' and '..'", 'give the path as the container sees it')] : [],
    ...wrongPart !== undefined ? [error('CS197', `subPath of ${at}`, wrongPart, "a relative path without '..'", 'name a directory inside the volume')] : [],
    ...subPath !== undefined && subPathExpr !== undefined ? [error('CS197', `subPath of ${at}`, subPath, 'one of subPath and subPathExpr', 'leave one of them out')] : [],
    ...propagations.includes(mountPropagation) ? [] : [error('CS198', `mountPropagation of ${at}`, mountPropagation,
      `one of ${Object.values(MountPropagation).join(', ')}`, 'use a member of MountPropagation')],
    ...mountPropagation === MountPropagation.BIDIRECTIONAL && !privileged ? [error('CS198', `mountPropagation of ${at}`, mountPropagation,
      'None or HostToContainer for a container that is not privileged', 'set privileged on a NodeDaemon, or let mounts propagate to the container only')] : [],
  ];
}
