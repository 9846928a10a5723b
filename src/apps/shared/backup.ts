import { Lazy, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { AppProps } from './app-props';
import { BackupProps } from './backup-props';
import { checkCronJobName, checkSchedule, makeCronJob } from './cron-job';
import { renderResources } from '../../constructs/pod/container';
import { checkContainerResources } from '../../constructs/pod/container-resources-check';
import { checkNamedClaim, claimNewerFields, renderClaimMetadata, renderClaimSpec, resolveClaim } from '../../constructs/storage/claims';
import { registerExclusiveUse } from '../../constructs/support/collisions';
import { Cpu } from '../../constructs/support/cpu';
import { Finding, checkAtSynthesis, error } from '../../constructs/support/finding';
import { selectorLabels } from '../../constructs/support/labels';
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
    cronJob: cronJob(scope, 'Backup', name, plan, plan.backup, false),
    restoreCronJob: cronJob(scope, 'Restore', restore, plan, plan.restore, true),
  };
}

function cronJob(scope: Construct, id: string, name: string, { app, props, runAsUser }: BackupPlan, pod: JobPod, onDemand: boolean): k8s.KubeCronJob {
  const { schedule, timeZone } = props;
  const volumes: k8s.Volume[] = [
    { name: 'backup', persistentVolumeClaim: { claimName: `${app.name}-backup` } },
    { configMap: { name: `${app.name}-backup` }, name: 'scripts' }, ...pod.volumes,
  ];
  return makeCronJob(scope, id, name, { app, schedule, timeZone, onDemand, runAsUser, containers: pod.containers, volumes });
}

function checkBackup(app: AppProps, props: BackupProps): Finding[] {
  const { keep } = props;
  return [
    ...checkCronJobName(app.name, 'restore'),
    ...checkSchedule('backup', props),
    ...keep === undefined || isCount(keep, 1) ? []
      : [error('CS292', 'backup.keep', keep, 'a whole number from 1', 'give the number of backups to keep')],
  ];
}
