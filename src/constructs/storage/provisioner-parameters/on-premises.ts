import { FileSystemParameters } from './common';

/**
 * Parameters of vSphere volumes.
 *
 * @see https://docs.vmware.com/en/VMware-vSphere-Container-Storage-Plug-in/index.html
 */
export interface VsphereParameters extends FileSystemParameters {
  /**
   * Name of the storage policy.
   *
   * @default - any datastore
   */
  readonly storagePolicyName?: string;

  /**
   * URL of the datastore.
   *
   * @default - the datastore of the policy
   */
  readonly datastoreUrl?: string;
}

/**
 * Parameters of OpenStack Cinder volumes.
 *
 * @see https://github.com/kubernetes/cloud-provider-openstack/blob/master/docs/cinder-csi-plugin/using-cinder-csi-plugin.md
 */
export interface CinderParameters extends FileSystemParameters {
  /**
   * Volume type of the cloud.
   *
   * @default - the default type of the cloud
   */
  readonly type?: string;

  /**
   * Availability zone. Prefer `allowedZones` of the tier.
   *
   * @default 'nova'
   */
  readonly availability?: string;
}

/**
 * Parameters of Dell PowerFlex volumes, formerly ScaleIO.
 *
 * @see https://dell.github.io/csm-docs/docs/concepts/csidriver/features/powerflex/
 */
export interface PowerFlexParameters extends FileSystemParameters {
  /** Storage pool. */
  readonly storagePool: string;

  /** Id of the system. */
  readonly systemId: string;

  /**
   * Protection domain.
   *
   * @default - any domain that has the pool
   */
  readonly protectionDomain?: string;

  /**
   * Options of mkfs.
   *
   * @default - none
   */
  readonly mkfsFormatOption?: string;

  /**
   * Bandwidth limit in KB/s.
   *
   * @default - none
   */
  readonly bandwidthLimitInKbps?: number;

  /**
   * Limit of I/O operations per second.
   *
   * @default - none
   */
  readonly iopsLimit?: number;

  /**
   * NAS server, for the file system `nfs`.
   *
   * @default - none
   */
  readonly nasName?: string;
}

/**
 * Parameters of Portworx volumes.
 *
 * @see https://docs.portworx.com/portworx-enterprise/reference/storageclass-parameters
 */
export interface PortworxParameters extends FileSystemParameters {
  /**
   * Number of replicas, 1 to 3.
   *
   * @default 1
   */
  readonly replicas?: number;

  /**
   * I/O profile: `auto`, `db`, `db_remote`, `sequential`, …
   *
   * @default 'auto'
   */
  readonly ioProfile?: string;

  /**
   * I/O priority: `high`, `medium` or `low`.
   *
   * @default 'low'
   */
  readonly priorityIo?: string;

  /**
   * Whether many nodes may mount the volume, over NFS.
   *
   * @default false
   */
  readonly sharedV4?: boolean;

  /**
   * Whether the volume is encrypted.
   *
   * @default false
   */
  readonly secure?: boolean;

  /**
   * Group of the volume.
   *
   * @default - none
   */
  readonly group?: string;
}
