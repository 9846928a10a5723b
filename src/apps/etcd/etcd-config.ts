import { Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { EtcdProps } from './etcd-props';
import { renderResources } from '../../constructs/pod/container';
import { Cpu } from '../../constructs/support/cpu';
import { sorted } from '../../constructs/support/lists';
import { kibibytes } from '../../constructs/support/quantity';
import { SettingRules } from '../shared/settings/extra-settings';
import { YamlMap, YamlText, YamlValue, yaml } from '../shared/settings/yaml';

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

/** Settings of users: not the identities, the directories and the limits that protect the data. */
export const SETTING_RULES: SettingRules = {
  name: /^[a-z][a-z0-9-]*$/,
  names: 'names of settings as in the configuration file of etcd',
  remedy: 'write the flag without its dashes: etcd ignores unknown names',
  owned: [
    'advertise-client-urls', 'client-transport-security', 'data-dir', 'discovery', 'discovery-config', 'discovery-srv',
    'discovery-srv-name', 'enable-grpc-gateway', 'force-new-cluster',
    'initial-advertise-peer-urls', 'initial-cluster', 'initial-cluster-state', 'initial-cluster-token', 'listen-client-http-urls',
    'listen-client-urls', 'listen-metrics-urls',
    'listen-peer-urls', 'name', 'peer-transport-security', 'quota-backend-bytes', 'strict-reconfig-check', 'unsafe-no-fsync', 'wal-dir',
  ],
  empty: false,
};

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
  return yaml({
    ...Object.fromEntries(sorted(settings).map(([name, value]) => [name, typed(name, value)])),
    // Clients can have any address, so their certificates are not checked against it.
    ...tlsSecretName !== undefined && {
      'client-transport-security': { ...TLS_FILES, 'skip-client-san-verification': true },
      'peer-transport-security': TLS_FILES,
    },
  });
}

const TLS_FILES: YamlMap = {
  'cert-file': new YamlText(`${TLS_PATH}/tls.crt`),
  'key-file': new YamlText(`${TLS_PATH}/tls.key`),
  'trusted-ca-file': new YamlText(`${TLS_PATH}/ca.crt`),
  'client-cert-auth': true,
};

/** Numbers, booleans and lists are written as they are, and everything else as a string. A retention of `1` is a string too. */
function typed(name: string, value: string): YamlValue {
  return /^(-?\d+|true|false|\[.*\])$/.test(value) && name !== 'auto-compaction-retention' ? new YamlText(value) : value;
}

/** Scheme of the addresses of members. */
export function schemeOf(tlsSecretName: string | undefined): string {
  return tlsSecretName === undefined ? 'http' : 'https';
}

/** Mounts of the certificates. */
export function tlsMounts(tlsSecretName: string | undefined): k8s.VolumeMount[] {
  return tlsSecretName === undefined ? [] : [{ mountPath: TLS_PATH, name: TLS_VOLUME, readOnly: true }];
}
