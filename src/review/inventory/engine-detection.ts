import { roleOf } from '../../catalog/engines/data';
import { EngineFacts } from '../../catalog/engines/facts';
import { EngineImage, imageOf } from '../../catalog/engines/image';

/** Tools that most images contain. */
const TOOL = /^(curl|wget|nc|netcat|cat|echo|printf|true|false|test|ls|cp|mv|rm|ln|tar|chown|chmod|mkdir|date|nslookup|dig|openssl|sleep|tail)$/;
const SHELL = /^(ba|da|a)?sh$/;
/** Eviction policies of a cache. */
const EVICTS = /allkeys-(lru|lfu|random)/;

/** A container that runs an engine. */
export interface EngineRun {
  readonly engine: EngineFacts;
  readonly image: EngineImage;
  readonly container: any;
  /** Index of the container in the list. */
  readonly i: number;
}

/** Containers of a pod that run an engine. Where several have the image of one, those with a script of their own help the one that serves. */
export function enginesIn(containers: any[]): EngineRun[] {
  const all = containers.flatMap((container: any, i: number): EngineRun[] => {
    const image = imageOf(container.image ?? '');
    // An image has other programs too, and arguments may turn persistence off.
    return image && !isStateless(image, container) ? [{ engine: image.engine, image, container, i }] : [];
  });
  const serves = ({ engine, container: { command } }: EngineRun) => !command || serversOf(engine).test(command.join(' '));
  return all.filter(run => serves(run) || !all.some(other => other.engine === run.engine && other.container !== run.container && serves(other)));
}

/** Whether a container is a member that votes, of an engine that needs a quorum. */
export function votes({ engine, image, container: { env = [], command = [], args = [] } }: EngineRun): boolean {
  return engine.quorum && roleOf(image, { env, words: [...command, ...args] })?.hasNoVote !== true;
}

/** Whether a script that the manifests do not show decides which program a container runs, and with which settings. */
export function isScripted(engine: EngineFacts, { command }: any): boolean {
  return command !== undefined && !serversOf(engine).test(command.join(' '));
}

function isStateless(image: EngineImage, { command, args, env }: any): boolean {
  const { engine } = image;
  const words: string[] = [...command ?? [], ...args ?? []];
  const [first = ''] = words;
  const program = first.replace(/^.*\//, '');
  const saves = words.indexOf('--save');
  const writesNothing = saves >= 0 && ['', '""'].includes(words[saves + 1]) && words[words.indexOf('--appendonly') + 1] !== 'yes';
  // A shell says in its script what it runs; a script in a file does not.
  const said = SHELL.test(program) ? words.slice(1).join(' ') : first;
  return TOOL.test(program) || roleOf(image, { env: env ?? [], words })?.keepsNothing === true
    || (toolsOf(engine).test(said) && !serversOf(engine).test(said))
    || words.includes('--sentinel') || writesNothing || (EVICTS.test(words.join(' ')) && !words.includes('--appendonly'));
}

const SERVERS = new Map<EngineFacts, RegExp>();
const TOOLS = new Map<EngineFacts, RegExp>();

function serversOf(engine: EngineFacts): RegExp {
  return namesOf(SERVERS, engine, [...engine.programs?.servers ?? [], '[\\w-]*entrypoint[\\w.-]*']);
}

function toolsOf(engine: EngineFacts): RegExp {
  return namesOf(TOOLS, engine, [...engine.programs?.tools ?? [], 'sleep', 'tail']);
}

/** A pattern that finds programs in commands and scripts. */
function namesOf(found: Map<EngineFacts, RegExp>, engine: EngineFacts, programs: string[]): RegExp {
  const known = found.get(engine) ?? new RegExp(`(^|[\\s/;&|(])(${programs.join('|')})(\\s|$|["';])`);
  found.set(engine, known);
  return known;
}
