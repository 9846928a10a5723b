import { Chart, Size, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { LocalDiskPool, StorageTier, apps } from '../../src';
import { mirroredImage } from '../../src/catalog/image-reference';
import { IMAGES } from '../../src/catalog/images';
import { chartWith, testChart } from '../constructs/support';
import { APPS } from '../properties/app-arbitraries';

const REGISTRY = 'registry.example.com:5000/mirror';
const DEFAULTS: string[] = Object.values(IMAGES);
const copyOf = (image: string) => mirroredImage(image, REGISTRY);

/** Every value of a field `image`, wherever it is. */
function imagesIn(value: any): string[] {
  return value === null || typeof value !== 'object' ? []
    : Object.entries(value).flatMap(([key, entry]) => key === 'image' && typeof entry === 'string' ? [entry] : imagesIn(entry));
}

const sorted = (images: string[]) => [...new Set(images)].sort();

/** The objects with copies instead of default images. */
function mirrored(objects: any): any {
  return JSON.parse(JSON.stringify(objects), (key, value) => key === 'image' && DEFAULTS.includes(value) ? copyOf(value) : value);
}

/** Apps with everything that has an image of its own. */
const COMPLETE: [string, string[], (chart: Chart) => Construct & { readonly images: string[] }][] = [
  ['Postgres', [IMAGES.postgres, IMAGES.postgresExporter, IMAGES.curl], chart => new apps.Postgres(chart, 'It', {
    name: 'it', secretName: 'it', readReplicas: 1, monitoring: true, storage: onPool(chart), backup: backup(),
  })],
  ['Etcd', [IMAGES.etcd, IMAGES.curl], chart => new apps.Etcd(chart, 'It', {
    name: 'it', tlsSecretName: 'it', replicas: 1, storage: onPool(chart), backup: backup(),
  })],
  ['JavaApp', ['billing:4.2.0', IMAGES.curl], chart => new apps.JavaApp(chart, 'It', {
    name: 'it', image: 'billing:4.2.0', port: 8080, dataPath: '/data', storage: onPool(chart),
  })],
  ['Fluentd', [IMAGES.fluentd], chart => new apps.Fluentd(chart, 'It', { name: 'it', output: apps.FluentdOutput.forward({ host: 'aggregator' }) })],
  ...([
    [IMAGES.fluentdKafka, apps.FluentdOutput.kafka({ brokers: ['kafka:9092'] })],
    [IMAGES.fluentdOpensearch, apps.FluentdOutput.opensearch({ host: 'search' })],
    [IMAGES.fluentdS3, apps.FluentdOutput.s3({ bucket: 'logs' })],
  ] as const).map(([image, output]): [string, string[], (chart: Chart) => apps.Fluentd] =>
    ['Fluentd', [image], chart => new apps.Fluentd(chart, 'It', { name: 'it', output })]),
  ['NodeExporter', [IMAGES.nodeExporter], chart => new apps.NodeExporter(chart, 'It', { name: 'it' })],
];

function onPool(chart: Chart) {
  const tier = new LocalDiskPool(chart, 'Pool', { name: 'pool', nodes: ['a', 'b'], paths: ['/mnt/a'], size: Size.gibibytes(100) });
  return { size: Size.gibibytes(50), tier };
}

function backup() {
  return { schedule: '@daily', storage: { size: Size.gibibytes(100), tier: StorageTier.fromName('cheap') } };
}

test('the table has every app, and every default image', () => {
  expect(sorted(COMPLETE.map(([name]) => name)))
    .toEqual(Object.keys(apps).filter(name => (apps as any)[name].prototype instanceof Construct).sort());
  expect(sorted(COMPLETE.flatMap(([, images]) => images))).toEqual(sorted([...DEFAULTS, 'billing:4.2.0']));
});

describe.each(COMPLETE)('%s', (_, images, make) => {
  test('lists the images of its containers and jobs', () => {
    const chart = testChart();
    const app = make(chart);
    expect(app.images).toEqual(sorted(images));
    expect(sorted(imagesIn(Testing.synth(chart)))).toEqual(sorted(images));
  });

  test('has only copies of default images with a registry in the context, and is otherwise the same', () => {
    const [plain, other] = [testChart(), chartWith('registry', REGISTRY)];
    make(plain);
    expect(make(other).images).toEqual(sorted(images.map(image => DEFAULTS.includes(image) ? copyOf(image) : image)));
    expect(Testing.synth(other)).toEqual(mirrored(Testing.synth(plain)));
  });
});

test('an app lists the images that are added later', () => {
  const exporter = new apps.NodeExporter(testChart(), 'It', { name: 'it', image: 'registry.example.com/exporter:1.2.3' });
  exporter.daemon.addSidecar({ name: 'proxy', image: 'registry.example.com/proxy:1.2.3' });
  expect(exporter.images).toEqual(['registry.example.com/exporter:1.2.3', 'registry.example.com/proxy:1.2.3']);
});

describe('with any props, the context changes only default images', () => {
  beforeAll(() => jest.spyOn(process.stderr, 'write').mockReturnValue(true));
  afterAll(() => jest.restoreAllMocks());

  const synthesized = (registry: string | undefined, make: (chart: Chart) => unknown) => {
    try {
      const chart = chartWith('registry', registry);
      make(chart);
      return Testing.synth(chart);
    } catch (e) {
      return (e as Error).message;
    }
  };

  test.each(APPS)('%s', (_, props, type) => {
    fc.assert(fc.property(props, p => {
      const [plain, other] = [undefined, REGISTRY].map(registry => synthesized(registry, chart => new type(chart, 'It', p)));
      if (typeof plain === 'string') {
        expect(typeof other).toBe('string');
      } else {
        expect(other).toEqual(mirrored(plain));
      }
    }), { numRuns: 60 });
  });
});
