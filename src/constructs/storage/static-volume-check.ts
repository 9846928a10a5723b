import { SecretReference } from './secret-reference';
import { StaticVolumeProps } from './static-volume-props';
import { ResolvedVolume } from './static-volume-render';
import { AccessMode, VolumeMode } from './storage-modes';
import { checkMountOptions, checkReclaimPolicy } from './storage-tier-check';
import { CsiSource, FcSource, IscsiSource, NfsSource, NodePathSource } from './volume-source';
import { REMOVED_PROVISIONERS, driverOf } from '../../catalog/drivers';
import { entryOf } from '../../catalog/entry';
import { Finding, error, warning, words } from '../support/finding';
import { checkLabels } from '../support/labels-check';
import { duplicates } from '../support/lists';
import { LABEL_NAME, SUBDOMAIN_NAME, checkName } from '../support/names';
import { isCapacity, sizeText } from '../support/quantity';

const { READ_WRITE_ONCE, READ_WRITE_ONCE_POD, READ_ONLY_MANY, READ_WRITE_MANY } = AccessMode;

/** Capabilities of each kind of source. @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes */
const MODES: { [kind: string]: { modes: AccessMode[]; block: boolean } } = {
  nfs: { modes: [READ_WRITE_ONCE, READ_ONLY_MANY, READ_WRITE_MANY], block: false },
  iscsi: { modes: [READ_WRITE_ONCE, READ_ONLY_MANY], block: true },
  fc: { modes: [READ_WRITE_ONCE, READ_ONLY_MANY], block: true },
  local: { modes: [READ_WRITE_ONCE], block: true },
  hostPath: { modes: [READ_WRITE_ONCE], block: false },
  csi: { modes: [READ_WRITE_ONCE, READ_WRITE_ONCE_POD, READ_ONLY_MANY, READ_WRITE_MANY], block: true },
};

/** Errors and warnings about a static volume. */
export function checkStaticVolume(volume: ResolvedVolume, props: StaticVolumeProps): Finding[] {
  const { nfs, iscsi, csi, fc, local, hostPath } = volume.source._source;
  return [
    ...checkName('CS101', props.reservedFor === undefined ? 'name' : 'reservedFor', volume.claimName, SUBDOMAIN_NAME),
    ...checkName('CS101', 'volumeName', volume.volumeName, SUBDOMAIN_NAME),
    ...props.reservedFor !== undefined && props.name !== undefined ? [error('CS250', 'reservedFor', props.reservedFor, 'one of name and reservedFor',
      'leave name out: the claim is created elsewhere')] : [],
    ...volume.namespace === undefined ? [error('CS251', 'namespace of the chart', undefined,
      'a namespace: the volume refers to its claim by namespace and name', 'set namespace on the Chart')] : [],
    ...isCapacity(volume.size) ? []
      : [error('CS252', 'size', words(sizeText(volume.size)), 'a positive whole number of KiB', 'use Size.gibibytes()')],
    ...checkModes(volume),
    ...checkMountOptions(volume.mountOptions),
    ...checkReclaimPolicy('reclaimPolicy', volume.reclaimPolicy),
    ...checkLabels('labels', volume.labels),
    ...volume.storageClassName === '' ? [] : checkName('CS250', 'storageClassName', volume.storageClassName, SUBDOMAIN_NAME),
    ...nfs ? checkNfs(nfs) : [],
    ...iscsi ? checkIscsi(iscsi, volume.volumeName) : [],
    ...csi ? checkCsi(csi) : [],
    ...fc ? checkFc(fc) : [],
    ...local ? checkNodePath(local) : [],
    ...hostPath
      ? [...checkNodePath(hostPath), warning('CS509', 'source', words(`hostPath ${hostPath.path}`), 'VolumeSource.local(), or network storage',
        'the kubelet does not check that a disk is mounted there; acknowledge it for tests')] : [],
  ];
}

