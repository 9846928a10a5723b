import { Chart, Duration, Size, SizeRoundingBehavior } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { checkEtcd } from './etcd-check';
import {
  CLIENT_PORT, CONFIG_PATH, DEFAULT_QUOTA, METRICS_PORT, PEER_PORT, SMALL, TLS_PATH, TLS_VOLUME, USER, VOLUME_PATH, configFile, schemeOf, tlsMounts,
} from './etcd-config';
import { defragmentationName, makeDefragmentation } from './etcd-defragmentation';
import { EtcdProps } from './etcd-props';
import { IMAGES } from '../../catalog/images';
import { EndpointsConnection } from '../../constructs/pod/connection';
import { CONFIG_VOLUME } from '../../constructs/pod/pod-volumes';
import { Probe } from '../../constructs/pod/probe';
import { Volume } from '../../constructs/pod/volume';
import { asset } from '../../constructs/support/asset';
import { Cpu } from '../../constructs/support/cpu';
import { checkAtSynthesis } from '../../constructs/support/finding';
import { checkInput, pick } from '../../constructs/support/input';
import { kibibytes, sizeText } from '../../constructs/support/quantity';
import { defaultImage } from '../../constructs/support/registry';
import { Warnings } from '../../constructs/support/warnings';
import { MemberProps, Spread } from '../../constructs/workload/member-props';
import { ServiceProps } from '../../constructs/workload/service-props';
import { StatefulDatabase } from '../../constructs/workload/stateful-database';
import { Members } from '../../constructs/workload/stateful-database-props';
import { script } from '../shared/asset';
import { BACKUP_MOUNTS, Backups, KEEP, SCRIPTS_PATH, jobResources, makeBackups } from '../shared/backup';
import { HELPER_IMAGE } from '../shared/helper';
import { appImages } from '../shared/images';
import { MetricsObjects } from '../shared/metrics';
import { makeMetrics, scrapeAnnotations } from '../shared/metrics-objects';
import { appAccess } from '../shared/network';
import { commonWorkloadProps } from '../shared/workload';

const SNAPSHOT = '/work/snapshot';
const TLS_FILES = { ETCDCTL_CACERT: `${TLS_PATH}/ca.crt`, ETCDCTL_CERT: `${TLS_PATH}/tls.crt`, ETCDCTL_KEY: `${TLS_PATH}/tls.key` };

/**
 * etcd: a key-value store whose members agree on every write by a majority.
 *
 * Creates a {@link StatefulDatabase} `<name>` (id `Database`, claims `data-<name>-<ordinal>`); with `backup` also a claim
 * and a CronJob `<name>-backup`, and a suspended CronJob `<name>-restore`; with `defragmentation` a CronJob `<name>-defrag`;
 * with `metrics` a PodMonitor `<name>` (`PodMonitor`). Default resources: 250 millis of CPU, 1 GiB of memory.
 *
 * The cluster grows automatically from member 0, also when `replicas` is raised. Every second member joins as a learner,
 * which the next member promotes to a voter. A member that lost its volume joins again automatically while a majority of
 * the other members is available. Before you lower `replicas`, remove the surplus members with `etcdctl member remove`. The
 * users of etcd (`auth enable`) would prevent members from joining; use certificates.
 *
 * Pod Security level: *restricted*.
 *
 * @example
 * const tier = new StorageTier(this, 'Fast', { name: 'fast', provisioner: Provisioner.awsEbs({ type: EbsVolumeType.GP3 }) });
 * const etcd = new apps.Etcd(this, 'Etcd', {
 *   name: 'etcd', tlsSecretName: 'etcd-tls',
 *   storage: { size: Size.gibibytes(8), tier },
 * });
 * db.addConnection('ETCD', etcd.connection);
 *
 * @see https://etcd.io/docs/v3.7/op-guide/
 */
export class Etcd extends Construct {
  /** The default image. */
  public static readonly DEFAULT_IMAGE = IMAGES.etcd;

  /** The default image of the helper scripts. */
  public static readonly DEFAULT_HELPER_IMAGE = HELPER_IMAGE;

  /** Keys of the Secret that `tlsSecretName` names. Secrets of cert-manager have these keys. */
  public static readonly SECRET_KEYS = ['tls.crt', 'tls.key', 'ca.crt'];

  /** The StatefulDatabase of the members. */
  public readonly database: StatefulDatabase;

  /** The claim that holds the snapshots; none without `backup`. */
  public readonly backupClaim?: k8s.KubePersistentVolumeClaim;

  /** The CronJob that saves snapshots; none without `backup`. */
  public readonly backupCronJob?: k8s.KubeCronJob;

  /** The suspended CronJob from which a restore job is created; none without `backup`. */
  public readonly restoreCronJob?: k8s.KubeCronJob;

  /** The CronJob that defragments the members; none without `defragmentation`. */
  public readonly defragmentationCronJob?: k8s.KubeCronJob;

  /** The objects for Prometheus and Grafana; none without {@link Metrics.podMonitor}. */
  public readonly metrics?: MetricsObjects;

