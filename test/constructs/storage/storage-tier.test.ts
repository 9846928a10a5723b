import { ApiObject, Size, Testing } from 'cdk8s';
import {
  AccessMode, BindingMode, ClaimSource, EbsVolumeType, Provisioner, ReclaimPolicy, StatefulDatabaseProps, StorageClaim,
  StorageReach, StorageTier, StorageTierProps, VolumeMode,
} from '../../../src';
import { database, errorsOf, manifest, MINIMAL, testChart, warningIds } from '../support';

const EBS = Provisioner.awsEbs({ type: EbsVolumeType.GP3 });
const CEPH_SECRETS = {
  provisionerSecret: { name: 'ceph', namespace: 'storage' },
  controllerExpandSecret: { name: 'ceph', namespace: 'storage' },
  nodeStageSecret: { name: 'ceph', namespace: 'storage' },
};

function tier(props: Partial<StorageTierProps> = {}, kubernetesVersion?: string) {
  const chart = testChart(kubernetesVersion);
  return { chart, it: new StorageTier(chart, 'Fast', { name: 'fast', provisioner: EBS, ...props }) };
}

/** A database whose claim is on a tier of the provisioner. */
function claimOn(
  provisioner: Provisioner, claim: Partial<StorageClaim> = {}, props: Partial<StatefulDatabaseProps> = {}, kubernetesVersion?: string,
) {
  return database({
    storage: { ...MINIMAL.storage, size: Size.gibibytes(1024), tier: StorageTier.fromName('fast', { provisioner }), ...claim }, ...props,
  }, kubernetesVersion).chart;
}

describe('StorageTier', () => {
  test('defaults keep the data and wait for the pod', () => {
    const { chart } = tier();
    expect(Testing.synth(chart)).toMatchSnapshot();
    expect(manifest(chart, 'StorageClass'))
      .toMatchObject({ reclaimPolicy: 'Retain', volumeBindingMode: 'WaitForFirstConsumer', allowVolumeExpansion: true });
  });

  test('everything set', () => {
    const secret = { name: '${pvc.name}', namespace: '${pvc.namespace}' };
    const { chart } = tier({
      reclaimPolicy: ReclaimPolicy.DELETE,
      bindingMode: BindingMode.IMMEDIATE,
      allowExpansion: false,
      mountOptions: ['noatime', 'nodiratime'],
      allowedZones: ['eu-1a', 'eu-1b'],
      isDefault: true,
      provisionerSecret: secret,
      controllerPublishSecret: secret,
      nodeStageSecret: secret,
      nodePublishSecret: secret,
      controllerExpandSecret: secret,
      nodeExpandSecret: secret,
      labels: { team: 'storage' },
      snapshotClass: {
        name: 'fast-snapshots', deletionPolicy: ReclaimPolicy.DELETE, isDefault: true, parameters: { lockMode: 'governance' }, secret,
      },
    });
    expect(Testing.synth(chart)).toMatchSnapshot();
  });

  test('lives outside namespaces, also in a chart with one', () => {
    const { chart, it } = tier({ snapshotClass: {} });
    expect(Testing.synth(chart).map(object => object.metadata.namespace)).toEqual([undefined, undefined]);
    expect(ApiObject.of(it)).toBe(it.storageClass);
    expect(it.node.children.map(child => child.node.id)).toEqual(['Resource', 'SnapshotClass']);
  });

  test('storage that every node reaches is bound at once', () => {
    const { chart } = tier({ provisioner: Provisioner.nfs({ server: 'nfs.example.com', share: '/exports' }) });
    expect(manifest(chart, 'StorageClass').volumeBindingMode).toBe('Immediate');
  });

  test('a driver that cannot grow volumes gets no expansion', () => {
    const { chart } = tier({ provisioner: Provisioner.localPath() });
    expect(manifest(chart, 'StorageClass').allowVolumeExpansion).toBeUndefined();
  });

  test('existing classes and the default class', () => {
    expect(StorageTier.fromName('gp2', { reclaimPolicy: ReclaimPolicy.DELETE })).toMatchObject({ storageClassName: 'gp2', reclaimPolicy: 'Delete' });
    const chart = claimOn(EBS, { tier: StorageTier.clusterDefault() });
    expect(manifest(chart, 'StatefulSet').spec.volumeClaimTemplates[0].spec.storageClassName).toBeUndefined();
    expect(warningIds(chart)).toEqual(['CS503']);
  });
});