function checkModes({ source, accessModes, volumeMode }: ResolvedVolume): Finding[] {
  const { modes, block } = MODES[source.kind];
  const alone = accessModes.includes(READ_WRITE_ONCE_POD) && accessModes.length > 1;
  const csi = source._source.csi && driverOf(source._source.csi.driver);
  const cells = csi && (volumeMode === VolumeMode.BLOCK ? csi.block : csi.filesystem).split(' ');
  const order = [READ_WRITE_ONCE, READ_WRITE_ONCE_POD, READ_ONLY_MANY, READ_WRITE_MANY];
  return [
    ...accessModes.length > 0 ? [] : [error('CS253', 'accessModes', accessModes, 'at least one mode', 'leave it out for ReadWriteOnce')],
    ...accessModes.filter(mode => !modes.includes(mode) || cells?.[order.indexOf(mode)] === 'no').map(mode =>
      error('CS253', 'accessModes', words(`${mode} as ${volumeMode}`),
        `${modes.filter(m => !cells || cells[order.indexOf(m)] !== 'no').join(', ') || 'none'} for ${csi?.title ?? source.kind}`,
        'change the mode, or use other storage')),
    ...alone ? [error('CS253', 'accessModes', accessModes, 'ReadWriteOncePod alone', 'leave the other modes out')] : [],
    ...duplicates(accessModes).map(mode => error('CS253', 'accessModes', mode, 'each mode once', 'leave one of them out')),
    ...Object.values(VolumeMode).includes(volumeMode) ? []
      : [error('CS254', 'volumeMode', volumeMode, `one of ${Object.values(VolumeMode).join(', ')}`, 'use a member of VolumeMode')],
    ...volumeMode === VolumeMode.BLOCK && !block ? [error('CS254', 'volumeMode', volumeMode, `Filesystem for ${source.kind}`,
      'use storage that has block devices')] : [],
  ];
}

function checkNfs({ server, path }: NfsSource): Finding[] {
  return [
    ...typeof server === 'string' && /^[A-Za-z0-9:]([-A-Za-z0-9.:]*[A-Za-z0-9])?$/.test(server) ? []
      : [error('CS255', 'source.server', server, 'a host name or an address', 'write the directory in source.path')],
    ...checkPath('source.path', path),
  ];
}

/**
 * The formats that the API server accepts. It refuses an iqn without the part after the colon, and an naa of 16 digits.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go
 */
const ISCSI_NAME = /^(iqn\.\d{4}-\d{2}\.[A-Za-z0-9.-]+:[^,;*&$|\s]+|eui\.[A-Za-z0-9]{16}|naa\.[A-Za-z0-9]{32})$/;
/** A host or an IPv6 address in brackets, with or without a port. */
const PORTAL = /^[^\s:]+(:\d{1,5})?$|^\[[0-9a-fA-F:]+\](:\d{1,5})?$/;

function checkIscsi(source: IscsiSource, volumeName: string): Finding[] {
  const { targetPortal, portals, iqn, initiatorName, lun, chapSecret, chapSession, chapDiscovery } = source;
  return [
    ...[targetPortal, ...portals ?? []].filter(portal => typeof portal !== 'string' || !PORTAL.test(portal)).map(portal =>
      error('CS256', 'source.targetPortal', portal, 'host or host:port', 'give the address of the target, usually with port 3260')),
    ...isIscsiName(iqn) ? [] : [error('CS256', 'source.iqn', iqn, 'a name such as iqn.2001-04.com.example:storage', 'copy the name from the target')],
    ...initiatorName === undefined || isIscsiName(initiatorName) ? []
      : [error('CS256', 'source.initiatorName', initiatorName, 'a name such as iqn.2001-04.com.example:client',
        'copy the name that the target accepts, or leave it out')],
    ...initiatorName !== undefined && `${volumeName}:${targetPortal}`.length > 64
      ? [error('CS256', 'source.initiatorName', words(`a name with ${volumeName}:${targetPortal}`),
        'at most 64 characters for <volume>:<portal> together with a name of the initiator',
        'set a shorter volumeName, or leave initiatorName out')] : [],
    ...isUnit(lun) ? [] : [error('CS256', 'source.lun', lun, 'a whole number from 0 to 255', 'copy the number from the target')],
    ...chapSecret ? checkSecret('source.chapSecret', chapSecret) : [],
    ...(chapSession || chapDiscovery) && !chapSecret ? [error('CS256', 'source.chapSecret', undefined,
      'a Secret with the CHAP credentials', 'name the Secret, or leave CHAP out')] : [],
    ...chapSecret && chapSession === false && !chapDiscovery
      ? [error('CS256', 'source.chapSession', chapSession, 'true for session or discovery with chapSecret',
        'leave chapSession out, or the Secret')] : [],
  ];
}

