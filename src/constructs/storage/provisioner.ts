import { AwsEbsParameters, AwsEfsParameters, AzureDiskParameters, AzureFileParameters, CephFsParameters, CephRbdParameters, CinderParameters, DigitalOceanParameters, FileSystemParameters, GcePersistentDiskParameters, GcpFilestoreParameters, HetznerParameters, HostpathCsiParameters, IscsiParameters, LinodeParameters, LinstorParameters, LocalPathParameters, LonghornParameters, NfsParameters, OpenEbsHostpathParameters, OpenEbsLvmParameters, OpenEbsMayastorParameters, OpenEbsRawfileParameters, OpenEbsZfsParameters, PortworxParameters, PowerFlexParameters, ProvisionerParameters, SmbParameters, TopoLvmParameters, VsphereParameters } from './provisioner-parameters';
import { AccessMode } from './storage-modes';
import { DriverFacts, MODES, driverOf } from '../../catalog/drivers';
import { entryOf } from '../../catalog/entry';

/** How far a volume can be reached from where it was made. */
export enum StorageReach {
  /** One node. */
  NODE = 'node',
  /** The nodes of one zone. */
  ZONE = 'zone',
  /** The nodes of one region. */
  REGION = 'region',
  /** Every node. */
  ANYWHERE = 'anywhere',
}

/** What a driver can do that this library does not know. What is left out is not checked, or taken as the safer case. */
export interface DriverCapabilities {
  /**
   * Access modes of volumes with a file system.
   *
   * @default - not checked
   */
  readonly accessModes?: AccessMode[];

  /**
   * Access modes of block volumes; an empty list if there are none.
   *
   * @default - not checked
   */
  readonly blockAccessModes?: AccessMode[];

  /**
   * Whether volumes can grow.
   *
   * @default false
   */
  readonly expansion?: boolean;

  /**
   * Whether volumes have snapshots.
   *
   * @default true
   */
  readonly snapshots?: boolean;

  /**
   * Whether volumes can be copied from another claim.
   *
   * @default true
   */
  readonly clones?: boolean;

  /**
   * How far a volume can be reached.
   *
   * @default StorageReach.ZONE
   */
  readonly reach?: StorageReach;

  /**
   * Keys of allowed topologies, the one for zones first.
   *
   * @default - not checked
   */
  readonly topologyKeys?: string[];

  /**
   * How many volumes a node takes.
   *
   * @default - not checked
   */
  readonly volumesPerNode?: number;
}

/** A driver that this library does not know. */
export interface CustomProvisioner {
  /** Name of the provisioner, as in StorageClass. */
  readonly name: string;

  /**
   * Parameters in the driver's own words.
   *
   * @default - none
   */
  readonly parameters?: { [key: string]: string };

  /**
   * What the driver can do.
   *
   * @default - claims are not checked against it
   */
  readonly capabilities?: DriverCapabilities;
}

/**
 * A storage driver and how it makes volumes.
 *
 * Required and exclusive parameters are checked at synthesis, and claims against what the driver can do. The in-tree
 * provisioners that Kubernetes has removed are errors that name their successor.
 *
 * @see https://kubernetes.io/docs/concepts/storage/storage-classes/#provisioner
 */
export class Provisioner {
  /** Amazon EBS: disks of one zone. */
  public static awsEbs(parameters: AwsEbsParameters = {}): Provisioner { return known('ebs.csi.aws.com', parameters); }

  /** Amazon EFS: directories that every node reaches. Sizes are not enforced. */
  public static awsEfs(parameters: AwsEfsParameters = {}): Provisioner { return known('efs.csi.aws.com', parameters); }

  /** Google persistent disk or hyperdisk: disks of one zone, or of two. */
  public static gcePersistentDisk(parameters: GcePersistentDiskParameters = {}): Provisioner { return known('pd.csi.storage.gke.io', parameters); }

  /** Google Filestore: NFS shares, from 1 TiB unless multishare. */
  public static gcpFilestore(parameters: GcpFilestoreParameters = {}): Provisioner { return known('filestore.csi.storage.gke.io', parameters); }

  /** Azure managed disks: of one zone, or of all with a ZRS type. */
  public static azureDisk(parameters: AzureDiskParameters = {}): Provisioner {
    const uncached = ['UltraSSD_LRS', 'PremiumV2_LRS'].includes(parameters.skuName ?? '') || parameters.maxShares !== undefined;
    return known('disk.csi.azure.com', uncached ? { cachingMode: 'None', ...parameters } : parameters);
  }

