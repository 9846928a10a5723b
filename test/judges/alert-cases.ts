import { Series } from './promtool';

/** Series of an alert that fires, and of a similar situation in which it does not. Each replaces series of the healthy app. */
export interface AlertCase {
  readonly fires: Series;
  readonly rests: Series;
  /** Minutes until the alerts are looked at. */
  readonly after?: number;
  /** Minutes between two samples. */
  readonly interval?: number;
}

/** The series of a healthy app, and the alerts of its rules. */
export interface AlertCases {
  readonly healthy: Series;
  readonly alerts: { readonly [alert: string]: AlertCase };
}

const SHOP = 'namespace="shop"';
const GIB = 2 ** 30;
const always = (value: number) => `${value}x600`;
const rising = (step: number, from = 0) => `${from}+${step}x600`;
const falling = (step: number, from: number) => `${from}-${step}x600`;
/** A series of the pod, or of each pod, of a PodMonitor: that of the app, or that of a service mesh. */
const scraped = (job: string) => (metric: string, pods: string[], values: string, labels = ''): Series =>
  Object.fromEntries(pods.map(pod => [`${metric}{${SHOP},job="${job}",pod="${pod}"${labels}}`, values]));
const of: ReturnType<typeof scraped> = (metric, pods, values, labels) => scraped(`shop/${pods[0].replace(/(-replica)?-[^-]+$/, '')}`)(metric, pods, values, labels);
const mesh = scraped('istio-system/envoy-stats');

const claims = (names: string[], available: string): Series => Object.fromEntries(names.flatMap(name => {
  const labels = `${SHOP},persistentvolumeclaim="${name}"`;
  return [[`kubelet_volume_stats_available_bytes{${labels}}`, available], [`kubelet_volume_stats_capacity_bytes{${labels}}`, always(50 * GIB)]];
}));
const cron = (app: string, scheduled: string, successful: string, next: string): Series => ({
  [`kube_cronjob_status_last_schedule_time{${SHOP},cronjob="${app}-backup"}`]: scheduled,
  [`kube_cronjob_status_last_successful_time{${SHOP},cronjob="${app}-backup"}`]: successful,
  [`kube_cronjob_next_schedule_time{${SHOP},cronjob="${app}-backup"}`]: next,
});

/** The alerts of `assets/lib`. */
const shared = (app: string, claim: string): AlertCases => ({
  healthy: { ...claims([claim], always(40 * GIB)), ...cron(app, always(0), always(60), always(86400)) },
  alerts: {
    VolumeNearlyFull: { fires: claims([claim], always(4 * GIB)), rests: claims([claim], always(6 * GIB)) },
    VolumeFillingUp: {
      // 14 GiB and 5 GiB a day, or 2.
      fires: claims([claim], falling(5 * GIB / 288, 15 * GIB)), rests: claims([claim], falling(2 * GIB / 288, 15 * GIB)), interval: 5, after: 480,
    },
    BackupFailed: {
      fires: cron(app, always(3600), always(60), always(86400)), rests: cron(app, always(3600), always(3660), always(86400)), after: 150,
    },
    BackupNotStarted: { fires: cron(app, always(0), always(60), always(3600)), rests: cron(app, always(0), always(60), always(7200)), after: 150 },
  },
});

const MEMBERS = ['etcd-0', 'etcd-1', 'etcd-2'];
/** A histogram whose values are all in the bucket of that bound. */
const fsync = (bound: number): Series => Object.assign({}, ...['0.008', '0.064', '0.128', '0.256', '+Inf'].map(le =>
  of('etcd_disk_wal_fsync_duration_seconds_bucket', MEMBERS, Number(le) < bound ? always(0) : rising(60), `,le="${le}"`)));
const sizes = (bytes: number) => of('etcd_mvcc_db_total_size_in_bytes', ['etcd-1'], always(bytes));
const up = (pods: string[], value: number) => of('up', pods, always(value));