  /**
   * The connection to the cluster, for `addConnection` of a workload. Its endpoint is the Service, so its clients do not
   * restart when members are added. With TLS, clients get the certificate of the members. To give a client a certificate of
   * its own, use `EndpointsConnection.of()`.
   */
  public readonly connection: EndpointsConnection;

  /** The port for clients. */
  public readonly port: number = CLIENT_PORT;

  /** The metrics port of every member, with the path `/metrics` and without TLS. */
  public readonly metricsPort: number = METRICS_PORT;

  /**
   * @param scope chart or construct that contains this construct
   * @param id id within the scope
   * @param props properties of the construct
   */
  public constructor(scope: Construct, id: string, props: EtcdProps) {
    super(scope, id);
    checkInput(this, 'EtcdProps', props);
    const replicas = props.replicas ?? 3;
    const memory = props.resources?.memory ?? Size.gibibytes(1);
    const image = props.image ?? defaultImage(this, Etcd.DEFAULT_IMAGE);
    const helperImage = props.helperImage ?? defaultImage(this, Etcd.DEFAULT_HELPER_IMAGE);
    checkAtSynthesis(this, () => checkEtcd(props, replicas, memory));
    Warnings.of(this).acknowledge('CS526', 'an even number is an error of this app, CS310');

    this.database = new StatefulDatabase(this, 'Database', {
      ...commonWorkloadProps(props),
      podAnnotations: scrapeAnnotations(props, METRICS_PORT),
      image,
      replicas,
      members: Members.REPLICATED,
      quorum: true,
      runAsUser: USER,
      port: CLIENT_PORT,
      portName: 'client',
      extraPorts: [{ name: 'peer', port: PEER_PORT, membersOnly: true }, { name: 'metrics', port: METRICS_PORT, membersOnly: true }],
      ...pick<ServiceProps>('ServiceProps', props),
      ...pick<MemberProps>('MemberProps', props),
      networkPolicy: appAccess(props, [], props.defragmentation ? [defragmentationName(props.name)] : []),
      storage: { ...props.storage, mountPath: VOLUME_PATH },
      identityImage: helperImage,
      command: ['/usr/local/bin/etcd', `--config-file=${VOLUME_PATH}/etcd.yaml`],
      env: {
        // With this limit, the garbage collector keeps the heap small enough, and the kernel does not kill the member:
        // https://pkg.go.dev/runtime#hdr-Environment_Variables
        ...!Number.isNaN(kibibytes(memory)) && { GOMEMLIMIT: `${Math.floor(memory.toMebibytes({ rounding: SizeRoundingBehavior.FLOOR }) * 0.9)}MiB` },
        ...props.tlsSecretName !== undefined && TLS_FILES,
      },
      config: { 'etcd.yaml': configFile(props), 'join.sh': asset('etcd', 'join.sh') },
      // More members do not restart the others.
      liveConfig: { replicas: `${replicas}` },
      configPath: CONFIG_PATH,
      volumes: [
        ...props.tlsSecretName === undefined ? [] : [{ volume: Volume.secret(TLS_VOLUME, props.tlsSecretName), mountPath: TLS_PATH }],
        ...props.volumes ?? [],
      ],
      resources: { cpu: Cpu.millis(250), ...props.resources, memory },
      nodeSpread: props.nodeSpread ?? Spread.HARD,
      gracePeriod: Duration.seconds(30),
      // Readiness depends on a majority, liveness on this member only:
      // https://etcd.io/docs/v3.7/op-guide/monitoring/#health-check
      ready: Probe.http('/readyz', { port: METRICS_PORT, period: Duration.seconds(5) }),
      alive: Probe.http('/livez', { port: METRICS_PORT, period: Duration.seconds(5), failureThreshold: 12 }),
    });
    this.connection = EndpointsConnection.of({
      scheme: schemeOf(props.tlsSecretName),
      endpoints: [`${this.host}:${CLIENT_PORT}`],
      tlsSecretName: props.tlsSecretName,
      clientCertificate: props.tlsSecretName !== undefined,
      secretNamespace: Chart.of(this).namespace,
    });
    const domain = `.${this.database.domain}`;
    // Runs before the member is added to the cluster, so that an image that cannot be pulled or does not run changes
    // nothing there.
    this.database.addInitContainer({
      command: ['/usr/local/bin/etcd', '--version'], image, name: 'version', resources: SMALL,
    });
    this.database.addInitContainer(joinContainer({ ...props, helperImage }, domain));
    if (props.backup) {
      const { claim, cronJob, restoreCronJob } = makeEtcdBackups(this, { ...props, image, helperImage }, this.database, domain);
      this.backupClaim = claim;
      this.backupCronJob = cronJob;
      this.restoreCronJob = restoreCronJob;
    }
    if (props.defragmentation) {
      this.defragmentationCronJob = makeDefragmentation(this, props, helperImage, this.database);
    }
    this.metrics = makeMetrics(this, {
      app: props,
      workloads: [props.name],
      page: 'etcd',
      rules: ['etcd/members', 'lib/volumes', ...props.backup ? ['lib/backup'] : []],
      hasDashboard: true,
      storages: ['data'],
      values: { replicas, tolerated: Math.floor((replicas - 1) / 2), quota: `${sizeText(props.quota ?? DEFAULT_QUOTA)}` },
    });
  }

