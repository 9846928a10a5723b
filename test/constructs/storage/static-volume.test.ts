import { Chart, Size, Testing } from 'cdk8s';
import {
  AccessMode, CsiSource, IscsiSource, NodePathSource, PersistentDeployment, ReclaimPolicy, StaticVolume, StaticVolumeProps,
  StorageTier, VolumeMode, VolumeSource,
} from '../../../src';
import { errorsOf, manifest, testChart, warningIds } from '../support';

const NFS = VolumeSource.nfs({ server: 'nfs.example.com', path: '/exports/reports' });
const iscsi = (source: Partial<IscsiSource> = {}) =>
  VolumeSource.iscsi({ targetPortal: '10.0.2.15:3260', iqn: 'iqn.2001-04.com.example:storage.disk1', lun: 0, ...source });
const csi = (source: Partial<CsiSource> = {}) => VolumeSource.csi({ driver: 'ebs.csi.aws.com', volumeHandle: 'vol-1', ...source });
const local = (source: Partial<NodePathSource> = {}) => VolumeSource.local({ node: 'node-a', path: '/mnt/disks/ssd1', ...source });

function volume(props: Partial<StaticVolumeProps> = {}) {
  const chart = testChart();
  return { chart, it: new StaticVolume(chart, 'Reports', { name: 'reports', source: NFS, size: Size.gibibytes(5), ...props }) };
}

