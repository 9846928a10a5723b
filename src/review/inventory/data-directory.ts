import { computedOnce } from './computed-once';
import { EngineRun, enginesIn, isScripted } from './engine-detection';
import { Inventory, Workload, templatesOf } from './inventory';
import { hasPersistentMount } from './mounts';
import { DataPlaces, EngineProcess, dataOf, processText, runsShell } from '../../catalog/engines/data';
import { Resource } from '../manifests/resource';
import { Path } from '../manifests/source';

/** A container that runs a known engine, and its data directories. */
export interface EngineContainer extends EngineRun {
  readonly path: Path;
  readonly data: DataPlaces;
  /** Paths of its data directories; none if the manifests do not show the setting that decides. */
  readonly directories: string[];
}

/** Containers that run engines that keep data. */
export const enginesOf = computedOnce((workload: Workload): EngineContainer[] => {
  const { pod, podPath, resource } = workload;
  const engines = isStatic(resource) ? [] : enginesIn(pod.containers ?? []);
  return engines.filter(run => !isCache(run, resource, pod) && !isAgent(run, resource.kind) && mayKeepData(run, workload)).map(run => {
    const data = dataOf(run.image, processOf(workload, run.container));
    return { ...run, path: [...podPath, 'containers', run.i], data, directories: data.directories.map(({ path }) => path) };
  });
});

/** Containers of StatefulSets that run several members of an engine that keeps data. */
export function replicatedEngines(inventory: Inventory): (EngineContainer & { readonly workload: Workload })[] {
  return inventory.workloadsOf('StatefulSet').filter(({ replicas }) => replicas > 1).flatMap(workload =>
    enginesOf(workload).slice(0, 1).map(run => ({ ...run, workload })));
}

/** Whether an engine that keeps data only on request is asked to, or has a volume for it. */
function mayKeepData({ engine: { keepsOnRequest }, container }: EngineRun, workload: Workload): boolean {
  return keepsOnRequest === undefined || hasPersistentMount(workload, container) || keepsOnRequest.setting.test(settingsTextOf(workload, container));
}

/** Arguments, variables and configuration files of a container as one text. */
export function settingsTextOf(workload: Workload, container: any): string {
  return processText(processOf(workload, container));
}

/** Arguments, variables and configuration files of a container; files are those of ConfigMaps among the objects. */
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

/** Whether the container alone configures the engine: no script, no other container, and no file or variables from other objects. */
export function isFullyVisible({ pod }: Workload, { engine, image, container }: EngineRun): boolean {
  const isFromObject = ({ name }: any) =>
    (pod.volumes ?? []).some((volume: any) => volume.name === name && (volume.configMap ?? volume.secret ?? volume.projected));
  return image.isKnown && !isScripted(engine, container) && (pod.initContainers ?? []).length === 0 && pod.containers.length === 1
    && container.envFrom === undefined && container.lifecycle === undefined && !(container.volumeMounts ?? []).some(isFromObject)
    && !runsShell([...container.command ?? [], ...container.args ?? []]);
}

/** Whether a pod is a static pod, such as etcd of kubeadm: the kubelet runs it from a file on its node, before claims exist. */
function isStatic({ kind, annotations, body }: Resource): boolean {
  return kind === 'Pod'
    && (body.metadata?.labels?.tier === 'control-plane' || Object.keys(annotations).some(key => key.startsWith('kubernetes.io/config.')));
}

/** Whether a name says that the engine is a cache, and the workload has no claim. */
function isCache({ engine, container }: EngineRun, resource: Resource, pod: any): boolean {
  const hasClaim = templatesOf(resource).length > 0 || (pod.volumes ?? []).some((volume: any) => volume.persistentVolumeClaim);
  return ['Redis', 'Valkey'].includes(engine.name) && /cache/i.test(`${resource.name} ${container.name}`) && !hasClaim;
}

/** Whether a container is a Consul client agent: it keeps no data that the servers lack. */
function isAgent({ engine }: EngineRun, kind: string): boolean {
  return engine.name === 'Consul' && kind === 'DaemonSet';
}
