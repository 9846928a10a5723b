import { Lazy, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { AppProps } from './app-props';
import { BackupProps } from './backup-props';
import { isSchedule, isTimeZone } from './cron';
import { renderResources, restricted } from '../../constructs/pod/container';
import { checkContainerResources } from '../../constructs/pod/container-resources-check';
import { checkNamedClaim, claimNewerFields, renderClaimMetadata, renderClaimSpec, resolveClaim } from '../../constructs/storage/claims';
import { registerExclusiveUse } from '../../constructs/support/collisions';
import { Cpu } from '../../constructs/support/cpu';
import { Finding, checkAtSynthesis, error } from '../../constructs/support/finding';
import { selectorLabels } from '../../constructs/support/labels';
import { optional } from '../../constructs/support/lists';
import { STATEFUL_SET_NAME } from '../../constructs/support/names';
import { makeObject } from '../../constructs/support/objects';
import { isCount } from '../../constructs/support/quantity';
import { HibernationProps } from '../../constructs/workload/hibernation-props';

/** Default number of backups to keep. */
export const KEEP = 7;

/** Mount path of the backups. */
export const BACKUP_PATH = '/backup';

/** Mount path of the scripts. */
export const SCRIPTS_PATH = '/scripts';

/** The mounts of the backups and of the scripts in a container. */
export const BACKUP_MOUNTS: k8s.VolumeMount[] = [
  { mountPath: BACKUP_PATH, name: 'backup' }, { mountPath: SCRIPTS_PATH, name: 'scripts', readOnly: true },
];

/** Names of the CronJobs of an app, for the backups and for a restore. Their pods have the labels of these names. */
export function jobNames(app: string): [string, string] {
  return [`${app}-backup`, `${app}-restore`];
}

/** The containers of a job, which run one after the other. The last one is the main container. */
export interface JobPod {
  readonly containers: k8s.Container[];
  /** Additional volumes. */
  readonly volumes: k8s.Volume[];
}

/** Backups of one app. */
export interface BackupPlan {
  readonly app: AppProps & HibernationProps;
  readonly props: BackupProps;
  /** User and group of the pods, and owner of the volume. */
  readonly runAsUser: number;
  /** Scripts of both jobs, by file name. */
  readonly scripts: { [file: string]: string };
  readonly backup: JobPod;
  readonly restore: JobPod;
}

/** The objects of the backups of an app. */
export interface Backups {
  readonly claim: k8s.KubePersistentVolumeClaim;
  readonly cronJob: k8s.KubeCronJob;
  readonly restoreCronJob: k8s.KubeCronJob;
}

/** Resources of a container that makes or restores backups. */
export function jobResources({ resources }: BackupProps): k8s.ResourceRequirements {
  return renderResources({ cpu: Cpu.millis(100), memory: Size.mebibytes(256), ...resources });
}

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ */
const CRON_JOB_NAME_MAX = 52;

/**
 * Creates a claim `<name>-backup` (id `BackupClaim`), a ConfigMap of that name with the scripts (`BackupScripts`), a
 * CronJob `<name>-backup` (`Backup`) that writes to it, and a CronJob `<name>-restore` (`Restore`) that is suspended, for
 * `kubectl create job --from`.
 */
export function makeBackups(scope: Construct, plan: BackupPlan): Backups {
  const { app, props } = plan;
  const [name, restore] = jobNames(app.name);
  const claim = resolveClaim({ ...props.storage, name: 'backup', mountPath: BACKUP_PATH });
  claim.tier.claim({ ...claim, claimant: scope.node.path, claimName: name, count: 1, spreadOverNodes: false });
  registerExclusiveUse(scope, `the claim '${name}'`);
  checkAtSynthesis(scope, () => [
    ...checkBackup(app, props), ...checkContainerResources('backup.resources', props.resources), ...checkNamedClaim(scope, 'backup.storage', claim),
  ]);
  makeObject(k8s.KubeConfigMap, scope, 'BackupScripts', { metadata: { name, labels: selectorLabels(name) }, data: plan.scripts });
  return {
    claim: makeObject(k8s.KubePersistentVolumeClaim, scope, 'BackupClaim', {
      metadata: renderClaimMetadata(claim, name, selectorLabels(name)),
      spec: Lazy.any({ produce: () => renderClaimSpec(claim) }),
    }, () => claimNewerFields(claim, '/spec')),
    cronJob: makeCronJob(scope, 'Backup', name, plan, plan.backup, false),
    restoreCronJob: makeCronJob(scope, 'Restore', restore, plan, plan.restore, true),
  };
}

function makeCronJob(scope: Construct, id: string, name: string, plan: BackupPlan, pod: JobPod, suspended: boolean): k8s.KubeCronJob {
  const labels = { ...plan.app.labels, ...selectorLabels(name) };
  return makeObject(k8s.KubeCronJob, scope, id, {
    metadata: { name, labels },
    spec: {
      // Two jobs at a time would write to one volume.
      concurrencyPolicy: 'Forbid',
      jobTemplate: { spec: { backoffLimit: suspended ? 0 : 2, template: { metadata: { labels }, spec: renderPod(plan, pod) } } },
      schedule: plan.props.schedule,
      // A backup of a database that does not run fails.
      suspend: suspended || plan.app.hibernated ? true : undefined,
      timeZone: suspended ? undefined : plan.props.timeZone,
    },
  });
}

function renderPod({ app, runAsUser }: BackupPlan, { containers, volumes }: JobPod): k8s.PodSpec {
  const { affinity, nodeSelector, priorityClassName, tolerations, imagePullSecrets, serviceAccountName, serviceAccountAnnotations } = app;
  const all = containers.map(restricted);
  return {
    affinity,
    automountServiceAccountToken: false,
    containers: all.slice(-1),
    enableServiceLinks: false,
    imagePullSecrets: imagePullSecrets?.map(secret => ({ name: secret })),
    initContainers: optional(all.slice(0, -1)),
    nodeSelector,
    priorityClassName,
    restartPolicy: 'Never',
    securityContext: {
      fsGroup: runAsUser,
      fsGroupChangePolicy: 'OnRootMismatch',
      runAsGroup: runAsUser,
      runAsNonRoot: true,
      runAsUser,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    serviceAccountName: serviceAccountName ?? (serviceAccountAnnotations && app.name),
    tolerations,
    volumes: [
      { name: 'backup', persistentVolumeClaim: { claimName: `${app.name}-backup` } },
      { configMap: { name: `${app.name}-backup` }, name: 'scripts' }, ...volumes,
    ],
  };
}

function checkBackup(app: AppProps, { schedule, keep, timeZone }: BackupProps): Finding[] {
  const [, restore] = jobNames(app.name);
  return [
    // The construct reports a name that is not valid for an object.
    ...app.name.length > STATEFUL_SET_NAME.max || restore.length <= CRON_JOB_NAME_MAX ? [] : [error('CS290', 'name of the restore', restore,
      `at most ${CRON_JOB_NAME_MAX} characters (the controller adds 11 for each job)`,
      `give the app a name of at most ${CRON_JOB_NAME_MAX - '-restore'.length} characters and keep it`)],
    ...isSchedule(schedule) ? [] : [error('CS291', 'backup.schedule', schedule, "five fields of cron, such as '0 3 * * *', or a macro such as @daily",
      'write minute, hour, day of the month, month and day of the week (Sunday is 0)')],
    ...timeZone === undefined || isTimeZone(timeZone) ? [] : [error('CS291', 'backup.timeZone', timeZone, "a name such as 'Europe/Berlin'",
      'use a name of the IANA time zone database')],
    ...keep === undefined || isCount(keep, 1) ? []
      : [error('CS292', 'backup.keep', keep, 'a whole number from 1', 'give the number of backups to keep')],
  ];
}
