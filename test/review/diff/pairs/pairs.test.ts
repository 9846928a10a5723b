import { readFileSync } from 'fs';
import { join } from 'path';
import { load } from 'js-yaml';
import { containerPairs } from '../../../../src/review/diff/container-pairs';
import { diff } from '../../../../src/review/diff/diff';
import { matchObjects } from '../../../../src/review/diff/object-matching';
import { scoreOf } from '../../../../src/review/diff/similarity';
import { Inventory } from '../../../../src/review/inventory/inventory';
import { readText } from '../../../../src/review/manifests/read';

/* The constants of the pairing, judged by pairs whose identity a person knows. */

const tableOf = (file: string): any[] => load(readFileSync(join(__dirname, file), 'utf8')) as any[];
const read = (...objects: object[]) => readText('x.yaml', objects.map(object => JSON.stringify(object)).join('\n---\n'));

test.each(tableOf('objects.yaml').map(row => [row.what, row] as const))('objects: %s', (_, { old, new: new_, score, paired }) => {
  const [before, after] = [old, new_].map(object => read(object).resources[0]);
  expect(Math.floor(scoreOf(before, after) * 100)).toBe(score);
  expect(matchObjects([before], [after]).some(pair => pair.old && pair.new)).toBe(paired);
});

test.each(tableOf('containers.yaml').map(row => [row.what, row] as const))('containers: %s', (_, { old, new: new_, pairs }) => {
  const [before, after] = [old, new_].map((lines: string[]) => {
    const containers = lines.map(line => line.split(' '))
      .map(([name, image, mountPath]) => ({ name, image, volumeMounts: mountPath ? [{ name: 'data', mountPath }] : undefined }));
    const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }];
    const { resources } = read({
      apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'x' }, spec: { template: { spec: { containers, volumes } } },
    });
    return new Inventory(resources, {}).workloads[0];
  });
  expect(Object.fromEntries([...containerPairs(before, after)].map(([a, b]) => [a.name, b.name]))).toEqual(pairs);
});

describe('the explanation of a pair', () => {
  const [renamed, changed, other] = tableOf('objects.yaml');
  const explained = (old: object[], new_: object[], options = {}) =>
    diff(read(...old), read(...new_), { explainsPairs: true, ...options }).diffs.map(({ object, pairing }) => `${object}: ${pairing}`).sort();

  test('names the similarity', () => {
    expect(explained([renamed.old], [renamed.new])).toEqual([
      'StatefulSet/prod-orders: paired because 100 % of their values are the same (at least 60 % are needed); only their names differ',
    ]);
  });

  test('names what differs, without values', () => {
    const [text] = explained([changed.old], [changed.new]);
    expect(text).toContain('66 %');
    expect(text).toContain('spec.template.spec.containers.image');
    expect(text).not.toContain('2Gi');
  });

  test('names the closest object that was not similar enough', () => {
    expect(explained([other.old], [other.new])).toEqual([
      'StatefulSet/orders: not paired: the most similar object is StatefulSet/search, with 21 % of the same values (at least 60 % are needed)',
      'StatefulSet/search: not paired: the most similar object is StatefulSet/orders, with 21 % of the same values (at least 60 % are needed)',
    ]);
  });

  test('says that the move is declared', () => {
    expect(explained([other.old], [other.new], { moves: [{ from: 'StatefulSet/orders', to: 'StatefulSet/search' }] })).toEqual([
      'StatefulSet/search: paired because the move is declared',
    ]);
  });

  test('is not there if nobody asks, or if the name is the same', () => {
    expect(diff(read(renamed.old), read(renamed.new)).diffs.map(({ pairing }) => pairing)).toEqual([undefined]);
    expect(explained([renamed.old], [{ ...renamed.old, spec: { ...renamed.old.spec, replicas: 5 } }])).toEqual(['StatefulSet/orders: undefined']);
  });
});

test('a declared move between kinds that cannot replace each other is a problem', () => {
  const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { a: 'b' } };
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { a: 'b' } };
  expect(diff(read(config), read(secret), { moves: [{ from: 'ConfigMap/a', to: 'Secret/a' }] }).problems.map(({ message }) => message)).toEqual([
    "to: 'Secret/a' is of another kind than 'ConfigMap/a'; between kinds, only a StatefulSet and a Deployment can be declared as moved",
  ]);
});
