import { Workload } from './inventory';
import { Path } from './source';
import { EngineFacts, engineOf } from '../catalog/engines';

/** A container of an engine that is known, and where it keeps its data. */
export interface EngineContainer {
  readonly engine: EngineFacts;
  readonly container: any;
  readonly path: Path;
  /** None if only a configuration file says. */
  readonly directories: string[];
}

/** Programs of the same images that keep nothing. */
const KEEPS_NOTHING = ['mongos', 'mongosh', 'redis-cli', 'redis-sentinel', 'valkey-cli', 'valkey-sentinel', 'psql', 'pg_dump', 'pg_isready', 'mysqldump', 'mysqladmin', 'sleep'];

/** Containers with images of engines that keep data. */
export function enginesOf({ pod, podPath }: Workload): EngineContainer[] {
  return (pod.containers ?? []).flatMap((container: any, i: number) => {
    const engine = engineOf(container.image ?? '');
    return engine && !keepsNothing(container) ? [{ engine, container, path: [...podPath, 'containers', i], directories: directoriesOf(engine, container) }] : [];
  });
}

/** Whether the container runs another program of the image, or is told to write nothing: `--save ""`. */
function keepsNothing({ command, args }: any): boolean {
  const words: string[] = [...command ?? [], ...args ?? []];
  const saves = words.indexOf('--save');
  return KEEPS_NOTHING.includes((words[0] ?? '').replace(/^.*\//, '')) || words.includes('--sentinel')
    || (saves >= 0 && ['', '""'].includes(words[saves + 1]) && words[words.indexOf('--appendonly') + 1] !== 'yes');
}

function directoriesOf({ dataDirectories, dataDirectoryEnv, dataDirectoryFlag }: EngineFacts, { env, command, args }: any): string[] {
  const variable = (env ?? []).find(({ name }: any) => name === dataDirectoryEnv);
  if (variable) {
    // From somewhere else, or built of other variables; several are separated by commas.
    return (variable.value ?? '').split(',').map((path: string) => path.trim()).filter((path: string) => path.startsWith('/'));
  }
  const words: string[] = [...command ?? [], ...args ?? []].flatMap((word: string) => word.split(/\s+/));
  const at = dataDirectoryFlag === undefined ? -1 : words.findIndex(word => word === dataDirectoryFlag || word.startsWith(`${dataDirectoryFlag}=`));
  const named = at < 0 ? undefined : words[at].includes('=') ? words[at].slice(words[at].indexOf('=') + 1) : words[at + 1];
  return named === undefined ? dataDirectories : named.startsWith('/') ? [named] : [];
}
