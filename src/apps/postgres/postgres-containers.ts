import { Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { INIT_SCRIPTS_PATH, INIT_SCRIPTS_VOLUME, rolePasswords } from './postgres-accounts';
import { CONFIG_PATH, DataPaths, RUN_PATH, TMP, WAL_VOLUME_PATH, passwords } from './postgres-config';
import { PostgresProps } from './postgres-props';
import { renderResources } from '../../constructs/pod/container';
import { ContainerResources } from '../../constructs/pod/container-resources';
import { CONFIG_VOLUME, SCRATCH_VOLUME } from '../../constructs/pod/pod-volumes';
import { Probe } from '../../constructs/pod/probe';
import { Sidecar } from '../../constructs/pod/sidecar';
import { Cpu } from '../../constructs/support/cpu';
import { dashed } from '../../constructs/support/names';

/** Directory of the sockets. */
export const SOCKETS = '/var/run/postgresql';
/** Port of the exporter. */
export const METRICS_PORT = 9187;

/** Values that all members of a database share. */
export interface Member {
  /** The props. */
  readonly props: PostgresProps;
  /** Image of the server. */
  readonly image: string;
  /** Major version of the server. */
  readonly major: number;
  /** User of the server, which owns its files. */
  readonly user: number;
  /** Directories of the data. */
  readonly paths: DataPaths;
  /** Resources with the defaults filled in. */
  readonly resources: ContainerResources;
  /** Pod of the primary. */
  readonly primary: string;
  /** The part of the DNS name of a Service after its name. */
  readonly domain: string;
}

/** Environment variables for the scripts of all containers: see `assets/postgres/member.sh`. */
export function identity({ props, paths, domain }: Member): { [name: string]: string } {
  return { DOMAIN: domain, NAME: props.name, PGDATA: paths.data, VOLUME: paths.volume };
}

/** The init container that prepares the start of the server: see `assets/postgres/prepare.sh`. */
export function prepareContainer(member: Member): k8s.Container {
  const { props, image, paths, resources, primary } = member;
  return {
    command: ['sh', `${CONFIG_PATH}/prepare.sh`],
    env: [
      { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'DATABASE', value: props.databaseName ?? 'app' },
      ...Object.entries(identity(member)).map(([name, value]) => ({ name, value })),
      { name: 'PRIMARY', value: primary },
      { name: 'WAL_VOLUME', value: props.walStorage ? WAL_VOLUME_PATH : '' },
      ...passwords(props.secretName),
      ...rolePasswords(props),
    ],
    image,
    name: 'prepare',
    resources: renderResources(resources),
    volumeMounts: [
      { mountPath: paths.volume, name: 'data' },
      ...props.walStorage ? [{ mountPath: WAL_VOLUME_PATH, name: 'wal' }] : [],
      { mountPath: CONFIG_PATH, name: CONFIG_VOLUME, readOnly: true },
      { mountPath: RUN_PATH, name: 'member' },
      ...props.initScripts?.length ? [{ mountPath: INIT_SCRIPTS_PATH, name: INIT_SCRIPTS_VOLUME, readOnly: true }] : [],
      { mountPath: TMP, name: SCRATCH_VOLUME, subPath: dashed(TMP) },
      { mountPath: SOCKETS, name: SCRATCH_VOLUME, subPath: dashed(SOCKETS) },
    ],
  };
}

/** The exporter connects over the socket as the user of the pod, so it needs no password. */
export function exporter(image: string): Sidecar {
  return Sidecar.of({
    name: 'exporter',
    image,
    env: { DATA_SOURCE_NAME: `host=${SOCKETS} user=metrics dbname=postgres sslmode=disable` },
    ports: [{ name: 'metrics', port: METRICS_PORT, membersOnly: true }],
    alive: Probe.http('/'),
    resources: { cpu: Cpu.millis(20), memory: Size.mebibytes(64) },
    mounts: [{ name: SOCKETS }],
  });
}
