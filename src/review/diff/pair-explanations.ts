import { ObjectPair } from './object-matching';
import { MIN_SIMILARITY, featuresOf, scoreOf } from './similarity';
import { Resource } from '../manifests/resource';

/** At most so many values are listed. */
const LISTED = 5;

/**
 * Why objects with different names are taken for the same object, or why an object has no counterpart. `others` are objects
 * without a counterpart on the other side.
 */
export function pairExplanationOf({ old, new: new_, reason }: ObjectPair, others: Resource[]): string | undefined {
  if (old && new_) {
    return reason?.by === 'declaration' ? 'paired because the move is declared'
      : reason?.by === 'similarity'
        ? `paired because ${percent(reason.similarity)} of their values are the same (at least ${percent(MIN_SIMILARITY)} are `
          + `needed); ${differences(old, new_)}`
        : undefined;
  }
  const resource = (old ?? new_)!;
  const [closest] = others.filter(({ kind }) => kind === resource.kind).map(other => ({ other, score: scoreOf(resource, other) }))
    .sort((a, b) => b.score - a.score);
  return closest && closest.score > 0
    ? `not paired: the most similar object is ${closest.other.title}, with ${percent(closest.score)} of the same values (at `
      + `least ${percent(MIN_SIMILARITY)} are needed)` : undefined;
}

function differences(old: Resource, new_: Resource): string {
  const [before, after] = [old, new_].map(resource => featuresOf(resource, true));
  const only = (a: Set<string>, b: Set<string>) => [...a].filter(feature => !b.has(feature)).map(pathOf);
  const paths = [...new Set([...only(before, after), ...only(after, before)])];
  return paths.length === 0
    ? 'only their names differ'
    : `different are ${paths.slice(0, LISTED).join(', ')}${paths.length > LISTED ? ` and ${paths.length - LISTED} more` : ''}`;
}

/** The path of a value, without the kind before it: values may be credentials. */
function pathOf(feature: string): string {
  return feature.slice(feature.indexOf('.') + 1, feature.indexOf('=')).split('\u0000').join('NAME').replace(/\.\./g, '.');
}

function percent(part: number): string {
  return `${Math.floor(part * 100)} %`;
}
