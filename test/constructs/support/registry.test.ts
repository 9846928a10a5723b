import { Chart, Testing } from 'cdk8s';
import { LogDaemon, NodeDaemon, PersistentDeployment, Sidecar, StatefulDatabase, apps } from '../../../src';
import { FAST, MINIMAL, chartWith, errorsOf } from '../support';

const { storage, ...pod } = MINIMAL;
const WORKLOADS: [string, (chart: Chart) => unknown][] = [
  ['StatefulDatabase', chart => new StatefulDatabase(chart, 'It', MINIMAL)],
  ['PersistentDeployment', chart => new PersistentDeployment(chart, 'It', { ...pod, storage: { ...storage, tier: FAST } })],
  ['NodeDaemon', chart => new NodeDaemon(chart, 'It', { name: 'it', image: MINIMAL.image, resources: MINIMAL.resources })],
  ['LogDaemon', chart => new LogDaemon(chart, 'It', { name: 'it', image: MINIMAL.image, resources: MINIMAL.resources })],
];

describe.each(WORKLOADS)('CS111 of a %s', (_, make) => {
  test.each<[unknown, string]>([
    ['https://registry.example.com/mirror', "'https://registry.example.com/mirror'"],
    ['registry.example.com/Mirror', "'registry.example.com/Mirror'"],
    ['registry.example.com/mirror/', "'registry.example.com/mirror/'"],
    ['mirror', "'mirror'"],
    ['', "''"],
    [5000, '5000'],
    [null, 'null'],
  ])('for %j', (registry, got) => {
    const chart = chartWith('registry', registry);
    make(chart);
    expect(errorsOf(chart)).toEqual([`[test/It] CS111 context 'cdk8s-stateful/registry': got ${got}, allowed is a registry with a dot or a port, and a path in `
      + "lower case, of at most 200 characters ('registry.example.com/mirror'); leave out the scheme, the slash at the end and the name of an "
      + 'image, or leave the context value out']);
  });

  test.each(['registry.example.com/mirror', 'localhost:5000', undefined])('not for %j', registry => {
    const chart = chartWith('registry', registry);
    make(chart);
    expect(errorsOf(chart)).toEqual([]);
  });
});

test('images in props stay', () => {
  const chart = chartWith('registry', 'registry.example.com/mirror');
  const { database } = new apps.JavaApp(chart, 'It', {
    name: 'it', image: 'billing:4.2.0', port: 8080, dataPath: '/data', storage: { size: storage.size, tier: FAST },
  });
  database.addSidecar(Sidecar.container({ name: 'proxy', image: 'docker.io/envoyproxy/envoy:v1.31.0' }));
  expect(Testing.synth(chart).find(({ kind }) => kind === 'StatefulSet').spec.template.spec.containers.map(({ image }: any) => image))
    .toEqual(['billing:4.2.0', 'docker.io/envoyproxy/envoy:v1.31.0']);
});