const custom = (name: string) => Provisioner.custom({ name });

/** Each mistake of a tier with a part of its message, and a neighbour that passes. */
const ERRORS: [string, Partial<StorageTierProps>, RegExp, Partial<StorageTierProps>][] = [
  ['CS101', { name: 'Fast_1' }, /name: got 'Fast_1'/, { name: 'fast.1' }],
  [
    'CS200', { provisioner: custom('kubernetes.io/scaleio') }, /removed in 1\.22.*csi-vxflexos\.dellemc\.com/,
    { provisioner: Provisioner.powerFlex({ storagePool: 'a', systemId: 'b' }) },
  ],
  [
    'CS200', { provisioner: custom('kubernetes.io/glusterfs') }, /removed in 1\.26.*there is no successor/,
    { provisioner: custom('example.com/gluster') },
  ],
  ['CS200', { provisioner: custom('kubernetes.io/aws-ebs') }, /ebs\.csi\.aws\.com/, { provisioner: custom('ebs.csi.aws.com') }],
  ['CS200', { provisioner: custom('kubernetes.io/rbd') }, /rbd\.csi\.ceph\.com/, { provisioner: EBS }],
  [
    'CS201', { provisioner: Provisioner.awsEfs() }, /exactly one of them for Amazon EFS/,
    { provisioner: Provisioner.awsEfs({ fileSystemId: 'fs-1' }) },
  ],
  [
    'CS201', { provisioner: Provisioner.cephRbd({ clusterId: 'a' }), ...CEPH_SECRETS }, /pool, topologyConstrainedPools/,
    { provisioner: Provisioner.cephRbd({ clusterId: 'a', pool: 'b' }), ...CEPH_SECRETS },
  ],
  [
    'CS201', { provisioner: Provisioner.nfs({ server: '', share: '/x' }) }, /parameter server: got ''/,
    { provisioner: Provisioner.nfs({ server: 'a', share: '/x' }) },
  ],
  [
    'CS202', { provisioner: Provisioner.awsEbs({ iops: 3000, iopsPerGb: 10 }) },
    /parameter iops: got '3000', allowed is nothing together with iopsPerGB/, { provisioner: Provisioner.awsEbs({ iops: 3000 }) },
  ],
  [
    'CS202', { provisioner: Provisioner.awsEbs({ kmsKeyId: 'arn' }) }, /it only with encrypted true/,
    { provisioner: Provisioner.awsEbs({ kmsKeyId: 'arn', encrypted: true }) },
  ],
  [
    'CS202', { provisioner: Provisioner.awsEbs({ type: EbsVolumeType.IO2, throughput: 500 }) }, /it only with type gp3/,
    { provisioner: Provisioner.awsEbs({ type: EbsVolumeType.GP3, throughput: 500 }) },
  ],
  [
    'CS202', { provisioner: Provisioner.azureDisk({ skuName: 'UltraSSD_LRS', cachingMode: 'ReadOnly' }) }, /cachingMode None/,
    { provisioner: Provisioner.azureDisk({ skuName: 'UltraSSD_LRS' }) },
  ],
  [
    'CS202', { provisioner: Provisioner.longhorn({ dataLocality: 'strict-local' }) }, /numberOfReplicas 1/,
    { provisioner: Provisioner.longhorn({ dataLocality: 'strict-local', numberOfReplicas: 1 }) },
  ],
  ['CS202', {
    provisioner: Provisioner.gcpFilestore({ reservedIpv4Cidr: '10.0.0.0/29', reservedIpRange: 'a', connectMode: 'PRIVATE_SERVICE_ACCESS' }),
  }, /reserved-ipv4-cidr/,
  { provisioner: Provisioner.gcpFilestore({ reservedIpRange: 'a', connectMode: 'PRIVATE_SERVICE_ACCESS' }) }],
  [
    'CS203', { provisioner: Provisioner.awsEbs({ type: 'gp4' as EbsVolumeType }) }, /parameter type: got 'gp4'/,
    { provisioner: Provisioner.awsEbs({ type: EbsVolumeType.ST1 }) },
  ],
  ['CS203', { provisioner: Provisioner.awsEbs({ fsType: 'zfs' }) }, /fsType: got 'zfs'/, { provisioner: Provisioner.awsEbs({ fsType: 'xfs' }) }],
  [
    'CS203', { provisioner: Provisioner.gcePersistentDisk({ custom: { iops: '1' } }) },
    /only parameters of Google Persistent Disk/, { provisioner: Provisioner.awsEbs({ custom: { unheardOf: '1' } }) },
  ],
  [
    'CS203', { provisioner: Provisioner.awsEbs({ encrypted: true, custom: { encrypted: 'false' } }) },
    /one of the typed prop and custom/, { provisioner: Provisioner.awsEbs({ custom: { encrypted: 'false' } }) },
  ],
  ['CS203', { provisioner: Provisioner.awsEbs({ iops: NaN }) }, /'iops': got 'NaN'/, { provisioner: Provisioner.awsEbs({ iops: 3000 }) }],
  [
    'CS204', { provisioner: Provisioner.smb({ source: '//a/b' }) }, /nodeStageSecret: got nothing/,
    { provisioner: Provisioner.smb({ source: '//a/b' }), nodeStageSecret: { name: 'a', namespace: 'b' } },
  ],
  [
    'CS204', { nodeStageSecret: { name: 'a', namespace: '' } }, /nodeStageSecret\.namespace/,
    { nodeStageSecret: { name: 'a-${pvc.name}', namespace: '${pvc.namespace}' } },
  ],
  [
    'CS204', { nodeStageSecret: { name: 'a', namespace: 'b.c' } }, /nodeStageSecret\.namespace: got 'b\.c'/,
    { nodeStageSecret: { name: 'a.b', namespace: 'c' } },
  ],
  [
    'CS204', { nodeStageSecret: { name: '${pod.name}', namespace: 'b' } }, /nodeStageSecret\.name: got '\$\{pod\.name\}'/,
    { nodeStageSecret: { name: '${pv.name}', namespace: 'b' } },
  ],
  [
    'CS204', { provisioner: Provisioner.awsEbs({ custom: { 'csi.storage.k8s.io/node-stage-secret-name': 'a' } }) },
    /Secrets in the props/, { nodeStageSecret: { name: 'a', namespace: 'b' } },
  ],
  [
    'CS205', { provisioner: Provisioner.openEbsRawfile(), bindingMode: BindingMode.IMMEDIATE },
    /WaitForFirstConsumer for OpenEBS Rawfile/, { provisioner: Provisioner.openEbsRawfile() },
  ],
  ['CS205', { bindingMode: 'Later' as BindingMode }, /bindingMode: got 'Later'/, {}],
  ['CS206', { allowedZones: ['a', 'a'] }, /each name once/, { allowedZones: ['a', 'b'] }],
  ['CS206', { allowedZones: [] }, /at least one name/, { allowedZones: ['a'] }],
  ['CS206', { provisioner: custom('example.com/driver'), allowedTopologies: [{ matchLabelExpressions: [{ key: 'a/', values: ['b'] }] }] },
    /allowedTopologies: got 'a\/', allowed is a label key/,
    { provisioner: custom('example.com/driver'), allowedTopologies: [{ matchLabelExpressions: [{ key: 'a/b', values: ['b'] }] }] }],
  [
    'CS206', { provisioner: Provisioner.awsEfs({ fileSystemId: 'fs-1' }), allowedZones: ['a'] }, /has no key for zones/,
    { provisioner: Provisioner.cinder(), allowedZones: ['a'] },
  ],
  ['CS206', { allowedTopologies: [{ matchLabelExpressions: [{ key: 'topology.gke.io/zone', values: ['a'] }] }] },
    /a key of the driver: topology\.kubernetes\.io\/zone/,
    { allowedTopologies: [{ matchLabelExpressions: [{ key: 'topology.kubernetes.io/zone', values: ['a'] }] }] }],
  ['CS206', { allowedZones: ['a'], allowedTopologies: [] }, /one of allowedZones and allowedTopologies/, { allowedZones: ['a'] }],
  [
    'CS207', { provisioner: Provisioner.localPath(), allowExpansion: true }, /volumes cannot grow/,
    { provisioner: Provisioner.topoLvm(), allowExpansion: true },
  ],
  ['CS208', { provisioner: Provisioner.hetzner(), snapshotClass: {} }, /none for Hetzner Cloud Volumes/, { snapshotClass: {} }],
  ['CS208', { snapshotClass: { name: 'Bad Name' } }, /snapshotClass\.name/, { snapshotClass: { name: 'good-name' } }],
  ['CS209', { mountOptions: ['hard,nfsvers=4.1'] }, /one option in each entry/, { mountOptions: ['hard', 'nfsvers=4.1'] }],
  ['CS209', { mountOptions: ['hard', 'hard'] }, /each option once/, { mountOptions: ['hard'] }],
  ['CS210', { provisioner: custom('not a name') }, /provisioner: got 'not a name'/, { provisioner: custom('example.com/driver') }],
  ['CS210', { provisioner: custom('a..b/driver') }, /provisioner: got 'a\.\.b\/driver'/, { provisioner: custom('Example.com/Driver') }],
  ['CS210', { provisioner: custom('a b') }, /got 'a b'/, { provisioner: custom('valueOf') }],
  ['CS211', { reclaimPolicy: 'Recycle' as ReclaimPolicy }, /Recycle erases the data with a helper pod/, { reclaimPolicy: ReclaimPolicy.DELETE }],
];

