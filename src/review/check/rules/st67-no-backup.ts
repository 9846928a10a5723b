import { Resource } from '../../manifests/resource';
import { Rule, found } from '../rule';

const BACKUP_KINDS = /^(Backup|BackupSchedule|ScheduledBackup|Schedule|VolumeSnapshot|SnapshotSchedule|ReplicationSource|BackupConfiguration|RecurringJob)$/;
const BACKUP_WORDS = /backup|dump|snapshot|restic|velero|wal-g|pgbackrest|barman|xtrabackup/i;

export const ST67: Rule = {
  id: 'ST67',
  severity: 'loses-data',
  title: 'Nothing among the manifests makes a backup',
  looksAt: 'engines with claims, and what makes backups beside them: CronJobs, snapshots, schedules of backup tools, annotations of Velero',
  why: 'Replicas repeat a mistake at once: a dropped table is gone on all of them.',
  fix: 'Add a schedule of backups; or suppress this, and say where it is made.',
  link: 'https://kubernetes.io/docs/concepts/storage/volume-snapshots/',
  check: inventory => {
    const namespaces = new Set(inventory.resources.filter(isBackup).flatMap(coveredBy));
    const hasBackup = ({ namespace }: Resource) => namespaces.has(EVERYWHERE) || (namespace === undefined ? namespaces.size > 0 : namespaces.has(namespace));
    return inventory.workloads.filter(workload => ['StatefulSet', 'Deployment'].includes(workload.resource.kind) && workload.engine && inventory.claimsOf(workload).length > 0)
      .filter(({ resource, pod }) => !hasBackup(resource) && !(pod.containers ?? []).some((container: any) => BACKUP_WORDS.test(container.name ?? '')))
      .map(({ resource, engine }) => found(resource, [], `keeps data of ${engine!.name}, and nothing beside it makes a backup`));
  },
};

function isBackup(resource: Resource): boolean {
  return (BACKUP_KINDS.test(resource.kind) && !resource.group.startsWith('chaos-mesh')) || (resource.kind === 'CronJob' && BACKUP_WORDS.test(JSON.stringify(resource.body)))
    || Object.keys(resource.body.spec?.template?.metadata?.annotations ?? {}).some(key => key.startsWith('backup.velero.io/') || key.startsWith('k8up.io/'));
}

const EVERYWHERE = '*';

/** Namespaces that a backup is of. Tools that work for the whole cluster have their schedules in a namespace of their own. */
function coveredBy({ group, kind, namespace = EVERYWHERE, spec }: Resource): string[] {
  const names = (kind === 'Schedule' ? spec.template : spec)?.includedNamespaces;
  switch (group) {
    case 'longhorn.io': return [EVERYWHERE];
    case 'velero.io': return Array.isArray(names) && names.length > 0 ? names : [EVERYWHERE];
    default: return [namespace];
  }
}
