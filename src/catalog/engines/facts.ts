/**
 * Facts about engines and their images, as data. For an image that is not here, only the props and the manifests count.
 */

/** Numbers of a version, the most significant first: `[7, 6]`. */
export type Version = readonly number[];

/** Versions from the first on and below the second. A missing limit is no limit. */
export interface VersionRange {
  readonly from?: Version;
  readonly below?: Version;
}

/** An engine, whoever builds its image. */
export interface EngineFacts {
  /** Name as its makers write it. */
  readonly name: string;
  /** Last parts of repository names: an image of an unknown maker with such a name is treated as this engine. */
  readonly names: string[];
  /** The same, for images whose data directories only their makers know. */
  readonly otherNames?: string[];
  /** Images of known makers. The first row that fits repository, version and tag counts. */
  readonly images: ImageFacts[];
  /** Whether members of this image join each other with nothing but its documented configuration. */
  readonly replicatesItself: boolean;
  /** Whether members need a majority. */
  readonly quorum: boolean;
  /** Seconds that a clean stop may need. */
  readonly minGraceSeconds: number;
  /** Settings with which it keeps data on disk at all. Without them its data directory holds nothing that a pod cannot make again. */
  readonly keepsOnRequest?: { readonly setting: RegExp; readonly evidence: string };
  /** Settings that make it write each change to a log, which a start after a kill replays. Engines without this fact always do. */
  readonly logsOnRequest?: { readonly setting: RegExp; readonly byDefaultOf: string[]; readonly evidence: string };
  /** For an engine that answers while it reads its data: what a probe looks for that takes only other answers, or this one too. */
  readonly answersInRecovery?: { readonly rejectedBy: RegExp; readonly acceptedBy: RegExp; readonly evidence: string };
  /** Whether it keeps its data in plain files: a start after a kill has no log to replay. */
  readonly keepsPlainFiles?: boolean;
  /** Whether its data is in a database elsewhere or in memory, so that files in the container may end with the pod. */
  readonly keepsDataElsewhere?: boolean;
  /** Versions that refuse the root of a new ext4 volume, because `lost+found` is in it. */
  readonly refusesVolumeRoot?: VolumeRootFacts;
  /** Roles that a process can have instead of the usual one. The first role that fits counts. */
  readonly roles?: RoleFacts[];
  /** What members of a cluster have to be told. */
  readonly members?: MemberFacts;
  /** Programs of its images. */
  readonly programs?: ProgramFacts;
  /** What an update does to its data. */
  readonly updates?: EngineUpdateFacts;
  /** What it needs of its nodes. */
  readonly nodeSetting?: NodeSettingFacts;
  /** Whether the C library decides the sort order of text in its indexes. */
  readonly sortsByLibrary?: boolean;
  /** Page of the makers of the engine. */
  readonly evidence: string;
}

/** Images of a maker, of some versions and with some tags. */
export interface ImageFacts {
  /** Who builds them. */
  readonly maker: string;
  /** Last two parts of the repository; `library/NAME` stands for images without a parent, on whatever registry. */
  readonly repositories: string[];
  /** Versions of the engine. */
  readonly versions?: VersionRange;
  /** Tags of these images, where the variant in the tag changes something. */
  readonly tags?: RegExp;
  /** How tags name the version of the engine; by default it is their first number. */
  readonly tagVersion?: TagVersion;
  /** Directories that hold the data; all of them have to be on a volume that stays. */
  readonly directories: DataDirectory[];
  /**
   * Directories that the image declares as volumes: the runtime puts an empty one there, which ends with the container,
   * unless something is mounted at exactly this path. What is mounted above it is hidden by it.
   */
  readonly declaredVolumes: string[];
  /**
   * Directories outside of data and declared volumes that the image writes to. With a read-only root file system, each
   * of them needs a volume; an image without this list needs none.
   */
  readonly scratch?: ScratchDirectory[];
  /** Configuration files that the program reads without being told; a directory ends in `/`. */
  readonly configFiles?: string[];
  /** C library of the base image, where tags do not name it. */
  readonly library?: 'glibc' | 'musl';
  /** Numbers of user and group that the program runs as. */
  readonly user?: number;
  readonly group?: number;
  /** Ports by their use. */
  readonly ports: { readonly [use: string]: number };
  /** Dockerfile, or the page of the makers. */
  readonly evidence: string;
}

