import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { TMP, passwords } from './postgres-config';
import { PostgresProps } from './postgres-props';
import { StatefulDatabase } from '../../constructs/workload/stateful-database';
import { script } from '../shared/asset';
import { BACKUP_MOUNTS, Backups, KEEP, SCRIPTS_PATH, jobResources, makeBackups } from '../shared/backup';

/** The server whose data is backed up. */
export interface BackedUp {
  readonly props: PostgresProps;
  readonly image: string;
  readonly user: number;
}

/** The jobs that make and restore backups: see `assets/postgres/backup.sh` and `restore.sh`. */
export function makePostgresBackups(scope: Construct, { props, image, user }: BackedUp, database: StatefulDatabase): Backups {
  const container = (file: string, env: k8s.EnvVar[]): k8s.Container => ({
    command: ['sh', `${SCRIPTS_PATH}/${file}`],
    env: [{ name: 'DATABASE', value: props.databaseName ?? 'app' }, { name: 'PGHOST', value: database.host }, ...env, ...passwords(props.secretName)],
    image,
    name: file.replace('.sh', ''),
    resources: jobResources(props.backup!),
    volumeMounts: [...BACKUP_MOUNTS, { mountPath: TMP, name: 'tmp' }],
  });
  const volumes: k8s.Volume[] = [{ emptyDir: {}, name: 'tmp' }];
  return makeBackups(scope, {
    app: props,
    props: props.backup!,
    runAsUser: user,
    scripts: { 'backup.sh': script('postgres', 'backup.sh', ['backups.sh']), 'restore.sh': script('postgres', 'restore.sh', ['backups.sh']) },
    backup: { containers: [container('backup.sh', [{ name: 'KEEP', value: `${props.backup!.keep ?? KEEP}` }])], volumes },
    restore: { containers: [container('restore.sh', [{ name: 'BACKUP', value: 'latest' }, { name: 'OVERWRITE', value: 'no' }])], volumes },
  });
}
