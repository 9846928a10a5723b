import {
  AwsEbsParameters, AwsEfsParameters, AzureDiskParameters, AzureFileParameters, CephFsParameters, CephRbdParameters,
  CinderParameters, DigitalOceanParameters, FileSystemParameters, GcePersistentDiskParameters, GcpFilestoreParameters,
  HetznerParameters, HostpathCsiParameters, IscsiParameters, LinodeParameters, LinstorParameters, LocalPathParameters,
  LonghornParameters, NfsParameters, OpenEbsHostpathParameters, OpenEbsLvmParameters, OpenEbsMayastorParameters,
  OpenEbsRawfileParameters, OpenEbsZfsParameters, PortworxParameters, PowerFlexParameters, ProvisionerParameters,
  SmbParameters, TopoLvmParameters, VsphereParameters,
} from './provisioner-parameters';
import { CustomProvisioner, DriverCapabilities, StorageReach } from './provisioner-props';
import { AccessMode } from './storage-modes';
import { DriverFacts, MODES, driverOf } from '../../catalog/drivers';
import { entryOf } from '../../catalog/entry';
import { input, makeOf } from '../support/input';

/**
 * A storage driver and its parameters.
 *
 * Synthesis checks required and exclusive parameters, and checks claims against the capabilities of the driver. An in-tree
 * provisioner that Kubernetes has removed is an error that names its successor.
 *
 * @see https://kubernetes.io/docs/concepts/storage/storage-classes/#provisioner
 */
export class Provisioner {
  /** Amazon EBS: disks of one zone. */
  public static awsEbs(parameters: AwsEbsParameters = {}): Provisioner { return known('AwsEbsParameters', 'ebs.csi.aws.com', parameters); }

  /** Amazon EFS: directories that every node reaches. Sizes are not enforced. */
  public static awsEfs(parameters: AwsEfsParameters = {}): Provisioner { return known('AwsEfsParameters', 'efs.csi.aws.com', parameters); }

  /** Google persistent disk or hyperdisk: disks of one zone, or of two. */
  public static gcePersistentDisk(parameters: GcePersistentDiskParameters = {}): Provisioner {
    return known('GcePersistentDiskParameters', 'pd.csi.storage.gke.io', parameters);
  }

  /** Google Filestore: NFS shares of at least 1 TiB, or less with multishare. */
  public static gcpFilestore(parameters: GcpFilestoreParameters = {}): Provisioner {
    return known('GcpFilestoreParameters', 'filestore.csi.storage.gke.io', parameters);
  }

  /** Azure managed disks: disks of one zone, or of all zones with a ZRS type. */
  public static azureDisk(parameters: AzureDiskParameters = {}): Provisioner {
    return known('AzureDiskParameters', 'disk.csi.azure.com', parameters, typed => {
      const uncached = ['UltraSSD_LRS', 'PremiumV2_LRS'].includes(typed.skuName ?? '') || typed.maxShares !== undefined;
      return { parameters: uncached ? { cachingMode: 'None', ...typed } : typed };
    });
  }

  /** Azure file shares, SMB or NFS. */
  public static azureFile(parameters: AzureFileParameters = {}): Provisioner {
    return known('AzureFileParameters', 'file.csi.azure.com', parameters);
  }

  /** vSphere virtual disks, or vSAN file shares for many writers. */
  public static vsphere(parameters: VsphereParameters = {}): Provisioner { return known('VsphereParameters', 'csi.vsphere.vmware.com', parameters); }

  /** OpenStack Cinder: disks of one zone. */
  public static cinder(parameters: CinderParameters = {}): Provisioner { return known('CinderParameters', 'cinder.csi.openstack.org', parameters); }

  /** Ceph block devices. */
  public static cephRbd(parameters: CephRbdParameters): Provisioner { return ceph('CephRbdParameters', 'rbd.csi.ceph.com', parameters); }

  /** Ceph file system. */
  public static cephFs(parameters: CephFsParameters): Provisioner { return ceph('CephFsParameters', 'cephfs.csi.ceph.com', parameters); }

