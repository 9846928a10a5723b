import { processOf } from './data-directory';
import { Inventory, Workload } from './inventory';
import { imageNameOf } from '../../catalog/engines/image';
import { LOG_AGENTS, LogAgentFacts, OTHER_LOG_AGENTS } from '../../catalog/log-agents';

/** Directories in which the kubelet or a container runtime keeps the logs of containers. */
const CONTAINER_LOGS = /^\/var\/(log\/(pods|containers)|lib\/docker(\/containers)?)\/?$/;
/** Directories above them, which other daemons mount too. */
const NODE_LOGS = /^\/var\/(log|lib\/docker)/;

/** DaemonSets that read the logs of containers from the node: by the directories that they mount, and by image where that could be another daemon. */
export function logAgents(inventory: Inventory): Workload[] {
  const images = [...LOG_AGENTS.flatMap(agent => agent.images), ...OTHER_LOG_AGENTS];
  return inventory.workloadsOf('DaemonSet').filter(workload => {
    const paths = hostPathsOf(workload);
    return paths.some(path => CONTAINER_LOGS.test(path))
      || (paths.some(path => NODE_LOGS.test(path)) && (workload.pod.containers ?? []).some(({ image = '' }: any) => images.includes(imageNameOf(image))));
  });
}

/** Directories of the node that the containers mount. */
function hostPathsOf({ pod }: Workload): string[] {
  const mounted = new Set((pod.containers ?? []).flatMap((container: any) => container.volumeMounts ?? []).map((mount: any) => mount.name));
  return (pod.volumes ?? []).flatMap(({ name, hostPath }: any) => mounted.has(name) && hostPath?.path ? [hostPath.path] : []);
}

/** Whether an agent watches files with inotify instead of asking for their size. */
export function usesInotify({ pod }: Workload): boolean {
  return (pod.containers ?? []).some(({ image = '' }: any) =>
    LOG_AGENTS.some(agent => agent.usesInotify && agent.images.includes(imageNameOf(image))));
}

/** An input of an agent that tails files. */
export interface TailInput {
  readonly agent: LogAgentFacts;
  readonly container: any;
  /** Path of the configuration file in the container. */
  readonly file: string;
  /** The file or directory with its positions; none if nothing sets it and there is no default. */
  readonly position: string | undefined;
}

/** Inputs that tail files, in the configuration files among the manifests. */
export function tailInputsOf(workload: Workload): TailInput[] {
  return (workload.pod.containers ?? []).flatMap((container: any) => {
    const known = LOG_AGENTS.filter(({ images }) => images.includes(imageNameOf(container.image ?? '')));
    return (processOf(workload, container).files ?? []).flatMap(({ path: file, text: withComments }) => {
      const text = withComments.replace(/^[ \t]*#.*$/gm, '');
      return (known.length > 0 ? known : LOG_AGENTS).flatMap(agent => [...text.matchAll(agent.inputs)].map(([input]): TailInput => {
        const [, position = isSetElsewhere(container) ? '' : agent.byDefault] = agent.position.exec(agent.positionOf === 'input' ? input : text) ?? [];
        return { agent, container, file, position };
      }));
    });
  });
}

/** Whether arguments or variables may set the place of the positions. */
function isSetElsewhere({ command, args, env }: any): boolean {
  return /data[._-]?dir|path\.data|position|sincedb/i.test(JSON.stringify([command, args, env]));
}
