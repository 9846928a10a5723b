/**
 * What storage drivers can do and what they want to be told, as data.
 *
 * @see https://kubernetes-csi.github.io/docs/drivers.html
 */

/** Access modes in the order of the cells of {@link DriverFacts}. */
export const MODES = ['ReadWriteOnce', 'ReadWriteOncePod', 'ReadOnlyMany', 'ReadWriteMany'];

/** How far a volume can be reached. */
export type Reach = 'node' | 'zone' | 'region' | 'anywhere';

/** When a claim is allowed to get its volume: at will, better late, only late. */
export type Binding = 'any' | 'wait' | 'mustWait';

/** What a class has to say beyond the types of its parameters. */
export interface ParameterRules {
  /** Keys without which the driver refuses. */
  readonly required?: string[];
  /** Groups of keys of which exactly one is given. */
  readonly oneOf?: string[][];
  /** Pairs of keys that exclude each other. */
  readonly exclusive?: [string, string][];
  /** A key (with a value, if given) that needs another key (with one of the values, if given). */
  readonly needs?: { readonly key: string; readonly value?: string; readonly other: string; readonly values?: string[] }[];
  /** Values of keys with a closed set. */
  readonly allowed?: { readonly [key: string]: string[] };
  /** Keys that the driver would refuse are all that it does not list. */
  readonly known?: string[];
}

/** One driver. */
export interface DriverFacts {
  /** Name as its makers write it. */
  readonly title: string;
  /** What each access mode needs, file system volumes first: `ok`, `no`, `unknown` or a key of {@link CONDITIONS}. */
  readonly filesystem: string;
  readonly block: string;
  readonly expansion: boolean;
  readonly snapshots: boolean;
  readonly clones: boolean;
  readonly reach: Reach;
  readonly binding: Binding;
  /** Keys of allowed topologies, the best first; one that ends in `*` stands for all with that beginning. */
  readonly topologyKeys: string[];
  /** File systems of the standard key; none if the driver does not make one, or has a key of its own. */
  readonly fileSystems: string[];
  /** Spelling of parameters that differs from the names of the typed props. */
  readonly keys?: { readonly [prop: string]: string };
  /** Parameters that the driver wants in every class. */
  readonly fixed?: { readonly [key: string]: string };
  readonly rules?: ParameterRules;
  /** Secrets that a class has to name. */
  readonly secrets?: string[];
  readonly minGibibytes?: number;
  readonly maxGibibytes?: number;
  /** Minimum by the value of a parameter, where it differs. */
  readonly minGibibytesBy?: { readonly parameter: string; readonly min: { readonly [value: string]: number } };
  /** Volumes that a node takes, where that is one number. */
  readonly volumesPerNode?: number;
  /** Whether the pod's fsGroup has no effect, because owners are set elsewhere. */
  readonly ignoresFsGroup?: boolean;
  /** Whether a volume is a directory of a file system that is there already, so that a new one is empty: the root of a new ext4 holds `lost+found`. */
  readonly isDirectory?: boolean;
  readonly testOnly?: boolean;
}

/** When an access mode is allowed that is not always. */
export interface Condition {
  readonly text: string;
  /** Parameter of the class that decides, with the values that allow, or the ones that forbid. */
  readonly parameter?: string;
  readonly values?: string[];
  readonly except?: string[];
  /** The claim has to be filled from a snapshot or another claim. */
  readonly source?: boolean;
  /** Nobody can know it from the manifests: a warning. */
  readonly outside?: boolean;
}

/** The conditions that cells name. */
export const CONDITIONS: { readonly [name: string]: Condition } = {
  ebsMultiAttach: { text: 'block volumes of the type io2, in one zone', parameter: 'type', values: ['io2'] },
  source: { text: 'volumes that are filled from a snapshot or another claim', source: true },
  sourceOrHyperdiskMl: { text: 'volumes that are filled from a snapshot or another claim, or of the type hyperdisk-ml', source: true, parameter: 'type', values: ['hyperdisk-ml'] },
  gceMultiWriter: { text: 'block volumes of a type that takes several writers', parameter: 'type', except: ['hyperdisk-throughput', 'hyperdisk-extreme'], outside: true },
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

/** A driver that is like no other only in what is listed: block storage of a zone with everything. */
export const ZONAL_BLOCK = {
  filesystem: 'ok ok no no', block: 'ok ok no no', expansion: true, snapshots: true, clones: true, reach: 'zone', binding: 'wait', fileSystems: ['ext4', 'xfs'],
} satisfies Partial<DriverFacts>;

/** A file server that every node reaches. */
export const FILE_SERVER = {
  filesystem: 'ok ok ok ok', block: 'no no no no', expansion: true, snapshots: true, clones: true, reach: 'anywhere', binding: 'any', topologyKeys: [], fileSystems: [], isDirectory: true,
} satisfies Partial<DriverFacts>;

/** A disk of one node. */
export const NODE_DISK = {
  filesystem: 'ok ok no no', block: 'ok ok no no', expansion: true, snapshots: true, clones: false, reach: 'node', binding: 'wait', fileSystems: [],
} satisfies Partial<DriverFacts>;
