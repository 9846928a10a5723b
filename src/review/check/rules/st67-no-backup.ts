import { settingsTextOf } from '../../inventory/data-directory';
import { Inventory, Workload, containersOf } from '../../inventory/inventory';
import { Resource } from '../../manifests/resource';
import { Rule, found } from '../rule';

const BACKUP_KINDS =
  /^(Backup|BackupSchedule|ScheduledBackup|Schedule|VolumeSnapshot|SnapshotSchedule|ReplicationSource|BackupConfiguration|RecurringJob)$/;
const BACKUP_WORDS = /backup|dump|snapshot|restic|velero|wal-g|pgbackrest|barman|xtrabackup/i;

/** How sets of replicas are called, after the name of the cluster. */
const REPLICAS = /-(replica|read|reader|secondary|standby|slave|follower)s?$/;

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
    const workloads = inventory.workloads.filter(workload =>
      ['StatefulSet', 'Deployment'].includes(workload.resource.kind) && workload.engine && inventory.claimsOf(workload).length > 0)
      .filter(({ resource, pod }) =>
        !hasBackup(resource) && !(pod.containers ?? []).some((container: any) => BACKUP_WORDS.test(container.name ?? '')));
    // A cluster lacks one backup, not one for each of its workloads.
    return firstOfEachCluster(workloads, inventory).map(({ resource, engine }) =>
      found(resource, [], `keeps data of ${engine!.name}, and no object among the manifests makes a backup`));
  },
};

/**
 * Workloads of one engine in a namespace are a cluster, such as a primary and its replicas, if they have the same instance label (or
 * name) or Service, or if the settings of one name a member or a Service of the other.
 */
function firstOfEachCluster(workloads: Workload[], inventory: Inventory): Workload[] {
  const heads = workloads.map((_, i) => i);
  const headOf = (i: number): number => heads[i] === i ? i : headOf(heads[i]);
  const owners = new Map<string, number>();
  const join = (i: number, owner: number | undefined = i) => {
    const [a, b] = [headOf(i), headOf(owner)];
    heads[Math.max(a, b)] = Math.min(a, b);
  };
  const keysOf = ({ resource: { namespace, folder }, engine }: Workload, names: string[]) =>
    names.map(name => JSON.stringify([engine!.name, namespace, folder, name]));
  workloads.forEach((workload, i) => keysOf(workload, ownNamesOf(workload, inventory)).forEach(key => {
    join(i, owners.get(key));
    owners.set(key, owners.get(key) ?? i);
  }));
  workloads.forEach((workload, i) => keysOf(workload, namesIn(workload)).forEach(key => join(i, owners.get(key))));
  return workloads.filter((_, i) => headOf(i) === i);
}

/** The instance label or else the name, as the primary has it, the Services, and the name that stands for all members: `orders-#`. */
function ownNamesOf(workload: Workload, inventory: Inventory): string[] {
  const { resource, labels } = workload;
  const own = resource.body.metadata?.labels;
  const instance = own?.['app.kubernetes.io/instance'] ?? labels['app.kubernetes.io/instance'] ?? own?.release;
  return [
    `instance ${String(instance ?? resource.name).replace(REPLICAS, '')}`,
    ...resource.kind === 'StatefulSet' ? [`${resource.name}-#`] : [],
    ...[...inventory.servicesOf(workload), inventory.governingServiceOf(resource)].flatMap(service => service?.name ?? []),
  ];
}

/** Names in arguments and variables; a member has its own name and that of all members. Configuration files are not read. */
function namesIn(workload: Workload): string[] {
  const text = containersOf(workload).map(({ container: { command, args, env } }) => settingsTextOf(workload, { command, args, env }));
  return [...new Set(text.join('\n').match(/[a-z0-9]([-a-z0-9]*[a-z0-9])?/g))].flatMap(name => [name, name.replace(/-\d+$/, '-#')]);
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
