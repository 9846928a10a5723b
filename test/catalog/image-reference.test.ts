import * as fc from 'fast-check';
import { imageOf } from '../../src/catalog/engines/image';
import { REGISTRY_MAX, isRegistry, mirroredImage } from '../../src/catalog/image-reference';

const DIGEST = `sha256:${'a1'.repeat(32)}`;

test.each([
  ['postgres:18.6-trixie', 'library/postgres:18.6-trixie'],
  ['postgres', 'library/postgres'],
  [`postgres:18.6@${DIGEST}`, `library/postgres:18.6@${DIGEST}`],
  [`postgres@${DIGEST}`, `library/postgres@${DIGEST}`],
  ['docker.io/postgres:18.6', 'library/postgres:18.6'],
  ['index.docker.io/postgres:18.6', 'library/postgres:18.6'],
  ['docker.io/library/postgres:18.6', 'library/postgres:18.6'],
  ['docker.io/curlimages/curl:8.22.0', 'curlimages/curl:8.22.0'],
  ['fluent/fluent-bit:5.1.1', 'fluent/fluent-bit:5.1.1'],
  ['quay.io/prometheus/node-exporter:v1.12.1', 'prometheus/node-exporter:v1.12.1'],
  // Only Docker Hub has a library.
  ['registry.k8s.io/pause:3.10', 'pause:3.10'],
  ['localhost/engine:1.2.3', 'engine:1.2.3'],
  ['registry:5000/a/b/engine:1.2.3', 'a/b/engine:1.2.3'],
])('the copy of %s is %s', (image, copy) => {
  expect(mirroredImage(image, 'registry.example.com:5000/mirror')).toBe(`registry.example.com:5000/mirror/${copy}`);
});

const REGISTRIES = [
  'registry.example.com', 'registry.example.com/mirror', 'registry.example.com:5000/a/b-c/d_e/f__g/h.i', 'registry:5000', 'localhost', 'localhost/a',
  'localhost:5000', '10.0.0.1/mirror', '[fd00::1]:5000/mirror', '123456789012.dkr.ecr.eu-central-1.amazonaws.com/mirror',
];

test.each(REGISTRIES)('%s is a registry', registry => expect(isRegistry(registry)).toBe(true));

test.each([
  '', 'mirror', 'registry/mirror', 'localhosts/mirror', 'https://registry.example.com', 'oci://registry.example.com', 'registry.example.com/',
  'registry.example.com//mirror', '/mirror', 'registry.example.com/Mirror', 'Registry.example.com', 'registry.example.com/mirror:1.2.3',
  'registry.example.com/mirror@sha256', 'registry.example.com/a b', ' registry.example.com', 'registry.example.com\n', 'registry.example.com:/mirror',
  'registry.example.com/-a', 'registry.example.com/a-', 'registry.example.com/a..b', 'registry.example.com/a___b', '-registry.example.com',
  'registry..example.com', 'user:password@registry.example.com', `registry.example.com/${'a'.repeat(REGISTRY_MAX)}`, null,
  5000, ['registry.example.com'],
])('%j is no registry', registry => expect(isRegistry(registry)).toBe(false));

/** @see https://github.com/distribution/reference/blob/main/reference.go */
const COMPONENT = '[a-zA-Z\\d](?:[a-zA-Z\\d-]*[a-zA-Z\\d])?';
const PATH = '[a-z\\d]+(?:(?:[._]|__|-+)[a-z\\d]+)*';
const REFERENCE = new RegExp(`^(?:(?:${COMPONENT}(?:\\.${COMPONENT})*|\\[[a-fA-F\\d:]+\\])(?::\\d+)?/)?${PATH}(?:/${PATH})*`
  + '(?::\\w[\\w.-]{0,127})?(?:@[A-Za-z][A-Za-z\\d]*(?:[-_+.][A-Za-z][A-Za-z\\d]*)*:[\\da-fA-F]{32,})?$');

const part = fc.stringMatching(/^[a-z0-9]{1,6}((\.|_|__|-{1,2})[a-z0-9]{1,6}){0,2}$/);
const registry = fc.oneof(
  fc.constantFrom(...REGISTRIES.map(text => text.split('/')[0]), 'docker.io', 'index.docker.io', 'quay.io'),
  fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,4})?\.[a-z]{2,6}(:[1-9][0-9]{1,4})?$/),
);
/** Without a dot in the first part, which would be a registry. */
const repository = fc.tuple(fc.stringMatching(/^[a-z0-9]{1,6}(-[a-z0-9]{1,4})?$/), fc.array(part, { maxLength: 3 }))
  .map(([first, others]) => [first, ...others].join('/'));
const suffix = fc.tuple(
  fc.option(fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,12}$/), { nil: undefined }), fc.constantFrom('', `@${DIGEST}`),
).map(([tag, digest]) => `${tag === undefined ? '' : `:${tag}`}${digest}`);
const image = fc.tuple(fc.oneof(registry.map(host => `${host}/`), fc.constant('')), repository, suffix);
const mirror = fc.tuple(registry, fc.oneof(repository.map(path => `/${path}`), fc.constant(''))).map(([host, path]) => `${host}${path}`);

describe('any image, in any mirror', () => {
  test('has a copy that is an image below the mirror, with the same repository, tag and digest', () => {
    fc.assert(fc.property(image, mirror, ([host, path, end], to) => {
      const copy = mirroredImage(`${host}${path}${end}`, to);
      expect(isRegistry(to)).toBe(true);
      expect(REFERENCE.test(`${host}${path}${end}`) && REFERENCE.test(copy)).toBe(true);
      const isOfficial = !path.includes('/') && ['', 'docker.io/', 'index.docker.io/'].includes(host);
      expect(copy).toBe(`${to}/${isOfficial ? 'library/' : ''}${path}${end}`);
    }));
  });

  test('has the same copy if it names Docker Hub or not, and if it comes from another mirror', () => {
    fc.assert(fc.property(repository, suffix, registry, mirror, (path, end, host, to) => {
      const copy = mirroredImage(`${path}${end}`, to);
      expect(mirroredImage(`docker.io/${path}${end}`, to)).toBe(copy);
      expect(mirroredImage(mirroredImage(`${path}${end}`, host), to)).toBe(copy);
    }));
  });
});

/** `check` knows images in the registries of others too, so the copy of an image is what the image is. */
test.each([
  ['postgres:18.6-trixie', 'PostgreSQL', true],
  ['gcr.io/etcd-development/etcd:v3.6.16', 'etcd', true],
  ['docker.io/bitnami/redis:7.4.2', 'Redis', true],
  // It has no known maker, in any registry.
  ['quay.io/somebody/postgres:18.6', 'PostgreSQL', false],
])('the engine of the copy of %s is known as %s', (from, engine, isKnown) => {
  for (const to of REGISTRIES) {
    expect(imageOf(mirroredImage(from, to))).toEqual(imageOf(from));
    expect(imageOf(mirroredImage(from, to))).toMatchObject({ engine: { name: engine }, isKnown });
  }
});