  /** Directories on an NFS server, one for each claim. For an existing export, see StaticVolume. */
  public static nfs(parameters: NfsParameters): Provisioner { return known('NfsParameters', 'nfs.csi.k8s.io', parameters); }

  /** iSCSI. The driver creates no volumes. The class only binds claims to existing volumes. */
  public static iscsi(parameters: IscsiParameters = {}): Provisioner { return known('IscsiParameters', 'iscsi.csi.k8s.io', parameters); }

  /** Directories on an SMB server, one for each claim. */
  public static smb(parameters: SmbParameters): Provisioner { return known('SmbParameters', 'smb.csi.k8s.io', parameters); }

  /** Dell PowerFlex, formerly ScaleIO. */
  public static powerFlex(parameters: PowerFlexParameters): Provisioner {
    return known('PowerFlexParameters', 'csi-vxflexos.dellemc.com', parameters);
  }

  /** Portworx. */
  public static portworx(parameters: PortworxParameters = {}): Provisioner { return known('PortworxParameters', 'pxd.portworx.com', parameters); }

  /** Longhorn: replicated disks of the nodes. */
  public static longhorn(parameters: LonghornParameters = {}): Provisioner { return known('LonghornParameters', 'driver.longhorn.io', parameters); }

  /** OpenEBS hostpath: directories of one node; sizes are not enforced. */
  public static openEbsHostpath(parameters: OpenEbsHostpathParameters = {}): Provisioner {
    return known('OpenEbsHostpathParameters', 'openebs.io/local', parameters, ({ basePath, ...rest }) => {
      const config = `- name: StorageType\n  value: hostpath\n- name: BasePath\n  value: ${basePath ?? '/var/openebs/local'}\n`;
      return { parameters: rest, annotations: { 'cas.openebs.io/config': config, 'openebs.io/cas-type': 'local' } };
    });
  }

  /** OpenEBS LVM: logical volumes of one node. */
  public static openEbsLvm(parameters: OpenEbsLvmParameters): Provisioner {
    return known('OpenEbsLvmParameters', 'local.csi.openebs.io', parameters);
  }

  /** OpenEBS ZFS: datasets or zvols of one node. */
  public static openEbsZfs(parameters: OpenEbsZfsParameters): Provisioner { return known('OpenEbsZfsParameters', 'zfs.csi.openebs.io', parameters); }

  /** OpenEBS Rawfile: files of one node as disks. */
  public static openEbsRawfile(parameters: OpenEbsRawfileParameters = {}): Provisioner {
    return known('OpenEbsRawfileParameters', 'rawfile.csi.openebs.io', parameters);
  }

  /** OpenEBS Mayastor: replicated NVMe disks of the nodes. */
  public static openEbsMayastor(parameters: OpenEbsMayastorParameters): Provisioner {
    return known('OpenEbsMayastorParameters', 'io.openebs.csi-mayastor', parameters);
  }

  /** TopoLVM: logical volumes of one node. */
  public static topoLvm(parameters: TopoLvmParameters = {}): Provisioner { return known('TopoLvmParameters', 'topolvm.io', parameters); }

  /** local-path: directories of one node; sizes are not enforced. */
  public static localPath(parameters: LocalPathParameters = {}): Provisioner {
    return known('LocalPathParameters', 'rancher.io/local-path', parameters);
  }

  /** DigitalOcean volumes. */
  public static digitalOcean(parameters: DigitalOceanParameters = {}): Provisioner {
    return known('DigitalOceanParameters', 'dobs.csi.digitalocean.com', parameters);
  }

  /** Hetzner Cloud volumes, from 10 GiB. */
  public static hetzner(parameters: HetznerParameters = {}): Provisioner { return known('HetznerParameters', 'csi.hetzner.cloud', parameters); }

  /** Linode block storage. */
  public static linode(parameters: LinodeParameters = {}): Provisioner { return known('LinodeParameters', 'linodebs.csi.linode.com', parameters); }

  /** LINSTOR: replicated disks of the nodes. */
  public static linstor(parameters: LinstorParameters = {}): Provisioner { return known('LinstorParameters', 'linstor.csi.linbit.com', parameters); }

