import { Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { DEFAULT_QUOTA, SMALL, TLS_VOLUME, USER, schemeOf, tlsMounts } from './etcd-config';
import { EtcdProps } from './etcd-props';
import { asset } from '../../constructs/support/asset';
import { Finding, checkAtSynthesis } from '../../constructs/support/finding';
import { selectorLabels } from '../../constructs/support/labels';
import { makeObject } from '../../constructs/support/objects';
import { kibibytes } from '../../constructs/support/quantity';
import { StatefulDatabase } from '../../constructs/workload/stateful-database';
import { SCRIPTS_PATH } from '../shared/backup';
import { checkCronJobName, checkSchedule, makeCronJob } from '../shared/cron-job';

/** Name of the CronJob. Its pods have the labels of this name. */
export function defragmentationName(app: string): string {
  return `${app}-defrag`;
}

/**
 * Creates a ConfigMap `<name>-defrag` with the script (id `DefragmentationScripts`), and a CronJob of that name (id
 * `Defragmentation`).
 */
export function makeDefragmentation(scope: Construct, props: EtcdProps, helperImage: string, database: StatefulDatabase): k8s.KubeCronJob {
  const { tlsSecretName, quota = DEFAULT_QUOTA } = props;
  const { schedule, timeZone } = props.defragmentation!;
  const name = defragmentationName(props.name);
  checkAtSynthesis(scope, () => checkDefragmentation(props));
  makeObject(k8s.KubeConfigMap, scope, 'DefragmentationScripts', {
    metadata: { name, labels: selectorLabels(name) }, data: { 'defrag.sh': asset('etcd', 'defrag.sh') },
  });
  return makeCronJob(scope, 'Defragmentation', name, {
    app: props,
    schedule,
    timeZone,
    runAsUser: USER,
    containers: [{
      command: ['sh', `${SCRIPTS_PATH}/defrag.sh`],
      env: [
        { name: 'DOMAIN', value: `.${database.domain}` },
        { name: 'QUOTA', value: `${bytes(quota)}` },
        { name: 'REPLICAS', value: `${database.replicas}` },
        { name: 'SCHEME', value: schemeOf(tlsSecretName) },
        { name: 'SET', value: props.name },
      ],
      image: helperImage,
      name: 'defrag',
      resources: SMALL,
      volumeMounts: [{ mountPath: SCRIPTS_PATH, name: 'scripts', readOnly: true }, ...tlsMounts(tlsSecretName)],
    }],
    volumes: [
      { configMap: { name }, name: 'scripts' },
      ...tlsSecretName === undefined ? [] : [{ name: TLS_VOLUME, secret: { secretName: tlsSecretName } }],
    ],
  });
}

function checkDefragmentation({ name, defragmentation }: EtcdProps): Finding[] {
  return [...checkCronJobName(name, 'defrag'), ...checkSchedule('defragmentation', defragmentation!)];
}

function bytes(size: Size): number {
  return kibibytes(size) * 1024;
}