describe('StaticVolume', () => {
  beforeEach(() => jest.spyOn(process.stderr, 'write').mockReturnValue(true));
  afterEach(() => jest.restoreAllMocks());

  test('defaults', () => expect(Testing.synth(volume().chart)).toMatchSnapshot());

  test('everything set', () => {
    expect(Testing.synth(volume({
      source: csi({
        fsType: 'xfs',
        attributes: { a: 'b' },
        nodeStageSecret: { name: 'a', namespace: 'b' },
        nodePublishSecret: { name: 'c', namespace: 'd' },
      }),
      accessModes: [AccessMode.READ_WRITE_ONCE_POD],
      volumeMode: VolumeMode.BLOCK,
      mountOptions: ['noatime'],
      reclaimPolicy: ReclaimPolicy.DELETE,
      volumeName: 'pv-1',
      storageClassName: 'static',
      labels: { team: 'reports' },
    }).chart)).toMatchSnapshot();
  });

  test.each<[string, VolumeSource]>([
    ['iscsi', iscsi({
      chapSecret: { name: 'chap', namespace: 'storage' },
      chapDiscovery: true,
      portals: ['10.0.2.16:3260'],
      fsType: 'xfs',
      initiatorName: 'iqn.2001-04.com.example:me',
    })],
    ['fc by name', VolumeSource.fc({ targetWwns: ['50060e801049cfd1'], lun: 0 })],
    ['fc by id', VolumeSource.fc({ wwids: ['3600508b400105e210000900000490000'], fsType: 'xfs' })],
    ['local', local({ fsType: 'xfs' })],
    ['hostPath', VolumeSource.hostPath({ node: 'node-a', path: '/data' })],
  ])('%s', (_, source) => expect(manifest(volume({ source }).chart, 'PersistentVolume')).toMatchSnapshot());

  test('volume and claim belong to each other and agree', () => {
    const { chart, it } = volume({ accessModes: [AccessMode.READ_ONLY_MANY], volumeMode: VolumeMode.FILESYSTEM });
    const [pv, pvc] = Testing.synth(chart);
    expect(pv.spec.claimRef).toMatchObject({ name: it.claimName, namespace: 'shop' });
    expect(pvc.spec.volumeName).toBe(pv.metadata.name);
    expect([pv.spec.capacity.storage, pv.spec.accessModes, pv.spec.storageClassName, pv.spec.volumeMode])
      .toEqual([pvc.spec.resources.requests.storage, pvc.spec.accessModes, pvc.spec.storageClassName, pvc.spec.volumeMode]);
    expect(pv.spec.nfs.readOnly).toBe(true);
  });

  test('a volume kept for the claim of a database', () => {
    const { chart, it } = volume({ name: undefined, reservedFor: 'data-orders-0', storageClassName: 'disks', source: local() });
    expect(Testing.synth(chart)).toHaveLength(1);
    expect([it.claimName, it.persistentVolumeClaim]).toEqual(['data-orders-0', undefined]);
  });

  test('a volume kept for the claim of a deployment does not compete with it; two such volumes do', () => {
    const { chart } = volume({ name: undefined, reservedFor: 'blog-data', storageClassName: 'disks', source: local() });
    new PersistentDeployment(chart, 'Blog', {
      name: 'blog',
      image: 'registry.example.com/blog:1.2.3',
      runAsUser: 1001,
      port: 8080,
      resources: { memory: Size.gibibytes(1) },
      storage: { size: Size.gibibytes(5), tier: StorageTier.fromName('disks'), mountPath: '/data' },
    });
    expect(errorsOf(chart)).toEqual([]);
    new StaticVolume(chart, 'Again', {
      reservedFor: 'blog-data',
      volumeName: 'again',
      storageClassName: 'disks',
      source: local({ node: 'node-b' }),
      size: Size.gibibytes(5),
    });
    expect(errorsOf(chart).join()).toMatch(/CS106 name: got a volume for the claim 'blog-data' of test\/Reports and test\/Again/);
  });

  test.each<[string, Partial<StaticVolumeProps>, RegExp, Partial<StaticVolumeProps>]>([
    ['CS101', { name: 'My_Volume' }, /name: got 'My_Volume'/, { name: 'my.volume' }],
    ['CS209', { mountOptions: ['hard,nfsvers=4.1'] }, /one option in each entry/, { mountOptions: ['hard', 'nfsvers=4.1'] }],
    ['CS211', { reclaimPolicy: 'Recycle' as ReclaimPolicy }, /Recycle erases/, { reclaimPolicy: ReclaimPolicy.RETAIN }],
    ['CS250', { reservedFor: 'data-orders-0' }, /one of name and reservedFor/, { reservedFor: 'data-orders-0', name: undefined }],
    ['CS250', { storageClassName: 'Bad Name' }, /storageClassName/, { storageClassName: 'good-name' }],
    ['CS252', { size: Size.gibibytes(0) }, /size: got 0/, { size: Size.kibibytes(1) }],
    ['CS253', { source: iscsi(), accessModes: [AccessMode.READ_WRITE_MANY] },
      /ReadWriteMany as Filesystem, allowed is ReadWriteOnce, ReadOnlyMany for iscsi/,
      { accessModes: [AccessMode.READ_WRITE_MANY] }],
    [
      'CS253', { source: csi(), accessModes: [AccessMode.READ_WRITE_MANY] }, /for Amazon EBS/,
      { source: csi({ driver: 'efs.csi.aws.com' }), accessModes: [AccessMode.READ_WRITE_MANY] },
    ],
    ['CS253', { accessModes: [] }, /at least one mode/, { accessModes: [AccessMode.READ_WRITE_ONCE] }],
    [
      'CS253', { source: csi(), accessModes: [AccessMode.READ_WRITE_ONCE_POD, AccessMode.READ_WRITE_ONCE] },
      /ReadWriteOncePod alone/, { source: csi(), accessModes: [AccessMode.READ_WRITE_ONCE_POD] },
    ],
    ['CS253', { accessModes: [AccessMode.READ_WRITE_ONCE, AccessMode.READ_WRITE_ONCE] }, /each mode once/, {}],
    ['CS254', { volumeMode: VolumeMode.BLOCK }, /Filesystem for nfs/, { source: iscsi(), volumeMode: VolumeMode.BLOCK }],
    ['CS254', { volumeMode: 'Raw' as VolumeMode }, /got 'Raw'/, {}],
    ['CS255', { source: VolumeSource.nfs({ server: 'nfs.example.com:/exports', path: '/x' }) }, /source\.server/, {}],
    ['CS256', { source: iscsi({ iqn: 'storage' }) }, /source\.iqn: got 'storage'/, { source: iscsi({ iqn: 'eui.0123456789abcdef' }) }],
    ['CS256', { source: iscsi({ iqn: 'iqn.2001-04.com.example' }) }, /source\.iqn/, { source: iscsi({ iqn: 'iqn.2001-04.com.Example:Disk' }) }],
    ['CS256', { source: iscsi({ iqn: `naa.${'0'.repeat(16)}` }) }, /source\.iqn/, { source: iscsi({ iqn: `naa.${'0'.repeat(32)}` }) }],
    [
      'CS256', { source: iscsi({ initiatorName: 'me' }) }, /source\.initiatorName: got 'me'/,
      { source: iscsi({ initiatorName: 'iqn.2001-04.com.example:me' }) },
    ],
    [
      'CS256', { source: iscsi({ initiatorName: 'iqn.2001-04.com.example:me' }), volumeName: 'v'.repeat(50) },
      /at most 64 characters/, { source: iscsi(), volumeName: 'v'.repeat(50) },
    ],
    ['CS256', { source: iscsi({ lun: 256 }) }, /source\.lun: got 256/, { source: iscsi({ lun: 255 }) }],
    ['CS256', { source: iscsi({ targetPortal: 'a b' }) }, /source\.targetPortal/, { source: iscsi({ targetPortal: '[fd00::1]:3260' }) }],
    [
      'CS256', { source: iscsi({ chapSession: true }) }, /a Secret with the CHAP credentials/,
      { source: iscsi({ chapSession: true, chapSecret: { name: 'a', namespace: 'b' } }) },
    ],
    ['CS257', { source: csi({ driver: 'kubernetes.io/aws-ebs' }) }, /successor ebs\.csi\.aws\.com/, { source: csi() }],
    ['CS257', { source: csi({ volumeHandle: '' }) }, /source\.volumeHandle/, { source: csi({ volumeHandle: 'x' }) }],
    ['CS257', { source: csi({ driver: 'a'.repeat(64) }) }, /at most 63/, { source: csi({ driver: 'a'.repeat(63) }) }],
    ['CS257', { source: csi({ driver: 'a..b' }) }, /source\.driver/, { source: csi({ driver: 'a.b' }) }],
    ['CS258', { source: VolumeSource.fc({ wwids: [''] }) }, /none of them empty/, { source: VolumeSource.fc({ wwids: ['b'] }) }],
    [
      'CS258', { source: VolumeSource.fc({ targetWwns: ['a'] }) }, /targetWwns a, lun none, wwids none/,
      { source: VolumeSource.fc({ targetWwns: ['a'], lun: 1 }) },
    ],
    ['CS258', { source: VolumeSource.fc({ targetWwns: ['a'], lun: 1, wwids: ['b'] }) }, /or wwids/, { source: VolumeSource.fc({ wwids: ['b'] }) }],
    ['CS259', { source: local({ path: 'data' }) }, /source\.path/, { source: local({ path: '/data' }) }],
    ['CS259', { source: local({ node: '' }) }, /source\.node/, { source: local({ node: 'a' }) }],
    [
      'CS260', { source: iscsi({ chapSecret: { name: 'A B', namespace: 'b' } }) }, /source\.chapSecret\.name/,
      { source: iscsi({ chapSecret: { name: 'a-b', namespace: 'b' } }) },
    ],
    [
      'CS260', { source: iscsi({ chapSecret: { name: 'a', namespace: 'b.c' } }) }, /source\.chapSecret\.namespace: got 'b\.c'/,
      { source: iscsi({ chapSecret: { name: 'a.b', namespace: 'c' } }) },
    ],
  ])('%s %#', (id, wrong, message, right) => {
    expect(errorsOf(volume(wrong).chart).filter(line => line.startsWith(`[test/Reports] ${id} `)).join('\n')).toMatch(message);
    expect(errorsOf(volume(right).chart)).toEqual([]);
  });

  test('CS251 the volume names its claim with the namespace', () => {
    const chart = new Chart(Testing.app(), 'test');
    new StaticVolume(chart, 'Reports', { name: 'reports', source: NFS, size: Size.gibibytes(5) });
    expect(errorsOf(chart).join()).toMatch(/CS251 namespace of the chart: got nothing/);
  });

  test('CS106 the same storage twice in a chart', () => {
    const { chart } = volume({ source: csi() });
    new StaticVolume(chart, 'Again', { name: 'again', source: csi(), size: Size.gibibytes(5) });
    expect(errorsOf(chart).join()).toMatch(/CS106 name: got the volume 'vol-1' of ebs\.csi\.aws\.com of test\/Reports and test\/Again/);
  });

  test('CS509 hostPath', () => {
    expect(warningIds(volume({ source: VolumeSource.hostPath({ node: 'a', path: '/data' }) }).chart)).toEqual(['CS509']);
    expect(warningIds(volume({ source: local() }).chart)).toEqual([]);
  });
});
