import { Move } from './moves';
import { MIN_FEATURES, MIN_SIMILARITY, Names, featuresOf, similarityOf } from './similarity';
import { isClusterScoped } from '../../catalog/kubernetes/scope';
import { removedApiOf } from '../manifests/removed-apis';
import { Resource } from '../manifests/resource';

/** An object before and after the change; one of them is missing if it was added or removed. */
export interface ObjectPair {
  readonly old?: Resource;
  readonly new?: Resource;
  /** Why both are the same object. */
  readonly reason?: PairReason;
}

/** Why two objects are paired; the similarity is from 0 to 1. */
export type PairReason = { readonly by: 'name' | 'declaration' } | { readonly by: 'similarity'; readonly similarity: number };

/** A value that more objects have does not identify an object. */
const MAX_HOLDERS = 30;

/** Matches the old and the new version of each object: by kind and name, by declared moves, then by similarity. */
export function matchObjects(old: Resource[], new_: Resource[], moves: Move[] = []): ObjectPair[] {
  const named = matchBy(old, new_, keyOf);
  // If only one side sets the namespace, kubectl set the other.
  const anywhere = matchBy(named.old, named.new, resource => keyOf(resource, false), (a, b) => a.mayShareNamespaceWith(b));
  const declared = matchDeclared(moves, anywhere.old, anywhere.new);
  const alike = matchSimilar(declared.old, declared.new);
  // Small objects are matched by the names of other objects in their labels and selectors, once the renames of those are known.
  const formerNames = new Map([...declared.pairs, ...alike.pairs].map(pair => [pair.new!.name, pair.old!.name]));
  const beside = formerNames.size > 0 ? matchSimilar(alike.old, alike.new, formerNames) : { ...alike, pairs: [] };
  return [
    ...[named, anywhere, declared, alike, beside].flatMap(({ pairs }) => pairs),
    ...beside.old.map((resource): ObjectPair => ({ old: resource })),
    ...beside.new.map((resource): ObjectPair => ({ new: resource })),
  ];
}

/** Kinds of workloads that can run the same program: one can replace another. */
export const INTERCHANGEABLE_KINDS = ['StatefulSet', 'Deployment'];

/** Old objects by new objects of another kind that replace them, as declared. */
export function declaredKindChanges(moves: Move[], old: Resource[], new_: Resource[]): Map<Resource, Resource> {
  return new Map(moves.flatMap(({ from, to }): [Resource, Resource][] => {
    const [before, after] = [old.find(resource => isCalled(resource, from)), new_.find(resource => isCalled(resource, to))];
    return before && after && before.kind !== after.kind && [before, after].every(({ kind }) => INTERCHANGEABLE_KINDS.includes(kind))
      ? [[after, before]] : [];
  }));
}

/** Declared moves that cannot be followed: the objects do not exist, or an object of the one kind cannot become one of the other. */
export function unusedMoves(moves: Move[], old: Resource[], new_: Resource[]): string[] {
  return moves.flatMap(({ from, to }) => [
    ...canReplace(from, to)
      ? []
      : [`to: '${to}' is of another kind than '${from}'; between kinds, only a ${INTERCHANGEABLE_KINDS.join(' and a ')} can be declared as moved`],
    ...old.some(resource => isCalled(resource, from)) ? [] : [`from: '${from}' is not among the old manifests`],
    ...new_.some(resource => isCalled(resource, to)) ? [] : [`to: '${to}' is not among the new manifests`],
  ]);
}

function canReplace(from: string, to: string): boolean {
  const [kind, kindNow] = [from, to].map(name => name.split('/').slice(-2)[0]);
  return kind === kindNow || [kind, kindNow].every(one => INTERCHANGEABLE_KINDS.includes(one));
}

interface Matching {
  readonly pairs: ObjectPair[];
  readonly old: Resource[];
  readonly new: Resource[];
}

