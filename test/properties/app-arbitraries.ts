import { Construct } from 'constructs';
import * as fc from 'fast-check';
import {
  badText, count, duration, few, image, labels, mixed, name, networkPolicy, odd, resources, service, size, textMap, tier, words,
} from './arbitraries';
import { AccessMode, IpFamily, IpFamilyPolicy, apps } from '../../src';
import { Type, shapeOf } from '../../src/constructs/support/input-shapes';
import { AppCase } from '../apps/case';
import { CASES } from '../apps/cases';

const claimed = fc.record({ size, tier, accessMode: odd(AccessMode) }, { noNullPrototype: true, requiredKeys: ['size', 'tier'] });

/** Props that several apps have, and whose type does not say enough. */
const BY_NAME: { readonly [prop: string]: fc.Arbitrary<any> } = {
  ...service,
  name,
  priorityClassName: name,
  imagePullPolicy: mixed(fc.constantFrom('Always', 'IfNotPresent'), badText),
  imagePullSecrets: fc.array(name, { maxLength: 1 }),
  nodeSelector: labels,
  labels,
  podAnnotations: labels,
  serviceAccountName: name,
  serviceAccountAnnotations: labels,
  // The API server of a test has only these addresses.
  ipFamilies: fc.constantFrom([], [IpFamily.IPV4]),
  ipFamilyPolicy: fc.constantFrom(IpFamilyPolicy.SINGLE_STACK, IpFamilyPolicy.PREFER_DUAL_STACK),
};

const BY_TYPE: { readonly [type: string]: fc.Arbitrary<any> } = {
  'boolean': fc.boolean(),
  'number': count,
  '[string]': words,
  '{string}': textMap,
  'Size': size,
  'Duration': duration,
  'ContainerResources': resources,
  'ClaimedStorage': claimed,
  'NetworkAccess': networkPolicy,
  'Metrics': fc.oneof(
    fc.constant(apps.Metrics.annotations()),
    fc.record({ labels, interval: duration, alerts: fc.boolean(), dashboard: fc.boolean() }, { noNullPrototype: true, requiredKeys: [] })
      .map(options => apps.Metrics.podMonitor(options)),
  ),
  'BackupProps': fc.record({
    schedule: mixed(fc.constantFrom('0 3 * * *', '*/5 1-4 * * *', '@daily', '0 0 * * 7', '30 22-4 * JAN ?'), badText),
    storage: claimed,
    keep: count,
    timeZone: mixed(fc.constantFrom('America/Port-au-Prince', 'Asia/Kolkata', 'Europe/Berlin', 'UTC'), badText),
  }, { noNullPrototype: true, requiredKeys: ['schedule', 'storage'] }),
};

/** Generated props of an app: those whose values are known from the case of the app, from their name or from their type. */
function propsOf({ title, generated }: AppCase): fc.Arbitrary<any> {
  const { props, required } = shapeOf(`${title}Props`)!;
  const known = [...props].map(([prop, { type }]) => [prop, generated[prop] ?? valuesOf(prop, type)]).filter(([, values]) => values);
  return few<any>(Object.fromEntries(known), required);
}

function valuesOf(prop: string, type: Type): fc.Arbitrary<any> | undefined {
  const text = textOf(type);
  const shape = shapeOf(text);
  return BY_NAME[prop] ?? (/image$/i.test(prop) ? image
    : shape?.kind === 'enum' ? mixed(fc.constantFrom(...shape.choices.split(', ')), badText) : BY_TYPE[text]);
}

function textOf(type: Type): string {
  return 'list' in type ? `[${textOf(type.list)}]` : 'map' in type ? `{${textOf(type.map)}}` : type.name;
}

/** Apps with generated props. */
export const APPS: [string, fc.Arbitrary<any>, new (scope: Construct, id: string, props: any) => Construct][] =
  CASES.map(app => [app.title, propsOf(app), app.type]);
