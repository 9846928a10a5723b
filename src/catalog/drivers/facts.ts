/**
 * Capabilities of storage drivers, and the parameters that they require, as data.
 *
 * @see https://kubernetes-csi.github.io/docs/drivers.html
 */

/** Access modes in the order of the cells of {@link DriverFacts}. */
export const MODES = ['ReadWriteOnce', 'ReadWriteOncePod', 'ReadOnlyMany', 'ReadWriteMany'];

/** From where a volume can be reached. */
export type Reach = 'node' | 'zone' | 'region' | 'anywhere';

/** Binding modes that a driver takes: any; any, but waiting is better; only waiting for the first pod. */
export type Binding = 'any' | 'wait' | 'mustWait';

/** Rules for the parameters of a class beyond their types. */
export interface ParameterRules {
  /** Keys that the driver requires. */
  readonly required?: string[];
  /** Groups of keys of which exactly one is given. */
  readonly oneOf?: string[][];
  /** Pairs of keys that exclude each other. */
  readonly exclusive?: [string, string][];
  /** A key (with a value, if given) that needs another key (with one of the values, if given). */
  readonly needs?: { readonly key: string; readonly value?: string; readonly other: string; readonly values?: string[] }[];
  /** Values of keys with a closed set. */
  readonly allowed?: { readonly [key: string]: string[] };
  /** All keys that the driver knows, if it refuses any other key. */
  readonly known?: string[];
}

/** One driver. */
export interface DriverFacts {
  /** Name as its vendor writes it. */
  readonly title: string;
  /** Whether each of {@link MODES} is supported: `ok`, `no`, `unknown` or a key of {@link CONDITIONS}. */
  readonly filesystem: string;
  readonly block: string;
  readonly expansion: boolean;
  readonly snapshots: boolean;
  readonly clones: boolean;
  readonly reach: Reach;
  readonly binding: Binding;
  /** Keys of allowed topologies, the best first; a key that ends in `*` stands for all keys with that beginning. */
  readonly topologyKeys: string[];
  /** Values of the standard key for the file system; none if the driver makes no file system, or has a key of its own. */
  readonly fileSystems: string[];
  /** Names of parameters that differ from those of the typed props. */
  readonly keys?: { readonly [prop: string]: string };
  /** Parameters that the driver requires in every class, with their only value. */
  readonly fixed?: { readonly [key: string]: string };
  readonly rules?: ParameterRules;
  /** Secrets that a class has to name. */
  readonly secrets?: string[];
  readonly minGibibytes?: number;
  readonly maxGibibytes?: number;
  /** Minimum by the value of a parameter, where it depends on one. */
  readonly minGibibytesBy?: { readonly parameter: string; readonly min: { readonly [value: string]: number } };
  /** Volumes that a node takes, where the number is the same for all nodes. */
  readonly volumesPerNode?: number;
  /** Whether the pod's fsGroup has no effect, because owners are set elsewhere. */
  readonly ignoresFsGroup?: boolean;
  /**
   * Whether a volume is a directory of an existing file system, so that a new volume is empty. The root of a new ext4 file
   * system contains `lost+found`.
   */
  readonly isDirectory?: boolean;
  readonly testOnly?: boolean;
}

/** Condition under which an access mode is allowed. */
export interface Condition {
  readonly text: string;
  /** Parameter of the class that decides, with the values that allow the mode, or those that forbid it. */
  readonly parameter?: string;
  readonly values?: string[];
  readonly except?: string[];
  /** The claim has to be filled from a snapshot or another claim. */
  readonly source?: boolean;
  /** Manifests do not tell: a warning. */
  readonly outside?: boolean;
}

/** Conditions by their names in {@link DriverFacts}. */
export const CONDITIONS: { readonly [name: string]: Condition } = {
  ebsMultiAttach: { text: 'block volumes of the type io2, in one zone', parameter: 'type', values: ['io2'] },
  source: { text: 'volumes that are filled from a snapshot or another claim', source: true },
  sourceOrHyperdiskMl: {
    text: 'volumes that are filled from a snapshot or another claim, or of the type hyperdisk-ml',
    source: true,
    parameter: 'type',
    values: ['hyperdisk-ml'],
  },
  gceMultiWriter: {
    text: 'block volumes of a type that takes several writers',
    parameter: 'type',
    except: ['hyperdisk-throughput', 'hyperdisk-extreme'],
    outside: true,
  },
  azureShared: { text: 'block volumes of a class with maxShares from 2', parameter: 'maxShares', except: ['', '0', '1'] },
  vsanFile: { text: 'clusters with vSAN file services', outside: true },
  cinderMultiattach: { text: 'volume types with multiattach', outside: true },
  powerFlexNfs: { text: 'classes with fsType nfs', parameter: 'csi.storage.k8s.io/fstype', values: ['nfs'] },
  sharedV4: { text: 'classes with sharedV4', parameter: 'sharedv4', values: ['true'] },
  notStrictLocal: { text: 'classes whose dataLocality is not strict-local', parameter: 'dataLocality', except: ['strict-local'] },
  migratable: { text: 'classes with migratable, for virtual machines', parameter: 'migratable', values: ['true'] },
  rwxBlock: { text: 'classes with rwxBlock', parameter: 'rwxBlock', values: ['true'] },
  sharedPath: { text: 'provisioners that are configured with a shared file system', outside: true },
  linstorNfs: { text: 'clusters with the NFS server of piraeus-operator 2.10', outside: true },
  liveMigration: { text: 'the migration of virtual machines', outside: true },
};

/** Block storage of a zone with all features. A driver lists what differs. */
export const ZONAL_BLOCK = {
  filesystem: 'ok ok no no',
  block: 'ok ok no no',
  expansion: true,
  snapshots: true,
  clones: true,
  reach: 'zone',
  binding: 'wait',
  fileSystems: ['ext4', 'xfs'],
} satisfies Partial<DriverFacts>;

/** A file server that every node reaches. */
export const FILE_SERVER = {
  filesystem: 'ok ok ok ok',
  block: 'no no no no',
  expansion: true,
  snapshots: true,
  clones: true,
  reach: 'anywhere',
  binding: 'any',
  topologyKeys: [],
  fileSystems: [],
  isDirectory: true,
} satisfies Partial<DriverFacts>;

/** A disk of one node. */
export const NODE_DISK = {
  filesystem: 'ok ok no no',
  block: 'ok ok no no',
  expansion: true,
  snapshots: true,
  clones: false,
  reach: 'node',
  binding: 'wait',
  fileSystems: [],
} satisfies Partial<DriverFacts>;
