import { Workload, templatesOf } from './inventory';
import { EngineRun, enginesIn, isScripted } from './programs';
import { DataPlaces, EngineProcess, dataOf } from '../../catalog/engines/data';
import { Resource } from '../manifests/resource';
import { Path } from '../manifests/source';

/** A container of an engine that is known, and where it keeps its data. */
export interface EngineContainer extends EngineRun {
  readonly path: Path;
  readonly data: DataPlaces;
  /** Paths of its data; none if only something says where it is that is not seen here. */
  readonly directories: string[];
}

/** Containers that run engines that keep data. */
export function enginesOf(workload: Workload): EngineContainer[] {
  const { pod, podPath, resource } = workload;
  const engines = isStatic(resource) ? [] : enginesIn(pod.containers ?? []);
  return engines.filter(run => !isCache(run, resource, pod) && !isAgent(run, resource.kind)).map(run => {
    const data = dataOf(run.image, processOf(workload, run.container));
    return { ...run, path: [...podPath, 'containers', run.i], data, directories: data.directories.map(({ path }) => path) };
  });
}

/** How a container runs its image, with the configuration files among the objects that it mounts. */
export function processOf({ pod, configMap: dataOfConfigMap }: Workload, { command, args, env, volumeMounts }: any): EngineProcess {
  return {
    env: env ?? [],
    words: [...command ?? [], ...args ?? []].flatMap((word: string) => String(word).split(/\s+/)),
    files: (volumeMounts ?? []).flatMap(({ name, mountPath = '', subPath }: any) => {
      const configMap = (pod.volumes ?? []).find((volume: any) => volume.name === name)?.configMap;
      const data: { [key: string]: unknown } = configMap?.name ? dataOfConfigMap(configMap.name) : {};
      const items: { key: string; path: string }[] = configMap?.items ?? Object.keys(data).map(key => ({ key, path: key }));
      return items.filter(({ key, path }) => typeof data[key] === 'string' && (subPath === undefined || subPath === path))
        .map(({ key, path }) => ({ path: subPath === undefined ? `${mountPath.replace(/\/+$/, '')}/${path}` : mountPath, text: String(data[key]) }));
    }),
  };
}

/** Whether nothing but what is seen here says how an engine is set up: no script, no other container, no file and no variable of objects elsewhere. */
export function isAllSeen({ pod }: Workload, { engine, image, container }: EngineRun): boolean {
  const isElsewhere = ({ name }: any) => (pod.volumes ?? []).some((volume: any) => volume.name === name && (volume.configMap ?? volume.secret ?? volume.projected));
  return image.isKnown && !isScripted(engine, container) && (pod.initContainers ?? []).length === 0 && pod.containers.length === 1
    && container.envFrom === undefined && container.lifecycle === undefined && !(container.volumeMounts ?? []).some(isElsewhere)
    && ![...container.command ?? [], ...container.args ?? []].some((word: string) => /(^|\/)(ba|da|a)?sh$|\.sh$/.test(word));
}

/** Whether the kubelet runs it from a file of its node, as etcd of kubeadm: the cluster's makers say how, and no claim is there yet. */
function isStatic({ kind, annotations, body }: Resource): boolean {
  return kind === 'Pod' && (body.metadata?.labels?.tier === 'control-plane' || Object.keys(annotations).some(key => key.startsWith('kubernetes.io/config.')));
}

/** Whether somebody calls it a cache, and gave it no claim. */
function isCache({ engine, container }: EngineRun, resource: Resource, pod: any): boolean {
  const hasClaim = templatesOf(resource).length > 0 || (pod.volumes ?? []).some((volume: any) => volume.persistentVolumeClaim);
  return ['Redis', 'Valkey'].includes(engine.name) && /cache/i.test(`${resource.name} ${container.name}`) && !hasClaim;
}

/** Agents of Consul on each node tell servers what they see, and can be made anew. */
function isAgent({ engine }: EngineRun, kind: string): boolean {
  return engine.name === 'Consul' && kind === 'DaemonSet';
}
