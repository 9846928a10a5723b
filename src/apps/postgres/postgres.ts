import { ApiObject, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { makePostgresBackups } from './postgres-backup';
import { checkPostgres } from './postgres-check';
import {
  CONFIG_PATH, DataPaths, RUN_PATH, SECRET_KEYS, TMP, WAL_VOLUME_PATH, configFiles, dataPaths, imageUser, passwords, storageFile,
} from './postgres-config';
import { PostgresProps } from './postgres-props';
import { IMAGES } from '../../catalog/images';
import { ContainerResources } from '../../constructs/pod/container-resources';
import { CONFIG_VOLUME, SCRATCH_VOLUME, renderResources, scratchSubPath } from '../../constructs/pod/pod';
import { Probe } from '../../constructs/pod/probe';
import { Volume } from '../../constructs/pod/volume';
import { asset } from '../../constructs/support/asset';
import { Cpu } from '../../constructs/support/cpu';
import { checkAtSynthesis } from '../../constructs/support/finding';
import { checkInput } from '../../constructs/support/input';
import { selectorLabels } from '../../constructs/support/labels';
import { kibibytes } from '../../constructs/support/quantity';
import { Warnings } from '../../constructs/support/warnings';
import { StatefulDatabase } from '../../constructs/workload/stateful-database';
import { Members, Spread } from '../../constructs/workload/stateful-database-props';
import { HELPER_IMAGE } from '../shared/helper';
import { mebibytes } from '../shared/size';
import { commonWorkloadProps } from '../shared/workload';

const PORT = 5432;
const METRICS_PORT = 9187;
/** Writes wait for it after each start of the primary. */
const PERIOD = Duration.seconds(5);
/** Files of a member beside its settings. */
const SCRIPTS = ['member.sh', 'others.sh', 'passwords.sql', 'prepare.sh', 'ready.sh', 'roles.sql', 'settings.sh', 'start.sh', 'volume.sh'];
const SOCKETS = '/var/run/postgresql';

/**
 * PostgreSQL: one primary that takes writes, and standbys that copy it by streaming replication and answer reads.
 *
 * Creates a {@link StatefulDatabase} `<name>` with the primary (id `Database`, claims `data-<name>-0` and `wal-<name>-0`)
 * and, with `readReplicas`, one `<name>-replica` (`Replicas`); with `backup` a claim and a CronJob `<name>-backup` and a
 * suspended CronJob `<name>-restore`. Default resources: 250 millis of CPU, 1 GiB of memory, from which the server's
 * settings are computed. A replica that lost its volume copies the primary again by itself.
 *
 * There is no automatic failover: nothing in a cluster without an operator can know that a silent primary is dead. A
 * primary whose pod or node dies comes back on its volume; a replica is promoted by `promotedReplica`.
 *
 * Pod Security level: *restricted*.
 *
 * @example
 * const tier = new StorageTier(this, 'Fast', { name: 'fast', provisioner: Provisioner.awsEbs({ type: EbsVolumeType.GP3 }) });
 * const orders = new apps.Postgres(this, 'Orders', {
 *   name: 'orders', secretName: 'orders-postgres', readReplicas: 2,
 *   storage: { size: Size.gibibytes(100), tier },
 * });
 * const url = `postgres://app@${orders.host}:${orders.port}/app`;
 *
 * @see https://www.postgresql.org/docs/current/warm-standby.html
 */
export class Postgres extends Construct {
  /** The default image. */
  public static readonly DEFAULT_IMAGE = IMAGES.postgres;

  /** The default image of the script that identifies disks. */
  public static readonly DEFAULT_HELPER_IMAGE = HELPER_IMAGE;

  /** The default image of the exporter. */
  public static readonly DEFAULT_EXPORTER_IMAGE = IMAGES.postgresExporter;

  /**
   * Keys that the Secret must have: the passwords of the superuser `postgres`, of the role `replication`, and of the role
   * that owns the database.
   */
  public static readonly SECRET_KEYS: string[] = [...SECRET_KEYS];

  /** The set of the primary. */
  public readonly database: StatefulDatabase;

  /** The set of the read replicas; none without `readReplicas`. */
  public readonly replicas?: StatefulDatabase;

  /** The claim that holds the backups; none without `backup`. */
  public readonly backupClaim?: k8s.KubePersistentVolumeClaim;

  /** What makes a backup on schedule; none without `backup`. */
  public readonly backupCronJob?: k8s.KubeCronJob;

  /** What restores a backup when somebody makes a job from it; none without `backup`. */
  public readonly restoreCronJob?: k8s.KubeCronJob;

  /** The port of every member. */
  public readonly port: number = PORT;

  /**
   * @param scope chart or construct that contains this construct
   * @param id id within the scope
   * @param props properties of the construct
   */
  public constructor(scope: Construct, id: string, props: PostgresProps) {
    super(scope, id);
    checkInput(this, 'PostgresProps', props);
    const image = props.image ?? Postgres.DEFAULT_IMAGE;
    const major = props.majorVersion ?? majorOf(image);
    const member: Member = {
      props,
      image,
      major: major ?? 18,
      user: props.runAsUser ?? (imageUser(isAlpine(image) ? 'alpine' : 'trixie')),
      paths: dataPaths(major ?? 18),
      resources: { cpu: Cpu.millis(250), ...props.resources, memory: props.resources?.memory ?? Size.gibibytes(1) },
      primary: props.promotedReplica === undefined ? `${props.name}-0` : `${replicasOf(props.name)}-${props.promotedReplica}`,
      domain: Chart.of(this).namespace === undefined ? '' : `.${Chart.of(this).namespace}.svc`,
    };
    checkAtSynthesis(this, () => checkPostgres(props, image, Number.isInteger(major) && major! >= 13 ? major : undefined));

    this.database = makeSet(this, 'Database', props.name, 1, member);
    if (props.readReplicas) {
      this.replicas = makeSet(this, 'Replicas', replicasOf(props.name), props.readReplicas, member);
      Warnings.of(this).acknowledge('CS508', 'primary and replicas are two sets, and each member has all data');
    }
    if (props.promotedReplica !== undefined) {
      // Clients keep the name; the pod behind it is another one.
      ApiObject.of(this.database.service).addJsonPatch(JsonPatch.replace('/spec/selector', { 'statefulset.kubernetes.io/pod-name': member.primary }));
    }
    if (props.backup) {
      const { claim, cronJob, restoreCronJob } = makePostgresBackups(this, member, this.database);
      this.backupClaim = claim;
      this.backupCronJob = cronJob;
      this.restoreCronJob = restoreCronJob;
    }
  }

  /** DNS name for reads and writes: `orders.shop.svc`, or `orders` in a chart without namespace. */
  public get host(): string {
    return this.database.host;
  }

  /** DNS name for reads, answered by the replicas: `orders-replica.shop.svc`. Without replicas it is `host`. */
  public get readHost(): string {
    return (this.replicas ?? this.database).host;
  }
}

/** What all members of a database have in common. */
interface Member {
  /** What the user asked for. */
  readonly props: PostgresProps;
  /** Image of the server. */
  readonly image: string;
  /** Major version of the server. */
  readonly major: number;
  /** User that the server runs as and that its files belong to. */
  readonly user: number;
  /** Where the data is. */
  readonly paths: DataPaths;
  /** Resources with the defaults filled in. */
  readonly resources: ContainerResources;
  /** Pod of the primary. */
  readonly primary: string;
  /** What follows the name of a Service in its DNS name. */
  readonly domain: string;
}

function replicasOf(name: string): string {
  return `${name}-replica`;
}

/** `postgres:18.6-trixie` is 18; a digest or another tag tells nothing. */
function majorOf(image: string): number | undefined {
  const digits = /:(\d+)(\.|-|$)[^/]*$/.exec(image.split('@')[0])?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** `postgres:18-alpine`, `postgres:18.6-alpine3.23`, `postgis:17-3.5-alpine`. */
function isAlpine(image: string): boolean {
  return /:([^/]*-)?alpine[\d.]*(-[^/]*)?$/.test(image.split('@')[0]);
}

function makeSet(scope: Construct, id: string, name: string, replicas: number, member: Member): StatefulDatabase {
  const { props, paths, image, resources, user } = member;
  const set = new StatefulDatabase(scope, id, {
    ...commonWorkloadProps(props),
    name,
    image,
    replicas,
    members: Members.REPLICATED,
    runAsUser: user,
    port: PORT,
    portName: 'postgresql',
    serviceType: props.serviceType,
    serviceNodePort: id === 'Database' ? props.serviceNodePort : undefined,
    serviceSourceRanges: props.serviceSourceRanges,
    serviceLoadBalancerClass: props.serviceLoadBalancerClass,
    serviceAnnotations: props.serviceAnnotations,
    storage: { ...props.storage, mountPath: paths.volume },
    extraStorage: props.walStorage && [{ ...props.walStorage, name: 'wal', mountPath: WAL_VOLUME_PATH }],
    command: ['sh', `${CONFIG_PATH}/start.sh`],
    args: ['postgres', '-c', `config_file=${RUN_PATH}/postgresql.conf`],
    fieldEnv: { POD_NAME: 'metadata.name' },
    env: identity(member),
    config: {
      ...configFiles(props, resources.memory!, paths, member.major),
      ...Object.fromEntries(SCRIPTS.map(file => [file, asset('postgres', file)])),
    },
    identityImage: props.helperImage ?? Postgres.DEFAULT_HELPER_IMAGE,
    configPath: CONFIG_PATH,
    scratch: [TMP, SOCKETS],
    volumes: [
      { volume: Volume.emptyDir('member', { memory: true, sizeLimit: Size.mebibytes(1) }), mountPath: RUN_PATH },
      // Parallel queries share memory there, and the runtime's own is 64 MiB: https://github.com/CrunchyData/postgres-operator/issues/2783
      {
        volume: Volume.emptyDir('shm', { memory: true, sizeLimit: Size.mebibytes(Math.max(64, Math.floor(mebibytes(resources.memory!) / 8))) }),
        mountPath: '/dev/shm',
      },
    ],
    resources,
    nodeSpread: props.nodeSpread,
    // It may ask the primary, too, which may be silent.
    ready: Probe.command(readyCommand(props), { period: PERIOD, timeout: Duration.seconds(10) }),
    // Exit code 1 means that the server lives but takes no connections, as during recovery. A minute, as elsewhere.
    alive: Probe.command(['sh', '-c', `pg_isready -q -h 127.0.0.1 -p ${PORT}; [ $? -le 1 ]`], { period: PERIOD, failureThreshold: 12 }),
    startupBudget: Duration.minutes(60),
    affinity: props.affinity ?? (id === 'Replicas' ? awayFromPrimary(member) : undefined),
  });
  // Beside the files whose content makes pods roll.
  ApiObject.of(set.configMap!).addJsonPatch(JsonPatch.add('/data/storage.conf', storageFile(props)));
  // prepare.sh writes a password file from what the Secret gives it.
  Warnings.of(set).acknowledge('CS521', 'the scripts name variables, not passwords');
  // Beside the files whose content makes pods roll: more replicas are no reason to restart the others.
  ApiObject.of(set.configMap!).addJsonPatch(JsonPatch.add('/data/replicas', `${props.readReplicas ?? 0}`));
  set.addInitContainer(prepareContainer(member));
  if (props.monitoring) {
    set.addSidecar(exporter(props));
  }
  return set;
}

/**
 * Keeps replicas away from the node of the primary: the sets spread each by itself. The scheduler looks at these terms
 * of replicas for the primary too, so that the primary does not change when the first replica comes.
 */
function awayFromPrimary({ props: { name, nodeSpread = Spread.SOFT } }: Member): k8s.Affinity | undefined {
  const term = { labelSelector: { matchLabels: selectorLabels(name) }, topologyKey: 'kubernetes.io/hostname' };
  switch (nodeSpread) {
    case Spread.NONE: return undefined;
    case Spread.HARD: return { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
    default: return { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ podAffinityTerm: term, weight: 100 }] } };
  }
}

