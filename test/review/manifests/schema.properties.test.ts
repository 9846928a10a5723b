import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { CHECK_OUTPUTS } from '../../../src/cli/output/check';
import { DIFF_OUTPUTS } from '../../../src/cli/output/diff';
import { check } from '../../../src/review/check/check';
import { diff } from '../../../src/review/diff/diff';
import { readText } from '../../../src/review/manifests/read';
import { parseDocuments } from '../../../src/review/manifests/source';

/* check and diff return a result in every format for any value at any place of a manifest: they rely only on values that
   src/review/manifests/schema.ts has validated. */

const SCREEN = { colors: true, width: 80 };
const valuesIn = (text: string): any[] => parseDocuments('x.yaml', text).documents.map(({ value }) => value);
const read = (objects: object[]) => readText('x.yaml', objects.map(object => JSON.stringify(object)).join('\n---\n'));

const everything = valuesIn(readFileSync(join(__dirname, 'everything.yaml'), 'utf8'));
const [pod] = everything;
for (const { spec } of everything.filter(object => object.spec)) {
  const owner = [spec, spec.jobTemplate?.spec].find(candidate => candidate?.template === 'of the Pod');
  if (owner) {
    owner.template = structuredClone({ metadata: pod.metadata, spec: pod.spec });
  }
}
/** What is spoiled: all kinds with all fields, each for itself, and the cases of the rules, whose objects belong together. */
const MANIFESTS: object[][] = [
  ...everything.map(object => [object]),
  ...['check/cases', 'check/old-talks', 'diff/cases'].flatMap(folder => readdirSync(join(__dirname, '..', folder))
    .flatMap(file => readFileSync(join(__dirname, '..', folder, file), 'utf8').split(/^# --- new$/m).map(valuesIn))),
].filter(objects => objects.length > 0);

const value = fc.oneof(
  fc.constantFrom<unknown>(null, true, 5, -1, 1e21, '', 'x', '1e3', '1Gi', '50%', '{"a":',
    '{"requiredDuringSchedulingIgnoredDuringExecution":5}', '[null]', 'a\r\n\u001b[31m|<b>', [], {}, [null], [5], ['x'], [[]],
    [{}], { a: 5 }, { name: {} }, {
      toString: 5,
    }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Manifests with one or two values replaced. */
const spoiled = fc.tuple(fc.constantFrom(...MANIFESTS), fc.array(fc.tuple(fc.nat(), value), { minLength: 1, maxLength: 2 }))
  .map(([objects, changes]) => {
    const copy: any = structuredClone(objects);
    for (const [pick, other] of changes) {
      const places: [any, string][] = [];
      const visit = (node: any): void => Object.keys(node !== null && typeof node === 'object' ? node : {}).forEach(key => {
        places.push([node, key]);
        visit(node[key]);
      });
      copy.forEach(visit);
      const [node, key] = places[pick % places.length];
      node[key] = structuredClone(other);
    }
    return [objects, copy] as const;
  });

test('manifests with any value at any place are checked or refused, and reported in every format', () => {
  fc.assert(fc.property(spoiled, ([objects, copy]) => {
    const [before, after] = [read(objects), read(copy)];
    const reports = [diff(before, after), diff(after, before)];
    const texts = [
      ...Object.values(CHECK_OUTPUTS).map(output => output(check(after), SCREEN)),
      ...reports.flatMap(report => Object.values(DIFF_OUTPUTS).map(output => output(report, SCREEN))),
    ];
    expect(texts.map(text => typeof text).filter(type => type !== 'string')).toEqual([]);
  }), { numRuns: Number(process.env.PROPERTY_RUNS ?? 500) });
});