  /** DNS name for clients: `etcd.shop.svc`, or `etcd` in a chart without namespace. */
  public get host(): string {
    return this.database.host;
  }

  /** The images of all containers, also of init containers, sidecars and jobs: sorted, each one once. */
  public get images(): string[] {
    return appImages(this);
  }
}

/** The init container that prepares the start of the member: see `assets/etcd/join.sh`. */
function joinContainer({ helperImage, tlsSecretName }: EtcdProps, domain: string): k8s.Container {
  return {
    command: ['sh', `${CONFIG_PATH}/join.sh`],
    env: [
      { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'DOMAIN', value: domain },
      { name: 'SCHEME', value: schemeOf(tlsSecretName) },
    ],
    image: helperImage,
    name: 'join',
    resources: SMALL,
    volumeMounts: [
      { mountPath: VOLUME_PATH, name: 'data' }, { mountPath: CONFIG_PATH, name: CONFIG_VOLUME, readOnly: true },
      ...tlsMounts(tlsSecretName),
    ],
  };
}

/** The image of etcd has the tools but no shell, and the helper image has a shell. Each runs its part. */
function makeEtcdBackups(scope: Construct, props: EtcdProps, database: StatefulDatabase, domain: string): Backups {
  const { name, tlsSecretName, image, helperImage } = props;
  const scheme = schemeOf(tlsSecretName);
  const tlsEnv = tlsSecretName === undefined ? undefined : Object.entries(TLS_FILES).map(([variable, value]) => ({ name: variable, value }));
  const member = { mountPath: VOLUME_PATH, name: 'data' };
  const work = { mountPath: '/work', name: 'work' };
  const tool = (id: string, command: string[], volumeMounts: k8s.VolumeMount[], env?: k8s.EnvVar[]): k8s.Container => ({
    command,
    env,
    image,
    name: id,
    resources: jobResources(props.backup!),
    volumeMounts,
  });
  const shell = (id: string, volumeMounts: k8s.VolumeMount[], env?: k8s.EnvVar[]): k8s.Container => ({
    command: ['sh', `${SCRIPTS_PATH}/${id}.sh`], env, image: helperImage, name: id, resources: SMALL, volumeMounts,
  });
  const first = `${scheme}://${database.podHost(0)}:${PEER_PORT}`;
  const podUid: k8s.EnvVar = { name: 'POD_UID', valueFrom: { fieldRef: { fieldPath: 'metadata.uid' } } };
  const members: k8s.EnvVar[] = [
    { name: 'DOMAIN', value: domain },
    { name: 'HOST', value: database.host },
    podUid,
    { name: 'REPLICAS', value: `${database.replicas}` },
    { name: 'SET', value: name },
  ];
  return makeBackups(scope, {
    app: props,
    props: props.backup!,
    runAsUser: USER,
    scripts: Object.fromEntries(['keep.sh', 'choose.sh', 'put.sh'].map(file => [file, script('etcd', file, ['backups.sh', 'etcd.sh'])])),
    backup: {
      // Saves to a directory of the pod, so that parallel or interrupted jobs leave nothing incomplete on the volume.
      containers: [
        tool('save', [
          '/usr/local/bin/etcdctl', `--endpoints=${scheme}://${database.host}:${CLIENT_PORT}`, 'snapshot', 'save', SNAPSHOT,
        ], [work, ...tlsMounts(tlsSecretName)], tlsEnv),
        tool('verify', ['/usr/local/bin/etcdutl', 'snapshot', 'status', SNAPSHOT, '--write-out=table'], [work]),
        shell('keep', [...BACKUP_MOUNTS, work], [{ name: 'KEEP', value: `${props.backup!.keep ?? KEEP}` }]),
      ],
      volumes: [...tlsSecretName === undefined ? [] : [{ name: TLS_VOLUME, secret: { secretName: tlsSecretName } }], { emptyDir: {}, name: 'work' }],
    },
    restore: {
      containers: [
        shell('choose', [...BACKUP_MOUNTS, member, work], [{ name: 'BACKUP', value: 'latest' }, ...members]),
        // Watchers must not see old revisions again: https://etcd.io/docs/v3.7/op-guide/recovery/#restoring-with-revision-bump
        tool('restore', [
          '/usr/local/bin/etcdutl', 'snapshot', 'restore', SNAPSHOT, `--data-dir=${VOLUME_PATH}/restored.$(POD_UID)`,
          `--name=${name}-0`, `--initial-cluster=${name}-0=${first}`,
          `--initial-advertise-peer-urls=${first}`, '--initial-cluster-token=$(POD_UID)', '--bump-revision=1000000000', '--mark-compacted',
        ], [member, work], [podUid]),
        shell('put', [...BACKUP_MOUNTS, member], members),
      ],
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: database.claimName(0) } }, { emptyDir: {}, name: 'work' }],
    },
  });
}
