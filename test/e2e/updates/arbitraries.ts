import { isDeepStrictEqual } from 'util';
import * as fc from 'fast-check';
import { UpdateKind, label, maybe } from './kind';
import { OTHERS } from './others';
import { STORAGE } from './storage';
import { WORKLOADS } from './workloads';
import { Manifest } from '../cluster';

/** The kinds whose updates are compared with the server. */
export const UPDATE_KINDS: UpdateKind[] = [...WORKLOADS, ...STORAGE, ...OTHERS];

/** Two versions of one object: the second has some fields of another one. */
export function updates({ apiVersion, kind, inSpec, fields, together = [], fitted = all => all }: UpdateKind): fc.Arbitrary<[Manifest, Manifest]> {
  const labels = maybe(fc.record({ l: label }));
  return fc.tuple(fields, fields, fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), labels, labels).map(([before, other, picks, l1, l2]) => {
    const names = [...new Set([...Object.keys(before), ...Object.keys(other)])].filter(name => !together.flat().includes(name));
    const groups = [...together, ...names.map(name => [name])].filter(group => group.some(name => !isDeepStrictEqual(before[name], other[name])));
    const after = picks.flatMap(pick => groups[pick % groups.length] ?? []).reduce((result, name) => ({ ...result, [name]: other[name] }), before);
    const written = (all: object, l: object | undefined): Manifest => {
      const { annotations, ...body } = fitted(all);
      return JSON.parse(JSON.stringify({ apiVersion, kind, metadata: { labels: l, annotations }, ...inSpec ? { spec: body } : body }));
    };
    return [written(before, l1), written(after, l2)];
  });
}

/**
 * Both with a name of their own, and what only one object can have at a time: ports of nodes, and addresses. Those below the first
 * ones of their range are given to nobody who does not ask for them.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation/
 */
export function placed(pair: [Manifest, Manifest], name: string, namespace: string | undefined, i: number, network: string): [Manifest, Manifest] {
  const text = JSON.stringify(pair)
    .replace(/3000([0-3])/g, (_, n) => String(30000 + 4 * (i % 20) + Number(n)))
    .replace(/ADDRESS-(\d)/g, (_, n) => `${network}.${100 + 2 * (i % 50) + Number(n)}`)
    .replace(/VOLUME/g, name);
  return JSON.parse(text).map((object: Manifest) => ({ ...object, metadata: { ...object.metadata, name, namespace } }));
}
