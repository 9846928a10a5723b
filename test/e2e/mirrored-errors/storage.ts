import { Size } from 'cdk8s';
import { pool, set, storage, volumeOf } from './charts';
import { MirroredRule, claim, mirrors, nodeAffinity, persistentVolume } from './rule';
import { AccessMode, ClaimSource, CsiSource, IscsiSource, VolumeMode, VolumeSource } from '../../../src';
import { database } from '../../constructs/support';

const local = (fields: object, node?: string) => persistentVolume({ local: { path: '/mnt/a', ...fields }, nodeAffinity: nodeAffinity(node) });
const CSI: CsiSource = { driver: 'csi.example.com', volumeHandle: 'h' };
const csiOf = (fields: object) => volumeOf({ source: VolumeSource.csi({ ...CSI, ...fields }) });
const csi = (fields: object) => persistentVolume({ csi: { ...CSI, ...fields } });
const ISCSI: IscsiSource = { targetPortal: '10.0.2.15:3260', iqn: 'iqn.2001-04.com.example:x', lun: 0 };
const iscsiOf = (fields: object) => volumeOf({ source: VolumeSource.iscsi({ ...ISCSI, ...fields }) });
const iscsi = (fields: object) => persistentVolume({ iscsi: { ...ISCSI, ...fields } }, { name: 'shop-reports' });

