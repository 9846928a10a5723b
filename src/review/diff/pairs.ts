import { Move } from './moves';
import { removedApiOf } from '../manifests/replacement';
import { Resource } from '../manifests/resource';

/** One object before, after, or both. */
export interface Pair {
  readonly old?: Resource;
  readonly new?: Resource;
}

/** How much of two objects has to be the same for one to be the other under another name. */
const ALIKE = 0.6;
/** How many values an object needs for that to say anything. */
const TELLING = 3;
/** What more objects than this have says nothing of which is which. */
const COMMON = 30;

/** Brings objects together that are the same one: by kind and name, by what is declared, then by content. */
export function pairsOf(old: Resource[], new_: Resource[], moves: Move[] = []): Pair[] {
  const named = paired(old, new_, keyOf);
  // Where only one side says the namespace, kubectl said the other.
  const anywhere = paired(named.old, named.new, resource => keyOf(resource, false), (a, b) => a.isBeside(b));
  const declared = movedBy(moves, anywhere.old, anywhere.new);
  const alike = alikeOf(declared.old, declared.new);
  // What has little to say of its own is known by the names of others, in labels and selectors, once it is known what those were.
  const formerNames = new Map([...declared.pairs, ...alike.pairs].map(pair => [pair.new!.name, pair.old!.name]));
  const beside = formerNames.size > 0 ? alikeOf(alike.old, alike.new, formerNames) : { ...alike, pairs: [] };
  return [
    ...[named, anywhere, declared, alike, beside].flatMap(({ pairs }) => pairs),
    ...beside.old.map((resource): Pair => ({ old: resource })),
    ...beside.new.map((resource): Pair => ({ new: resource })),
  ];
}

/** Moves that name an object which is not there. */
export function unusedMoves(moves: Move[], old: Resource[], new_: Resource[]): string[] {
  return moves.flatMap(({ from, to }) => [
    ...old.some(resource => isCalled(resource, from)) ? [] : [`from: '${from}' is not among the old manifests`],
    ...new_.some(resource => isCalled(resource, to)) ? [] : [`to: '${to}' is not among the new manifests`],
  ]);
}

interface Paired {
  readonly pairs: Pair[];
  readonly old: Resource[];
  readonly new: Resource[];
}

function paired(old: Resource[], new_: Resource[], key: (resource: Resource) => string, fits: (a: Resource, b: Resource) => boolean = () => true): Paired {
  const waiting = new Map<string, Resource[]>();
  new_.forEach(resource => push(waiting, key(resource), resource));
  const pairs: Pair[] = [];
  const alone = old.filter(resource => {
    const list = waiting.get(key(resource)) ?? [];
    const at = list.findIndex(candidate => fits(resource, candidate));
    if (at >= 0) {
      pairs.push({ old: resource, new: list.splice(at, 1)[0] });
    }
    return at < 0;
  });
  return { pairs, old: alone, new: [...waiting.values()].flat() };
}

/** What is one object for the server, in whatever version of its API. */
function keyOf(resource: Resource, withNamespace = true): string {
  const group = removedApiOf(resource)?.successor?.split('/')[0] ?? resource.group;
  return [group, resource.kind, ...withNamespace && !CLUSTER_SCOPED.includes(resource.kind) ? [resource.namespace ?? ''] : [], resource.name].join('/');
}

/** Kinds without a namespace: one that is written is ignored. */
export const CLUSTER_SCOPED = [
  'PersistentVolume', 'StorageClass', 'Namespace', 'ClusterRole', 'ClusterRoleBinding', 'PriorityClass', 'CSIDriver', 'VolumeSnapshotClass', 'VolumeAttributesClass', 'CustomResourceDefinition', 'IngressClass', 'RuntimeClass',
];

function movedBy(moves: Move[], old: Resource[], new_: Resource[]): Paired {
  const pairs = moves.flatMap(({ from, to }): Required<Pair>[] => {
    const [before, after] = [old.find(resource => isCalled(resource, from)), new_.find(resource => isCalled(resource, to))];
    return before && after && before.kind === after.kind ? [{ old: before, new: after }] : [];
  });
  return without(pairs, old, new_);
}

