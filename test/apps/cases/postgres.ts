import { Size } from 'cdk8s';
import * as fc from 'fast-check';
import { AccessMode, ServiceType, Spread, apps } from '../../../src';
import { FAST } from '../../constructs/support';
import { badText, mixed, name, settings } from '../../properties/arbitraries';
import { APP, BACKUP, LOCAL, MEMBERS, MONITORED, NETWORK, SERVICE, STORAGE, appCase } from '../case';

const backup = (props: Partial<apps.BackupProps> = {}) => ({ backup: { schedule: '0 3 * * *', storage: STORAGE, ...props } });
const nodePort = { serviceType: ServiceType.NODE_PORT };

export const POSTGRES = appCase<apps.PostgresProps>({
  title: 'Postgres',
  file: 'postgres',
  type: apps.Postgres,
  defaults: { name: 'orders', secretName: 'orders-postgres', storage: STORAGE },
  everything: {
    ...APP,
    ...MEMBERS,
    ...SERVICE,
    ...NETWORK,
    image: 'registry.example.com/postgres:17.11',
    majorVersion: 18,
    runAsUser: 70,
    helperImage: 'registry.example.com/curl:8.16.0',
    databaseName: 'ledger',
    storage: { ...STORAGE, accessMode: AccessMode.READ_WRITE_ONCE_POD },
    walStorage: { size: Size.gibibytes(20), tier: LOCAL },
    readReplicas: 3,
    replicaServiceNodePort: 30433,
    synchronous: true,
    maxReplicaLag: Size.mebibytes(1),
    promotedReplica: 2,
    maxConnections: 300,
    extraSettings: {
      'log_min_duration_statement': '250ms',
      'shared_preload_libraries': 'pg_stat_statements',
      'pg_stat_statements.max': '5000',
      'search_path': "\"$user\", 'a'",
    },
    ...MONITORED,
    exporterImage: 'registry.example.com/postgres-exporter:0.17.1',
    backup: BACKUP,
    nodeSpread: Spread.HARD,
  },
  instead: { staleReads: { staleReads: true, maxReplicaLag: undefined } },
  errors: [
    ['CS300', { secretName: 'Orders' }, { secretName: 'orders.postgres' }],
    ['CS301', { databaseName: 'postgres' }, { databaseName: 'postgres_1' }],
    ['CS301', { databaseName: 'my-app' }, { databaseName: 'my_app' }],
    ['CS302', { image: 'registry.example.com/postgres:latest' }, { image: 'registry.example.com/postgres:15.3' }],
    ['CS302', { majorVersion: 9.6 }, { majorVersion: 16 }],
    ['CS134', { ...nodePort, replicaServiceNodePort: 30433 }, { ...nodePort, readReplicas: 1, replicaServiceNodePort: 30433 }],
    [
      'CS134', { ...nodePort, readReplicas: 1, serviceNodePort: 30432, replicaServiceNodePort: 30432 },
      { ...nodePort, readReplicas: 1, serviceNodePort: 30432, replicaServiceNodePort: 30433 },
    ],
    ['CS303', { readReplicas: 9 }, { readReplicas: 8 }],
    ['CS303', { readReplicas: 1.5 }, { readReplicas: 1 }],
    ['CS304', { readReplicas: 1, synchronous: true }, { readReplicas: 2, synchronous: true }],
    ['CS305', { readReplicas: 2, promotedReplica: 2 }, { readReplicas: 2, promotedReplica: 1 }],
    ['CS305', { promotedReplica: 0 }, { readReplicas: 1, promotedReplica: 0 }],
    ['CS306', { maxConnections: 5 }, { maxConnections: 10 }],
    ['CS130', { runAsUser: 0 }, { runAsUser: 70 }],
    ['CS307', { extraSettings: { primary_conninfo: 'host=elsewhere' } }, { extraSettings: { work_mem: '8MB' } }],
    ['CS307', { extraSettings: { 'Work Mem': '8MB' } }, { extraSettings: { 'pgaudit.log': 'ddl' } }],
    ['CS307', { extraSettings: { work_mem: "8MB'\ninclude '/etc/passwd" } }, { extraSettings: { work_mem: '9MB' } }],
    ['CS308', { maxReplicaLag: Size.mebibytes(0) }, { maxReplicaLag: Size.kibibytes(1) }],
    ['CS101', { name: 'a'.repeat(45), readReplicas: 1 }, { name: 'a'.repeat(44), readReplicas: 1 }],
    ['CS290', { name: 'a'.repeat(45), ...backup() }, { name: 'a'.repeat(44), ...backup() }],
    ['CS291', backup({ schedule: 'daily' }), backup({ schedule: '@daily' })],
    ['CS291', backup({ schedule: '0 0 * * 7' }), backup({ schedule: '0 0 * * 0' })],
    ['CS291', backup({ schedule: '0 22-4 * * *' }), backup({ schedule: '0 22,23,0-4/2 * * *' })],
    ['CS291', backup({ schedule: '*/0 * * * *' }), backup({ schedule: '*/5 1-4 * * MON' })],
    ['CS291', backup({ timeZone: '+02:00' }), backup({ timeZone: 'America/Argentina/Buenos_Aires' })],
    ['CS291', backup({ timeZone: 'Europe/Atlantis' }), backup({ timeZone: 'Etc/GMT+2' })],
    ['CS291', backup({ timeZone: 'Asia/kolkata' }), backup({ timeZone: 'Asia/Kolkata' })],
    ['CS291', backup({ timeZone: 'europe/berlin' }), backup({ timeZone: 'UTC' })],
    ['CS292', backup({ keep: 0 }), backup({ keep: 1 })],
    ['CS270', backup({ storage: { size: Size.gibibytes(0), tier: FAST } }), backup()],
  ],
  findings: {
    ST67: 'backups are a prop without a default, because only the user knows the schedule and the storage',
    ST80: 'one server is the default, and replicas are a prop',
  },
  ports: { 5432: 'clients', 9187: 'metrics' },
  scaling: [{ readReplicas: 0 }, { readReplicas: 2 }, { readReplicas: 3 }],
  generated: {
    secretName: name,
    databaseName: mixed(fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/), badText),
    majorVersion: fc.constantFrom(15, 17, 18),
    maxConnections: mixed(fc.integer({ min: 10, max: 500 }), fc.constantFrom(0, 0.5)),
    extraSettings: settings(mixed(fc.stringMatching(/^[a-z_]{1,8}$/), badText)),
  },
});
