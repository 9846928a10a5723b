/** A provisioner, plugin or volume source that was part of Kubernetes. */
export interface RemovedPlugin {
  /** Minor release of 1.x that no longer has it. */
  readonly minor: number;
  /** Name of the CSI driver that took over; none if nobody did. */
  readonly successor?: string;
  /** Whether the control plane hands claims to the driver that took over, where it is installed. */
  readonly redirected?: boolean;
  /** How the successor's makers call it. */
  readonly title?: string;
}

/**
 * In-tree provisioners. The API server still accepts their names; claims stay pending, or are silently redirected to a
 * CSI driver that has to be installed.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#migrating-to-csi-drivers-from-in-tree-plugins
 */
export const REMOVED_PROVISIONERS: { readonly [name: string]: RemovedPlugin } = {
  'kubernetes.io/aws-ebs': { minor: 27, redirected: true, successor: 'ebs.csi.aws.com', title: 'Provisioner.awsEbs()' },
  'kubernetes.io/azure-disk': { minor: 27, redirected: true, successor: 'disk.csi.azure.com', title: 'Provisioner.azureDisk()' },
  'kubernetes.io/azure-file': { minor: 30, redirected: true, successor: 'file.csi.azure.com', title: 'Provisioner.azureFile()' },
  'kubernetes.io/cinder': { minor: 26, redirected: true, successor: 'cinder.csi.openstack.org', title: 'Provisioner.cinder()' },
  'kubernetes.io/gce-pd': { minor: 28, redirected: true, successor: 'pd.csi.storage.gke.io', title: 'Provisioner.gcePersistentDisk()' },
  'kubernetes.io/glusterfs': { minor: 26 },
  'kubernetes.io/portworx-volume': { minor: 36, redirected: true, successor: 'pxd.portworx.com', title: 'Provisioner.portworx()' },
  'kubernetes.io/quobyte': { minor: 25 },
  'kubernetes.io/rbd': { minor: 31, successor: 'rbd.csi.ceph.com', title: 'Provisioner.cephRbd()' },
  'kubernetes.io/scaleio': { minor: 22, successor: 'csi-vxflexos.dellemc.com', title: 'Provisioner.powerFlex(), as ScaleIO is called today' },
  'kubernetes.io/storageos': { minor: 25 },
  'kubernetes.io/vsphere-volume': { minor: 30, redirected: true, successor: 'csi.vsphere.vmware.com', title: 'Provisioner.vsphere()' },
};

/**
 * Sources of volumes that no kubelet mounts any more, and the minor release of 1.x from which. The API server still accepts them.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/
 */
export const REMOVED_SOURCES = {
  photonPersistentDisk: 15, scaleIO: 22, flocker: 25, quobyte: 25, storageos: 25, glusterfs: 26, cephfs: 31, rbd: 31,
} as const;
