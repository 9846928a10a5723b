import { Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { EtcdProps } from './etcd-props';
import { renderResources } from '../../constructs/pod/pod';
import { Cpu } from '../../constructs/support/cpu';
import { kibibytes } from '../../constructs/support/quantity';

export const CLIENT_PORT = 2379;
export const PEER_PORT = 2380;
export const METRICS_PORT = 2381;
/** Mount paths of the volume, the config files and the certificates. */
export const VOLUME_PATH = '/var/lib/etcd';
export const CONFIG_PATH = '/etc/etcd';
export const TLS_PATH = '/etc/etcd-tls';
export const TLS_VOLUME = 'tls';
/** User of the members and of the jobs. */
export const USER = 65532;
/** Resources of a container that runs a helper script. */
export const SMALL = renderResources({ cpu: Cpu.millis(50), memory: Size.mebibytes(64) });

/** Settings that the app controls: identities, directories and the limits that protect the data. */
export const OWNED_SETTINGS = [
  'advertise-client-urls', 'client-transport-security', 'data-dir', 'discovery', 'discovery-config', 'discovery-srv',
  'discovery-srv-name', 'enable-grpc-gateway', 'force-new-cluster',
  'initial-advertise-peer-urls', 'initial-cluster', 'initial-cluster-state', 'initial-cluster-token', 'listen-client-http-urls',
  'listen-client-urls', 'listen-metrics-urls',
  'listen-peer-urls', 'name', 'peer-transport-security', 'quota-backend-bytes', 'strict-reconfig-check', 'unsafe-no-fsync', 'wal-dir',
];

/** Default size of the database at which etcd refuses writes. */
export const DEFAULT_QUOTA = Size.gibibytes(2);

/**
 * `etcd.yaml` for all members. `join.sh` adds the identity of a member. etcd ignores flags and environment variables if it
 * has this file.
 */
export function configFile({ quota = DEFAULT_QUOTA, tlsSecretName, extraSettings }: EtcdProps): string {
  const scheme = schemeOf(tlsSecretName);
  const settings: { [name: string]: string } = {
    'auto-compaction-mode': 'periodic',
    'auto-compaction-retention': '1h',
    ...extraSettings,
    'data-dir': `${VOLUME_PATH}/data`,
    'enable-grpc-gateway': 'true',
    'listen-client-urls': `${scheme}://0.0.0.0:${CLIENT_PORT}`,
    'listen-metrics-urls': `http://0.0.0.0:${METRICS_PORT}`,
    'listen-peer-urls': `${scheme}://0.0.0.0:${PEER_PORT}`,
    'quota-backend-bytes': `${kibibytes(quota) * 1024}`,
    'strict-reconfig-check': 'true',
  };
  return [
    ...Object.entries(settings).sort(([a], [b]) => a < b ? -1 : 1).map(([name, value]) => `${name}: ${scalar(name, value)}`),
    ...tlsSecretName === undefined ? [] : [
      // Clients can have any address, so their certificates are not checked against it.
      'client-transport-security:', ...TLS_FILES, '  skip-client-san-verification: true',
      'peer-transport-security:', ...TLS_FILES,
    ],
    '',
  ].join('\n');
}

const TLS_FILES = [
  `  cert-file: ${TLS_PATH}/tls.crt`, `  key-file: ${TLS_PATH}/tls.key`, `  trusted-ca-file: ${TLS_PATH}/ca.crt`,
  '  client-cert-auth: true',
];

/** Writes numbers, booleans and lists unquoted, and everything else as strings. A retention of `1` is a string too. */
function scalar(name: string, value: string): string {
  return /^(-?\d+|true|false|\[.*\])$/.test(value) && name !== 'auto-compaction-retention' ? value : JSON.stringify(value);
}

/** Scheme of the addresses of members. */
export function schemeOf(tlsSecretName: string | undefined): string {
  return tlsSecretName === undefined ? 'http' : 'https';
}

/** Mounts of the certificates. */
export function tlsMounts(tlsSecretName: string | undefined): k8s.VolumeMount[] {
  return tlsSecretName === undefined ? [] : [{ mountPath: TLS_PATH, name: TLS_VOLUME, readOnly: true }];
}
