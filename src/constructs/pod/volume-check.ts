import { Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { HostPathType, ProjectedSource } from './volume-props';
import { REMOVED_SOURCES } from '../../catalog/drivers';
import { Finding, error, words } from '../support/finding';
import { SUBDOMAIN_NAME } from '../support/names';
import { isCapacity, sizeText } from '../support/quantity';

/** Kinds of pod volumes that the library refuses, and what to use instead. */
const REFUSED: { [kind: string]: string } = {
  gitRepo: 'an init container that clones into Volume.emptyDir(): Kubernetes has turned gitRepo off',
  nfs: 'StaticVolume with VolumeSource.nfs(), and Volume.claim() for its claim',
  iscsi: 'StaticVolume with VolumeSource.iscsi(), and Volume.claim() for its claim',
  fc: 'StaticVolume with VolumeSource.fc(), and Volume.claim() for its claim',
  rbd: `StorageTier with Provisioner.cephRbd(): the in-tree plugin is gone since 1.${REMOVED_SOURCES.rbd}`,
  cephfs: `StorageTier with Provisioner.cephFs(): the in-tree plugin is gone since 1.${REMOVED_SOURCES.cephfs}`,
  glusterfs: `a StorageTier of a driver that is maintained: the in-tree plugin is gone since 1.${REMOVED_SOURCES.glusterfs}, without a successor`,
  cinder: 'StorageTier with Provisioner.cinder()',
  awsElasticBlockStore: 'StorageTier with Provisioner.awsEbs()',
  azureDisk: 'StorageTier with Provisioner.azureDisk()',
  azureFile: 'StorageTier with Provisioner.azureFile()',
  gcePersistentDisk: 'StorageTier with Provisioner.gcePersistentDisk()',
  vsphereVolume: 'StorageTier with Provisioner.vsphere()',
  portworxVolume: 'StorageTier with Provisioner.portworx()',
  scaleIo: `StorageTier with Provisioner.powerFlex(): ScaleIO is PowerFlex now, the in-tree plugin is gone since 1.${REMOVED_SOURCES.scaleIO}`,
  quobyte: `StorageTier with the CSI driver of the vendor: the in-tree plugin is gone since 1.${REMOVED_SOURCES.quobyte}`,
  storageos: `StorageTier with the CSI driver of the vendor: the in-tree plugin is gone since 1.${REMOVED_SOURCES.storageos}`,
  flocker: `a StorageTier of a driver that is maintained: the in-tree plugin is gone since 1.${REMOVED_SOURCES.flocker}`,
  photonPersistentDisk: `a StorageTier of a driver that is maintained: the in-tree plugin is gone since 1.${REMOVED_SOURCES.photonPersistentDisk}`,
  flexVolume: 'StorageTier with a CSI driver: FlexVolume is deprecated',
};

/** Kinds of pod volumes that the library accepts. */
const ALLOWED = ['configMap', 'csi', 'downwardApi', 'emptyDir', 'ephemeral', 'hostPath', 'persistentVolumeClaim', 'projected', 'secret'];

/**
 * Fields that the kubelet can write into files. `status.podIP` and similar fields are available to environment variables
 * only.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#available-fields
 */
const FILE_FIELD = /^metadata\.(name|namespace|uid|labels|annotations|(labels|annotations)\['[^']+'\])$/;

/** An error if a volume that is a Kubernetes struct has a refused kind, no kind, or several kinds. */
export function checkCustom(volume: k8s.Volume | undefined): Finding[] {
  const kinds = Object.entries(volume ?? {}).filter(([kind, source]) => kind !== 'name' && source !== undefined).map(([kind]) => kind);
  const refused = kinds.filter(kind => REFUSED[kind] !== undefined);
  if (refused.length > 0) {
    return refused.map(kind => error('CS195', `volume '${volume?.name}'`, kind,
      'a kind of volume that names no storage directly in the pod', `use ${REFUSED[kind]}`));
  }
  // The API server replaces a volume of an unknown kind with an empty directory, so its data would be lost with the pod.
  return kinds.length === 1 && ALLOWED.includes(kinds[0]) ? [] : [error('CS195', `volume '${volume?.name}'`, words(kinds.join(' and ') || 'no kind'),
    `one of ${ALLOWED.join(', ')}`, 'give one kind, with its name in the generated types')];
}

/** Errors for the sources of a projected volume. */
export function checkProjections(name: string, sources: ProjectedSource[]): Finding[] {
  return sources.length === 0
    ? [error('CS192', `sources of volume '${name}'`, words('none'), 'at least one source', 'name a ConfigMap, a Secret, fields or a token')]
    : sources.flatMap(source => checkProjection(name, source));
}

function checkProjection(name: string, source: ProjectedSource): Finding[] {
  const { configMapName, secretName, fields, tokenPath, tokenAudience, tokenSeconds } = source;
  const set = [configMapName, secretName, fields, tokenPath].filter(member => member !== undefined).length;
  return [
    ...set === 1 ? [] : [error('CS192', `sources of volume '${name}'`, `${set} in one entry`,
      'one of configMapName, secretName, fields and tokenPath', 'make a separate entry for each')],
    ...tokenSeconds === undefined || (Number.isInteger(tokenSeconds) && tokenSeconds >= 600 && tokenSeconds <= 2 ** 32) ? []
      : [error('CS192', `tokenSeconds of volume '${name}'`, tokenSeconds, 'a whole number from 600', 'the API server refuses shorter tokens')],
    ...tokenPath === undefined && (tokenAudience !== undefined || tokenSeconds !== undefined)
      ? [error('CS192', `tokenPath of volume '${name}'`, tokenPath,
        'the path of the file together with tokenAudience and tokenSeconds', 'set tokenPath')] : [],
    ...tokenPath === undefined || isRelativePath(tokenPath) ? [] : [wrongPath(name, tokenPath)],
    ...configMapName === undefined ? [] : checkReference(name, 'ConfigMap', configMapName),
    ...secretName === undefined ? [] : checkReference(name, 'Secret', secretName),
    ...fields === undefined ? [] : checkFieldItems(name, fields),
  ];
}

/** Errors for files that contain keys of a ConfigMap or Secret. */
export function checkFileItems(name: string, items: { [path: string]: string } | undefined): Finding[] {
  return Object.entries(items ?? {}).flatMap(([path, key]) => [
    ...isRelativePath(path) ? [] : [wrongPath(name, path)],
    .../^[-._a-zA-Z0-9]{1,253}$/.test(key) ? [] : [error('CS193', `key for '${path}' in volume '${name}'`, key,
      'a key of letters, digits, -, _ and .', 'name a key of the object')],
  ]);
}

/** Errors for files that contain fields of the pod. */
export function checkFieldItems(name: string, fields: { [path: string]: string }): Finding[] {
  const entries = Object.entries(fields);
  return entries.length === 0
    ? [error('CS193', `fields of volume '${name}'`, words('none'), 'at least one field', "name one: { labels: 'metadata.labels' }")]
    : entries.flatMap(([path, field]) => [
      ...isRelativePath(path) ? [] : [wrongPath(name, path)],
      ...FILE_FIELD.test(field) ? [] : [error('CS193', `field for '${path}' in volume '${name}'`, field,
        "metadata.name, .namespace, .uid, .labels, .annotations, or one of these by key: metadata.labels['app']", 'use fieldEnv for other fields')],
    ]);
}

function wrongPath(name: string, path: unknown): Finding {
  return error('CS197', `path of a file in volume '${name}'`, path, "a relative path without '..'", 'give the path in the volume');
}

/** Errors for a path of the node. */
export function checkHostPath(name: string, path: string, pathType: HostPathType): Finding[] {
  const types: unknown[] = Object.values(HostPathType);
  return [
    ...typeof path === 'string' && path.startsWith('/') && !path.split('/').includes('..') ? []
      : [error('CS191', `path of volume '${name}'`, path, "an absolute path without '..'", 'give the path on the node')],
    ...types.includes(pathType) ? []
      : [error('CS191', `type of volume '${name}'`, pathType, `one of ${types.join(', ')}`, 'use a member of HostPathType')],
  ];
}

/** An error if the limit is not a valid capacity. */
export function checkSizeLimit(name: string, limit: Size | undefined): Finding[] {
  return limit === undefined || isCapacity(limit) ? []
    : [error('CS190', `size limit of volume '${name}'`, sizeText(limit), 'a positive whole number of KiB',
      'use Size.mebibytes() or Size.gibibytes()')];
}

/** An error if the name is not valid for an object. */
export function checkReference(name: string, kind: string, reference: string): Finding[] {
  return typeof reference === 'string' && reference.length <= SUBDOMAIN_NAME.max && SUBDOMAIN_NAME.pattern.test(reference) ? []
    : [error('CS193', `${kind} of volume '${name}'`, reference, SUBDOMAIN_NAME.allowed, 'correct the name')];
}

/** An error if the number is not a file mode. */
export function checkMode(name: string, mode: number | undefined): Finding[] {
  return mode === undefined || (Number.isInteger(mode) && mode >= 0 && mode <= 0o777) ? []
    : [error('CS194', `defaultMode of volume '${name}'`, mode, 'a file mode from 0 to 0o777', 'write it as an octal number: 0o440')];
}

/** Whether a path stays within its base directory. */
export function isRelativePath(path: unknown): boolean {
  return typeof path === 'string' && path !== '' && !path.startsWith('/') && !path.split('/').includes('..');
}

/** Whether a path is usable as a mount path of a container. */
export function isContainerPath(path: unknown): boolean {
  return typeof path === 'string' && /^\/[^:\0]*[^/:\0]/.test(path) && !path.includes(':') && !path.split('/').includes('..');
}