function checkCsi({ driver, volumeHandle, nodeStageSecret, nodePublishSecret }: CsiSource): Finding[] {
  const removed = entryOf(REMOVED_PROVISIONERS, driver);
  return [
    ...removed ? [error('CS257', 'source.driver', driver, 'a CSI driver, not a plugin that Kubernetes has removed',
      removed.successor ? `use its successor ${removed.successor}`
        : 'there is no successor')] : typeof driver === 'string' && driver.length <= 63 && SUBDOMAIN_NAME.pattern.test(driver.toLowerCase()) ? []
      : [error('CS257', 'source.driver', driver, 'the name of a CSI driver, at most 63 characters', 'copy the name from the CSIDriver object')],
    ...typeof volumeHandle === 'string' && volumeHandle.trim() !== '' ? []
      : [error('CS257', 'source.volumeHandle', volumeHandle, 'the handle of the volume', 'see the documentation of the driver')],
    ...nodeStageSecret ? checkSecret('source.nodeStageSecret', nodeStageSecret) : [],
    ...nodePublishSecret ? checkSecret('source.nodePublishSecret', nodePublishSecret) : [],
  ];
}

function checkFc({ targetWwns, lun, wwids }: FcSource): Finding[] {
  const byName = targetWwns !== undefined && targetWwns.length > 0 && isUnit(lun);
  const byId = wwids !== undefined && wwids.length > 0;
  const named = [...targetWwns ?? [], ...wwids ?? []].every(name => typeof name === 'string' && name.trim() !== '');
  return named && byName !== byId && (byName || (targetWwns === undefined && lun === undefined)) ? []
    : [error('CS258', 'source', words(`targetWwns ${targetWwns ?? 'none'}, lun ${lun ?? 'none'}, wwids ${wwids ?? 'none'}`),
      'targetWwns with a lun from 0 to 255, or wwids, none of them empty', 'name the disk in one of the two ways')];
}

function checkNodePath({ node, path }: NodePathSource): Finding[] {
  return [
    ...typeof node === 'string' && /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(node) ? []
      : [error('CS259', 'source.node', node, 'the value of a node label',
        'name the node: elsewhere the pod would find an empty directory')],
    ...checkPath('source.path', path),
  ];
}

function checkPath(prop: string, path: string): Finding[] {
  return typeof path === 'string' && path.startsWith('/') && !path.split('/').includes('..') ? []
    : [error('CS259', prop, path, "an absolute path without '..'", 'give the full path')];
}

function checkSecret(prop: string, { name, namespace }: SecretReference): Finding[] {
  return [...checkName('CS260', `${prop}.name`, name, SUBDOMAIN_NAME), ...checkName('CS260', `${prop}.namespace`, namespace, LABEL_NAME)];
}

function isIscsiName(name: string): boolean {
  return typeof name === 'string' && name.length <= 223 && ISCSI_NAME.test(name);
}

function isUnit(lun: number | undefined): boolean {
  return Number.isInteger(lun) && lun! >= 0 && lun! <= 255;
}
