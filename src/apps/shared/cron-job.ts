import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { AppProps } from './app-props';
import { isSchedule, isTimeZone } from './cron';
import { restricted } from '../../constructs/pod/container';
import { Finding, error } from '../../constructs/support/finding';
import { selectorLabels } from '../../constructs/support/labels';
import { optional } from '../../constructs/support/lists';
import { STATEFUL_SET_NAME } from '../../constructs/support/names';
import { makeObject } from '../../constructs/support/objects';
import { HibernationProps } from '../../constructs/workload/hibernation-props';

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ */
const CRON_JOB_NAME_MAX = 52;

/** A CronJob of an app. */
export interface CronJobPlan {
  readonly app: AppProps & HibernationProps;
  readonly schedule: string;
  readonly timeZone?: string;
  /** Whether the CronJob never runs on its own, because jobs are created from it with `kubectl create job --from`. */
  readonly onDemand?: boolean;
  /** User and group of the pods, and owner of their volumes. */
  readonly runAsUser: number;
  /** The containers run one after the other. The last one is the main container. */
  readonly containers: k8s.Container[];
  readonly volumes: k8s.Volume[];
}

/** Creates a CronJob whose jobs never run at the same time. Its pods have the labels of its name. */
export function makeCronJob(scope: Construct, id: string, name: string, plan: CronJobPlan): k8s.KubeCronJob {
  const { app, schedule, timeZone, onDemand } = plan;
  const labels = { ...app.labels, ...selectorLabels(name) };
  return makeObject(k8s.KubeCronJob, scope, id, {
    metadata: { name, labels },
    spec: {
      concurrencyPolicy: 'Forbid',
      jobTemplate: { spec: { backoffLimit: onDemand ? 0 : 2, template: { metadata: { labels }, spec: renderPod(plan) } } },
      schedule,
      // A job of an app that does not run fails.
      suspend: onDemand || app.hibernated ? true : undefined,
      timeZone: onDemand ? undefined : timeZone,
    },
  });
}

function renderPod({ app, runAsUser, containers, volumes }: CronJobPlan): k8s.PodSpec {
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
    volumes,
  };
}

/** Errors of the schedule of a CronJob, which is the value of a prop. */
export function checkSchedule(prop: string, { schedule, timeZone }: { schedule: string; timeZone?: string }): Finding[] {
  return [
    ...isSchedule(schedule) ? [] : [error('CS291', `${prop}.schedule`, schedule,
      "five fields of cron, such as '0 3 * * *', or a macro such as @daily",
      'write minute, hour, day of the month, month and day of the week (Sunday is 0)')],
    ...timeZone === undefined || isTimeZone(timeZone) ? [] : [error('CS291', `${prop}.timeZone`, timeZone, "a name such as 'Europe/Berlin'",
      'use a name of the IANA time zone database')],
  ];
}

/** An error if the name of an app leaves no space for the suffix of a CronJob. */
export function checkCronJobName(app: string, job: string): Finding[] {
  const suffix = `-${job}`;
  // The construct reports a name that is not valid for an object.
  return app.length > STATEFUL_SET_NAME.max || app.length + suffix.length <= CRON_JOB_NAME_MAX ? [] : [error('CS290', `name of the ${job}`,
    app + suffix, `at most ${CRON_JOB_NAME_MAX} characters (the controller adds 11 for each job)`,
    `give the app a name of at most ${CRON_JOB_NAME_MAX - suffix.length} characters and keep it`)];
}
