import { Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { APPS } from './app-arbitraries';
import { daemonProps, databaseProps, deploymentProps, logDaemonProps, poolProps, staticVolumeProps, tierProps } from './arbitraries';
import { Type, outcome } from './outcome';
import { LocalDiskPool, LogDaemon, NodeDaemon, PersistentDeployment, StatefulDatabase, StaticVolume, StorageTier } from '../../src';
import { mirroredImage } from '../../src/catalog/image-reference';
import { IMAGES } from '../../src/catalog/images';
import { chartWith } from '../constructs/support';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 300);

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

describe('with any props, the registry of the context changes only default images', () => {
  beforeAll(() => jest.spyOn(process.stderr, 'write').mockReturnValue(true));
  afterAll(() => jest.restoreAllMocks());

  const REGISTRY = 'registry.example.com:5000/mirror';
  const synthesized = (registry: string | undefined, type: Type, props: any) => {
    const chart = chartWith('registry', registry);
    try {
      new type(chart, 'It', props);
      return Testing.synth(chart);
    } catch {
      return 'refused';
    }
  };
  const mirrored = (objects: any) => JSON.parse(JSON.stringify(objects), (key, value) =>
    key === 'image' && Object.values<string>(IMAGES).includes(value) ? mirroredImage(value, REGISTRY) : value);

  test.each(APPS)('%s', (_, props, type) => {
    fc.assert(fc.property(props, p => {
      expect(synthesized(REGISTRY, type, p)).toEqual(mirrored(synthesized(undefined, type, p)));
    }), { numRuns: 60 });
  });
});