const ETCD: AlertCases = {
  healthy: {
    ...up(MEMBERS, 1),
    ...of('etcd_server_has_leader', MEMBERS, always(1)),
    ...of('etcd_server_is_learner', MEMBERS, always(0)),
    ...of('etcd_server_leader_changes_seen_total', MEMBERS, always(1)),
    ...of('etcd_server_proposals_failed_total', MEMBERS, always(0)),
    ...fsync(0.008),
    ...of('etcd_mvcc_db_total_size_in_bytes', MEMBERS, always(GIB)),
    ...of('etcd_server_quota_backend_bytes', MEMBERS, always(2 * GIB)),
  },
  alerts: {
    EtcdNoLeader: { fires: of('etcd_server_has_leader', ['etcd-2'], always(0)), rests: of('etcd_server_has_leader', ['etcd-2'], '0x20 1x20') },
    EtcdQuorumLost: { fires: { ...up(['etcd-0', 'etcd-1'], 0), ...mesh('up', MEMBERS, always(1)) }, rests: up(['etcd-0'], 0) },
    // A pod that is gone has no series.
    EtcdQuorumAtRisk: { fires: of('up', ['etcd-0'], '_x600'), rests: up(['etcd-0', 'etcd-1'], 0) },
    EtcdMembersDown: { fires: up(['etcd-2'], 0), rests: of('up', ['etcd-2'], '1x15 0x10') },
    EtcdMemberNotPromoted: {
      fires: of('etcd_server_is_learner', ['etcd-1'], always(1)), rests: of('etcd_server_is_learner', ['etcd-1'], '0x20 1x100'), after: 70,
    },
    EtcdManyLeaderChanges: {
      fires: of('etcd_server_leader_changes_seen_total', MEMBERS, rising(1)), rests: of('etcd_server_leader_changes_seen_total', MEMBERS, '1x15 3x15'),
    },
    EtcdProposalsFailing: {
      fires: of('etcd_server_proposals_failed_total', ['etcd-1'], rising(1)),
      rests: of('etcd_server_proposals_failed_total', ['etcd-1'], '0x15 5x30'),
      after: 40,
    },
    EtcdFsyncSlow: { fires: fsync(0.256), rests: fsync(0.064) },
    EtcdDatabaseNearQuota: { fires: sizes(1.7 * GIB), rests: sizes(1.5 * GIB) },
    EtcdDatabaseAtQuota: { fires: sizes(1.95 * GIB), rests: sizes(1.7 * GIB) },
  },
};

const SERVERS = ['orders-0', 'orders-replica-0', 'orders-replica-1'];
const [PRIMARY, ...REPLICAS] = SERVERS;
const SLOTS = ['orders_replica_0', 'orders_replica_1'];
/** A series of the primary for each slot. */
const slots = (metric: string, names: string[], values: string, labels = ''): Series =>
  Object.assign({}, ...names.map(name => of(metric, [PRIMARY], values, `,slot_name="${name}"${labels}`)));

const POSTGRES: AlertCases = {
  healthy: {
    ...of('pg_up', SERVERS, always(1)),
    ...of('pg_stat_activity_count', SERVERS, always(40), ',datname="app",state="active"'),
    ...of('pg_stat_activity_count', SERVERS, always(40), ',datname="app",state="idle"'),
    ...of('pg_settings_max_connections', SERVERS, always(100)),
    ...of('pg_stat_database_deadlocks', SERVERS, always(0), ',datname="app"'),
    ...of('pg_wal_size_bytes', SERVERS, always(5 * GIB)),
    ...of('pg_exporter_last_scrape_error', SERVERS, always(0)),
    ...slots('pg_replication_slots_active', SLOTS, always(1)),
    ...slots('pg_replication_slots_pg_wal_lsn_diff', SLOTS, always(2 ** 20)),
    ...slots('pg_replication_slot_wal_status', SLOTS, always(1), ',wal_status="reserved"'),
  },
  alerts: {
    PostgresPrimaryDown: { fires: of('pg_up', [PRIMARY], '_x600'), rests: of('pg_up', REPLICAS, always(0)) },
    PostgresConnectionsNearLimit: {
      fires: of('pg_stat_activity_count', [PRIMARY], always(55), ',datname="app",state="idle"'),
      rests: of('pg_stat_activity_count', [PRIMARY], always(45), ',datname="app",state="idle"'),
    },
    PostgresDeadlocks: {
      fires: of('pg_stat_database_deadlocks', [PRIMARY], rising(1), ',datname="app"'),
      rests: of('pg_stat_database_deadlocks', [PRIMARY], '0x10 4x20', ',datname="app"'),
    },
    PostgresWalGrowing: { fires: of('pg_wal_size_bytes', [PRIMARY], always(21 * GIB)), rests: of('pg_wal_size_bytes', [PRIMARY], always(19 * GIB)) },
    PostgresExporterFailing: {
      fires: of('pg_exporter_last_scrape_error', [PRIMARY], always(1)), rests: of('pg_exporter_last_scrape_error', [PRIMARY], '1x5 0x30'),
    },
    PostgresReplicasDown: { fires: of('pg_up', [REPLICAS[1]], '_x600'), rests: of('pg_up', [PRIMARY], always(0)) },
    PostgresReplicaNotStreaming: {
      fires: slots('pg_replication_slots_active', [SLOTS[1]], always(0)), rests: slots('pg_replication_slots_active', [SLOTS[1]], '1x15 0x10'),
    },
    PostgresReplicaLagging: {
      fires: slots('pg_replication_slots_pg_wal_lsn_diff', [SLOTS[0]], always(65 * 2 ** 20)),
      rests: slots('pg_replication_slots_pg_wal_lsn_diff', [SLOTS[0]], always(63 * 2 ** 20)),
    },
    PostgresReplicaNeedsCopy: {
      fires: slots('pg_replication_slot_wal_status', [SLOTS[0]], always(1), ',wal_status="lost"'),
      rests: slots('pg_replication_slot_wal_status', [SLOTS[0]], always(1), ',wal_status="extended"'),
    },
  },
};