describe('StorageTier, each error', () => {
  test.each(ERRORS)('%s %#', (id, wrong, message, right) => {
    expect(errorsOf(tier(wrong).chart).filter(line => line.startsWith(`[test/Fast] ${id} `)).join('\n')).toMatch(message);
    expect(errorsOf(tier(right).chart)).toEqual([]);
  });
});

/** Each mistake of a claim with a part of its message, and a neighbour that passes. */
const CLAIMS: [string, Provisioner, Partial<StorageClaim>, RegExp, Provisioner, Partial<StorageClaim>][] = [
  ['CS270', EBS, { size: Size.gibibytes(0) }, /storage\.size: got 0/, EBS, { size: Size.kibibytes(1024 * 1024) }],
  ['CS271', Provisioner.hetzner(), { size: Size.gibibytes(9) }, /10Gi to 10240Gi for Hetzner/, Provisioner.hetzner(), { size: Size.gibibytes(10) }],
  [
    'CS271', Provisioner.awsEbs({ type: EbsVolumeType.SC1 }), { size: Size.gibibytes(124) }, /125Gi to 65536Gi for Amazon EBS/,
    Provisioner.awsEbs({ type: EbsVolumeType.SC1 }), { size: Size.gibibytes(125) },
  ],
  ['CS272', EBS, { accessMode: AccessMode.READ_WRITE_MANY }, /ReadWriteMany as Filesystem, allowed is ReadWriteOnce, ReadWriteOncePod for Amazon EBS/,
    Provisioner.awsEfs({ fileSystemId: 'fs-1', uid: 1001, gid: 1001 }), { accessMode: AccessMode.READ_WRITE_MANY }],
  ['CS272', Provisioner.awsEfs({ fileSystemId: 'fs-1' }),
    { accessMode: AccessMode.READ_ONLY_MANY }, /ReadOnlyMany/, Provisioner.cephFs({ clusterId: 'a', fsName: 'b' }),
    { accessMode: AccessMode.READ_ONLY_MANY, source: ClaimSource.snapshot('a') }],
  ['CS272', EBS,
    { accessMode: AccessMode.READ_WRITE_MANY, volumeMode: VolumeMode.BLOCK }, /type io2/, Provisioner.awsEbs({ type: EbsVolumeType.IO2 }),
    { accessMode: AccessMode.READ_WRITE_MANY, volumeMode: VolumeMode.BLOCK }],
  [
    'CS272', Provisioner.nfs({ server: 'a', share: '/b' }), { volumeMode: VolumeMode.BLOCK }, /no Block volume at all/, EBS,
    { volumeMode: VolumeMode.BLOCK },
  ],
  ['CS272', Provisioner.longhorn({ dataLocality: 'strict-local', numberOfReplicas: 1 }),
    { accessMode: AccessMode.READ_WRITE_MANY }, /not strict-local/,
    Provisioner.longhorn(), { accessMode: AccessMode.READ_WRITE_MANY }],
  [
    'CS272', Provisioner.portworx(), { accessMode: AccessMode.READ_WRITE_MANY }, /sharedV4/,
    Provisioner.portworx({ sharedV4: true }), { accessMode: AccessMode.READ_WRITE_MANY },
  ],
  ['CS273', Provisioner.hetzner(), { source: ClaimSource.snapshot('a') }, /none for Hetzner/, EBS, { source: ClaimSource.snapshot('a') }],
  ['CS273', Provisioner.digitalOcean(), { source: ClaimSource.clone('a') }, /a snapshot for DigitalOcean/, EBS, { source: ClaimSource.clone('a') }],
  ['CS275', EBS, { source: ClaimSource.clone('Bad Name') }, /storage\.source: got 'Bad Name'/, EBS, { source: ClaimSource.clone('good-name') }],
];

