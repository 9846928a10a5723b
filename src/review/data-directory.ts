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

/** Containers with images of engines that keep data. */
export function enginesOf({ pod, podPath }: Workload): EngineContainer[] {
  return (pod.containers ?? []).flatMap((container: any, i: number) => {
    const engine = engineOf(container.image ?? '');
    return engine ? [{ engine, container, path: [...podPath, 'containers', i], directories: directoriesOf(engine, container) }] : [];
  });
}

function directoriesOf({ dataDirectories, dataDirectoryEnv, dataDirectoryFlag }: EngineFacts, { env = [], command = [], args = [] }: any): string[] {
  const variable = env.find(({ name }: any) => name === dataDirectoryEnv);
  if (variable) {
    return variable.value ? [variable.value] : []; // From somewhere else.
  }
  const words: string[] = [...command, ...args].flatMap((word: string) => word.split(/\s+/));
  const at = dataDirectoryFlag === undefined ? -1 : words.findIndex(word => word === dataDirectoryFlag || word.startsWith(`${dataDirectoryFlag}=`));
  const named = at < 0 ? undefined : words[at].includes('=') ? words[at].slice(words[at].indexOf('=') + 1) : words[at + 1];
  return named === undefined ? dataDirectories : named.startsWith('/') ? [named] : [];
}
