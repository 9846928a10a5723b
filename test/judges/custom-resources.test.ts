import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Size } from 'cdk8s';
import * as fc from 'fast-check';
import { SCHEMAS, validate } from './judges';
import { apps } from '../../src';
import { FAST, errorsOf, testChart } from '../constructs/support';

/** Objects of other projects, compared with the CustomResourceDefinitions that these projects publish. */

const ROUTE = { hosts: ['billing.example.com'], gatewayName: 'public' };

test('HTTPRoute: the Gateway API accepts what the library accepts', () => {
  const mostly = (valid: fc.Arbitrary<string>) => fc.oneof({ weight: 9, arbitrary: valid }, { weight: 1, arbitrary: fc.string({ maxLength: 5 }) });
  const host = mostly(fc.oneof(fc.domain(), fc.domain().map(name => `*.${name}`)));
  const path = mostly(fc.array(fc.constantFrom('/', '.', 'a', '%2f', '%20', '#', ' ', '~', '='), { maxLength: 5 }).map(parts => `/${parts.join('')}`));
  const name = mostly(fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/));
  const options: fc.Arbitrary<apps.GatewayExposureOptions> = fc.record({
    hosts: fc.array(host, { minLength: 1, maxLength: 2 }), gatewayName: name, gatewayNamespace: name, sectionName: name, path,
  }, { requiredKeys: ['hosts', 'gatewayName'], noNullPrototype: true });
  const accepted = fc.sample(options, 200).map(routeOf).filter(({ errors }) => errors.length === 0).map(({ route }) => route);
  expect(accepted.length).toBeGreaterThan(50);
  expect(answersTo(accepted).filter(({ status }) => status !== 'Success')).toEqual([]);
});

test('HTTPRoute: the Gateway API refuses what the library refuses', () => {
  const pairs = [
    [{ hosts: ['Billing'] }, { hosts: ['billing'] }],
    [{ hosts: Array(17).fill('a.example.com') }, { hosts: Array(16).fill('a.example.com') }],
    [{ path: '/a//b' }, { path: '/a/b' }],
    [{ path: '/a#b' }, { path: '/a' }],
    [{ gatewayNamespace: 'a.b' }, { gatewayNamespace: 'a' }],
    [{ sectionName: 'HTTPS' }, { sectionName: 'https' }],
  ].flat().map(options => routeOf({ ...ROUTE, ...options }));
  expect(answersTo(pairs.map(({ route }) => route)).map(({ status }) => status === 'Success')).toEqual(pairs.map((_, i) => i % 2 === 1));
  expect(pairs.map(({ errors }) => errors.length === 0)).toEqual(pairs.map((_, i) => i % 2 === 1));
});

function routeOf(options: apps.GatewayExposureOptions): { readonly route: object; readonly errors: string[] } {
  const chart = testChart();
  const app = new apps.JavaApp(chart, 'Billing', {
    name: 'billing',
    image: 'billing:4.2.0',
    port: 8080,
    dataPath: '/data',
    storage: { size: Size.gibibytes(1), tier: FAST },
    exposure: apps.Exposure.gateway(options),
  });
  return { route: app.httpRoute!.toJson(), errors: errorsOf(chart) };
}

/** Answers in the order of the objects. */
function answersTo(objects: object[]) {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-stateful-custom-resources-'));
  try {
    const file = join(folder, 'objects.yaml');
    writeFileSync(file, objects.map(object => JSON.stringify(object)).join('\n---\n'));
    return validate(SCHEMAS[0], [file])[file];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
