import { DriverFacts, FILE_SERVER, ZONAL_BLOCK } from './facts';

const CLOUD_FILE_SYSTEMS = ['ext4', 'ext3', 'xfs'];

/** Drivers of cloud providers and hosting companies. */
export const CLOUD: { readonly [provisioner: string]: DriverFacts } = {
  'ebs.csi.aws.com': {
    ...ZONAL_BLOCK, title: 'Amazon EBS', block: 'ok ok no ebsMultiAttach', fileSystems: [...CLOUD_FILE_SYSTEMS, 'ntfs'],
    topologyKeys: ['topology.kubernetes.io/zone', 'topology.ebs.csi.aws.com/zone', 'topology.k8s.aws/zone-id', 'topology.ebs.csi.aws.com/outpost-id'],
    keys: { iopsPerGb: 'iopsPerGB', allowAutoIopsPerGbIncrease: 'allowAutoIOPSPerGBIncrease', outpostArn: 'outpostarn' },
    rules: {
      exclusive: [['iops', 'iopsPerGB']],
      needs: [{ key: 'kmsKeyId', other: 'encrypted', values: ['true'] }, { key: 'throughput', other: 'type', values: ['gp3', ''] }],
      allowed: { type: ['gp3', 'gp2', 'io1', 'io2', 'st1', 'sc1', 'standard'] },
    },
    minGibibytes: 1, maxGibibytes: 65536,
  },
  'efs.csi.aws.com': {
    ...FILE_SERVER, title: 'Amazon EFS', filesystem: 'ok ok no ok', expansion: false, snapshots: false, clones: false, ignoresFsGroup: true,
    fixed: { provisioningMode: 'efs-ap', directoryPerms: '700' },
    rules: {
      required: ['provisioningMode', 'directoryPerms'],
      oneOf: [['fileSystemId', 'fileSystemIdConfigRef', 'fileSystemIdSecretRef']],
      needs: [{ key: 'gidRangeStart', other: 'gidRangeEnd' }, { key: 'gidRangeEnd', other: 'gidRangeStart' }],
      allowed: { provisioningMode: ['efs-ap', 's3files-ap'] },
    },
  },
  'pd.csi.storage.gke.io': {
    ...ZONAL_BLOCK, title: 'Google Persistent Disk', filesystem: 'ok ok sourceOrHyperdiskMl no', block: 'ok ok sourceOrHyperdiskMl gceMultiWriter',
    fileSystems: ['ext4', 'xfs', 'btrfs'], topologyKeys: ['topology.gke.io/zone'],
    keys: {
      replicationType: 'replication-type', diskEncryptionKmsKey: 'disk-encryption-kms-key', provisionedIopsOnCreate: 'provisioned-iops-on-create',
      provisionedThroughputOnCreate: 'provisioned-throughput-on-create', enableConfidentialStorage: 'enable-confidential-storage', storagePools: 'storage-pools',
    },
    rules: {
      needs: [{ key: 'enable-confidential-storage', value: 'true', other: 'disk-encryption-kms-key' }],
      allowed: {
        'type': ['pd-standard', 'pd-balanced', 'pd-ssd', 'pd-extreme', 'hyperdisk-balanced', 'hyperdisk-balanced-high-availability', 'hyperdisk-throughput',
          'hyperdisk-extreme', 'hyperdisk-ml', 'dynamic'],
        'replication-type': ['none', 'regional-pd'],
      },
      known: ['type', 'replication-type', 'availability-class', 'disk-encryption-kms-key', 'labels', 'resource-tags', 'provisioned-iops-on-create',
        'provisioned-throughput-on-create', 'enable-confidential-storage', 'storage-pools', 'data-cache-size', 'data-cache-mode', 'enable-multi-zone-provisioning',
        'use-allowed-disk-topology', 'access-mode', 'hyperdisk-type', 'pd-type', 'disk-type-preference'],
    },
    volumesPerNode: 127,
  },
  'filestore.csi.storage.gke.io': {
    ...FILE_SERVER, title: 'Google Filestore', clones: false, reach: 'zone', binding: 'wait', topologyKeys: ['topology.gke.io/zone'],
    keys: {
      connectMode: 'connect-mode', reservedIpv4Cidr: 'reserved-ipv4-cidr', reservedIpRange: 'reserved-ip-range',
      instanceEncryptionKmsKey: 'instance-encryption-kms-key', maxVolumeSize: 'max-volume-size',
    },
    rules: {
      exclusive: [['reserved-ipv4-cidr', 'reserved-ip-range']],
      needs: [{ key: 'reserved-ip-range', other: 'connect-mode', values: ['PRIVATE_SERVICE_ACCESS'] }],
      allowed: { 'connect-mode': ['DIRECT_PEERING', 'PRIVATE_SERVICE_ACCESS'] },
    },
  },
  'disk.csi.azure.com': {
    ...ZONAL_BLOCK, title: 'Azure Disk', block: 'ok ok azureShared azureShared', fileSystems: [...CLOUD_FILE_SYSTEMS, 'ext2', 'btrfs', 'ntfs'],
    topologyKeys: ['topology.disk.csi.azure.com/zone'],
    keys: {
      diskIopsReadWrite: 'DiskIOPSReadWrite', diskMbpsReadWrite: 'DiskMBpsReadWrite', logicalSectorSize: 'LogicalSectorSize', diskEncryptionSetId: 'diskEncryptionSetID',
      diskAccessId: 'diskAccessID', subscriptionId: 'subscriptionID',
    },
    rules: {
      needs: [
        { key: 'skuName', value: 'UltraSSD_LRS', other: 'cachingMode', values: ['None'] }, { key: 'skuName', value: 'PremiumV2_LRS', other: 'cachingMode', values: ['None'] },
        { key: 'maxShares', other: 'cachingMode', values: ['None'] }, { key: 'subscriptionID', other: 'resourceGroup' },
        { key: 'networkAccessPolicy', value: 'AllowPrivate', other: 'diskAccessID' },
        { key: 'DiskIOPSReadWrite', other: 'skuName', values: ['UltraSSD_LRS', 'PremiumV2_LRS'] },
        { key: 'DiskMBpsReadWrite', other: 'skuName', values: ['UltraSSD_LRS', 'PremiumV2_LRS'] },
      ],
      allowed: {
        skuName: ['StandardSSD_LRS', 'Standard_LRS', 'Premium_LRS', 'UltraSSD_LRS', 'PremiumV2_LRS', 'Premium_ZRS', 'StandardSSD_ZRS'],
        cachingMode: ['None', 'ReadOnly', 'ReadWrite'], networkAccessPolicy: ['AllowAll', 'DenyAll', 'AllowPrivate'], LogicalSectorSize: ['512', '4096'],
      },
    },
  },
  'file.csi.azure.com': {
    ...FILE_SERVER, title: 'Azure Files', ignoresFsGroup: true, keys: { subscriptionId: 'subscriptionID' },
    rules: {
      needs: [
        { key: 'subscriptionID', other: 'resourceGroup' }, { key: 'rootSquashType', other: 'protocol', values: ['nfs'] },
        { key: 'mountPermissions', other: 'protocol', values: ['nfs'] },
        { key: 'protocol', value: 'nfs', other: 'skuName', values: ['Premium_LRS', 'Premium_ZRS', 'PremiumV2_LRS', 'PremiumV2_ZRS'] },
      ],
      allowed: { protocol: ['smb', 'nfs'], rootSquashType: ['NoRootSquash', 'RootSquash', 'AllSquash'] },
    },
  },
  'cinder.csi.openstack.org': {
    ...ZONAL_BLOCK, title: 'OpenStack Cinder', block: 'ok ok cinderMultiattach cinderMultiattach', fileSystems: CLOUD_FILE_SYSTEMS,
    topologyKeys: ['topology.cinder.csi.openstack.org/zone'], volumesPerNode: 256,
  },
  'dobs.csi.digitalocean.com': { ...ZONAL_BLOCK, title: 'DigitalOcean Volumes', clones: false, reach: 'region', binding: 'any', topologyKeys: ['region'], volumesPerNode: 7 },
  'csi.hetzner.cloud': {
    ...ZONAL_BLOCK, title: 'Hetzner Cloud Volumes', filesystem: 'ok unknown no no', block: 'ok unknown no no', snapshots: false, clones: false,
    topologyKeys: ['csi.hetzner.cloud/location'], volumesPerNode: 16, minGibibytes: 10, maxGibibytes: 10240,
  },
  'linodebs.csi.linode.com': {
    ...ZONAL_BLOCK, title: 'Linode Block Storage', filesystem: 'ok unknown no no', block: 'ok unknown no no', snapshots: false, reach: 'region',
    topologyKeys: ['topology.linode.com/region'],
    keys: {
      encrypted: 'linodebs.csi.linode.com/encrypted', luksEncrypted: 'linodebs.csi.linode.com/luks-encrypted', luksCipher: 'linodebs.csi.linode.com/luks-cipher',
      luksKeySize: 'linodebs.csi.linode.com/luks-key-size', volumeTags: 'linodebs.csi.linode.com/volumeTags',
    },
  },
};
