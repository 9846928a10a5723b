import { DataDirectory, RoleFacts, Version } from './facts';
import { EngineImage } from './image';

/** How a container runs an image. */
export interface EngineProcess {
  /** Variables; one without a value gets it from elsewhere. */
  readonly env: { readonly name: string; readonly value?: string }[];
  /** Command and arguments. */
  readonly words: string[];
  /** Configuration files that it sees, by path. */
  readonly files?: { readonly path: string; readonly text: string }[];
}

/** A directory with data. */
export interface PlacedDirectory {
  readonly path: string;
  /** What is in it, where that is not all data. */
  readonly holds?: string;
  /** Whether something names it, and it is no default. */
  readonly isSaid: boolean;
}

/** Where an engine keeps its data. */
export interface DataPlaces {
  readonly directories: PlacedDirectory[];
  /** Whether one of the directories is enough: which of them it is depends on what is not known. */
  readonly isEither: boolean;
  /** What names a directory in a way that is not seen here: a variable, an argument. */
  readonly unseen?: string;
  /** What the process does that is not the usual one. */
  readonly role?: RoleFacts;
}

const NOTHING: DataPlaces = { directories: [], isEither: false };

/** Where a process of an engine keeps its data: as arguments, configuration, variables, role and image say, in this order. */
export function dataOf(image: EngineImage, process: EngineProcess): DataPlaces {
  const role = roleOf(image, process);
  if (role?.keepsNothing) {
    return { ...NOTHING, role };
  }
  const all = image.rows.map(({ directories, configFiles }) => {
    const read = { ...process, files: seen(process, configFiles) };
    return directories.flatMap((directory, i) => placeOf(directory, i === 0 ? role?.path : undefined, image.version, read));
  });
  const isEither = image.rows.length > 1 || !image.isKnown;
  const places = all.flat().filter(({ path, isSaid }) => path !== undefined && (isSaid || !image.isOther));
  const directories = places.filter(({ path }, i) => places.findIndex(other => other.path === path) === i)
    .map(({ path, holds, isSaid }) => ({ path: path!, holds, isSaid }));
  const unseen = all.flat().find(place => place.unseen !== undefined)?.unseen;
  return { directories, isEither: isEither && directories.length > 1, unseen, role };
}

interface Place {
  readonly path?: string;
  readonly holds?: string;
  readonly unseen?: string;
  readonly isSaid: boolean;
}

function placeOf(directory: DataDirectory, ofRole: string | undefined, version: Version | undefined, process: EngineProcess): Place[] {
  const { env: variables, words, files = [] } = process;
  const { path, holds, env = [], flags = [], setting } = directory;
  // The last one counts.
  const [flag] = argumentsOf(words, flags).slice(-1);
  const text = setting && files.map(file => setting.exec(file.text)?.slice(1).find(group => group !== undefined)).find(value => value !== undefined);
  const variable = env.flatMap(name => variables.find(candidate => candidate.name === name) ?? [])[0];
  const [value, by] = flag ? [flag.value, flag.name]
    : text !== undefined ? [text, undefined] : variable ? [variable.value, variable.name] : [undefined, undefined];
  if (value === undefined && by === undefined) {
    const usual = ofRole ?? (path?.includes('{major}') && version === undefined ? undefined : path?.replace('{major}', String(version?.[0])));
    return [{ path: usual, holds, isSaid: false }];
  }
  // Several are separated by commas. What is relative, or built of other variables, is not seen here.
  const paths = (value ?? '').split(',').map(one => one.trim()).filter(one => /^(\/|[A-Z]:\\)/.test(one) && !one.includes('$('));
  return paths.length > 0 ? paths.map(one => ({ path: one, holds, isSaid: true })) : [{ unseen: by, isSaid: true }];
}

/** An argument, written `--flag=value` or `--flag value`. */
export interface Argument {
  readonly name: string;
  /** None if nothing follows. */
  readonly value?: string;
}

/** The arguments of some names, in their order. */
export function argumentsOf(words: string[], flags: string[]): Argument[] {
  return words.flatMap((word, i) => flags.filter(flag => word === flag || word.startsWith(`${flag}=`))
    .map(name => ({ name, value: word === name ? words[i + 1] : word.slice(name.length + 1) })));
}

/** Whether a process runs a shell or a script, which may do what the words do not show. */
export function runsShell(words: string[]): boolean {
  return words.some(word => /(^|\/)(ba|da|a)?sh$|\.sh$/.test(word));
}

/** Configuration files that the process reads: those that its words name, and those that it reads without being told. */
function seen({ words, files = [] }: EngineProcess, usual: string[] = []): NonNullable<EngineProcess['files']> {
  return files.filter(({ path }) => words.some(word => word.includes(path)) || usual.some(file => file === path || (file.endsWith('/') && path.startsWith(file))));
}

/** What a process does that is not the usual one, if arguments or variables say so. */
export function roleOf(image: EngineImage, process: EngineProcess): RoleFacts | undefined {
  return image.engine.roles?.find(role => hasRole(role, image, process));
}

function hasRole({ flags = [], env, alsoEnv, maker }: RoleFacts, { rows }: EngineImage, { words, env: variables }: EngineProcess): boolean {
  const isSet = (wanted: RoleFacts['env']) => variables.some(({ name, value }) => wanted?.name.test(name) && (wanted.value === undefined || (value !== undefined && wanted.value.test(value))));
  return (maker === undefined || rows.every(row => row.maker === maker))
    && (words.some(word => flags.includes(word))
      || (isSet(env) && (alsoEnv === undefined || isSet(alsoEnv))));
}