function without(pairs: Required<Pair>[], old: Resource[], new_: Resource[]): Paired {
  const [gone, come] = [new Set(pairs.map(pair => pair.old)), new Set(pairs.map(pair => pair.new))];
  return { pairs, old: old.filter(resource => !gone.has(resource)), new: new_.filter(resource => !come.has(resource)) };
}

function isCalled({ namespace, title }: Resource, name: string): boolean {
  return name === title || name === `${namespace ?? ''}/${title}`;
}

/** What new names were before. */
type Names = ReadonlyMap<string, string>;

/** Objects that are nearly the same under another name, the most alike first. */
function alikeOf(old: Resource[], new_: Resource[], formerNames: Names = new Map()): Paired {
  const candidates = [true, false].flatMap(masked => candidatesOf(old, new_, masked, formerNames)).sort((a, b) => b.likeness - a.likeness || b.namesake - a.namesake);
  const taken = new Set<Resource>();
  return without(candidates.filter(pair => {
    const isFree = !taken.has(pair.old) && !taken.has(pair.new);
    if (isFree) {
      taken.add(pair.old).add(pair.new);
    }
    return isFree;
  }), old, new_);
}

interface Candidate extends Required<Pair> {
  readonly likeness: number;
  /** How alike the names are, for those that are otherwise equal. */
  readonly namesake: number;
}

function candidatesOf(old: Resource[], new_: Resource[], masked: boolean, formerNames: Names): Candidate[] {
  const features = new Map(old.map(resource => [resource, featuresOf(resource, masked)]));
  new_.forEach(resource => features.set(resource, featuresOf(resource, masked, formerNames)));
  const holders = new Map<string, Resource[]>();
  new_.forEach(resource => features.get(resource)!.forEach(feature => push(holders, feature, resource)));
  return old.flatMap(before => {
    const shared = new Set<Resource>();
    for (const feature of features.get(before)!) {
      const among = holders.get(feature) ?? [];
      (among.length > COMMON ? [] : among).forEach(after => shared.add(after));
    }
    return [...shared].map((after): Candidate => ({
      old: before,
      new: after,
      likeness: likenessOf(features.get(before)!, features.get(after)!),
      namesake: commonStart(before.name, after.name) + (before.namespace === after.namespace ? 1 : 0),
    }));
  }).filter(({ old: before, likeness }) => likeness >= ALIKE && features.get(before)!.size >= TELLING);
}

/** Every value with its path, and perhaps a mark where the object's own name or namespace stands. */
function featuresOf({ kind, name, namespace, body }: Resource, masked: boolean, formerNames?: Names): Set<string> {
  const features = new Set<string>();
  const words = masked ? [name, namespace].filter((word): word is string => word !== undefined && word.length > 1) : [];
  const mask = (text: string) => words.reduce((result, word) => result.split(word).join('\u0000'), text);
  const visit = (value: unknown, path: string): void => {
    if (value !== null && typeof value === 'object') {
      Object.entries(value).forEach(([key, inner]) => visit(inner, `${path}.${Array.isArray(value) ? '' : mask(key)}`));
    } else {
      features.add(`${kind}${path}=${formerNames?.get(String(value)) ?? mask(String(value))}`);
    }
  };
  const { metadata, apiVersion, kind: _, status, ...rest } = body;
  visit({ ...rest, labels: metadata?.labels }, '');
  return features;
}

function commonStart(a: string, b: string): number {
  const at = [...a].findIndex((character, i) => character !== b[i]);
  return at < 0 ? a.length : at;
}

function likenessOf(a: Set<string>, b: Set<string>): number {
  const both = [...a].filter(feature => b.has(feature)).length;
  return both / (a.size + b.size - both);
}

function push(map: Map<string, Resource[]>, key: string, resource: Resource): void {
  const list = map.get(key);
  if (list) {
    list.push(resource);
  } else {
    map.set(key, [resource]);
  }
}
