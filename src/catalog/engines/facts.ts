/**
 * What engines and their images do by themselves, as data. An image that is not here is taken at the user's word.
 */

/** Numbers of a version, the most significant first: `[7, 6]`. */
export type Version = readonly number[];

/** Versions from the first on and below the second; one that is left out is no limit. */
export interface VersionRange {
  readonly from?: Version;
  readonly below?: Version;
}

/** An engine, whoever builds its image. */
export interface EngineFacts {
  /** Name as its makers write it. */
  readonly name: string;
  /** Last parts of repository names by which an image of an unknown maker is taken for the engine. */
  readonly names: string[];
  /** The same of images that keep data in directories of their own. */
  readonly otherNames?: string[];
  /** Images of known makers. The first row that fits repository, version and tag counts. */
  readonly images: ImageFacts[];
  /** Whether members of this image join each other with nothing but its documented configuration. */
  readonly replicatesItself: boolean;
  /** Whether members need a majority. */
  readonly quorum: boolean;
  /** Seconds that a clean stop may need. */
  readonly minGraceSeconds: number;
  /** Settings with which it keeps data at all: without them its data directory holds nothing that a pod cannot make again. */
  readonly keepsOnRequest?: { readonly setting: RegExp; readonly evidence: string };
  /** What makes it write each change to a log, which a start after a kill replays. Engines without this fact always do. */
  readonly logsOnRequest?: { readonly setting: RegExp; readonly byDefaultOf: string[]; readonly evidence: string };
  /** Where its data is in a database or in memory: what may be in files of its own is not lost with the pod. */
  readonly keepsDataElsewhere?: boolean;
  /** Where it refuses the root of a new ext4 volume, because `lost+found` is in it. */
  readonly refusesVolumeRoot?: VolumeRootFacts;
  /** What a process does that is not the usual one of the image. The first that fits counts. */
  readonly roles?: RoleFacts[];
  /** What a cluster of it needs to be told. */
  readonly members?: MemberFacts;
  /** Programs of its images. */
  readonly programs?: ProgramFacts;
  /** What happens to its data in an update. */
  readonly updates?: EngineUpdateFacts;
  /** Whether the C library decides the order of texts in its indexes. */
  readonly sortsByLibrary?: boolean;
  /** Page of the engine's makers. */
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
  /** Tags of them, where another operating system below changes something. */
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
  /** Configuration files that the program reads without being told; a directory ends in `/`. */
  readonly configFiles?: string[];
  /** C library that it is built on, where its tags do not say it. */
  readonly library?: 'glibc' | 'musl';
  /** Numbers of user and group that the program runs as. */
  readonly user?: number;
  readonly group?: number;
  /** Ports by what they are for. */
  readonly ports: { readonly [use: string]: number };
  /** Dockerfile, or the page of the makers. */
  readonly evidence: string;
}

/** How a tag names the version of the engine. */
export interface TagVersion {
  /** Finds it; the first group is the version. */
  readonly pattern?: RegExp;
  /** Of a distribution with numbers of its own: by its first number, the engine's first number and what is added to the second one. */
  readonly byDistribution?: { readonly [major: number]: Version };
}

/** A directory with data. */
export interface DataDirectory {
  /** Where it is if nothing says otherwise; `{major}` stands for the first number of the version. None if that depends on where the program is started. */
  readonly path?: string;
  /** What is in it, where that is not all data. */
  readonly holds?: string;
  /** Variables of the image that name another one, or several with commas between. */
  readonly env?: string[];
  /** Arguments that do so. */
  readonly flags?: string[];
  /** Settings of the configuration file that do so; the first group is the path. */
  readonly setting?: RegExp;
}

/** What a process does that is not the usual one. */
export interface RoleFacts {
  readonly name: string;
  /** Arguments that give it the role. */
  readonly flags?: string[];
  /** Names of variables that do so, and the values that they have then. */
  readonly env?: { readonly name: RegExp; readonly value?: RegExp };
  /** Another variable that has to have a value as well. */
  readonly alsoEnv?: { readonly name: RegExp; readonly value?: RegExp };
  /** Images that it is about; all if left out. */
  readonly maker?: string;
  /** Where it keeps its data if nothing says otherwise. */
  readonly path?: string;
  /** Whether it keeps none. */
  readonly keepsNothing?: boolean;
  readonly evidence: string;
}