/** How a tag names the version of the engine. */
export interface TagVersion {
  /** The first group is the version. */
  readonly pattern?: RegExp;
  /** For a distribution with its own numbers: by its first number, the first number of the engine and an addend for the second. */
  readonly byDistribution?: { readonly [major: number]: Version };
}

/** A directory with data. */
export interface DataDirectory {
  /**
   * Where it is if nothing says otherwise; `{major}` stands for the first number of the version. None if the image has no
   * default, or if the default depends on where the program is started.
   */
  readonly path?: string;
  /** Part of the data that is in it, where it does not have all data. */
  readonly holds?: string;
  /** Variables of the image that name another directory, or several, separated by commas. */
  readonly env?: string[];
  /** Arguments that do the same. */
  readonly flags?: string[];
  /** Settings of the configuration file that do the same; the first group is the path. */
  readonly setting?: RegExp;
}

/** A directory that a program writes to, and whose content may end with the container. */
export interface ScratchDirectory {
  readonly path: string;
  /** What the program writes there. */
  readonly holds: string;
  /** Whether an empty volume hides files of the image that the program needs to start, or only makes use of. */
  readonly imageFiles?: 'needed' | 'useful';
  /** Settings that lead the program elsewhere; found in {@link processText}. */
  readonly unless?: RegExp;
  /** Settings without which nothing is written there; found in {@link processText}. */
  readonly when?: RegExp;
  readonly evidence: string;
}

/** A role that a process can have instead of the usual one. */
export interface RoleFacts {
  readonly name: string;
  /** Arguments that give it the role. */
  readonly flags?: string[];
  /** Variables that give it the role, with the values that do so. */
  readonly env?: { readonly name: RegExp; readonly value?: RegExp };
  /** Another variable that has to have a value as well. */
  readonly alsoEnv?: { readonly name: RegExp; readonly value?: RegExp };
  /** Maker of the images that have the role; all makers if left out. */
  readonly maker?: string;
  /** Default data directory in this role. */
  readonly path?: string;
  /** Whether the role has no data. */
  readonly keepsNothing?: boolean;
  /** Whether the role has no vote in an engine that needs a quorum. */
  readonly hasNoVote?: boolean;
  readonly evidence: string;
}

/** A kernel parameter of nodes. */
export interface NodeSettingFacts {
  readonly name: string;
  /** The least value. */
  readonly value: string;
  /** Matches settings of a pod with which the engine does not need the parameter. */
  readonly unless: RegExp;
  readonly evidence: string;
}

/** Versions of an engine that refuse the root of a new volume. */
export interface VolumeRootFacts extends VersionRange {
  /** Argument that makes the engine ignore `lost+found`. */
  readonly unless?: string;
  readonly evidence: string;
}

/** What members of a cluster have to be told. */
export interface MemberFacts {
  /** Settings that identify a member: each member needs its own value. */
  readonly identity?: {
    readonly env?: string[];
    readonly flags?: string[];
    /** Default that all members share; none if the default is the name of the pod. */
    readonly byDefault?: string;
  };
  /** Words of variables, arguments and configuration that tell a member where the others are. */
  readonly peers?: RegExp;
  /** What to set so that members find each other. */
  readonly remedy: string;
  readonly evidence: string;
}

/** Programs of the images of an engine, as commands and scripts name them: parts of regular expressions. */
export interface ProgramFacts {
  /** Programs that serve. */
  readonly servers?: string[];
  /** Clients and tools, which keep no data. */
  readonly tools?: string[];
}