/** What the scripts of all containers ask for: see `assets/postgres/member.sh`. */
function identity({ props, paths, domain }: Member): { [name: string]: string } {
  return { DOMAIN: domain, NAME: props.name, PGDATA: paths.data, VOLUME: paths.volume };
}

/** Over TCP: while a server is being set up it answers on the socket only. */
function readyCommand({ staleReads, maxReplicaLag = Size.mebibytes(64) }: PostgresProps): string[] {
  return staleReads
    ? ['pg_isready', '-q', '-h', '127.0.0.1', '-p', `${PORT}`]
    : ['sh', `${CONFIG_PATH}/ready.sh`, `${kibibytes(maxReplicaLag) * 1024}`];
}

/** Runs to its end before the server starts: see `assets/postgres/prepare.sh`. */
function prepareContainer(member: Member): k8s.Container {
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
    ],
    image,
    name: 'prepare',
    resources: renderResources(resources),
    volumeMounts: [
      { mountPath: paths.volume, name: 'data' },
      ...props.walStorage ? [{ mountPath: WAL_VOLUME_PATH, name: 'wal' }] : [],
      { mountPath: CONFIG_PATH, name: CONFIG_VOLUME, readOnly: true },
      { mountPath: RUN_PATH, name: 'member' },
      { mountPath: TMP, name: SCRATCH_VOLUME, subPath: scratchSubPath(TMP) },
      { mountPath: SOCKETS, name: SCRATCH_VOLUME, subPath: scratchSubPath(SOCKETS) },
    ],
  };
}

/** It comes over the socket as the user of the pod, so it needs no password. */
function exporter({ exporterImage }: PostgresProps): k8s.Container {
  return {
    env: [{ name: 'DATA_SOURCE_NAME', value: `host=${SOCKETS} user=metrics dbname=postgres sslmode=disable` }],
    image: exporterImage ?? Postgres.DEFAULT_EXPORTER_IMAGE,
    livenessProbe: { httpGet: { path: '/', port: k8s.IntOrString.fromString('metrics') }, periodSeconds: 10, timeoutSeconds: 5 },
    name: 'exporter',
    ports: [{ containerPort: METRICS_PORT, name: 'metrics' }],
    resources: renderResources({ cpu: Cpu.millis(20), memory: Size.mebibytes(64) }),
    volumeMounts: [{ mountPath: SOCKETS, name: SCRATCH_VOLUME, subPath: scratchSubPath(SOCKETS) }],
  };
}