describe('claims against their tier, each error', () => {
  test.each(CLAIMS)('%s %#', (id, wrongDriver, wrong, message, rightDriver, right) => {
    expect(errorsOf(claimOn(wrongDriver, wrong)).filter(line => line.includes(` ${id} `)).join('\n')).toMatch(message);
    expect(errorsOf(claimOn(rightDriver, right))).toEqual([]);
  });

  test('CS103 a VolumeAttributesClass needs Kubernetes 1.34', () => {
    expect(errorsOf(claimOn(EBS, { volumeAttributesClassName: 'gold' }, {}, '1.33')).join()).toMatch(/CS103 storage\.volumeAttributesClassName/);
    expect(errorsOf(claimOn(EBS, { volumeAttributesClassName: 'gold' }, {}, '1.34'))).toEqual([]);
  });
});

describe('tiers and claims, each warning', () => {
  beforeEach(() => jest.spyOn(process.stderr, 'write').mockReturnValue(true));
  afterEach(() => jest.restoreAllMocks());

  test('CS500 a driver for tests', () => {
    expect(warningIds(tier({ provisioner: Provisioner.hostpathCsi() }).chart)).toEqual(['CS500']);
    expect(warningIds(tier().chart)).toEqual([]);
  });
  test('CS501 bound before anybody knows where the pod runs', () => {
    expect(warningIds(tier({ bindingMode: BindingMode.IMMEDIATE }).chart)).toEqual(['CS501']);
    expect(warningIds(tier({ bindingMode: BindingMode.IMMEDIATE, allowedZones: ['a'] }).chart)).toEqual([]);
  });
  test('CS502 two default classes', () => {
    const { chart, it } = tier({ isDefault: true });
    expect(warningIds(it)).toEqual([]);
    new StorageTier(chart, 'Other', { name: 'other', provisioner: EBS, isDefault: true });
    expect(warningIds(it)).toEqual(['CS502']);
  });
  test('CS504 nobody knows whether it works', () => {
    expect(warningIds(claimOn(Provisioner.hetzner(), { accessMode: AccessMode.READ_WRITE_ONCE_POD }))).toEqual(['CS504']);
    expect(warningIds(claimOn(Provisioner.vsphere(), { accessMode: AccessMode.READ_WRITE_MANY }))).toEqual(['CS504']);
    expect(warningIds(claimOn(EBS, { accessMode: AccessMode.READ_WRITE_ONCE_POD }))).toEqual([]);
  });
  test('CS505 more volumes than a node takes', () => {
    const many = (count: number) => claimOn(Provisioner.digitalOcean(), {}, {
      extraStorage: Array.from({ length: count - 1 }, (_, i) => ({
        name: `more-${i}`, size: Size.gibibytes(1), tier: StorageTier.fromName('fast', { provisioner: SHARED }), mountPath: `/more/${i}`,
      })),
    });
    expect(warningIds(many(9))).toEqual(['CS505']);
    expect(warningIds(many(7))).toEqual([]);
  });
  test('CS506 a driver that ignores fsGroup', () => {
    expect(warningIds(claimOn(Provisioner.awsEfs({ fileSystemId: 'fs-1' })))).toEqual(['CS506']);
    expect(warningIds(claimOn(Provisioner.awsEfs({ fileSystemId: 'fs-1', uid: 1001, gid: 1001 })))).toEqual([]);
  });
  test('CS507 one directory for all claims', () => {
    const nfs = (subDir: string) => tier({ provisioner: Provisioner.nfs({ server: 'a', share: '/b', subDir }) }).chart;
    expect(warningIds(nfs('shared'))).toEqual(['CS507']);
    expect(warningIds(nfs('${pvc.metadata.name}'))).toEqual([]);
  });
});

