/** An in-tree provisioner that Kubernetes has removed. */
export interface RemovedPlugin {
  /** First minor release of 1.x without it. */
  readonly minor: number;
  /** CSI driver that replaces it; none if there is no replacement. */
  readonly successor?: string;
  /** Whether the control plane redirects claims to the CSI driver, where it is installed. */
  readonly redirected?: boolean;
  /** The factory of the replacement. */
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
 * Volume sources that kubelets no longer mount, with the first minor release of 1.x that does not. The API server still accepts them.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/
 */
export const REMOVED_SOURCES = {
  photonPersistentDisk: 15, scaleIO: 22, flocker: 25, quobyte: 25, storageos: 25, glusterfs: 26, cephfs: 31, rbd: 31,
} as const;
