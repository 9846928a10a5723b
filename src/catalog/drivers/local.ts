import { DriverFacts, NODE_DISK } from './facts';

/** Drivers whose volumes stay on one node. */
export const LOCAL: { readonly [provisioner: string]: DriverFacts } = {
  'kubernetes.io/no-provisioner': {
    ...NODE_DISK, title: 'Local volumes', expansion: false, snapshots: false, binding: 'mustWait', topologyKeys: [],
  },
  'openebs.io/local': {
    ...NODE_DISK,
    title: 'OpenEBS hostpath',
    isDirectory: true,
    block: 'no no no no',
    expansion: false,
    snapshots: false,
    binding: 'mustWait',
    topologyKeys: ['kubernetes.io/hostname'],
  },
  'local.csi.openebs.io': {
    ...NODE_DISK,
    title: 'OpenEBS LVM',
    topologyKeys: ['openebs.io/nodename', '*'],
    keys: { volumeGroup: 'volgroup', volumeGroupPattern: 'vgpattern' },
    fixed: { storage: 'lvm' },
    rules: { required: ['storage'], oneOf: [['volgroup', 'vgpattern']], allowed: { fsType: ['ext2', 'ext3', 'ext4', 'xfs', 'btrfs'] } },
  },
  'zfs.csi.openebs.io': {
    ...NODE_DISK,
    title: 'OpenEBS ZFS',
    clones: true,
    topologyKeys: ['openebs.io/nodename', 'openebs.io/nodeid'],
    keys: { poolName: 'poolname', fsType: 'fstype', recordSize: 'recordsize', volBlockSize: 'volblocksize', thinProvision: 'thinprovision' },
    rules: {
      required: ['poolname'],
      exclusive: [['recordsize', 'volblocksize']],
      allowed: { fstype: ['zfs', 'ext2', 'ext3', 'ext4', 'xfs', 'btrfs'] },
    },
  },
  'rawfile.csi.openebs.io': {
    ...NODE_DISK, title: 'OpenEBS Rawfile', clones: true, binding: 'mustWait', topologyKeys: [], fileSystems: ['ext4', 'xfs', 'btrfs'],
  },
  'topolvm.io': {
    ...NODE_DISK,
    title: 'TopoLVM',
    clones: true,
    topologyKeys: ['topology.topolvm.io/node'],
    fileSystems: ['ext4', 'xfs', 'btrfs'],
    keys: { deviceClass: 'topolvm.io/device-class', lvcreateOptionClass: 'topolvm.io/lvcreate-option-class' },
  },
  'rancher.io/local-path': {
    ...NODE_DISK,
    title: 'local-path',
    filesystem: 'ok ok sharedPath sharedPath',
    block: 'no no no no',
    expansion: false,
    snapshots: false,
    topologyKeys: ['kubernetes.io/hostname'],
    ignoresFsGroup: true,
    isDirectory: true,
  },
  'hostpath.csi.k8s.io': {
    ...NODE_DISK,
    title: 'CSI hostpath',
    isDirectory: true,
    filesystem: 'ok ok ok ok',
    block: 'ok ok ok ok',
    clones: true,
    topologyKeys: ['topology.hostpath.csi/node'],
    testOnly: true,
  },
};