const SHARED = Provisioner.digitalOcean();

describe('Provisioner', () => {
  const ALL: [string, Provisioner][] = Object.entries({
    awsEbs: EBS,
    awsEfs: Provisioner.awsEfs({ fileSystemId: 'fs-1' }),
    gcePersistentDisk: Provisioner.gcePersistentDisk({ type: 'pd-ssd', labels: { b: '2', a: '1' } }),
    gcpFilestore: Provisioner.gcpFilestore({ tier: 'enterprise' }),
    azureDisk: Provisioner.azureDisk({ skuName: 'PremiumV2_LRS', diskIopsReadWrite: 5000 }),
    azureFile: Provisioner.azureFile({ protocol: 'nfs', skuName: 'Premium_LRS' }),
    vsphere: Provisioner.vsphere({ storagePolicyName: 'gold' }),
    cinder: Provisioner.cinder({ type: 'ssd' }),
    cephRbd: Provisioner.cephRbd({ clusterId: 'rook', pool: 'a', operatorNamespace: 'rook-ceph' }),
    cephFs: Provisioner.cephFs({ clusterId: 'a', fsName: 'b' }),
    nfs: Provisioner.nfs({ server: 'a', share: '/b' }),
    iscsi: Provisioner.iscsi(),
    smb: Provisioner.smb({ source: '//a/b' }),
    powerFlex: Provisioner.powerFlex({ storagePool: 'a', systemId: 'b' }),
    portworx: Provisioner.portworx({ replicas: 3 }),
    longhorn: Provisioner.longhorn({ numberOfReplicas: 2 }),
    openEbsHostpath: Provisioner.openEbsHostpath({ basePath: '/data' }),
    openEbsLvm: Provisioner.openEbsLvm({ volumeGroup: 'a' }),
    openEbsZfs: Provisioner.openEbsZfs({ poolName: 'a', fsType: 'zfs' }),
    openEbsRawfile: Provisioner.openEbsRawfile(),
    openEbsMayastor: Provisioner.openEbsMayastor({ replicas: 3 }),
    topoLvm: Provisioner.topoLvm({ deviceClass: 'ssd' }),
    localPath: Provisioner.localPath(),
    digitalOcean: SHARED,
    hetzner: Provisioner.hetzner(),
    linode: Provisioner.linode({ encrypted: true }),
    linstor: Provisioner.linstor({ placementCount: 2 }),
    hostpathCsi: Provisioner.hostpathCsi(),
    localStatic: Provisioner.localStatic(),
    tagged: Provisioner.awsEbs({ tags: { team: 'a', cost: '{{ .PVCNamespace }}' } }),
  });

  test('names and parameters as the drivers want them', () => {
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const classes = ALL.map(([factory, provisioner]) =>
      manifest(tier({ name: factory.toLowerCase(), provisioner, ...CEPH_SECRETS }).chart, 'StorageClass'));
    jest.restoreAllMocks();
    expect(classes).toMatchSnapshot();
  });

  test.each(ALL)('%s makes a class without errors', (_, provisioner) => {
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(errorsOf(tier({ provisioner, ...CEPH_SECRETS }).chart)).toEqual([]);
    jest.restoreAllMocks();
  });

  test('custom capabilities are checked like those of the catalogue', () => {
    const provisioner = Provisioner.custom({
      name: 'example.com/disk',
      parameters: { tier: 'gold' },
      capabilities: {
        accessModes: [AccessMode.READ_WRITE_ONCE],
        blockAccessModes: [],
        reach: StorageReach.ANYWHERE,
        snapshots: false,
        clones: false,
        volumesPerNode: 4,
        topologyKeys: ['example.com/zone'],
      },
    });
    expect(manifest(tier({ provisioner, allowedZones: ['a'] }).chart, 'StorageClass')).toMatchObject({
      volumeBindingMode: 'Immediate',
      parameters: { tier: 'gold' },
      allowedTopologies: [{ matchLabelExpressions: [{ key: 'example.com/zone', values: ['a'] }] }],
    });
    expect(errorsOf(claimOn(provisioner, { volumeMode: VolumeMode.BLOCK })).join()).toMatch(/CS272/);
    expect(errorsOf(claimOn(provisioner))).toEqual([]);
  });
});
