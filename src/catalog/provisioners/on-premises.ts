import { DriverFacts, FILE_SERVER, ZONAL_BLOCK } from './facts';

const CEPH_SECRETS = ['provisioner', 'controller-expand', 'node-stage'];

/** Drivers of storage systems in one's own data centre, or in the cluster itself, that nodes share. */
export const ON_PREMISES: { readonly [provisioner: string]: DriverFacts } = {
  'csi.vsphere.vmware.com': {
    ...ZONAL_BLOCK, title: 'vSphere', filesystem: 'ok ok vsanFile vsanFile', clones: false, fileSystems: ['ext4', 'ext3', 'xfs', 'ntfs', 'nfs4', 'nfs'],
    topologyKeys: ['topology.csi.vmware.com/k8s-zone', 'topology.csi.vmware.com/*'], keys: { storagePolicyName: 'storagepolicyname', datastoreUrl: 'datastoreurl' }, volumesPerNode: 59,
  },
  'rbd.csi.ceph.com': {
    ...ZONAL_BLOCK, title: 'Ceph RBD', filesystem: 'ok ok source no', block: 'ok ok source ok', reach: 'anywhere', binding: 'any',
    topologyKeys: ['topology.rbd.csi.ceph.com/*'], keys: { clusterId: 'clusterID', encryptionKmsId: 'encryptionKMSID' }, secrets: CEPH_SECRETS,
    rules: { required: ['clusterID'], oneOf: [['pool', 'topologyConstrainedPools']], needs: [{ key: 'encryptionKMSID', other: 'encrypted', values: ['true'] }] },
  },
  'cephfs.csi.ceph.com': {
    ...FILE_SERVER, title: 'CephFS', filesystem: 'ok ok source ok', keys: { clusterId: 'clusterID', encryptionKmsId: 'encryptionKMSID' }, secrets: CEPH_SECRETS,
    rules: {
      required: ['clusterID', 'fsName'],
      needs: [{ key: 'encryptionKMSID', other: 'encrypted', values: ['true'] }],
      allowed: { mounter: ['kernel', 'fuse'] },
    },
  },
  'nfs.csi.k8s.io': { ...FILE_SERVER, title: 'NFS', rules: { required: ['server', 'share'], allowed: { onDelete: ['delete', 'retain', 'archive'] } } },
  'smb.csi.k8s.io': {
    ...FILE_SERVER, title: 'SMB', snapshots: false, secrets: ['node-stage'], ignoresFsGroup: true,
    rules: { required: ['source'], allowed: { onDelete: ['delete', 'retain', 'archive'] } },
  },
  'iscsi.csi.k8s.io': {
    ...ZONAL_BLOCK, title: 'iSCSI', filesystem: 'ok ok unknown no', block: 'unknown unknown unknown unknown', expansion: false, snapshots: false, clones: false,
    reach: 'anywhere', binding: 'any', topologyKeys: [], fileSystems: [],
  },
  'csi-vxflexos.dellemc.com': {
    ...ZONAL_BLOCK, title: 'Dell PowerFlex', filesystem: 'ok ok powerFlexNfs powerFlexNfs', block: 'ok ok unknown unknown', fileSystems: ['ext4', 'xfs', 'nfs'],
    topologyKeys: ['csi-vxflexos.dellemc.com/*'], keys: { storagePool: 'storagepool', systemId: 'systemID', protectionDomain: 'protectiondomain' },
    rules: { required: ['storagepool', 'systemID'], needs: [{ key: 'nasName', other: 'csi.storage.k8s.io/fstype', values: ['nfs'] }] },
  },
  'pxd.portworx.com': {
    ...ZONAL_BLOCK, title: 'Portworx', filesystem: 'ok ok sharedV4 sharedV4', reach: 'anywhere', binding: 'any', topologyKeys: [],
    keys: { replicas: 'repl', ioProfile: 'io_profile', priorityIo: 'priority_io', sharedV4: 'sharedv4' },
    rules: { allowed: { repl: ['1', '2', '3'], priority_io: ['high', 'medium', 'low'] } },
  },
  'driver.longhorn.io': {
    ...ZONAL_BLOCK, title: 'Longhorn', filesystem: 'ok ok unknown notStrictLocal', block: 'ok ok no migratable', reach: 'anywhere', binding: 'any', fileSystems: [],
    topologyKeys: ['topology.kubernetes.io/zone'],
    rules: {
      needs: [{ key: 'dataLocality', value: 'strict-local', other: 'numberOfReplicas', values: ['1'] }],
      allowed: { dataLocality: ['disabled', 'best-effort', 'strict-local'], dataEngine: ['v1', 'v2'], fsType: ['ext4', 'xfs'] },
    },
  },
  'linstor.csi.linbit.com': {
    ...ZONAL_BLOCK, title: 'LINSTOR', filesystem: 'ok ok unknown linstorNfs', block: 'ok ok no liveMigration', reach: 'node', topologyKeys: ['*'],
  },
  'io.openebs.csi-mayastor': {
    ...ZONAL_BLOCK, title: 'OpenEBS Mayastor', block: 'ok ok no rwxBlock', clones: false, reach: 'anywhere', binding: 'any', topologyKeys: ['openebs.io/nodename'], fileSystems: [],
    keys: { replicas: 'repl' }, fixed: { protocol: 'nvmf' }, rules: { required: ['protocol', 'repl'], allowed: { fsType: ['ext4', 'xfs', 'btrfs'] } },
  },
};
