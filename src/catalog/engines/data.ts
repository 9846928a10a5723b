import { DataDirectory, RoleFacts, Version } from './facts';
import { EngineImage } from './image';

/** How a container runs an image. */
export interface EngineProcess {
  /** Variables. A variable without a value gets its value from an object, such as a Secret. */
  readonly env: { readonly name: string; readonly value?: string }[];
  /** Command and arguments. */
  readonly words: string[];
  /** Configuration files in the container, by path. */
  readonly files?: { readonly path: string; readonly text: string }[];
}

/** Settings of a process, one a line: `NAME=value` for each variable, the words of its command, its configuration files. */
export function processText({ env, words, files = [] }: EngineProcess): string {
  return [...env.map(({ name, value = '' }) => `${name}=${value}`), ...words, ...files.map(({ text }) => text)].join('\n');
}

/** A directory with data. */
export interface PlacedDirectory {
  readonly path: string;
  /** Part of the data that is in it, where it does not have all data. */
  readonly holds?: string;
  /** Whether a variable, an argument or a file names it, and it is not the default. */
  readonly isSaid: boolean;
}

/** Where an engine keeps its data. */
export interface DataPlaces {
  readonly directories: PlacedDirectory[];
  /** Whether only one of the directories has data, and it is not known which. */
  readonly isEither: boolean;
  /** Variable or argument that names a directory, and whose value is not known. */
  readonly unseen?: string;
  /** Role of the process, if it is not the usual one. */
  readonly role?: RoleFacts;
}

const NOTHING: DataPlaces = { directories: [], isEither: false };

/** Where a process of an engine keeps its data, by its arguments, configuration, variables, role and image, in this order. */
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
  // Several paths are separated by commas. Relative paths, and paths with references to variables, are not known.
  const paths = (value ?? '').split(',').map(one => one.trim()).filter(one => /^(\/|[A-Z]:\\)/.test(one) && !one.includes('$('));
  return paths.length > 0 ? paths.map(one => ({ path: one, holds, isSaid: true })) : [{ unseen: by, isSaid: true }];
}

/** An argument, written `--flag=value` or `--flag value`. */
export interface Argument {
  readonly name: string;
  /** None if no word follows. */
  readonly value?: string;
}

/** The arguments of some names, in their order. */
export function argumentsOf(words: string[], flags: string[]): Argument[] {
  return words.flatMap((word, i) => flags.filter(flag => word === flag || word.startsWith(`${flag}=`))
    .map(name => ({ name, value: word === name ? words[i + 1] : word.slice(name.length + 1) })));
}

/** Whether a process runs a shell or a script, whose effects the words do not show. */
export function runsShell(words: string[]): boolean {
  return words.some(word => /(^|\/)(ba|da|a)?sh$|\.sh$/.test(word));
}

/** Configuration files that the process reads: those that its words name, or a script that they name, and those of its image. */
function seen({ words, files = [] }: EngineProcess, usual: string[] = []): NonNullable<EngineProcess['files']> {
  const isUsual = (path: string) => usual.some(file => file === path || (file.endsWith('/') && path.startsWith(file)));
  const named = files.filter(({ path }) => words.some(word => word.includes(path)));
  const scripts = named.filter(({ path }) => path.endsWith('.sh'));
  return files.filter(file => isUsual(file.path) || named.includes(file) || scripts.some(({ text }) => text.includes(file.path)));
}

/** Role of a process, if arguments or variables give it another than the usual one. */
export function roleOf(image: EngineImage, process: EngineProcess): RoleFacts | undefined {
  return image.engine.roles?.find(role => hasRole(role, image, process));
}

function hasRole({ flags = [], env, alsoEnv, maker }: RoleFacts, { rows }: EngineImage, { words, env: variables }: EngineProcess): boolean {
  const isSet = (wanted: RoleFacts['env']) =>
    variables.some(({ name, value }) => wanted?.name.test(name) && (wanted.value === undefined || (value !== undefined && wanted.value.test(value))));
  return (maker === undefined || rows.every(row => row.maker === maker))
    && (words.some(word => flags.includes(word))
      || (isSet(env) && (alsoEnv === undefined || isSet(alsoEnv))));
}