/** Where an engine refuses the root of a new volume. */
export interface VolumeRootFacts extends VersionRange {
  /** Argument with which it looks past `lost+found`. */
  readonly unless?: string;
  readonly evidence: string;
}

/** What members of a cluster are told. */
export interface MemberFacts {
  /** What tells one member from the others: each has to have a value of its own. */
  readonly identity?: {
    readonly env?: string[];
    readonly flags?: string[];
    /** What every member is if nothing says otherwise. None if that is the name of its pod. */
    readonly byDefault?: string;
  };
  /** Words of variables, arguments and configuration that say where the others are. */
  readonly peers?: RegExp;
  /** What to set so that they find each other. */
  readonly remedy: string;
  readonly evidence: string;
}

/** Programs of the images of an engine, as commands and scripts name them: parts of regular expressions. */
export interface ProgramFacts {
  /** Those that serve. */
  readonly servers?: string[];
  /** Clients and tools, which keep nothing. */
  readonly tools?: string[];
}

/** What an engine does when its release, its members or its first settings change. */
export interface EngineUpdateFacts {
  /** How many parts of a version name a series of releases that share the form of their data. */
  readonly seriesParts: number;
  /** What a release of another series does with the data: refuse it, or convert it so that the former one refuses it. */
  readonly otherSeries: 'refuses' | 'converts';
  /** Releases of several series that read and write each other's data. */
  readonly sameFormat?: readonly VersionRange[];
  /** The oldest release whose data a newer release starts on: older data is upgraded in several steps. */
  readonly startsOnlyFrom?: readonly { readonly versions: VersionRange; readonly oldest: Version; readonly evidence: string }[];
  /** How data goes to an engine or release that cannot read it, for a person to do; by default, by a dump. */
  readonly transfer?: string;
  /** Engines whose data it goes on with: whose, of which versions, and its own versions that do. */
  readonly continues?: { readonly engine: string; readonly versions: VersionRange; readonly by?: VersionRange; readonly evidence: string }[];
  /** Whether each member has all data, or a part of it. Not said where that depends on how it is set up. */
  readonly copies?: 'full' | 'parts';
  /** How data and votes of a member go to the others, for a person to do. */
  readonly drain?: string;
  /** Variables that the image reads when its volume is empty, and never again. */
  readonly firstStartEnv: string[];
  /** How to change in the engine what such a variable said, for a person to do. */
  readonly inEngine?: { readonly [variable: string]: string };
  /** How all data goes to an empty volume of a newer release. */
  readonly dump?: DumpFacts;
  /** Page of the engine's makers. */
  readonly evidence: string;
}

/** Commands for a shell in the container of the engine. */
export interface DumpFacts {
  /** Writes everything to standard output. */
  readonly dump: string;
  /** Prints how much there is, the same before and after. */
  readonly contents: string;
  /** What stands near the end of a dump that is whole. */
  readonly lastLine: string;
  /** Reads it from standard input. */
  readonly load: string;
  /** What errors of the load look like, and those that mean nothing. */
  readonly isError: string;
  readonly isHarmless: string;
  /** What to do with what was loaded. */
  readonly after: string;
  readonly evidence: string;
}

/** Images that Docker's library holds, on whatever registry. */
export const OFFICIAL = 'Docker Official Images';
/** Images of Bitnami, whose registry became `bitnamilegacy` in 2025. */
export const BITNAMI = 'Bitnami';

/** An engine whose image makes no cluster by itself. */
export const SINGLE = { replicatesItself: false, quorum: false } satisfies Partial<EngineFacts>;
/** An engine whose members find each other by configuration and need a majority. */
export const QUORUM = { replicatesItself: true, quorum: true } satisfies Partial<EngineFacts>;

/** What all images of Bitnami have. */
export function bitnami(name: string): Pick<ImageFacts, 'maker' | 'repositories' | 'declaredVolumes' | 'user' | 'evidence'> {
  return {
    maker: BITNAMI,
    repositories: [`bitnami/${name}`, `bitnamilegacy/${name}`],
    declaredVolumes: [],
    user: 1001,
    evidence: `https://github.com/bitnami/containers/blob/main/bitnami/${name}/README.md`,
  };
}