const NODE = ['node-exporter-x2b4z'];
const ROOT_FS = ',node="a",device="/dev/sda1",fstype="ext4",mountpoint="/"';
const disk = (name: string, values: string): Series => of(`node_filesystem_${name}`, NODE, values, ROOT_FS);
const node = (name: string, values: string): Series => of(`node_${name}`, NODE, values, ',node="a"');

const NODE_EXPORTER: AlertCases = {
  healthy: {
    ...of('up', NODE, always(1), ',node="a"'),
    ...disk('size_bytes', always(100 * GIB)),
    ...disk('avail_bytes', always(60 * GIB)),
    ...disk('readonly', always(0)),
    ...disk('files', always(1000)),
    ...disk('files_free', always(900)),
    // A file system without inodes of its own, and one that is read-only on purpose.
    ...of('node_filesystem_files', NODE, always(0), ',node="a",mountpoint="/boot/efi"'),
    ...of('node_filesystem_files_free', NODE, always(0), ',node="a",mountpoint="/boot/efi"'),
    ...of('node_filesystem_readonly', NODE, always(1), ',node="a",mountpoint="/usr"'),
    ...node('memory_MemTotal_bytes', always(16 * GIB)),
    ...node('memory_MemAvailable_bytes', always(4 * GIB)),
    ...node('vmstat_oom_kill', always(3)),
    ...node('timex_offset_seconds', always(0.001)),
    ...node('timex_sync_status', always(1)),
    ...node('timex_maxerror_seconds', always(0.5)),
  },
  alerts: {
    NodeExporterDown: { fires: of('up', NODE, always(0), ',node="a"'), rests: of('up', NODE, '1x15 0x10', ',node="a"') },
    NodeDiskNearlyFull: { fires: disk('avail_bytes', always(9 * GIB)), rests: disk('avail_bytes', always(11 * GIB)) },
    NodeDiskFillingUp: {
      // 25 GiB after eight hours, and 20 GiB or 30 GiB a day.
      fires: disk('avail_bytes', falling(30 * GIB / 288, 35 * GIB)),
      rests: disk('avail_bytes', falling(15 * GIB / 288, 30 * GIB)),
      interval: 5,
      after: 480,
    },
    NodeInodesNearlyUsed: { fires: disk('files_free', always(40)), rests: disk('files_free', always(60)) },
    NodeDiskReadOnly: { fires: disk('readonly', '0x10 1x600'), rests: disk('readonly', always(1)) },
    NodeMemoryNearlyFull: {
      fires: node('memory_MemAvailable_bytes', always(0.7 * GIB)), rests: node('memory_MemAvailable_bytes', always(0.9 * GIB)),
    },
    NodeProcessesKilled: { fires: node('vmstat_oom_kill', '3x18 4x20'), rests: node('vmstat_oom_kill', '3x5 4x30') },
    NodeClockWrong: {
      fires: { ...node('timex_sync_status', always(0)), ...node('timex_maxerror_seconds', always(16)) },
      rests: { ...node('timex_sync_status', always(0)), ...node('timex_offset_seconds', always(-0.09)) },
    },
  },
};

const AGENT = ['fluentd-x2b4z'];
const output = (name: string, values: string, id = 'output'): Series =>
  of(`fluentd_output_status_${name}`, AGENT, values, `,node="a",plugin_id="${id}"`);

const FLUENTD: AlertCases = {
  healthy: {
    ...of('up', AGENT, always(1), ',node="a"'),
    ...output('buffer_available_space_ratio', always(99)),
    ...output('retry_count', always(2)),
  },
  alerts: {
    FluentdDown: { fires: of('up', AGENT, always(0), ',node="a"'), rests: of('up', AGENT, '1x15 0x10', ',node="a"') },
    FluentdBufferNearlyFull: {
      fires: output('buffer_available_space_ratio', always(19)), rests: output('buffer_available_space_ratio', always(10), 'object:898'),
    },
    FluentdOutputFailing: { fires: output('retry_count', rising(1)), rests: output('retry_count', '2x20 4x40'), after: 40 },
  },
};

const joined = (own: AlertCases, more: AlertCases): AlertCases =>
  ({ healthy: { ...own.healthy, ...more.healthy }, alerts: { ...own.alerts, ...more.alerts } });

/** The cases of each app, by the name of the app in `test/judges/alerts.test.ts`. */
export const ALERT_CASES: { readonly [app: string]: AlertCases } = {
  Postgres: joined(POSTGRES, shared('orders', 'data-orders-replica-1')),
  Etcd: joined(ETCD, shared('etcd', 'data-etcd-2')),
  NodeExporter: NODE_EXPORTER,
  Fluentd: FLUENTD,
};
