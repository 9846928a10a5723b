import { ApiObject, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { LocalDiskPool, LogDaemon, NodeDaemon, PersistentDeployment, StatefulDatabase, StaticVolume, StorageTier } from '../../../src';
import { APPS } from '../../properties/app-arbitraries';
import { daemonProps, databaseProps, deploymentProps, logDaemonProps, poolProps, staticVolumeProps, tierProps } from '../../properties/arbitraries';
import { Manifest } from '../cluster';

/** What is generated is printed, and can be had again. */
export const SEED = Number(process.env.E2E_SEED ?? Date.now() % 2 ** 31);

/** Constructs with generated props. */
export const GENERATED: [string, fc.Arbitrary<any>, new (scope: Construct, id: string, props: any) => Construct][] = [
  ['StatefulDatabase', databaseProps, StatefulDatabase],
  ['PersistentDeployment', deploymentProps, PersistentDeployment],
  ['NodeDaemon', daemonProps, NodeDaemon],
  ['LogDaemon', logDaemonProps, LogDaemon],
  ['StorageTier', tierProps, StorageTier],
  ['LocalDiskPool', poolProps, LocalDiskPool],
  ['StaticVolume', staticVolumeProps, StaticVolume],
  ...APPS,
];

/** A generated set: what was asked for, the objects, and the errors of the library if it refuses them. */
export interface GeneratedSet {
  readonly props: string;
  readonly objects: Manifest[];
  readonly errors: string[];
}

/** Generated sets of a construct; none whose constructor throws, because there are no objects to look at. */
export function* generate(props: fc.Arbitrary<any>, type: new (scope: Construct, id: string, props: any) => Construct): Generator<GeneratedSet> {
  for (let seed = SEED; ; seed++) {
    for (const p of fc.sample(props, { numRuns: 100, seed })) {
      const set = render(p, type);
      if (set) {
        yield set;
      }
    }
  }
}

function render(props: any, type: new (scope: Construct, id: string, props: any) => Construct): GeneratedSet | undefined {
  const chart = new Chart(Testing.app(), 'test', { namespace: 'shop' });
  try {
    new type(chart, 'It', props);
  } catch {
    return undefined;
  }
  // Chart.toJson() validates first, and would give no objects.
  const objects = chart.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct)).map(object => object.toJson());
  return { props: fc.stringify(props), objects, errors: chart.node.root.node.findAll().flatMap(construct => construct.node.validate()) };
}

/** Works on all items, a few at a time. */
export async function eachOf<T>(items: Iterable<T>, work: (item: T) => Promise<void>, atOnce = 8): Promise<void> {
  const rest = items[Symbol.iterator]();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let next = rest.next(); !next.done; next = rest.next()) {
      await work(next.value);
    }
  }));
}