function matchBy(
  old: Resource[], new_: Resource[], key: (resource: Resource) => string, fits: (a: Resource, b: Resource) => boolean = () => true,
): Matching {
  const waiting = new Map<string, Resource[]>();
  new_.forEach(resource => push(waiting, key(resource), resource));
  const pairs: ObjectPair[] = [];
  const alone = old.filter(resource => {
    const list = waiting.get(key(resource)) ?? [];
    const at = list.findIndex(candidate => fits(resource, candidate));
    if (at >= 0) {
      pairs.push({ old: resource, new: list.splice(at, 1)[0], reason: { by: 'name' } });
    }
    return at < 0;
  });
  return { pairs, old: alone, new: [...waiting.values()].flat() };
}

/** Identity of an object for the API server, independent of the API version. */
function keyOf(resource: Resource, withNamespace = true): string {
  const group = removedApiOf(resource)?.successor?.split('/')[0] ?? resource.group;
  return [group, resource.kind, ...withNamespace && !isClusterScoped(resource.kind) ? [resource.namespace ?? ''] : [], resource.name].join('/');
}

function matchDeclared(moves: Move[], old: Resource[], new_: Resource[]): Matching {
  const pairs = moves.flatMap(({ from, to }): Required<ObjectPair>[] => {
    const [before, after] = [old.find(resource => isCalled(resource, from)), new_.find(resource => isCalled(resource, to))];
    return before && after && before.kind === after.kind ? [{ old: before, new: after, reason: { by: 'declaration' } }] : [];
  });
  return withoutMatched(pairs, old, new_);
}

function withoutMatched(pairs: Required<ObjectPair>[], old: Resource[], new_: Resource[]): Matching {
  const [gone, come] = [new Set(pairs.map(pair => pair.old)), new Set(pairs.map(pair => pair.new))];
  return { pairs, old: old.filter(resource => !gone.has(resource)), new: new_.filter(resource => !come.has(resource)) };
}

function isCalled({ namespace, title }: Resource, name: string): boolean {
  return name === title || name === `${namespace ?? ''}/${title}`;
}

/** Matches similar objects, the most similar first. */
function matchSimilar(old: Resource[], new_: Resource[], formerNames: Names = new Map()): Matching {
  const candidates = [true, false].flatMap(withoutNames => candidatesOf(old, new_, withoutNames, formerNames))
    .sort((a, b) => b.similarity - a.similarity || b.nameSimilarity - a.nameSimilarity);
  const taken = new Set<Resource>();
  return withoutMatched(candidates.filter(pair => {
    const isFree = !taken.has(pair.old) && !taken.has(pair.new);
    if (isFree) {
      taken.add(pair.old).add(pair.new);
    }
    return isFree;
  }), old, new_);
}

interface Candidate extends Required<ObjectPair> {
  readonly similarity: number;
  /** Similarity of the names, for objects that are otherwise equally similar. */
  readonly nameSimilarity: number;
}

function candidatesOf(old: Resource[], new_: Resource[], withoutNames: boolean, formerNames: Names): Candidate[] {
  const features = new Map(old.map(resource => [resource, featuresOf(resource, withoutNames)]));
  new_.forEach(resource => features.set(resource, featuresOf(resource, withoutNames, formerNames)));
  const holders = new Map<string, Resource[]>();
  new_.forEach(resource => features.get(resource)!.forEach(feature => push(holders, feature, resource)));
  return old.flatMap(before => {
    const shared = new Set<Resource>();
    for (const feature of features.get(before)!) {
      const among = holders.get(feature) ?? [];
      (among.length > MAX_HOLDERS ? [] : among).forEach(after => shared.add(after));
    }
    return [...shared].map((after): Candidate => {
      const similarity = similarityOf(features.get(before)!, features.get(after)!);
      const nameSimilarity = commonStart(before.name, after.name) + (before.namespace === after.namespace ? 1 : 0);
      return { old: before, new: after, reason: { by: 'similarity', similarity }, similarity, nameSimilarity };
    });
  }).filter(({ old: before, similarity }) => similarity >= MIN_SIMILARITY && features.get(before)!.size >= MIN_FEATURES);
}

function commonStart(a: string, b: string): number {
  const at = [...a].findIndex((character, i) => character !== b[i]);
  return at < 0 ? a.length : at;
}

function push(map: Map<string, Resource[]>, key: string, resource: Resource): void {
  const list = map.get(key);
  if (list) {
    list.push(resource);
  } else {
    map.set(key, [resource]);
  }
}