/** Rules for volumes and claims of the cluster. */
export const STORAGE: MirroredRule[] = [
  mirrors('CS101', 'a claim and its volume have legal names', {
    wrong: 'a_b', right: 'a-b', props: name => volumeOf({ name }), byHand: name => claim({}, name), says: /^CS101 (name|volumeName): .* \(DNS subdomain\)/, answer: /RFC 1123/,
  }),
  mirrors('CS230', 'a disk has a capacity', {
    wrong: 0,
    right: 1,
    props: n => pool({ size: Size.kibibytes(n) }),
    byHand: n => persistentVolume({ capacity: { storage: `${n}Ki` } }),
    says: /^CS230 size: got (0,|.*which is no Size)/,
    answer: /must be greater than zero/,
    hidden: 'no volume is made of a disk without capacity',
  }),
  mirrors('CS233', 'a disk has a path', {
    wrong: '', right: '/mnt/a', props: path => pool({ disks: [{ node: 'node-a', path, name: 'x' }] }), byHand: path => local({ path }), says: /^CS233 path: got ''/, answer: /path: Required value/,
  }),
  mirrors('CS233', 'the volume of a disk has a legal name', {
    wrong: 'A_b',
    right: 'ab',
    props: name => pool({ disks: [{ node: 'node-a', path: '/mnt/a', name }] }),
    byHand: name => persistentVolume({}, { name: `nvme-node-a-${name}` }),
    says: /^CS233 name of the volume/,
    answer: /RFC 1123/,
  }),
  mirrors('CS234', 'a pool is of one of two modes', {
    wrong: 'File',
    right: 'Block',
    props: volumeMode => pool({ volumeMode: volumeMode as VolumeMode }),
    byHand: volumeMode => persistentVolume({ volumeMode }),
    says: /^CS234 volumeMode/,
    answer: /volumeMode/,
    hidden: 'a pool may be without disks',
  }),
  mirrors('CS250', 'the class of a volume has a legal name', {
    wrong: 'A b',
    right: 'a-b',
    props: storageClassName => volumeOf({ storageClassName }),
    byHand: storageClassName => persistentVolume({ storageClassName }),
    says: /^CS250 storageClassName/,
    answer: /storageClassName/,
  }),
  mirrors('CS252', 'a volume has a capacity', {
    wrong: 0,
    right: 1,
    props: n => volumeOf({ size: Size.kibibytes(n) }),
    byHand: n => persistentVolume({ capacity: { storage: `${n}Ki` } }),
    says: /^CS252 size: got (0,|.*which is no Size)/,
    answer: /must be greater than zero/,
  }),
  mirrors('CS253', 'a volume has a mode', {
    wrong: [] as string[],
    right: ['ReadWriteOnce'],
    props: modes => volumeOf({ accessModes: modes as AccessMode[] }),
    byHand: accessModes => persistentVolume({ accessModes }),
    says: /^CS253 accessModes: got \[\]/,
    answer: /accessModes: Required value/,
  }),
  mirrors('CS253', 'a mode is one of four', {
    wrong: 'RWO',
    right: 'ReadWriteOnce',
    props: mode => volumeOf({ accessModes: [mode as AccessMode] }),
    byHand: mode => persistentVolume({ accessModes: [mode] }),
    says: /^CS253 accessModes: got (?!Read(WriteOnce|WriteOncePod|OnlyMany|WriteMany) as ).* as /,
    answer: /Unsupported value/,
  }),
  mirrors('CS253', 'a mode for one pod stands alone', {
    wrong: ['ReadWriteOncePod', 'ReadWriteOnce'],
    right: ['ReadWriteOncePod'],
    props: modes => volumeOf({ accessModes: modes as AccessMode[], source: VolumeSource.csi(CSI) }),
    byHand: accessModes => persistentVolume({ accessModes, csi: CSI }),
    says: /^CS253 .* ReadWriteOncePod alone/,
    answer: /ReadWriteOncePod/,
  }),
  mirrors('CS254', 'a volume is of one of two modes', {
    wrong: 'File',
    right: 'Filesystem',
    props: volumeMode => volumeOf({ volumeMode: volumeMode as VolumeMode }),
    byHand: volumeMode => persistentVolume({ volumeMode }),
    says: /^CS254 .* one of/,
    answer: /volumeMode/,
  }),
  mirrors('CS255', 'an export has a server', {
    wrong: '',
    right: 'nas',
    props: server => volumeOf({ source: VolumeSource.nfs({ server, path: '/x' }) }),
    byHand: server => persistentVolume({ nfs: { server, path: '/x' } }),
    says: /^CS255 .* got ''/,
    answer: /server: Required value/,
  }),
  mirrors('CS256', 'a target has an address', {
    wrong: '',
    right: '10.0.2.15',
    props: targetPortal => iscsiOf({ targetPortal }),
    byHand: targetPortal => iscsi({ targetPortal }),
    says: /^CS256 source\.targetPortal: got ''/,
    answer: /targetPortal: Required value/,
    hidden: 'further portals may be empty for the server',
  }),
  mirrors('CS256', 'a target has a name of iSCSI', {
    wrong: 'storage', right: 'eui.0123456789abcdef', props: iqn => iscsiOf({ iqn }), byHand: iqn => iscsi({ iqn }), says: /^CS256 source\.iqn/, answer: /iqn/,
  }),
  mirrors('CS256', 'an initiator has a name of iSCSI', {
    wrong: 'client',
    right: 'iqn.2001-04.com.example:client',
    props: initiatorName => iscsiOf({ initiatorName }),
    byHand: initiatorName => iscsi({ initiatorName }),
    says: /^CS256 source\.initiatorName: got '(?!',).*, allowed is a name/,
    answer: /initiatorname/i,
  }),
  mirrors('CS256', 'volume and portal fit beside the name of an initiator', {
    wrong: 'a'.repeat(52),
    right: 'a'.repeat(51),
    props: targetPortal => iscsiOf({ targetPortal, initiatorName: 'iqn.2001-04.com.example:client' }),
    byHand: targetPortal => iscsi({ targetPortal, initiatorName: 'iqn.2001-04.com.example:client' }),
    says: /^CS256 source\.initiatorName: .* 64/,
    answer: /Too long|64/,
  }),
  mirrors('CS256', 'a unit is a number to 255', {
    wrong: 256, right: 255, props: lun => iscsiOf({ lun }), byHand: lun => iscsi({ lun }), says: /^CS256 source\.lun/, answer: /lun/,
  }),
  mirrors('CS256', 'CHAP has a Secret', {
    wrong: undefined as object | undefined,
    right: { name: 'chap', namespace: 'shop' },
    props: chapSecret => iscsiOf({ chapSession: true, chapSecret }),
    byHand: secretRef => iscsi({ chapAuthSession: true, secretRef }),
    says: /^CS256 source\.chapSecret: got nothing/,
    answer: /secretRef: Required value/,
  }),
  mirrors('CS257', 'a driver has the name of a driver', {
    wrong: 'a b', right: 'A.b', props: driver => csiOf({ driver }), byHand: driver => csi({ driver }), says: /^CS257 source\.driver: .* the name of a CSI driver/, answer: /driver/,
  }),
  mirrors('CS257', 'a volume has a handle', {
    wrong: '', right: 'h', props: volumeHandle => csiOf({ volumeHandle }), byHand: volumeHandle => csi({ volumeHandle }), says: /^CS257 source\.volumeHandle: got ''/, answer: /volumeHandle: Required value/,
  }),
  mirrors('CS107', 'an attribute is a text', {
    wrong: 4 as any, right: '4', props: a => csiOf({ attributes: { a } }), byHand: a => csi({ volumeAttributes: { a } }), says: /^CS107 source\.attributes\.a: /, answer: /string/,
  }),
  mirrors('CS258', 'a disk of Fibre Channel is named in one of two ways', {
    wrong: { targetWwns: ['w'], lun: 1, wwids: ['i'] } as { targetWwns?: string[]; lun?: number; wwids?: string[] },
    right: { wwids: ['i'] },
    props: fc => volumeOf({ source: VolumeSource.fc(fc) }),
    byHand: ({ targetWwns: targetWWNs, ...rest }) => persistentVolume({ fc: { targetWWNs, ...rest } }),
    says: /^CS258 /,
    answer: /fc/,
    hidden: 'the server takes empty names and a unit beside identifiers',
  }),
  mirrors('CS259', 'an export has a full path', {
    wrong: 'x',
    right: '/x',
    props: path => volumeOf({ source: VolumeSource.nfs({ server: 'nas', path }) }),
    byHand: path => persistentVolume({ nfs: { server: 'nas', path } }),
    says: /^CS259 source\.path/,
    answer: /path/,
    hidden: 'the server takes the relative path of a node',
  }),
  mirrors('CS260', 'a Secret has a legal name', {
    wrong: 'A b',
    right: 'a-b',
    props: name => csiOf({ nodePublishSecret: { name, namespace: 'shop' } }),
    byHand: name => csi({ nodePublishSecretRef: { name, namespace: 'shop' } }),
    says: /^CS260 source\.nodePublishSecret\.name/,
    answer: /name: Invalid value/,
  }),
  mirrors('CS260', 'a namespace has a legal name', {
    wrong: 'a.b',
    right: 'a-b',
    props: namespace => csiOf({ nodePublishSecret: { name: 's', namespace } }),
    byHand: namespace => csi({ nodePublishSecretRef: { name: 's', namespace } }),
    says: /^CS260 source\.nodePublishSecret\.namespace/,
    answer: /must not contain dots/,
  }),
  mirrors('CS275', 'what a claim is filled from has a name', {
    wrong: '',
    right: 's',
    props: name => set({ storage: storage({ source: ClaimSource.snapshot(name) }) }),
    byHand: name => claim({ dataSource: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name } }),
    says: /^CS275 .*\.source: got ''/,
    answer: /name: Required value/,
  }),
  mirrors('CS275', 'an attributes class has a legal name', {
    wrong: 'A b',
    right: 'a-b',
    props: volumeAttributesClassName => database({ storage: storage({ volumeAttributesClassName }) as any }, '1.34').chart,
    byHand: volumeAttributesClassName => claim({ volumeAttributesClassName }),
    says: /^CS275 .*volumeAttributesClassName/,
    answer: /volumeAttributesClassName/,
  }),
];
