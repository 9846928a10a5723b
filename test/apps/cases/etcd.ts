import { Size } from 'cdk8s';
import * as fc from 'fast-check';
import { Spread, apps } from '../../../src';
import { FAST } from '../../constructs/support';
import { badText, count, mixed, name, settings, size, tier } from '../../properties/arbitraries';
import { APP, BACKUP, MEMBERS, MONITORED, NETWORK, SERVICE, appCase } from '../case';

const storage = (given: Size) => ({ size: given, tier: FAST });

export const ETCD = appCase<apps.EtcdProps>({
  title: 'Etcd',
  file: 'etcd',
  type: apps.Etcd,
  defaults: { name: 'etcd', tlsSecretName: 'etcd-tls', storage: storage(Size.gibibytes(8)) },
  everything: {
    ...APP,
    ...MEMBERS,
    ...SERVICE,
    ...NETWORK,
    image: 'registry.example.com/etcd:v3.6.14',
    helperImage: 'registry.example.com/curl:8.16.0',
    replicas: 5,
    quota: Size.gibibytes(4),
    storage: storage(Size.gibibytes(20)),
    extraSettings: { 'heartbeat-interval': '250', 'election-timeout': '2500' },
    backup: BACKUP,
    defragmentation: { schedule: '0 4 * * 0', timeZone: 'Europe/Berlin' },
    ...MONITORED,
    nodeSpread: Spread.SOFT,
  },
  errors: [
    ['CS290', { name: 'e'.repeat(46), defragmentation: { schedule: '@weekly' } }, { name: 'e'.repeat(45), defragmentation: { schedule: '@weekly' } }],
    ['CS291', { defragmentation: { schedule: '0 4 * * 7' } }, { defragmentation: { schedule: '0 4 * * 0' } }],
    [
      'CS291', { defragmentation: { schedule: '@weekly', timeZone: 'Berlin' } },
      { defragmentation: { schedule: '@weekly', timeZone: 'Europe/Berlin' } },
    ],
    ['CS310', { replicas: 4 }, { replicas: 5 }],
    ['CS310', { replicas: 9 }, { replicas: 7 }],
    ['CS310', { replicas: 0 }, { replicas: 1 }],
    ['CS311', { tlsSecretName: 'Etcd_TLS' }, { tlsSecretName: 'etcd.tls' }],
    [
      'CS312', { quota: Size.gibibytes(9), storage: storage(Size.gibibytes(100)) },
      { quota: Size.gibibytes(8), storage: storage(Size.mebibytes(16896)), resources: { memory: Size.gibibytes(4) } },
    ],
    ['CS312', { quota: Size.mebibytes(1) }, { quota: Size.mebibytes(16), storage: storage(Size.mebibytes(544)) }],
    ['CS313', { storage: storage(Size.mebibytes(4607)) }, { storage: storage(Size.mebibytes(4608)) }],
    ['CS307', { extraSettings: { 'data-dir': '/data' } }, { extraSettings: { 'log-level': 'warn' } }],
    ['CS307', { extraSettings: { '--heartbeat-interval': '100' } }, { extraSettings: { 'heartbeat-interval': '100' } }],
    ['CS307', { extraSettings: { 'log-level': 'warn\nname: x' } }, { extraSettings: { 'log-level': 'warn' } }],
    ['CS307', { extraSettings: { 'log-level': '' } }, { extraSettings: { 'log-level': 'info' } }],
  ],
  warnings: [
    ['CS560', { tlsSecretName: undefined }, { tlsSecretName: 'etcd-tls' }],
    ['CS561', { resources: { memory: Size.mebibytes(1023) } }, { resources: { memory: Size.mebibytes(1024) } }],
  ],
  findings: { ST67: 'backups are a prop without a default, because only the user knows the schedule and the storage' },
  ports: { 2379: 'clients', 2380: 'members', 2381: 'metrics' },
  scaling: [{ replicas: 1 }, { replicas: 3 }, { replicas: 5 }],
  generated: {
    defragmentation: fc.record({ schedule: mixed(fc.constant('0 4 * * 0'), badText) }, { noNullPrototype: true }),
    storage: fc.record({ size: mixed(fc.integer({ min: 5, max: 40 }).map(n => Size.gibibytes(n)), size), tier }, { noNullPrototype: true }),
    replicas: mixed(fc.constantFrom(1, 3, 5, 7), count),
    tlsSecretName: name,
    extraSettings: settings(mixed(fc.stringMatching(/^[a-z-]{1,8}$/), badText)),
  },
});