  /** Azure file shares, SMB or NFS. */
  public static azureFile(parameters: AzureFileParameters = {}): Provisioner { return known('file.csi.azure.com', parameters); }

  /** vSphere virtual disks, or vSAN file shares for many writers. */
  public static vsphere(parameters: VsphereParameters = {}): Provisioner { return known('csi.vsphere.vmware.com', parameters); }

  /** OpenStack Cinder: disks of one zone. */
  public static cinder(parameters: CinderParameters = {}): Provisioner { return known('cinder.csi.openstack.org', parameters); }

  /** Ceph block devices. */
  public static cephRbd(parameters: CephRbdParameters): Provisioner { return ceph('rbd.csi.ceph.com', parameters); }

  /** Ceph file system. */
  public static cephFs(parameters: CephFsParameters): Provisioner { return ceph('cephfs.csi.ceph.com', parameters); }

  /** Directories on an NFS server, one for each claim. For an export that exists, see StaticVolume. */
  public static nfs(parameters: NfsParameters): Provisioner { return known('nfs.csi.k8s.io', parameters); }

  /** iSCSI. The driver makes no volumes; the class only ties claims to volumes that exist. */
  public static iscsi(parameters: IscsiParameters = {}): Provisioner { return known('iscsi.csi.k8s.io', parameters); }

  /** Directories on an SMB server, one for each claim. */
  public static smb(parameters: SmbParameters): Provisioner { return known('smb.csi.k8s.io', parameters); }

  /** Dell PowerFlex, formerly ScaleIO. */
  public static powerFlex(parameters: PowerFlexParameters): Provisioner { return known('csi-vxflexos.dellemc.com', parameters); }

  /** Portworx. */
  public static portworx(parameters: PortworxParameters = {}): Provisioner { return known('pxd.portworx.com', parameters); }

  /** Longhorn: replicated disks of the nodes. */
  public static longhorn(parameters: LonghornParameters = {}): Provisioner { return known('driver.longhorn.io', parameters); }

  /** OpenEBS hostpath: directories of one node; sizes are not enforced. */
  public static openEbsHostpath(parameters: OpenEbsHostpathParameters = {}): Provisioner {
    const { basePath, ...rest } = parameters;
    const config = `- name: StorageType\n  value: hostpath\n- name: BasePath\n  value: ${basePath ?? '/var/openebs/local'}\n`;
    return known('openebs.io/local', rest, 'openebs.io/local', { 'cas.openebs.io/config': config, 'openebs.io/cas-type': 'local' });
  }

  /** OpenEBS LVM: logical volumes of one node. */
  public static openEbsLvm(parameters: OpenEbsLvmParameters): Provisioner { return known('local.csi.openebs.io', parameters); }

  /** OpenEBS ZFS: datasets or zvols of one node. */
  public static openEbsZfs(parameters: OpenEbsZfsParameters): Provisioner { return known('zfs.csi.openebs.io', parameters); }

  /** OpenEBS Rawfile: files of one node as disks. */
  public static openEbsRawfile(parameters: OpenEbsRawfileParameters = {}): Provisioner { return known('rawfile.csi.openebs.io', parameters); }

  /** OpenEBS Mayastor: replicated NVMe disks of the nodes. */
  public static openEbsMayastor(parameters: OpenEbsMayastorParameters): Provisioner { return known('io.openebs.csi-mayastor', parameters); }

  /** TopoLVM: logical volumes of one node. */
  public static topoLvm(parameters: TopoLvmParameters = {}): Provisioner { return known('topolvm.io', parameters); }

  /** local-path: directories of one node; sizes are not enforced. */
  public static localPath(parameters: LocalPathParameters = {}): Provisioner { return known('rancher.io/local-path', parameters); }

  /** DigitalOcean volumes. */
  public static digitalOcean(parameters: DigitalOceanParameters = {}): Provisioner { return known('dobs.csi.digitalocean.com', parameters); }

  /** Hetzner Cloud volumes, from 10 GiB. */
  public static hetzner(parameters: HetznerParameters = {}): Provisioner { return known('csi.hetzner.cloud', parameters); }

  /** Linode block storage. */
  public static linode(parameters: LinodeParameters = {}): Provisioner { return known('linodebs.csi.linode.com', parameters); }

  /** LINSTOR: replicated disks of the nodes. */
  public static linstor(parameters: LinstorParameters = {}): Provisioner { return known('linstor.csi.linbit.com', parameters); }

