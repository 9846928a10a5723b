import { Chart, Testing, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { APPS } from './app-arbitraries';
import { daemonProps, databaseProps, deploymentProps, logDaemonProps, poolProps, staticVolumeProps, tierProps } from './arbitraries';
import { structureProblems } from './structure';
import { LocalDiskPool, LogDaemon, NodeDaemon, PersistentDeployment, StatefulDatabase, StaticVolume, StorageTier } from '../../src';

/** What every message of this library looks like: path, id, prop, value received, what is allowed, remedy. */
const MESSAGE = /^\[[^\]]*\] CS\d{3} .+: got [\s\S]+, allowed is [\s\S]+; [\s\S]+$/;
const RUNS = Number(process.env.PROPERTY_RUNS ?? 300);

type Type = new (scope: Construct, id: string, props: any) => Construct;

function chartOf(type: Type, props: any): Chart {
  const chart = new Chart(Testing.app(), 'test', { namespace: 'shop' });
  new type(chart, 'It', props);
  return chart;
}

/** The same with the entries of every map in another order: some languages give them in one of their own, another in each run. */
function reordered(value: any): any {
  if (Array.isArray(value)) {
    return value.map(reordered);
  }
  const isMap = value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
  return isMap ? Object.fromEntries(Object.entries(value).reverse().map(([key, entry]) => [key, reordered(entry)])) : value;
}

/** Number of generated sets that passed, so that no property is true because everything was refused. */
function outcome(type: Type, props: any): 'accepted' | 'refused' {
  let chart: Chart;
  let objects: any[];
  try {
    chart = chartOf(type, props);
    objects = Testing.synth(chart);
  } catch (e) {
    const { message } = e as Error;
    const lines = message.replace(/^Validation failed with the following errors:\n {2}/, '').split(/\n {2}(?=\[)/);
    expect(lines.filter(line => !MESSAGE.test(line))).toEqual([]);
    return 'refused';
  }
  expect(structureProblems(objects)).toEqual([]);
  expect(Yaml.stringify(...Testing.synth(chart))).toBe(Yaml.stringify(...objects));
  expect(Yaml.stringify(...Testing.synth(chartOf(type, reordered(props))))).toBe(Yaml.stringify(...objects));
  return 'accepted';
}

describe('any props give objects of sound structure, or errors with an id', () => {
  beforeAll(() => jest.spyOn(process.stderr, 'write').mockReturnValue(true));
  afterAll(() => jest.restoreAllMocks());

  test.each<[string, fc.Arbitrary<any>, Type]>([
    ['StatefulDatabase', databaseProps, StatefulDatabase],
    ['PersistentDeployment', deploymentProps, PersistentDeployment],
    ['NodeDaemon', daemonProps, NodeDaemon],
    ['LogDaemon', logDaemonProps, LogDaemon],
    ['StorageTier', tierProps, StorageTier],
    ['LocalDiskPool', poolProps, LocalDiskPool],
    ['StaticVolume', staticVolumeProps, StaticVolume],
    ...APPS,
  ])('%s', (_, props, type) => {
    const outcomes = { accepted: 0, refused: 0 };
    fc.assert(fc.property(props, p => void outcomes[outcome(type, p)]++), { numRuns: RUNS });
    expect(outcomes.accepted).toBeGreaterThan(RUNS / 20);
    expect(outcomes.refused).toBeGreaterThan(RUNS / 20);
  });
});