/** What an engine does when its release, its members or its first-start settings change. */
export interface EngineUpdateFacts {
  /** Number of version parts that name a series of releases with one data format. */
  readonly seriesParts: number;
  /** What a newer series does with the data: it refuses the data, or converts it so that the former series refuses it. */
  readonly otherSeries: 'refuses' | 'converts';
  /** Oldest releases from which an upgrade is supported, where that is not any release. Older data is upgraded in several steps. */
  readonly upgradesFrom?: readonly OldestReleaseFacts[];
  /** Supported way back to the former series. */
  readonly downgrade?: DowngradeFacts;
  /** Releases of several series that read and write each other's data. */
  readonly sameFormat?: readonly VersionRange[];
  /** Instruction that moves data to an engine or release that cannot read it. The default is a dump. */
  readonly transfer?: string;
  /** Other engines whose data it can use: from which of their versions, and in which of its own versions. */
  readonly continues?: { readonly engine: string; readonly versions: VersionRange; readonly by?: VersionRange; readonly evidence: string }[];
  /** Whether each member has all data, or a part of it. Left out where that depends on the configuration. */
  readonly copies?: 'full' | 'parts';
  /** Instruction that moves the data and votes of a member to the others. */
  readonly drain?: string;
  /** Variables that the image reads only when its volume is empty. */
  readonly firstStartEnv: string[];
  /** Instruction that changes in the engine what such a variable has set. */
  readonly inEngine?: { readonly [variable: string]: string };
  /** Commands that move all data to an empty volume of a newer release. */
  readonly dump?: DumpFacts;
  /** Page of the makers of the engine. */
  readonly evidence: string;
}

/** The oldest release from which an upgrade to some versions is supported. */
export interface OldestReleaseFacts {
  readonly versions: VersionRange;
  readonly oldest: Version;
  /** Whether these versions start on older data, although that is not supported. */
  readonly startsOnOlder?: boolean;
  readonly evidence: string;
}

/** A way from a series back to the former one, without a backup. */
export interface DowngradeFacts {
  /** Releases that have it. */
  readonly versions: VersionRange;
  /** Instruction for the running cluster of the newer series; `{series}` stands for the older one. */
  readonly instruction: string;
  readonly evidence: string;
}

/** Commands for a shell in the container of the engine. */
export interface DumpFacts {
  /** Writes everything to standard output. */
  readonly dump: string;
  /** Prints the amount of data, which is the same before and after. */
  readonly contents: string;
  /** Text near the end of a complete dump. */
  readonly lastLine: string;
  /** Loads a dump from standard input. */
  readonly load: string;
  /** Patterns of errors of the load, and of harmless ones among them. */
  readonly isError: string;
  readonly isHarmless: string;
  /** Command to run after the load. */
  readonly after: string;
  readonly evidence: string;
}

/** Images of Docker's library, on any registry. */
export const OFFICIAL = 'Docker Official Images';
/** Images of Bitnami, whose registry became `bitnamilegacy` in 2025. */
export const BITNAMI = 'Bitnami';

/** An engine whose image does not form a cluster by itself. */
export const SINGLE = { replicatesItself: false, quorum: false } satisfies Partial<EngineFacts>;
/** An engine whose members find each other by configuration, and need a majority. */
export const QUORUM = { replicatesItself: true, quorum: true } satisfies Partial<EngineFacts>;

/**
 * What all images of Bitnami have. The README lists the directories among the environment variables; the user is in each
 * Dockerfile.
 *
 * @see https://github.com/bitnami/containers/blob/main/bitnami/postgresql/17/debian-12/Dockerfile
 */
export function bitnami(name: string): Pick<ImageFacts, 'maker' | 'repositories' | 'declaredVolumes' | 'user' | 'evidence'> {
  return {
    maker: BITNAMI,
    repositories: [`bitnami/${name}`, `bitnamilegacy/${name}`],
    declaredVolumes: [],
    user: 1001,
    evidence: `https://github.com/bitnami/containers/blob/main/bitnami/${name}/README.md`,
  };
}
