import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { check } from '../../src/review/check/check';
import { Advice } from '../../src/review/check/rule';
import { diff } from '../../src/review/diff/diff';
import { KINDS_WITH_IMMUTABLE_FIELDS, consequencesOf } from '../../src/review/diff/immutable-fields';
import { readText } from '../../src/review/manifests/read';

/* The explanation of a finding is about its object: why, fix and link of a StorageClass do not speak of a StatefulSet or of another engine. */

interface Said extends Advice {
  readonly id: string;
  readonly kind: string;
  readonly message: string;
}

const textsIn = (...folders: string[]) => {
  const folder = join(__dirname, ...folders);
  return readdirSync(folder).map(file => readFileSync(join(folder, file), 'utf8'));
};

const FOUND: Said[] = textsIn('check', 'cases').flatMap(text => check(readText('a.yaml', text), { today: '2026-11-23' }).findings)
  .filter(({ isUnknown }) => !isUnknown)
  .map(({ rule: { id }, object, message, why, fix, link }) => ({ id, kind: object.split('/')[0], message, why, fix, link }));
const CONSEQUENCES: Said[] = textsIn('diff', 'cases').map(text => text.split(/^# --- new$/m))
  .flatMap(([old, new_]) => diff(readText('a.yaml', old), readText('a.yaml', new_), { minor: 34, today: '2026-11-23' }).diffs)
  .flatMap(({ object, consequences }) =>
    consequences.map(({ rule: { id }, message, why, fix, link }) => ({ id, kind: object.split('/')[0], message, why, fix, link })));
const ALL = [
  ...new Map([...FOUND, ...CONSEQUENCES].map(said => [JSON.stringify([said.id, said.kind, said.why, said.fix, said.link]), said])).values(),
];

const WORKLOADS = ['StatefulSet', 'Deployment', 'DaemonSet', 'ReplicaSet', 'Pod', 'Job', 'CronJob'];
const CLAIMING = ['PersistentVolumeClaim', 'PersistentVolume', 'StorageClass', ...WORKLOADS];

/** Pages and words that are about some kinds only. */
const ABOUT: readonly [RegExp, string[]][] = [
  [/controllers\/statefulset\//, ['StatefulSet']],
  [/controllers\/deployment\//, ['Deployment']],
  [/controllers\/daemonset\/|manage-daemon\//, ['DaemonSet']],
  [/controllers\/job\//, ['Job', 'CronJob']],
  [/concepts\/storage\//, [...CLAIMING, 'VolumeAttributesClass', 'VolumeSnapshotClass', 'CSIDriver']],
  [/services-networking\/service\//, ['Service']],
  [/configuration\/configmap\//, ['ConfigMap', ...WORKLOADS]],
  [/configuration\/secret\//, ['Secret', ...WORKLOADS]],
  [/rejects the StatefulSet/, ['StatefulSet']],
  [/rejects the class/, ['StorageClass', 'VolumeAttributesClass']],
  [/together with its pods/, WORKLOADS],
];

test.each(
  ALL.map(said => [`${said.id} of a ${said.kind}`, said] as const),
)('%s: it is about its object', (_, { id, kind, message, why, fix, link }) => {
  const text = `${why} ${fix} ${link}`;
  expect(ABOUT.filter(([pattern, kinds]) => pattern.test(text) && !kinds.includes(kind)).map(([pattern]) => String(pattern))).toEqual([]);
  // The page of etcd explains the arithmetic of every quorum.
  const engines = id === 'ST42'
    ? []
    : ['postgres', 'mysql', 'mariadb', 'mongo', 'redis', 'cassandra', 'kafka', 'etcd'].filter(engine => link.toLowerCase().includes(engine));
  expect(engines.filter(engine => !message.toLowerCase().includes(engine))).toEqual([]);
  expect(why).toMatch(/\.$/);
  expect(fix).toMatch(/\.$/);
});

test.each(KINDS_WITH_IMMUTABLE_FIELDS)('the rejected change of a %s has its own explanation', kind => {
  const { why, link } = consequencesOf(kind, ['spec', 'x']);
  const others = KINDS_WITH_IMMUTABLE_FIELDS.filter(other => other !== kind && consequencesOf(other, ['spec', 'x']).link === link);
  expect(others.filter(other => !`${kind}${other}`.includes('RoleBinding'))).toEqual([]);
  expect(/\bpods\b/.test(why)).toBe(['StatefulSet', 'Deployment', 'DaemonSet', 'Secret', 'ConfigMap'].includes(kind));
});

test('etcd: UP13 names the least release to update from, and the way back', () => {
  const etcd = CONSEQUENCES.filter(({ id, link }) => id === 'UP13' && link.includes('etcd.io'));
  const about = (page: string) => etcd.filter(({ link }) => link === `https://etcd.io/docs/v3.7/${page}/`);
  expect(about('upgrades/upgrade_3_7').map(({ fix }) => fix))
    .toEqual(['First update to 3.6.11 or newer: older releases are not compatible with members of 3.7.']);
  expect(about('downgrades/downgrading-etcd').map(({ fix }) => fix))
    .toEqual([expect.stringMatching(/^Run `etcdctl downgrade enable 3\.6`, .* Then apply the change\.$/)]);
  expect(about('upgrades/upgrading-etcd').map(({ why }) => why))
    .toEqual([expect.stringContaining('The way back: Run `etcdctl downgrade enable 3.6`')]);
});
