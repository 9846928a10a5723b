import { ENGINES } from '.';
import { EngineFacts, ImageFacts, Version, VersionRange } from './facts';
import { imageParts } from '../image-reference';

/** An image of an engine, and the rows that describe it. */
export interface EngineImage {
  readonly engine: EngineFacts;
  /** One row if maker and version are known; several if the version is unknown; those of the usual image if the maker is unknown. */
  readonly rows: ImageFacts[];
  /** Version of the engine, if the maker is known and the tag names it. */
  readonly version?: Version;
  /** Version in the tag, whoever the maker is: an unknown maker may use version numbers of its own. */
  readonly tagged?: Version;
  /** Whether the maker is known, so that the rows are facts about this image. */
  readonly isKnown: boolean;
  /** Whether only its maker knows where it keeps its data. */
  readonly isOther: boolean;
}

const BY_REPOSITORY = new Map<string, { readonly engine: EngineFacts; readonly rows: ImageFacts[] }[]>();
const BY_NAME = new Map<string, EngineFacts>();
for (const engine of ENGINES) {
  for (const repository of new Set(engine.images.flatMap(({ repositories }) => repositories))) {
    const rows = engine.images.filter(({ repositories }) => repositories.includes(repository));
    BY_REPOSITORY.set(repository, [...BY_REPOSITORY.get(repository) ?? [], { engine, rows }]);
  }
  for (const name of [...engine.names, ...engine.otherNames ?? []]) {
    BY_NAME.set(name, engine);
  }
}

/** Cache: an app asks for the same few images many times. */
const FOUND = new Map<string, EngineImage | undefined>();

/** Facts about an image, on any registry: registries mirror each other. */
export function imageOf(image: string): EngineImage | undefined {
  if (!FOUND.has(image)) {
    FOUND.set(image, findImage(String(image)));
  }
  return FOUND.get(image);
}

/** The engine of an image, whoever built it. */
export function engineOf(image: string): EngineFacts | undefined {
  return imageOf(image)?.engine;
}

/** Directories that all rows of the image declare as volumes. */
export function declaredVolumesOf({ rows, isKnown }: EngineImage): string[] {
  const [first, ...others] = isKnown ? rows : [];
  return (first?.declaredVolumes ?? []).filter(volume => others.every(({ declaredVolumes }) => declaredVolumes.includes(volume)));
}

/** Whether the image, started with these words, refuses the root of a new ext4 volume. */
export function refusesVolumeRoot({ engine: { refusesVolumeRoot: facts }, version }: EngineImage, words: string[]): boolean {
  return facts !== undefined && (version === undefined || isIn(version, facts))
    && !words.some(word => facts.unless !== undefined && word.includes(facts.unless));
}

/**
 * Whether the name may mean another image later: no tag, `latest`, or only a major number of an engine whose next minor
 * release may change the data for good.
 */
export function isFloatingTag(image: string): boolean {
  const tag = tagOf(image);
  return !image.includes('@') && (tag === undefined || tag === 'latest' || (imageOf(image)?.isKnown === true && /^v?\d+$/.test(tag)));
}

/** Whether a version is in a range. */
export function isIn(version: Version, { from, below }: VersionRange): boolean {
  return (from === undefined || compareVersions(version, from) >= 0) && (below === undefined || compareVersions(version, below) < 0);
}

/** Below 0 if the first version is older. A missing part is equal to any. */
export function compareVersions(a: Version, b: Version): number {
  const at = a.findIndex((part, i) => b[i] !== undefined && part !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}

function findImage(image: string): EngineImage | undefined {
  const repository = repositoryOf(image);
  const tag = tagOf(image);
  const known = (BY_REPOSITORY.get(repository.slice(-2).join('/')) ?? []).flatMap(({ engine, rows }): EngineImage[] => {
    const fitting = rows.filter(({ tags, tagVersion }) =>
      (tags?.test(tag ?? '') ?? true) && (tag === undefined || tagVersion?.pattern?.test(tag) !== false));
    const version = fitting[0] && versionOf(tag, fitting[0]);
    // Of the rows with the tags of the first that fits, each range of versions counts.
    const ofSystem = fitting.filter(({ tags }) => String(tags) === String(fitting[0].tags));
    const ofVersion = ofSystem.filter(({ versions }) => version === undefined || versions === undefined || isIn(version, versions));
    return ofVersion.length > 0 ? [{
      engine, rows: version === undefined ? ofVersion : ofVersion.slice(0, 1), version, tagged: version, isKnown: true, isOther: false,
    }] : [];
  });
  if (known.length > 0) {
    return known[0];
  }
  const name = imageNameOf(image);
  const engine = BY_NAME.get(name);
  const [usual] = engine?.images ?? [];
  return engine && {
    engine,
    rows: engine.images.filter(({ repositories, tags }) => repositories[0] === usual.repositories[0] && !tags),
    tagged: usual && versionOf(tag, usual),
    isKnown: false,
    isOther: engine.otherNames?.includes(name) ?? false,
  };
}

function versionOf(tag: string | undefined, { tagVersion }: ImageFacts): Version | undefined {
  const text = tag === undefined ? undefined : (tagVersion?.pattern ?? /^v?(\d+(?:\.\d+)*)/).exec(tag)?.[1];
  const version = text?.split('.').map(Number);
  if (!version || !tagVersion?.byDistribution) {
    return version;
  }
  const base = tagVersion.byDistribution[version[0]];
  return base && (version.length > 1 ? [base[0], base[1] + version[1]] : [base[0]]);
}

/** Last part of the repository of an image. */
export function imageNameOf(image: string): string {
  const repository = repositoryOf(image);
  return repository[repository.length - 1];
}

/** Parts of the repository without the registry, because registries mirror each other. A repository without a parent is in the library. */
export function repositoryOf(image: string): string[] {
  const path = imageParts(image).rest.split('@')[0].replace(/:[^/]*$/, '').split('/');
  return path.length > 1 ? path : ['library', ...path];
}

function tagOf(image: string): string | undefined {
  return /:([^/:]+)$/.exec(image.split('@')[0])?.[1];
}
