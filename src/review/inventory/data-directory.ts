import { enginesIn } from './engine-detection';
import { Workload } from './inventory';
import { EngineFacts } from '../../catalog/engines/engines';
import { Resource } from '../manifests/resource';
import { Path } from '../manifests/source';

/** A container of an engine that is known, and where it keeps its data. */
export interface EngineContainer {
  readonly engine: EngineFacts;
  readonly container: any;
  readonly path: Path;
  /** None if only a configuration file says. */
  readonly directories: string[];
}

/** Containers that run engines that keep data. */
export function enginesOf({ pod, podPath, resource }: Workload): EngineContainer[] {
  const engines = isStatic(resource) ? [] : enginesIn(pod.containers ?? []);
  return engines.filter(({ engine, container }) => !isCache(engine, container, resource.name, pod) && !isAgent(engine, resource.kind))
    .map(({ engine, container, i }) => ({ engine, container, path: [...podPath, 'containers', i], directories: directoriesOf(engine, container) }));
}

/** Whether the kubelet runs it from a file of its node, as etcd of kubeadm: the cluster's makers say how, and no claim is there yet. */
function isStatic({ kind, annotations, body }: Resource): boolean {
  return kind === 'Pod' && (body.metadata?.labels?.tier === 'control-plane' || Object.keys(annotations).some(key => key.startsWith('kubernetes.io/config.')));
}

/** Whether somebody calls it a cache, and gave it no claim. */
function isCache({ name }: EngineFacts, container: any, workload: string, pod: any): boolean {
  return name === 'Redis' && /cache/i.test(`${workload} ${container.name}`) && !(pod.volumes ?? []).some((volume: any) => volume.persistentVolumeClaim);
}

/** Agents of Consul on each node tell servers what they see, and can be made anew. */
function isAgent({ name }: EngineFacts, kind: string): boolean {
  return name === 'Consul' && kind === 'DaemonSet';
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
