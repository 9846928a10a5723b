import { Workload } from '../../inventory/inventory';
import { Resource } from '../../manifests/resource';
import { Rule, found } from '../rule';

const BACKUP_KINDS =
  /^(Backup|BackupSchedule|ScheduledBackup|Schedule|VolumeSnapshot|SnapshotSchedule|ReplicationSource|BackupConfiguration|RecurringJob)$/;
/** How sets of replicas are called, after the name of the cluster. */
const REPLICAS = /-(replica|read|reader|secondary|standby|slave|follower)s?$/;
const BACKUP_WORDS = /backup|dump|snapshot|restic|velero|wal-g|pgbackrest|barman|xtrabackup/i;

export const ST67: Rule = {
  id: 'ST67',
  severity: 'warning',
  title: 'No backup among the manifests',
  looksAt: 'engines with claims, and backups in the same namespace: CronJobs, VolumeSnapshots, schedules of backup tools, annotations of Velero',
  why: 'Replication copies mistakes at once: a dropped table is dropped on all replicas.',
  fix: 'Add scheduled backups, or suppress the finding and say where the backups are made.',
  link: 'https://kubernetes.io/docs/concepts/storage/volume-snapshots/',
  check: inventory => {
    const namespaces = new Set(inventory.resources.filter(isBackup).flatMap(coveredBy));
    const hasBackup = ({ namespace }: Resource) =>
      namespaces.has(EVERYWHERE) || (namespace === undefined ? namespaces.size > 0 : namespaces.has(namespace));
    return inventory.workloads.filter(workload =>
      ['StatefulSet', 'Deployment'].includes(workload.resource.kind) && workload.engine && inventory.claimsOf(workload).length > 0)
      .filter(({ resource, pod }) =>
        !hasBackup(resource) && !(pod.containers ?? []).some((container: any) => BACKUP_WORDS.test(container.name ?? '')))
      .filter((workload, i, all) => all.findIndex(other => clusterOf(other) === clusterOf(workload)) === i)
      .map(({ resource, engine }) => found(resource, [], `keeps data of ${engine!.name}, and no object among the manifests makes a backup`));
  },
};

/**
 * Workloads of one engine in a namespace with the same instance label are a cluster, such as data nodes and managers, and so are
 * `orders` and `orders-replica`: one backup is missing, not several.
 */
function clusterOf({ resource, engine, labels }: Workload): string {
  const { namespace, folder, title, body: { metadata = {} } } = resource;
  const instance = metadata.labels?.['app.kubernetes.io/instance'] ?? labels['app.kubernetes.io/instance'] ?? metadata.labels?.release;
  return JSON.stringify([engine!.name, namespace, folder, String(instance ?? title).replace(REPLICAS, '')]);
}

function isBackup(resource: Resource): boolean {
  return (BACKUP_KINDS.test(resource.kind) && !resource.group.startsWith('chaos-mesh'))
    || (resource.kind === 'CronJob' && BACKUP_WORDS.test(JSON.stringify(resource.body)))
    || Object.keys(resource.body.spec?.template?.metadata?.annotations ?? {}).some(key =>
      key.startsWith('backup.velero.io/') || key.startsWith('k8up.io/'));
}

const EVERYWHERE = '*';

/** Namespaces that a backup covers. Cluster-wide tools have their schedules in a namespace of their own. */
function coveredBy({ group, kind, namespace = EVERYWHERE, spec }: Resource): string[] {
  const names = (kind === 'Schedule' ? spec.template : spec)?.includedNamespaces;
  switch (group) {
    case 'longhorn.io': return [EVERYWHERE];
    case 'velero.io': return Array.isArray(names) && names.length > 0 ? names : [EVERYWHERE];
    default: return [namespace];
  }
}
