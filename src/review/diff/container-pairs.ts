import { isSameVolume } from './data-locations';
import { imageNameOf, imageOf, repositoryOf } from '../../catalog/engines/image';
import { isSame } from '../apiserver/normal';
import { computedOnce } from '../inventory/computed-once';
import { Workload } from '../inventory/inventory';
import { Mount, devicesOf, isPersistent, mountsOf } from '../inventory/mounts';

/**
 * What two containers have in common, and how much it says that one replaces the other: what a container runs and where it mounts its data
 * counts more than its name, which a chart may change in any release.
 */
export const CONTAINER_SCORES = { sameImage: 4, sameProgram: 3, sameMount: 3, sameVolume: 2, sameCommand: 3, sameName: 2, samePorts: 1 } as const;

type Evidence = keyof typeof CONTAINER_SCORES;

interface Pair {
  readonly before: any;
  readonly after: any;
  readonly score: number;
}

const pairsFrom = computedOnce((before: Workload) => computedOnce((after: Workload) => pairsOf(before, after)));

/** The containers after the change, by the containers that they replace. */
export function containerPairs(before: Workload, after: Workload): Map<any, any> {
  return pairsFrom(before)(after);
}

/** The name of the container that replaces another one. */
export function successorOfContainer(before: Workload, after: Workload, name: string): string | undefined {
  const container = (before.pod.containers ?? []).find((candidate: any) => (candidate.name ?? '') === name);
  const successor = container && containerPairs(before, after).get(container);
  return successor && (successor.name ?? '');
}

/** What two containers have in common. */
export function evidenceOf(before: Workload, after: Workload, a: any, b: any): Evidence[] {
  const [image, imageNow] = [a, b].map(container => String(container.image ?? ''));
  const [was, is] = [image, imageNow].map(imageOf);
  const [mounts, mountsNow] = [mountsIn(before, a), mountsIn(after, b)];
  const hasCommon = (isEqual: (mount: Mount, other: Mount) => boolean) => mounts.some(mount => mountsNow.some(other => isEqual(mount, other)));
  const isSameImage = image !== '' && isSame(repositoryOf(image), repositoryOf(imageNow));
  const isSameProgram = was ? is?.engine === was.engine : image !== '' && imageNameOf(image) === imageNameOf(imageNow);
  return [
    ...isSameImage ? ['sameImage' as const] : isSameProgram ? ['sameProgram' as const] : [],
    ...hasCommon((mount, other) => mount.path === other.path) ? ['sameMount' as const]
      : hasCommon((mount, other) => isPersistent(mount.volume) && other.volume !== undefined && isSameVolume(mount.volume!, other.volume))
        ? ['sameVolume' as const]
        : [],
    ...(a.name ?? '') === (b.name ?? '') ? ['sameName' as const] : [],
    ...a.ports && isSame(numbers(a), numbers(b)) ? ['samePorts' as const] : [],
    ...(a.command ?? a.args) !== undefined && isSame([a.command, a.args], [b.command, b.args]) ? ['sameCommand' as const] : [],
  ];
}

function pairsOf(before: Workload, after: Workload): Map<any, any> {
  const [olds, news]: any[][] = [before, after].map(({ pod }) => pod.containers ?? []);
  // A pod of one container stays a pod of one container, whatever that container runs.
  if (olds.length === 1 && news.length === 1) {
    return new Map([[olds[0], news[0]]]);
  }
  const scoreOf = (a: any, b: any) => evidenceOf(before, after, a, b).reduce((sum, evidence) => sum + CONTAINER_SCORES[evidence], 0);
  const candidates = olds.flatMap(a => news.map((b): Pair => ({ before: a, after: b, score: scoreOf(a, b) })))
    .filter(({ score }) => score >= CONTAINER_SCORES.sameName).sort((a, b) => b.score - a.score);
  const pairs = new Map<any, any>();
  const taken = new Set<any>();
  for (const { before: a, after: b } of candidates) {
    if (!pairs.has(a) && !taken.has(b)) {
      pairs.set(a, b);
      taken.add(b);
    }
  }
  return pairs;
}

function mountsIn(workload: Workload, container: any): Mount[] {
  return [...mountsOf(workload), ...devicesOf(workload)].filter(mount => mount.container === container);
}

function numbers({ ports = [] }: any): unknown[] {
  return ports.map((port: any) => [port.containerPort, port.protocol ?? 'TCP']);
}