  /** The CSI hostpath driver, for tests only. */
  public static hostpathCsi(parameters: HostpathCsiParameters = {}): Provisioner {
    return known('HostpathCsiParameters', 'hostpath.csi.k8s.io', parameters);
  }

  /** No provisioner: volumes that exist already, such as those of a {@link LocalDiskPool}. */
  public static localStatic(): Provisioner { return known('ProvisionerParameters', 'kubernetes.io/no-provisioner', {}); }

  /** A driver that this library does not know. */
  public static custom(provisioner: CustomProvisioner): Provisioner {
    return makeOf(Provisioner, input('CustomProvisioner', provisioner), () => {
      const { name, parameters, capabilities } = provisioner;
      const facts = capabilities ? customFacts(name, capabilities) : driverOf(name);
      return new Provisioner(name, { ...parameters }, {}, [], facts);
    });
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
    /** @internal Keys that both a typed prop and `custom` set. */
    public readonly _doubled: string[],
    /** @internal */
    public readonly _facts?: DriverFacts,
  ) {
    this.rendered = parameters;
  }

  /** Parameters of the StorageClass; a copy. */
  public get parameters(): { [key: string]: string } {
    return { ...this.rendered };
  }
}

function ceph(struct: string, driver: string, parameters: CephRbdParameters | CephFsParameters): Provisioner {
  return known(struct, driver, parameters, ({ operatorNamespace, ...rest }) => ({
    parameters: rest, name: operatorNamespace === undefined ? driver : `${operatorNamespace}.${driver}`,
  }));
}

/** Differences between typed props and the parameters of a driver, apart from the names of keys. */
interface Adapted {
  /** Typed props that become parameters. */
  readonly parameters: ProvisionerParameters;
  /** Name of the provisioner if it differs from the name of the driver. */
  readonly name?: string;
  /** Annotations of the class that the driver reads. */
  readonly annotations?: { [key: string]: string };
}

/** A provisioner of the catalog, from valid typed props. */
function known<T extends ProvisionerParameters>(
  struct: string, driver: string, props: T, adapt: (props: T) => Adapted = parameters => ({ parameters }),
): Provisioner {
  return makeOf(Provisioner, input(struct, props), () => make(driver, adapt(props)));
}

/** Renames typed props to the keys of the driver, and sets the file system explicitly. */
function make(driver: string, { parameters: props, name = driver, annotations = {} }: Adapted): Provisioner {
  const facts = driverOf(driver)!;
  const { custom, ...typed } = props as ProvisionerParameters & FileSystemParameters & { tags?: { [key: string]: string } };
  const parameters: { [key: string]: string } = { ...facts.fixed };
  for (const [prop, value] of Object.entries(typed)) {
    if (value !== undefined && !(prop === 'fsType' && facts.fileSystems.length > 0)) {
      Object.assign(parameters,
        prop === 'tags' && driver === 'ebs.csi.aws.com' ? tagSpecifications(typed.tags!) : { [facts.keys?.[prop] ?? prop]: render(value) });
    }
  }
  if (facts.fileSystems.length > 0) {
    parameters['csi.storage.k8s.io/fstype'] = typed.fsType ?? 'ext4';
  }
  const doubled = Object.keys(custom ?? {}).filter(key => entryOf(parameters, key) !== undefined);
  return Provisioner._of(name, { ...parameters, ...custom }, annotations, doubled);
}

/** EBS has a numbered parameter for each tag. */
function tagSpecifications(tags: { [key: string]: string }): { [key: string]: string } {
  return Object.fromEntries(Object.keys(tags).sort().map((key, i) => [`tagSpecification_${i + 1}`, `${key}=${tags[key]}`]));
}

/** All parameters are strings. Maps are written as `a=b,c=d`, sorted by key. */
function render(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([k, v]) => `${k}=${v}`).join(',')
    : String(value);
}

function customFacts(title: string, capabilities: DriverCapabilities): DriverFacts {
  const cells = (modes: AccessMode[] | undefined): string =>
    MODES.map(mode => modes === undefined ? 'ok' : modes.includes(mode as AccessMode) ? 'ok' : 'no').join(' ');
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
