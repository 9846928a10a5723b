import * as fc from 'fast-check';
import { diff } from '../../../src/review/diff/diff';
import { readText } from '../../../src/review/manifests/read';
import { UPDATE_KINDS, placed, updates } from '../../e2e/updates/arbitraries';

/* `diff` returns a result for any manifests, and equivalent objects have no differences. */

const object = fc.constantFrom(...UPDATE_KINDS).chain(kind => updates(kind).map(pair => placed(pair, 'orders', undefined, 0, '10.0.0')));
const read = (...objects: object[]) => readText('x.yaml', objects.map(one => JSON.stringify(one)).join('\n---\n'));

/** Keys of maps in another order, at every depth. */
function reversed(value: any): any {
  return value === null || typeof value !== 'object'
    ? value
    : Array.isArray(value) ? value.map(reversed) : Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, reversed(inner)]));
}

test('an object does not differ from itself, in whatever order its fields are', () => {
  fc.assert(fc.property(object, ([before]) => {
    expect(diff(read(before), read(reversed(before))).diffs).toEqual([]);
  }), { numRuns: 300 });
});

test('every field that differs has a verdict, which is that of the worst consequence or none', () => {
  fc.assert(fc.property(object, ([before, after]) => {
    const { diffs, problems } = diff(read(before), read(after));
    expect(problems).toEqual([]);
    for (const { fields, consequences, verdict, status } of diffs) {
      expect(status === 'changed' ? fields.length : 1).toBeGreaterThan(0);
      expect(consequences.every(({ line, message }) => line > 0 && message.length > 5)).toBe(true);
      expect(verdict).toBe(consequences[0]?.verdict ?? 'safe');
    }
  }), { numRuns: 300 });
});

/** What is under a field: anything of the shape that a file may have. */
const anything = fc.anything({
  values: [fc.constantFrom('a', 'data', '1Gi', 'Delete', '', '$(x)'), fc.integer({ min: -1, max: 5 }), fc.boolean(), fc.constant(null)],
  maxDepth: 3,
  withNullPrototype: false,
});

test('it says what is wrong with fields of other types, and does not crash', () => {
  const spoiled = fc.tuple(object, fc.nat(), anything).map(([[before, after], pick, value]) => {
    const body: any = structuredClone(after);
    const places: [any, string][] = [];
    const visit = (node: any) => node !== null && typeof node === 'object' && Object.keys(node).forEach(key => {
      places.push([node, key]);
      visit(node[key]);
    });
    visit(body.spec ?? body);
    const [node, key] = places[pick % places.length] ?? [body, 'spec'];
    node[key] = value;
    return [before, body] as const;
  });
  fc.assert(fc.property(spoiled, ([before, after]) => {
    const [old, new_] = [read(before), read(after)];
    expect([...diff(old, new_).diffs, ...diff(new_, old).diffs].length).toBeGreaterThanOrEqual(0);
  }), { numRuns: 1000 });
});

test('text that ends in the middle, several of the same, and Lists do not stop it', () => {
  fc.assert(fc.property(object, fc.nat(), ([before, after], cut) => {
    const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [before, before, after] }, undefined, 1);
    const [whole, part] = [readText('x.yaml', text), readText('x.yaml', text.slice(0, cut % text.length))];
    expect(diff(whole, part).diffs.length).toBeGreaterThan(0);
    expect(diff(part, whole).problems).toEqual(part.problems);
  }), { numRuns: 200 });
});

test('a prefix before every name is a rename of every object that has enough to say, and of no other', () => {
  const chart = fc.uniqueArray(fc.constantFrom('orders', 'carts', 'users', 'mails'), { minLength: 1 });
  fc.assert(fc.property(chart, names => {
    const sets = (prefix: string) => names.map((name, i) => ({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: `${prefix}${name}`, namespace: 'shop' },
      spec: {
        serviceName: `${prefix}${name}`,
        replicas: 1 + i,
        selector: { matchLabels: { app: `${prefix}${name}` } },
        template: {
          metadata: { labels: { app: `${prefix}${name}` } },
          spec: { containers: [{ name, image: `${name}:1.${i}`, ports: [{ containerPort: 7000 + i }] }] },
        },
        volumeClaimTemplates: [{
          metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: `${i + 1}Gi` } } },
        }],
      },
    }));
    const { diffs } = diff(read(...sets('')), read(...sets('shop-')));
    expect(diffs.map(({ was, object: now }) => [was, now]).sort())
      .toEqual(names.map(name => [`StatefulSet/${name}`, `StatefulSet/shop-${name}`]).sort());
    expect(diffs.every(({ verdict }) => verdict === 'loses-data')).toBe(true);
  }), { numRuns: 50 });
});
