import { Size } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import {
  badText, count, duration, few, image, labels, mixed, name, networkPolicy, odd, path, port, resources, service, size, textMap, tier, words,
} from './arbitraries';
import { AccessMode, SecretKey, Spread, apps } from '../../src';

const app = {
  name,
  image,
  imagePullSecrets: fc.array(name, { maxLength: 1 }),
  resources,
  nodeSelector: labels,
  priorityClassName: name,
  labels,
  podAnnotations: labels,
};
const claimed = fc.record({ size, tier, accessMode: odd(AccessMode) }, { noNullPrototype: true, requiredKeys: ['size', 'tier'] });
const backup = fc.record({
  schedule: mixed(fc.constantFrom('0 3 * * *', '*/5 1-4 * * *', '@daily', '0 0 * * 7', '30 22-4 * JAN ?'), badText),
  storage: claimed,
  keep: count,
  timeZone: mixed(fc.constantFrom('America/Port-au-Prince', 'Asia/Kolkata', 'Europe/Berlin', 'UTC'), badText),
}, { noNullPrototype: true, requiredKeys: ['schedule', 'storage'] });

const postgres: fc.Arbitrary<apps.PostgresProps> = few({
  ...app,
  ...service,
  secretName: name,
  helperImage: image,
  storage: claimed,
  walStorage: claimed,
  databaseName: mixed(fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/), badText),
  readReplicas: count,
  synchronous: fc.boolean(),
  promotedReplica: count,
  majorVersion: fc.constantFrom(15, 17, 18),
  maxConnections: mixed(fc.integer({ min: 10, max: 500 }), fc.constantFrom(0, 0.5)),
  extraSettings: fc.dictionary(mixed(fc.stringMatching(/^[a-z_]{1,8}$/), badText), mixed(fc.stringMatching(/^[ -~]{0,12}$/), badText), {
    maxKeys: 2, noNullPrototype: true,
  }),
  monitoring: fc.boolean(),
  exporterImage: image,
  roles: fc.array(fc.record({ name, password: fc.tuple(name, name).map(([secret, key]) => SecretKey.of(secret, key)) }, { noNullPrototype: true }),
    { maxLength: 2 }),
  databases: fc.array(fc.record({ name, extensions: words }, { noNullPrototype: true }), { maxLength: 2 }),
  initScripts: fc.array(fc.tuple(name, name).map(([object, key]) => ({ source: apps.ScriptSource.configMap(object, key) })), { maxLength: 2 }),
  backup,
  nodeSpread: odd(Spread),
  networkPolicy,
}, ['name', 'secretName', 'storage']);

const nodeExporter: fc.Arbitrary<apps.NodeExporterProps> = few({
  ...app, port, textfileDirectory: path, followMounts: fc.boolean(), extraArgs: words,
}, ['name']);

const javaApp: fc.Arbitrary<apps.JavaAppProps> = few({
  ...app,
  ...service,
  port,
  dataPath: path,
  helperImage: image,
  storage: claimed,
  replicas: count,
  runAsUser: count,
  javaOptions: fc.array(mixed(fc.constantFrom('-Xmx512m', '-XX:+UseZGC', '-XX:MaxRAMPercentage=60'), badText), { maxLength: 2 }),
  args: words,
  env: textMap,
  readinessPath: path,
  livenessPath: path,
  gracePeriod: duration,
  nodeSpread: odd(Spread),
  networkPolicy,
}, ['name', 'image', 'port', 'dataPath', 'storage']);

const etcd: fc.Arbitrary<apps.EtcdProps> = few({
  ...app,
  ...service,
  storage: fc.record({ size: mixed(fc.integer({ min: 5, max: 40 }).map(n => Size.gibibytes(n)), size), tier }, { noNullPrototype: true }),
  replicas: mixed(fc.constantFrom(1, 3, 5, 7), count),
  quota: size,
  tlsSecretName: name,
  extraSettings: fc.dictionary(mixed(fc.stringMatching(/^[a-z-]{1,8}$/), badText), mixed(fc.stringMatching(/^[ -~]{0,12}$/), badText), {
    maxKeys: 2, noNullPrototype: true,
  }),
  helperImage: image,
  backup,
  defragmentation: fc.record({ schedule: mixed(fc.constant('0 4 * * 0'), badText) }, { noNullPrototype: true }),
  nodeSpread: odd(Spread),
  networkPolicy,
}, ['name', 'storage']);

const fluentdOutput = fc.oneof(
  fc.tuple(name, port, fc.boolean()).map(([host, p, tls]) => apps.FluentdOutput.forward({ host, port: p, tls })),
  fc.tuple(name, name, name).map(([host, indexPrefix, secretName]) => apps.FluentdOutput.elasticsearch({ host, indexPrefix, secretName })),
  fc.tuple(name, mixed(fc.constant('logs'), badText), name)
    .map(([bucket, prefix, secretName]) => apps.FluentdOutput.s3({ bucket, prefix, secretName })),
  fc.tuple(name, port, mixed(fc.constant('shop'), badText)).map(([host, p, tenant]) => apps.FluentdOutput.loki({ host, port: p, tenant })),
  fc.tuple(mixed(fc.constant('kafka:9092'), badText), fc.boolean()).map(([broker, tls]) => apps.FluentdOutput.kafka({ brokers: [broker], tls })),
  mixed(fc.constant('@type null'), badText).map(text => apps.FluentdOutput.custom(text)),
);
const fluentd: fc.Arbitrary<apps.FluentdProps> = few({
  ...app,
  output: fluentdOutput,
  kubernetesMetadata: fc.boolean(),
  extraConfig: mixed(fc.constant('<filter **>\n  @type grep\n</filter>'), badText),
  multiline: fc.array(fc.record({ firstLine: mixed(fc.constant('^\\S'), badText), containerName: name }, { noNullPrototype: true }),
    { maxLength: 2 }),
  bufferSize: size,
  networkPolicy,
}, ['name', 'output']);

/** Apps with generated props. */
export const APPS: [string, fc.Arbitrary<any>, new (scope: Construct, id: string, props: any) => Construct][] = [
  ['Postgres', postgres, apps.Postgres],
  ['Etcd', etcd, apps.Etcd],
  ['Fluentd', fluentd, apps.Fluentd],
  ['JavaApp', javaApp, apps.JavaApp],
  ['NodeExporter', nodeExporter, apps.NodeExporter],
];
