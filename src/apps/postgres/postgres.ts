import { ApiObject, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { INIT_SCRIPTS_PATH, INIT_SCRIPTS_VOLUME, accountFiles } from './postgres-accounts';
import { makePostgresBackups } from './postgres-backup';
import { checkPostgres } from './postgres-check';
import {
  CONFIG_PATH, RUN_PATH, SECRET_KEYS, TMP, WAL_VOLUME_PATH, configFiles, dataPaths, imageUser, majorOf, storageFile,
} from './postgres-config';
import { connectionTo, ownerConnection } from './postgres-connection';
import { METRICS_PORT, Member, SOCKETS, exporter, identity, prepareContainer } from './postgres-containers';
import { MAX_REPLICA_LAG, makePostgresMetrics } from './postgres-metrics';
import { PostgresProps } from './postgres-props';
import { IMAGES } from '../../catalog/images';
import { DatabaseConnection } from '../../constructs/pod/connection';
import { Probe } from '../../constructs/pod/probe';
import { Volume } from '../../constructs/pod/volume';
import { asset } from '../../constructs/support/asset';
import { Cpu } from '../../constructs/support/cpu';
import { checkAtSynthesis } from '../../constructs/support/finding';
import { checkInput, pick } from '../../constructs/support/input';
import { selectorLabels } from '../../constructs/support/labels';
import { kibibytes } from '../../constructs/support/quantity';
import { defaultImage } from '../../constructs/support/registry';
import { Warnings } from '../../constructs/support/warnings';
import { MemberProps, Spread } from '../../constructs/workload/member-props';
import { ServiceProps } from '../../constructs/workload/service-props';
import { StatefulDatabase } from '../../constructs/workload/stateful-database';
import { Members } from '../../constructs/workload/stateful-database-props';
import { scriptsVolume } from '../shared/accounts';
import { HELPER_IMAGE } from '../shared/helper';
import { appImages } from '../shared/images';
import { MetricsObjects } from '../shared/metrics';
import { scrapeAnnotations } from '../shared/metrics-objects';
import { appAccess } from '../shared/network';
import { mebibytes } from '../shared/size';
import { commonWorkloadProps } from '../shared/workload';

const PORT = 5432;
/** Period of the probes. Clients wait for a probe after each start of the primary. */
const PERIOD = Duration.seconds(5);
/** Scripts in the ConfigMap of a member. */
const SCRIPTS = ['member.sh', 'others.sh', 'passwords.sql', 'prepare.sh', 'ready.sh', 'roles.sql', 'settings.sh', 'start.sh', 'volume.sh'];

/**
 * PostgreSQL: one primary for writes, and standbys that follow it by streaming replication and serve reads.
 *
 * Creates a {@link StatefulDatabase} `<name>` with the primary (id `Database`, claims `data-<name>-0` and `wal-<name>-0`)
 * and, with `readReplicas`, one `<name>-replica` (`Replicas`); with `backup` also a claim and a CronJob `<name>-backup`,
 * and a suspended CronJob `<name>-restore`; with `metrics` an exporter in each pod, and a PodMonitor `<name>`
 * (`PodMonitor`). Default resources: 250 millis of CPU, 1 GiB of memory, from which the server's
 * settings are computed. A replica that lost its volume automatically copies the primary again.
 *
 * There is no automatic failover, because without an operator the cluster cannot know whether a primary that does not
 * answer is dead. A primary whose pod or node dies restarts on its volume. `promotedReplica` promotes a replica.
 *
 * Pod Security level: *restricted*.
 *
 * @example
 * const tier = new StorageTier(this, 'Fast', { name: 'fast', provisioner: Provisioner.awsEbs({ type: EbsVolumeType.GP3 }) });
 * const orders = new apps.Postgres(this, 'Orders', {
 *   name: 'orders', secretName: 'orders-postgres', readReplicas: 2,
 *   storage: { size: Size.gibibytes(100), tier },
 * });
 * db.addConnection('ORDERS', orders.connection);
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
   * Keys of the Secret: the passwords of the superuser `postgres`, of the role `replication`, and of the role that owns the
   * database.
   */
  public static readonly SECRET_KEYS: string[] = [...SECRET_KEYS];

  /** The StatefulDatabase of the primary. */
  public readonly database: StatefulDatabase;

  /** The StatefulDatabase of the read replicas; none without `readReplicas`. */
  public readonly replicas?: StatefulDatabase;

  /** The claim that holds the backups; none without `backup`. */
  public readonly backupClaim?: k8s.KubePersistentVolumeClaim;

  /** The CronJob that makes backups; none without `backup`. */
  public readonly backupCronJob?: k8s.KubeCronJob;

  /** The suspended CronJob from which a restore job is created; none without `backup`. */
  public readonly restoreCronJob?: k8s.KubeCronJob;

  /** The objects for Prometheus and Grafana; none without {@link Metrics.podMonitor}. */
  public readonly metrics?: MetricsObjects;

  /**
   * The connection to the primary, with the role that owns the database, for `addConnection` of a workload. Role and database
   * have the same name.
   */
  public readonly connection: DatabaseConnection;

  /** The port of every member. */
  public readonly port: number = PORT;

  /**
   * @param scope chart or construct that contains this construct
   * @param id id within the scope
   * @param props properties of the construct
   */
  public constructor(scope: Construct, id: string, private readonly props: PostgresProps) {
    super(scope, id);
    checkInput(this, 'PostgresProps', props);
    const image = props.image ?? defaultImage(this, Postgres.DEFAULT_IMAGE);
    const major = props.majorVersion ?? majorOf(image);
    const member: Member = {
      props,
      image,
      major: major ?? 18,
      user: props.runAsUser ?? imageUser(image),
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
    this.connection = ownerConnection(this.database, props);
    if (props.promotedReplica !== undefined) {
      // The name for clients does not change; the Service selects another pod.
      ApiObject.of(this.database.service).addJsonPatch(JsonPatch.replace('/spec/selector', { 'statefulset.kubernetes.io/pod-name': member.primary }));
    }
    if (props.backup) {
      const { claim, cronJob, restoreCronJob } = makePostgresBackups(this, member, this.database);
      this.backupClaim = claim;
      this.backupCronJob = cronJob;
      this.restoreCronJob = restoreCronJob;
    }
    this.metrics = makePostgresMetrics(this, member, this.replicas ? [props.name, replicasOf(props.name)] : [props.name]);
  }

  /** DNS name for reads and writes: `orders.shop.svc`, or `orders` in a chart without namespace. */
  public get host(): string {
    return this.database.host;
  }

  /** DNS name for reads, which the replicas serve: `orders-replica.shop.svc`. Without replicas it is equal to `host`. */
  public get readHost(): string {
    return (this.replicas ?? this.database).host;
  }

  /**
   * The connection of a role to a database, for `addConnection` of a workload.
   *
   * @param databaseName name of the database of the app, or of one of `databases`
   * @param roleName name of the owner of the database of the app, or of one of `roles`
   */
  public connectionFor(databaseName: string, roleName: string): DatabaseConnection {
    return connectionTo(this.database, this.props, databaseName, roleName);
  }

  /** The images of all containers, also of init containers, sidecars and jobs: sorted, each one once. */
  public get images(): string[] {
    return appImages(this);
  }
}

function replicasOf(name: string): string {
  return `${name}-replica`;
}

function makeSet(scope: Construct, id: string, name: string, replicas: number, member: Member): StatefulDatabase {
  const { props, paths, image, resources, user } = member;
  const set = new StatefulDatabase(scope, id, {
    ...commonWorkloadProps(props),
    podAnnotations: scrapeAnnotations(props, METRICS_PORT),
    name,
    image,
    replicas,
    members: Members.REPLICATED,
    runAsUser: user,
    port: PORT,
    portName: 'postgresql',
    ...pick<ServiceProps>('ServiceProps', props),
    ...pick<MemberProps>('MemberProps', props),
    serviceNodePort: id === 'Database' ? props.serviceNodePort : props.replicaServiceNodePort,
    networkPolicy: appAccess(props, props.readReplicas ? [name === props.name ? replicasOf(name) : props.name] : []),
    storage: { ...props.storage, mountPath: paths.volume },
    extraStorage: props.walStorage && [{ ...props.walStorage, name: 'wal', mountPath: WAL_VOLUME_PATH }],
    command: ['sh', `${CONFIG_PATH}/start.sh`],
    args: ['postgres', '-c', `config_file=${RUN_PATH}/postgresql.conf`],
    fieldEnv: { POD_NAME: 'metadata.name' },
    env: identity(member),
    config: {
      ...configFiles(props, resources.memory!, paths, member.major),
      ...Object.fromEntries(SCRIPTS.map(file => [file, asset('postgres', file)])),
      ...accountFiles(props),
    },
    identityImage: props.helperImage ?? defaultImage(scope, Postgres.DEFAULT_HELPER_IMAGE),
    configPath: CONFIG_PATH,
    scratch: [TMP, SOCKETS],
    volumes: [
      { volume: Volume.emptyDir('member', { memory: true, sizeLimit: Size.mebibytes(1) }), mountPath: RUN_PATH },
      // Parallel queries need more than the default of 64 MiB: https://github.com/CrunchyData/postgres-operator/issues/2783
      {
        volume: Volume.emptyDir('shm', { memory: true, sizeLimit: Size.mebibytes(Math.max(64, Math.floor(mebibytes(resources.memory!) / 8))) }),
        mountPath: '/dev/shm',
      },
      ...props.initScripts?.length ? [{ volume: scriptsVolume(INIT_SCRIPTS_VOLUME, props.initScripts), mountPath: INIT_SCRIPTS_PATH }] : [],
      ...props.volumes ?? [],
    ],
    resources,
    nodeSpread: props.nodeSpread,
    // The check may also ask the primary, which may not answer.
    ready: Probe.command(readyCommand(props), { period: PERIOD, timeout: Duration.seconds(10) }),
    // Exit code 1 means that the server runs but accepts no connections, as during recovery.
    alive: Probe.command(['sh', '-c', `pg_isready -q -h 127.0.0.1 -p ${PORT}; [ $? -le 1 ]`], { period: PERIOD, failureThreshold: 12 }),
    startupBudget: Duration.minutes(60),
    affinity: props.affinity ?? (id === 'Replicas' ? awayFromPrimary(member) : undefined),
  });
  // prepare.sh writes a password file from the Secret.
  Warnings.of(set).acknowledge('CS521', 'the scripts name variables, not passwords');
  // These files are outside the config hash, so that larger volumes and more replicas do not restart the others.
  ApiObject.of(set.configMap!).addJsonPatch(
    JsonPatch.add('/data/storage.conf', storageFile(props)), JsonPatch.add('/data/replicas', `${props.readReplicas ?? 0}`));
  set.addInitContainer(prepareContainer(member));
  if (props.metrics) {
    set.addSidecar(exporter(props.exporterImage ?? defaultImage(scope, Postgres.DEFAULT_EXPORTER_IMAGE)));
  }
  return set;
}

/**
 * Anti-affinity of replicas to the primary, because each StatefulSet is spread separately. The scheduler applies these
 * terms to the primary too, so the primary does not change when the first replica is added.
 */
function awayFromPrimary({ props: { name, nodeSpread = Spread.SOFT } }: Member): k8s.Affinity | undefined {
  const term = { labelSelector: { matchLabels: selectorLabels(name) }, topologyKey: 'kubernetes.io/hostname' };
  switch (nodeSpread) {
    case Spread.NONE: return undefined;
    case Spread.HARD: return { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
    default: return { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ podAffinityTerm: term, weight: 100 }] } };
  }
}

/** Uses TCP, because during its first start a server answers on the socket only. */
function readyCommand({ staleReads, maxReplicaLag = MAX_REPLICA_LAG }: PostgresProps): string[] {
  return staleReads
    ? ['pg_isready', '-q', '-h', '127.0.0.1', '-p', `${PORT}`]
    : ['sh', `${CONFIG_PATH}/ready.sh`, `${kibibytes(maxReplicaLag) * 1024}`];
}