  /** The CSI hostpath driver, for tests only. */
  public static hostpathCsi(parameters: HostpathCsiParameters = {}): Provisioner { return known('hostpath.csi.k8s.io', parameters); }

  /** No provisioner: volumes that somebody makes by hand, as {@link LocalDiskPool} does. */
  public static localStatic(): Provisioner { return known('kubernetes.io/no-provisioner', {}); }

  /** A driver that this library does not know. */
  public static custom(provisioner: CustomProvisioner): Provisioner {
    const { name, parameters, capabilities } = provisioner;
    const facts = capabilities ? customFacts(name, capabilities) : driverOf(name);
    return new Provisioner(name, { ...parameters }, {}, [], facts);
  }

  /** @internal */
  public static _of(name: string, parameters: { [key: string]: string }, annotations: { [key: string]: string }, doubled: string[]): Provisioner {
    return new Provisioner(name, parameters, annotations, doubled, driverOf(name));
  }

  private readonly rendered: { [key: string]: string };

  private constructor(
    /** Name of the provisioner, as in StorageClass. */
    public readonly name: string,
    parameters: { [key: string]: string },
    /** @internal Annotations that the driver reads from the class. */
    public readonly _annotations: { [key: string]: string },
    /** @internal Keys that a typed prop and `custom` set both. */
    public readonly _doubled: string[],
    /** @internal */
    public readonly _facts?: DriverFacts,
  ) {
    this.rendered = parameters;
  }

  /** Parameters as the driver wants them; a copy. */
  public get parameters(): { [key: string]: string } {
    return { ...this.rendered };
  }
}

function ceph(driver: string, parameters: CephRbdParameters | CephFsParameters): Provisioner {
  const { operatorNamespace, ...rest } = parameters;
  return known(driver, rest, operatorNamespace === undefined ? driver : `${operatorNamespace}.${driver}`);
}

/** A provisioner of the catalogue: typed props become the driver's keys, and the file system is said, not left to a flag. */
function known(driver: string, props: ProvisionerParameters, name: string = driver, annotations: { [key: string]: string } = {}): Provisioner {
  const facts = driverOf(driver)!;
  const { custom, ...typed } = props as ProvisionerParameters & FileSystemParameters & { tags?: { [key: string]: string } };
  const parameters: { [key: string]: string } = { ...facts.fixed };
  for (const [prop, value] of Object.entries(typed)) {
    if (value !== undefined && !(prop === 'fsType' && facts.fileSystems.length > 0)) {
      Object.assign(parameters, prop === 'tags' && driver === 'ebs.csi.aws.com' ? tagSpecifications(typed.tags!) : { [facts.keys?.[prop] ?? prop]: render(value) });
    }
  }
  if (facts.fileSystems.length > 0) {
    parameters['csi.storage.k8s.io/fstype'] = typed.fsType ?? 'ext4';
  }
  const doubled = Object.keys(custom ?? {}).filter(key => entryOf(parameters, key) !== undefined);
  return Provisioner._of(name, { ...parameters, ...custom }, annotations, doubled);
}

/** EBS numbers its tags. */
function tagSpecifications(tags: { [key: string]: string }): { [key: string]: string } {
  return Object.fromEntries(Object.keys(tags).sort().map((key, i) => [`tagSpecification_${i + 1}`, `${key}=${tags[key]}`]));
}

/** All parameters are strings; maps are written as `a=b,c=d`, sorted. */
function render(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([k, v]) => `${k}=${v}`).join(',')
    : String(value);
}

function customFacts(title: string, capabilities: DriverCapabilities): DriverFacts {
  const cells = (modes: AccessMode[] | undefined): string => MODES.map(mode => modes === undefined ? 'ok' : modes.includes(mode as AccessMode) ? 'ok' : 'no').join(' ');
  const reach = capabilities.reach ?? StorageReach.ZONE;
  return {
    title,
    filesystem: cells(capabilities.accessModes),
    block: cells(capabilities.blockAccessModes),
    expansion: capabilities.expansion ?? false,
    snapshots: capabilities.snapshots ?? true,
    clones: capabilities.clones ?? true,
    reach,
    binding: reach === StorageReach.ANYWHERE ? 'any' : 'wait',
    topologyKeys: capabilities.topologyKeys ?? ['*'],
    fileSystems: [],
    volumesPerNode: capabilities.volumesPerNode,
  };
}
