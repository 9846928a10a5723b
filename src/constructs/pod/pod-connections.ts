import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct, IConstruct } from 'constructs';
import { Connection } from './connection';
import { SecretKey } from './secret-key';
import { checkSecretKey } from './secret-key-check';
import { Volume, VolumeMount } from './volume';
import { Finding, error, words } from '../support/finding';
import { checkInput } from '../support/input';
import { duplicates, sorted } from '../support/lists';

/** A connection, and the beginning of the names of its environment variables. */
export interface NamedConnection {
  readonly prefix: string;
  readonly connection: Connection;
}

/** The part of a pod to which connections are added. */
export interface ConnectedPod {
  readonly connections: NamedConnection[];
  readonly volumes: VolumeMount[];
}

/** Leaves room for the name of the volume. The names of POSIX variables are in upper case. */
const PREFIX = /^[A-Z]([A-Z0-9_]{0,38}[A-Z0-9])?$/;

/**
 * Adds a connection to a pod. Its files for TLS are a volume, because clients read them from files, and a file follows a
 * renewed certificate.
 */
export function addConnection(scope: Construct, pod: ConnectedPod, prefix: string, connection: Connection): void {
  checkInput(scope, 'string', prefix, 'prefix');
  checkInput(scope, 'Connection', connection, 'connection');
  const isNew = PREFIX.test(prefix) && !pod.connections.some(other => other.prefix === prefix);
  if (isNew && connection.tlsSecretName !== undefined) {
    const items = Object.fromEntries(Object.values(tlsFiles(connection)).map(file => [file, file]));
    pod.volumes.push({ volume: Volume.secret(`connection-${partOf(prefix)}`, connection.tlsSecretName, { items }), mountPath: directory(prefix) });
  }
  pod.connections.push({ prefix, connection });
}

/** Environment variables of all connections with a valid prefix, sorted by name. */
export function connectionEnv(connections: NamedConnection[]): k8s.EnvVar[] {
  const valid = connections.filter(({ prefix }) => PREFIX.test(prefix));
  const all = Object.fromEntries(valid.flatMap(({ prefix, connection }) => [
    ...Object.entries(connection._variables()).map(([suffix, value]) => [`${prefix}_${suffix}`, value] as const),
    ...Object.entries(tlsFiles(connection)).map(([suffix, file]) => [`${prefix}_${suffix}`, `${directory(prefix)}/${file}`] as const),
  ]));
  return sorted(all).flatMap(([name, value]) =>
    value === undefined ? [] : [typeof value === 'string' ? { name, value } : secretEnvVar(name, value)]);
}

/** An environment variable from a key of a Secret. */
export function secretEnvVar(name: string, { secretName, key }: SecretKey): k8s.EnvVar {
  return { name, valueFrom: { secretKeyRef: { key, name: secretName } } };
}

/** Errors in the connections of a pod. */
export function checkConnections(scope: IConstruct, { connections }: ConnectedPod): Finding[] {
  if (connections.length === 0) {
    return [];
  }
  const prefixes = connections.map(({ prefix }) => prefix);
  return [
    ...prefixes.filter(prefix => !PREFIX.test(prefix)).map(prefix => error('CS123', 'prefix of a connection', prefix,
      'at most 40 upper-case letters, digits and underscores, with a letter first and no underscore last',
      "give the beginning of the names of the variables, such as 'ORDERS' for ORDERS_HOST")),
    ...duplicates(prefixes).map(prefix =>
      error('CS123', 'prefix of a connection', prefix, 'one connection for each prefix', 'give each connection a prefix of its own')),
    ...connections.flatMap(({ prefix, connection }) => [
      ...connection._check(`of connection '${prefix}'`),
      ...checkSecrets(scope, prefix, connection),
    ]),
  ];
}

/** Errors for a Secret of the connection that the pod cannot use. */
function checkSecrets(scope: IConstruct, prefix: string, connection: Connection): Finding[] {
  const { namespace } = Chart.of(scope);
  const { tlsSecretName, secretNamespace = namespace } = connection;
  const keys = Object.values(connection._variables()).filter((value): value is SecretKey => typeof value === 'object');
  const secrets = [...new Set([...keys.map(({ secretName }) => secretName), ...tlsSecretName === undefined ? [] : [tlsSecretName]])];
  return [
    ...keys.flatMap(key => checkSecretKey(`password of connection '${prefix}'`, key)),
    ...secrets.length === 0 || namespace === undefined || secretNamespace === namespace ? [] : [error('CS151', `connection '${prefix}'`,
      words(`${secrets.length > 1 ? 'Secrets' : 'Secret'} '${secrets.join("' and '")}' in namespace '${secretNamespace}'`),
      `Secrets in '${namespace}', the namespace of the pods`,
      `copy the keys into a Secret in '${namespace}', and describe the connection with DatabaseConnection.of() or EndpointsConnection.of()`)],
  ];
}

/** Keys of the Secret for TLS, by the ends of the names of the variables that name their files. */
function tlsFiles({ tlsSecretName, clientCertificate }: Connection): { [suffix: string]: string } {
  return tlsSecretName === undefined ? {} : { CA_FILE: 'ca.crt', ...clientCertificate && { CERT_FILE: 'tls.crt', KEY_FILE: 'tls.key' } };
}

function directory(prefix: string): string {
  return `/etc/connections/${partOf(prefix)}`;
}

/** The prefix as a part of the names of volumes and directories. */
function partOf(prefix: string): string {
  return prefix.toLowerCase().replace(/_/g, '-');
}
